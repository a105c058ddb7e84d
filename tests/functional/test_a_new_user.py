"""What somebody met who saw the program for the first time, under a window manager."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import _show as show_first
from desktop_app.services.container import Services
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.coordinator.page import CoordinatorPage
from desktop_app.ui.first_run.page import FirstRunPage
from desktop_app.ui.first_run.steps import CoordinatorStep, SchoolStep
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.screens import screens
from desktop_app.ui.shell import stage as stage_module
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme.icons import program_icon
from tests.functional.window import open_screen


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
    qtbot.waitUntil(
        lambda: window.stage._ahead is not None and not window.stage._ahead.is_running(), timeout=60_000
    )
    assert moved == []
    assert qapp.focusWidget() is held


def test_what_is_typed_in_the_first_steps_waits_on_its_own_screen(
    window: MainWindow, record: Services
) -> None:
    window.detach()
    window.attach(record, guided=True)
    guide = FirstRunPage(record)
    guide.finished.connect(window.end_guide)
    window.show_guide(guide)
    school, _letter, coordinator, _portals = guide.steps
    assert isinstance(school, SchoolStep)
    assert isinstance(coordinator, CoordinatorStep)
    school.form.field("founder").setText("Администрация округа")
    guide.skip_button.click()
    guide.skip_button.click()
    coordinator.form.field("phone").setText("8 900 000-00-00")
    window._on_look()
    assert window.status.saved.text() == "Есть несохранённое"
    guide.skip_button.click()
    guide.skip_button.click()  # a kill from here on takes no more than two seconds of typing
    requisites = open_screen(window, "school", SchoolPage).requisites
    assert requisites.form.field("founder").value() == "Администрация округа"
    assert requisites.form.notice.text().startswith("Восстановлено набранное")
    assert (
        open_screen(window, "coordinator", CoordinatorPage).form.field("phone").value() == "8 900 000-00-00"
    )


def test_typing_of_the_first_steps_that_was_let_go_does_not_come_back(
    window: MainWindow, record: Services
) -> None:
    window.detach()
    window.attach(record, guided=True)
    guide = FirstRunPage(record)
    window.show_guide(guide)
    school = guide.steps[0]
    assert isinstance(school, SchoolStep)
    school.form.field("founder").setText("Администрация округа")
    school.keep()
    assert record.form_drafts.taken("school") is not None
    window.detach()
    assert record.form_drafts.taken("school") is None


def test_the_title_names_the_file_for_the_task_bar(window: MainWindow) -> None:
    assert window.windowTitle() == "record.otklik"  # Qt adds the program's name to it
    window.detach()
    assert window.windowTitle() == "Отклик"


def test_the_program_has_a_picture_of_its_own() -> None:
    sizes = {size.width() for size in program_icon().availableSizes()}
    assert {16, 32, 48} <= sizes


@pytest.mark.parametrize(("height", "maximised"), [(768, False), (728, True)])
def test_a_window_that_would_reach_under_the_task_bar_opens_maximised(
    height: int, maximised: bool, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Settings()._store.clear()
    window = MainWindow(screens())
    qtbot.addWidget(window)
    room = SimpleNamespace(availableSize=lambda: QSize(1366, height))
    monkeypatch.setattr(window, "screen", lambda: room)
    show_first(window, Settings())
    assert window.isMaximized() is maximised
