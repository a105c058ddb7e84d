"""Hands for the stories through the whole window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop_app.ui.application.settings import Settings
from desktop_app.ui.kit.aside import is_waited_for
from desktop_app.ui.kit.page import Page
from desktop_app.ui.screens import screens
from desktop_app.ui.shell.window import MainWindow

P = TypeVar("P", bound=Page)
D = TypeVar("D", bound=QDialog)

LOOK_EVERY = 20
"""Milliseconds between two looks for a dialog."""


def open_screen(window: MainWindow, key: str, kind: type[P]) -> P:
    """Go to a screen and return its page."""
    window.go(key)
    page = window.current_page()
    assert isinstance(page, kind)
    return page


def empty_window(qtbot: QtBot) -> MainWindow:
    """Return a shown window without a file, as the program begins with; settings remember nothing."""
    Settings()._store.clear()
    window = MainWindow(screens())
    qtbot.addWidget(window)
    window.show()
    return window


class Answer(QTimer):
    """Deal with the next modal dialog of a kind, as the user would while ``exec`` waits."""

    def __init__(self, kind: type[D], act: Callable[[D], None]) -> None:
        super().__init__(QApplication.instance())
        self._kind = kind
        self._act = act
        self.setInterval(LOOK_EVERY)
        self.timeout.connect(self._look)
        self.start()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, self._kind) and not is_waited_for():  # till then nobody's hands reach it
            self.stop()
            self.deleteLater()
            try:
                self._act(dialog)
            except BaseException:
                dialog.done(0)  # a story that fails must not leave the window waiting for an answer for ever
                raise
