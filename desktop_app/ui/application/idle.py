"""Notice that nobody is at the computer: no key, no mouse, for so many minutes."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

LOOK_EVERY = 10_000
"""Milliseconds between two looks at the clock."""

_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletMove,
    }
)


class Idle(QObject):
    """Tells once that the time has passed; listens at the windows, not at every widget, while asked to."""

    passed = Signal()

    def __init__(self, minutes: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self.now: Callable[[], float] = time.time
        """Seconds; the clock on the wall, so that a computer that slept is noticed too."""
        self._seen = 0.0
        self._windows: list[QWindow] = []
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    @property
    def watching(self) -> bool:
        """Whether it watches now."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin to watch."""
        if self._timer.isActive():
            return
        self._seen = self.now()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_window)
            self._on_window(application.focusWindow())
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.disconnect(self._on_window)
        for window in self._windows:
            window.removeEventFilter(self)
        self._windows.clear()

    def look(self) -> None:
        """Compare the clock with the last sign of life; one that was set back begins anew."""
        minutes, now = self._minutes(), self.now()
        self._seen = min(self._seen, now)
        if minutes and now - self._seen >= minutes * 60:
            self.stop()
            self.passed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a key or a movement of the mouse for a sign of life."""
        if event.type() in _SIGNS:
            self._seen = self.now()
        return super().eventFilter(watched, event)

    def _on_window(self, window: QWindow | None) -> None:
        if window is None or window in self._windows:
            return
        window.installEventFilter(self)
        self._windows.append(window)
        window.destroyed.connect(lambda _gone=None, window=window: self._forget(window))
        self._seen = self.now()

    def _forget(self, window: QWindow) -> None:
        if window in self._windows:
            self._windows.remove(window)
