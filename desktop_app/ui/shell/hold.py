"""Keeping hands off the window while a long change has the file to itself."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class Hold(QObject):
    """Lock a window, grey, and give it back with the cursor where it was."""

    told = Signal(bool)
    """The user is to be told to wait, or need not be any more."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._cursor: QWidget | None = None

    def lock(self, locked: bool) -> None:  # noqa: FBT001 - a signal's own argument
        """Lock the window, or let go of it."""
        if locked:
            self._cursor = self._window.focusWidget()
        self._window.setDisabled(locked)
        self.told.emit(locked)
        if not locked and self._cursor is not None and shiboken6.isValid(self._cursor):
            self._cursor.setFocus()
