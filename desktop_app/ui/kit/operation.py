"""Work off the window's thread: an operation, what to do with its result, what to do with a refusal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal, Slot

from desktop_app.services.errors import AppError, BrokenError
from desktop_app.ui.kit.aside import Wait, is_waited_for
from desktop_app.ui.kit.slices import is_anything_awaited

T = TypeVar("T")

SLOW_AFTER = 500
"""Milliseconds after which a wait is shown."""

AGAIN = 5
"""Milliseconds until what came at a bad moment is tried again: a result, or the beginning of work."""
PATIENCE = 0.3
"""Seconds for which work off the window's thread waits at most until nothing is being built there.

Beside it, it would end no sooner: the two share one interpreter, and the window would come later.
"""
WORKERS = 8
"""Operations at once, at the least: most wait for a disk, and Qt would let a PC of one core do one.

A copy on its way to a slow stick must not keep a password or a page from being looked at.
"""
SHARE = 0.000_02
"""Seconds another thread may keep the interpreter while the window's thread wants it.

Every call into Qt gives the interpreter away; at Python's own 5 ms a window that makes a hundred such calls
beside a thread that computes stood still for half a second. What it takes to get it back was measured at
0.68 ms with half a millisecond here, at 0.14 with this.
"""

_running: set[Operation[Any]] = set()
"""Operations under way; an owner may be gone before its operation is."""
_post: list[_Post] = []
"""The one that brings results over, made with the first operation."""


_through: Callable[[QObject], bool] | None = None
"""Tells of an owner whether results come to it even now; None: they come to everybody."""
_held: list[Callable[[], None]] = []
"""What is handed over when results come to everybody again."""


def hold_back(through: Callable[[QObject], bool]) -> None:
    """Keep every result until ``hand_over``, but for owners that ``through`` names: the window is locked."""
    global _through  # noqa: PLW0603 - one window a process, as everything here
    _through = through


def hand_over() -> None:
    """Let results come again, those kept first."""
    global _through  # noqa: PLW0603 - as above
    _through = None
    held = tuple(_held)
    _held.clear()
    for hand in held:
        QTimer.singleShot(0, hand)


def is_at_work() -> bool:
    """Tell whether something is done off the window's thread, or a change is waited for.

    A result on its way to the window is work under way too; one kept back is not.
    """
    on_their_way = len(_running) > len(_held)
    return is_waited_for() or on_their_way or QThreadPool.globalInstance().activeThreadCount() > 0


def let_all_end() -> None:
    """Begin what waits for its turn, and return when no work off the window's thread is left."""
    for one in tuple(_running):
        one.begin()
    QThreadPool.globalInstance().waitForDone()


def let_the_window_in() -> None:
    """Let the window's thread have the interpreter soon whenever it wants it, whatever the others do."""
    sys.setswitchinterval(SHARE)


class _Work(Generic[T]):
    """What is to be done and what came of it: all that the other thread knows of an operation.

    Nothing of Qt's: a thread may be the last to hold what it works on, and a Qt object must die on the
    window's own (``ui/application/garbage.py``). For the same reason the window takes out what is in here.
    """

    def __init__(self, op: Callable[[], T]) -> None:
        self.op = op
        self.result: T | None = None
        self.error: BaseException | None = None

    def do(self) -> None:
        """Do it; called on the other thread."""
        try:
            self.result = self.op()
        except BaseException as raised:  # noqa: BLE001 - carried to the window's thread and raised there
            self.error = raised

    def taken_out(self) -> tuple[T | None, BaseException | None]:
        """Return what came of it and keep nothing; called on the window's thread."""
        result, error = self.result, self.error
        del self.op
        self.result = self.error = None
        return result, error


class _Post(QObject):
    """Brings every finished piece of work to the window's thread; it lives as long as the process."""

    finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _on_finished(self, work: _Work[Any]) -> None:
        for operation in tuple(_running):
            if operation.work is work:
                operation.take(*work.taken_out())


class _Job(QRunnable):
    """The part that runs in the pool."""

    def __init__(self, work: _Work[Any], post: _Post) -> None:
        super().__init__()
        self._work = work
        self._post = post

    def run(self) -> None:
        """Do the work and send it back."""
        self._work.do()
        with suppress(RuntimeError):  # the application has ended meanwhile: there is nobody to send it to
            self._post.finished.emit(self._work)


class Operation(QObject, Generic[T]):
    """One background operation; ``op`` never touches a widget, the two callbacks run in the window's thread.

    A callback is dropped when the operation was cancelled or its owner is gone. To ``on_error`` an
    unexpected exception is a ``BrokenError``, which ends the wait; it is raised again in the window's thread,
    where the crash window can show it.
    """

    slow = Signal(bool)
    """True when half a second has passed, False at the end of such a wait."""

    def __init__(
        self,
        owner: QObject,
        op: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[AppError], None],
    ) -> None:
        super().__init__()
        self._owner = owner
        self.work = _Work(op)
        self._on_done = on_done
        self._on_error = on_error
        self._patient_until = 0.0
        self._begun = False
        self._cancelled = False
        self._shown = False
        self._wait: Wait | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_slow)

    def start(self) -> None:
        """Hand the operation to the thread pool, once the window's thread is done with what it is at."""
        _running.add(self)
        self._timer.start(SLOW_AFTER)
        self._patient_until = monotonic() + PATIENCE
        QTimer.singleShot(0, self, self._on_turn)

    def begin(self) -> None:
        """Hand it over now; once it has begun, this does nothing."""
        if self._begun:
            return
        self._begun = True
        pool = QThreadPool.globalInstance()
        pool.setMaxThreadCount(max(pool.maxThreadCount(), WORKERS))
        if not _post:
            _post.append(_Post())
        pool.start(_Job(self.work, _post[0]))

    def wait(self) -> None:
        """Keep the user's hands off the window till the result is handed over, or the wait is shown."""
        self.begin()  # nothing is built meanwhile
        self._wait = Wait()
        self._wait.last()
        self._wait = None

    def is_running(self) -> bool:
        """Return whether the work has begun and its result has not been handed over yet."""
        return self in _running

    def cancel(self) -> None:
        """Drop the result when it comes; the callbacks are not called any more."""
        self._cancelled = True
        self._end_wait()

    @Slot()
    def _on_turn(self) -> None:
        if is_anything_awaited() and monotonic() < self._patient_until:
            QTimer.singleShot(AGAIN, self, self._on_turn)
        else:
            self.begin()

    @Slot()
    def _on_slow(self) -> None:
        self._stop_waiting()
        self._shown = True
        self.slow.emit(True)  # noqa: FBT003 - a signal has no keywords

    def take(self, result: T, error: BaseException | None) -> None:
        """Hand over what came of it, as soon as the window takes results."""
        self._stop_waiting()
        if is_waited_for():  # a change is being stored: nothing comes to the window before it
            QTimer.singleShot(AGAIN, self, lambda: self.take(result, error))
            return
        if _through is not None and not (shiboken6.isValid(self._owner) and _through(self._owner)):
            _held.append(lambda: self.take(result, error))
            return
        _running.discard(self)
        self._end_wait()
        if self._cancelled or not shiboken6.isValid(self._owner):
            return
        if error is None:
            self._on_done(result)
        elif isinstance(error, AppError):
            self._on_error(error)
        else:
            try:
                self._on_error(BrokenError())
            finally:
                raise error

    def _stop_waiting(self) -> None:
        if self._wait is not None:
            self._wait.end()

    def _end_wait(self) -> None:
        self._timer.stop()
        if self._shown:
            self._shown = False
            self.slow.emit(False)  # noqa: FBT003 - a signal has no keywords
