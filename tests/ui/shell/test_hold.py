"""The window is locked while a long change has the file: a short one leaves the picture as it is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.shell.hold import Hold


@pytest.fixture
def window(qtbot: QtBot, themed: object) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    for _ in range(2):
        column.addWidget(QLineEdit(made))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_short_change_takes_no_keys_and_paints_nothing_grey(qtbot: QtBot, window: QWidget) -> None:
    second = window.findChildren(QLineEdit)[1]
    second.setFocus()
    hold, told = Hold(window), []
    hold.told.connect(told.append)
    hold.lock(True)
    assert not window.isEnabled()
    assert not window.updatesEnabled()
    hold.lock(False)
    assert window.isEnabled()
    assert told == [False], "nobody was told to wait"
    qtbot.waitUntil(window.updatesEnabled)
    assert window.focusWidget() is second


def test_a_long_change_is_told_of_and_turns_the_window_grey(qtbot: QtBot, window: QWidget) -> None:
    hold, told = Hold(window), []
    hold.told.connect(told.append)
    hold.lock(True)
    qtbot.waitUntil(lambda: told == [True])
    assert window.updatesEnabled()
    assert not window.isEnabled()
    hold.lock(False)
    assert told == [True, False]
    assert window.isEnabled()
