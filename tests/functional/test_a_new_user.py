"""What somebody met who saw the program for the first time, under a window manager."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services.container import Services
from desktop_app.ui.first_run.page import FirstRunPage
from desktop_app.ui.shell import stage as stage_module
from desktop_app.ui.shell.window import MainWindow


def test_screens_built_behind_the_first_steps_leave_the_cursor_there(
    window: MainWindow, record: Services, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage_module, "REST", 0)
    for row in record.school.classes():
        record.school.delete_class(row.id)
    window.detach()
    window.attach(record, guided=True)
    guide = FirstRunPage(record)
    window.show_guide(guide)
    with qtbot.waitActive(window):
        window.activateWindow()
    held, moved = qapp.focusWidget(), []
    assert held is not None
    assert guide.isAncestorOf(held)
    qapp.focusChanged.connect(lambda _old, new: moved.append(new))
    window.stage.build_ahead()
    qtbot.waitUntil(lambda: window.stage._ahead is not None and not window.stage._ahead.is_running(), timeout=60_000)
    assert moved == []
    assert qapp.focusWidget() is held
