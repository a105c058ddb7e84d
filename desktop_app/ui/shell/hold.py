"""Keeping hands off the window while a long change has the file to itself."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.kit.operation import SLOW_AFTER


class Hold(QObject):
    """Lock a window and give it back with the cursor where it was.

    A change over before anybody wonders leaves the picture alone: greyed for a blink and back, the whole
    window would be painted twice for nothing. One that is not turns grey, and ``told`` says so.
    """

    told = Signal(bool)
    """The user is to be told to wait, or need not be any more."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._cursor: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SLOW_AFTER)
        self._timer.timeout.connect(self._on_slow)

    def lock(self, locked: bool) -> None:  # noqa: FBT001 - a signal's own argument
        """Lock the window, or let go of it."""
        if locked:
            self._cursor = self._window.focusWidget()
            self._window.setUpdatesEnabled(False)
            self._timer.start()
        self._window.setDisabled(locked)
        if locked:
            return
        self._timer.stop()
        self.told.emit(False)  # noqa: FBT003 - a signal has no keywords
        if self._cursor is not None and shiboken6.isValid(self._cursor):
            self._cursor.setFocus()
        QTimer.singleShot(0, self, self._paint)  # with what the change came to, shown in this very turn

    def _on_slow(self) -> None:
        self.told.emit(True)  # noqa: FBT003 - as above
        self._paint()

    def _paint(self) -> None:
        self._window.setUpdatesEnabled(True)
