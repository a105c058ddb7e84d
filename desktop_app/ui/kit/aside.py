"""Storing on another thread while whoever asked waits: the window paints on, keys and presses queue.

To the caller it is an ordinary call: the result is returned, a refusal is raised where the change was asked
for, and nothing else the user does comes in between, so that nothing is stored twice or typed past it.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

T = TypeVar("T")

AT_ONCE = 0.012
"""Seconds within which an ordinary change is stored: so long nothing else is started for it."""


_waits: list[object] = []
"""Those who wait, one within another."""


def is_waited_for() -> bool:
    """Tell whether somebody waits for a change: what else is ready to come to the window waits too."""
    return bool(_waits)


class _Aside(QObject, Generic[T]):
    """One piece of work with what came of it; a window that wants to close meanwhile closes after it."""

    ended = Signal()

    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__()
        self._work = work
        self._results: list[T] = []
        self._error: BaseException | None = None
        self._closing: list[QWindow] = []
        self.done = Event()

    def run(self) -> None:
        """Do the work; called on the other thread."""
        try:
            self._results.append(self._work())
        except BaseException as error:  # noqa: BLE001 - carried to the caller's thread and raised there
            self._error = error
        self.done.set()
        self.ended.emit()

    def wait(self) -> T:
        """Let the window live until the work is done, and return or raise what came of it."""
        loop = QEventLoop()
        self.ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
        thread = Thread(target=self.run)
        thread.start()
        if not self.done.wait(AT_ONCE):
            # not at the application: there it would meet every event there is
            windows = QGuiApplication.topLevelWindows()
            for window in windows:
                window.installEventFilter(self)
            _waits.append(self)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            _waits.pop()
            for window in windows:
                if shiboken6.isValid(window):
                    window.removeEventFilter(self)
        thread.join()  # it still tells the loop; both must be there for that
        for window in self._closing:
            if shiboken6.isValid(window):
                QTimer.singleShot(0, window, window.close)
        if self._error is not None:
            raise self._error
        return self._results[0]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put off the closing of a window."""
        if event.type() is not QEvent.Type.Close:
            return False
        event.ignore()
        if isinstance(watched, QWindow):
            self._closing.append(watched)
        return True


def here(work: Callable[[], T]) -> T:
    """Do ``work`` on this very thread: what it asks for is at hand, a thread would only cost memory."""
    return work()


def aside(work: Callable[[], T]) -> T:
    """Return what ``work`` returns, or raise what it raises; run on another thread, it touches no widget."""
    application = QCoreApplication.instance()
    if application is None or QThread.currentThread() is not application.thread():
        return work()
    return _Aside(work).wait()
