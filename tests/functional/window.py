"""Hands for the stories through the whole window."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TypeVar

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
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
PATIENCE = 60.0
"""Seconds for which a dialog may wait for an answer."""


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
    """Deal with the next modal dialog of a kind, as the user would while ``exec`` waits.

    A story that fails must not leave the window waiting for an answer for ever: one that nobody gives is
    no, after a while, and the story fails by it.
    """

    def __init__(self, kind: type[D], act: Callable[[D], None]) -> None:
        super().__init__(QApplication.instance())
        self._kind = kind
        self._act = act
        self._met: QWidget | None = None
        self._until = 0.0
        self._answered = False
        self.setInterval(LOOK_EVERY)
        self.timeout.connect(self._look)
        self.start()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if self._met is None or dialog is not self._met:
            if self._answered:
                self._end()
                return
            self._met, self._until = dialog, monotonic() + PATIENCE
        if isinstance(dialog, QDialog) and monotonic() > self._until:
            self._end()
            dialog.done(0)
            said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
            pytest.fail(f"{type(dialog).__name__} «{dialog.windowTitle()}» waits for an answer: {said}")
        if isinstance(dialog, self._kind) and not self._answered and not is_waited_for():
            self._answer(dialog)

    def _answer(self, dialog: QDialog) -> None:
        self.stop()
        self._answered = True
        try:
            self._act(dialog)
        except BaseException:
            self._end()
            dialog.done(0)
            raise
        self.start()

    def _end(self) -> None:
        self.stop()
        self.deleteLater()
