"""Storing on another thread while whoever asked waits: the window paints on, keys and presses queue.

To the caller it is an ordinary call: the result is returned, a refusal is raised where the change was asked
for, and nothing else the user does comes in between, so that nothing is stored twice or typed past it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

T = TypeVar("T")

AT_ONCE = 0.012
"""Seconds within which an ordinary change is stored: so long nothing else is started for it.

Several in one turn of the window's loop have them together: one after another would be a silence.
"""

_TURN = 2
"""Milliseconds after which a turn of the loop has certainly let the window live."""
BUSY_AFTER = 250
"""Milliseconds of waiting after which the mouse shows that something is under way."""

_waits: list[Wait] = []
"""Those who wait, one within another."""
_ended: list[float] = [0.0]
"""When the last wait was over, by the monotonic clock."""
_silent: list[float] = [0.0]
"""Seconds waited in this turn of the window's loop without letting it live."""


def is_waited_for() -> bool:
    """Tell whether somebody waits for a change: what else is ready to come to the window waits too."""
    return bool(_waits)


def is_storing() -> bool:
    """Tell whether a change is on its way to the disk, and is not a part of something else waited for."""
    return bool(_waits) and _waits[0].storing


def waited_until() -> float:
    """Return when the last change that had to be waited for was stored, by the monotonic clock, seconds."""
    return _ended[0]


class Wait(QObject):
    """Time in which the window lives without its user's hands; one that is closed then closes after it.

    No result comes to the window meanwhile, and no work in slices is done. ``storing`` a change, the window
    says so.
    """

    def __init__(self, *, storing: bool = True) -> None:
        super().__init__()
        self.storing = storing
        self._loop = QEventLoop(self)
        self._closing: list[QWindow] = []

    def last(self) -> None:
        """Return when the end is told."""
        with self.around():
            self._loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    @contextmanager
    def around(self) -> Iterator[None]:
        """Last as long as a block of the window's own work, which lets the window in by ``let_in``."""
        # not at the application: there it would meet every event there is
        windows = QGuiApplication.topLevelWindows()
        for window in windows:
            window.installEventFilter(self)
        _waits.append(self)
        try:
            with _busy_mouse():
                yield
        finally:
            self.end()
            for window in windows:
                if shiboken6.isValid(window):
                    window.removeEventFilter(self)
            for window in self._closing:
                if shiboken6.isValid(window):
                    QTimer.singleShot(0, window, window.close)

    def end(self) -> None:
        """Tell the end; more than once does no harm."""
        if self in _waits:
            _waits.remove(self)
            _ended[0] = monotonic()
        self._loop.quit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put off the closing of a window."""
        if event.type() is not QEvent.Type.Close:
            return False
        event.ignore()
        if isinstance(watched, QWindow):
            self._closing.append(watched)
        return True


def let_in() -> None:
    """Let the window paint itself amid work of its own thread; what the user does waits."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


class _Aside(QObject, Generic[T]):
    """One piece of work with what came of it."""

    ended = Signal()

    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__()
        self._work = work
        self._results: list[T] = []
        self._error: BaseException | None = None
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
        waiting = Wait()
        self.ended.connect(waiting.end, Qt.ConnectionType.QueuedConnection)
        thread = Thread(target=self.run)
        thread.start()
        if not self._is_done_at_once():
            waiting.last()
        thread.join()  # it still tells the loop; both must be there for that
        if self._error is not None:
            raise self._error
        return self._results[0]

    def _is_done_at_once(self) -> bool:
        if not _silent[0]:
            QTimer.singleShot(_TURN, _forget_silence)
        began = monotonic()
        done = self.done.wait(max(0.0, AT_ONCE - _silent[0]))
        _silent[0] += monotonic() - began
        return done


def _forget_silence() -> None:
    _silent[0] = 0.0


@contextmanager
def _busy_mouse() -> Iterator[None]:
    """Let the mouse say that something takes its time, if it does."""
    shown: list[None] = []

    def show() -> None:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        shown.append(None)

    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(show)
    timer.start(BUSY_AFTER)
    try:
        yield
    finally:
        timer.stop()
        if shown:
            QGuiApplication.restoreOverrideCursor()


def here(work: Callable[[], T]) -> T:
    """Do ``work`` on this very thread: what it asks for is at hand, a thread would only cost memory."""
    return work()


def aside(work: Callable[[], T]) -> T:
    """Return what ``work`` returns, or raise what it raises; run on another thread, it touches no widget."""
    application = QCoreApplication.instance()
    if application is None or QThread.currentThread() is not application.thread():
        return work()
    return _Aside(work).wait()
