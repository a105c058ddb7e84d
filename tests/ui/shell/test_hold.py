"""The window is locked while a long change has the file, and given back as it was."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.shell.hold import Hold


def test_a_locked_window_is_told_of_and_given_back_with_the_cursor_where_it_was(
    qtbot: QtBot, themed: object
) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    for _ in range(2):
        column.addWidget(QLineEdit(window))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    second = window.findChildren(QLineEdit)[1]
    second.setFocus()
    hold, told = Hold(window), []
    hold.told.connect(told.append)
    hold.lock(True)
    assert not window.isEnabled()
    hold.lock(False)
    assert window.isEnabled()
    assert told == [True, False]
    assert window.focusWidget() is second
