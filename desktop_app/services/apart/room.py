"""Have a file read in another process, so that no file can crash, hang or fill this one.

One idle reader is kept for a minute: a second picture does not wait for a process to start.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from pickle import PickleBuffer
from typing import Any, Final, TypeGuard

from desktop_app.services.apart import reader
from desktop_app.services.apart.limited import OUT_OF_TIME
from desktop_app.services.apart.reader import Work
from desktop_app.services.errors import AppError

Message = tuple[dict[str, Any], tuple[bytes, ...]]
"""One answer: a JSON object, and the bytes that came with it."""

_LOOK_EVERY: Final = 0.1
"""Seconds between two looks at whether the reading is still wanted."""
_LONGEST_MESSAGE: Final = 64 * 2**20
_LONG: Final = 2**16
"""Bytes of an argument that goes by itself, not in the message."""
_LAST_BREATH: Final = 1.0
"""Seconds to wait for the end of a process whose line has broken."""


class NotWantedError(AppError):
    """The reading was stopped because nobody wants it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How long one reading may take, seconds, and what is said when it goes wrong."""

    seconds: float
    silence: float = 0.0
    """Seconds it may say nothing; 0 leaves only the whole."""
    broken: AppError
    too_slow: AppError
    no_memory: AppError


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start a process deaf to Ctrl+C, which is the parent's to hear, from its first moment on."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # it opens SIGINT to everybody once it has started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Reader:
    """One process and the line to it."""

    def __init__(self) -> None:
        spawn = multiprocessing.get_context("spawn")
        self.line, far_end = spawn.Pipe(duplex=True)
        self.used = False
        self.late = False
        """Whether its time was over before its work."""
        self._timer: threading.Timer | None = None
        self.process = spawn.Process(target=reader.serve, args=(far_end,), daemon=True)
        try:
            with _interrupts_held():
                self.process.start()
        except BaseException:
            self.line.close()
            raise
        finally:
            far_end.close()

    def allow(self, seconds: float) -> None:
        """End the process in so many seconds, even while this one waits for half a message of it."""
        self.rest()
        self._timer = threading.Timer(max(seconds, 0.0), self._kill)
        self._timer.daemon = True
        self._timer.start()

    def rest(self) -> None:
        """Let the process wait for work as long as it likes."""
        if self._timer is not None:
            self._timer.cancel()

    def is_late(self) -> bool:
        """Tell whether a process that is gone was ended for taking too long, by whichever clock."""
        self.process.join(_LAST_BREATH)
        return self.late or self.process.exitcode in OUT_OF_TIME

    def _kill(self) -> None:
        self.late = True
        with suppress(ValueError):  # it ended this very moment
            self.process.kill()

    def end(self) -> None:
        """Close the line and end the process, whatever it is doing."""
        self.rest()
        self.line.close()
        self.process.kill()
        self.process.join()
        self.process.close()

    def begin(self, work: Work, arguments: tuple[Any, ...], seconds: float) -> None:
        """Hand over work; raises ``OSError`` or ``EOFError`` when the process is gone.

        The bytes of a file go as they are: pickled, 18 MB keep the interpreter for 40 ms, and the window.
        """
        if not self.used:
            self._meet()
        contents: list[PickleBuffer] = []
        told = tuple(PickleBuffer(each) if _is_long(each) else each for each in arguments)
        message = pickle.dumps((work, told, seconds), protocol=5, buffer_callback=contents.append)
        self.line.send((message, len(contents)))
        for content in contents:
            self.line.send_bytes(content.raw())

    def _meet(self) -> None:
        """Wait until a new process has its end of the line.

        On Windows the program itself holds that end until then: a line to a process that ended while it was
        starting would look whole for ever, and take what is sent no more.
        """
        while not self.line.poll(_LOOK_EVERY):
            if not self.process.is_alive() and not self.line.poll():
                raise EOFError
        self.line.recv_bytes(_LONGEST_MESSAGE)


class _Shelf:
    """The idle reader, if there is one; a forked process has none of its parent's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: _Reader | None = None
        self._owner = os.getpid()

    def take(self) -> _Reader:
        """Return the idle reader, or a new one."""
        with self._lock:
            idle, self._idle = self._idle, None
            if self._owner != os.getpid():
                idle, self._owner = None, os.getpid()
        if idle is not None and not idle.late and idle.process.is_alive():
            idle.used = True
            return idle
        if idle is not None:
            idle.end()
        return _Reader()

    def give_back(self, done: _Reader) -> None:
        """Keep a reader for the next file; one is enough."""
        with self._lock:
            old, self._idle = self._idle, done
        if old is not None:
            old.end()

    def clear(self) -> None:
        """End the idle reader."""
        with self._lock:
            idle, self._idle = self._idle, None
        if idle is not None:
            idle.end()


_SHELF: Final = _Shelf()


def _is_long(argument: object) -> TypeGuard[bytes]:
    return isinstance(argument, bytes) and len(argument) >= _LONG


def never() -> bool:
    """Let the work go on to its end."""
    return False


def dismiss() -> None:
    """End the idle reader now, not in a minute."""
    _SHELF.clear()


def read_apart(
    work: Work, arguments: tuple[Any, ...], bounds: Bounds, stopped: Any = never
) -> Iterator[Message]:
    """Yield what ``work`` sends from its process, as it comes.

    Raises the ``AppError`` it refused with, one of ``bounds``, or ``NotWantedError`` soon after ``stopped``
    returns true. The process is gone then; after a whole reading it waits for the next.
    """
    tired = True
    until = time.monotonic() + bounds.seconds
    one = _begun(work, arguments, bounds, until)
    try:
        while True:
            message, parts = _next(one, bounds, until, stopped)
            if "end" in message:
                tired = bool(message.get("tired"))
                return
            if "refusal" in message:
                tired = _ending(one)
                sentence, hint = message["refusal"]
                raise AppError(str(sentence), hint=str(hint))
            if "failure" in message:
                raise bounds.no_memory if message["failure"] == "memory" else bounds.broken
            if "begun" not in message:
                yield message, parts
    finally:
        if tired:
            one.end()
        else:
            one.rest()
            _SHELF.give_back(one)


def _begun(work: Work, arguments: tuple[Any, ...], bounds: Bounds, until: float) -> _Reader:
    """Return a reader that has the work; one that ended while it waited is replaced."""
    while True:
        one = _SHELF.take()
        left = until - time.monotonic()
        one.allow(left)
        try:
            one.begin(work, arguments, left)
            if not one.used or _hears(one, left):
                return one
        except (EOFError, OSError) as error:
            if not one.used and not one.late:
                one.end()
                raise bounds.broken from error
        late = one.late
        one.end()
        if late:
            raise bounds.too_slow


def _hears(one: _Reader, seconds: float) -> bool:
    """Tell whether a reader that has waited took the work: its end may have been on the way."""
    try:
        return one.line.poll(seconds) and "begun" in json.loads(one.line.recv_bytes(_LONGEST_MESSAGE))
    except (EOFError, OSError, ValueError):
        return False


def _next(one: _Reader, bounds: Bounds, until: float, stopped: Any) -> Message:
    left = until - time.monotonic()
    one.allow(min(left, bounds.silence or left))
    try:
        while not one.line.poll(_LOOK_EVERY):
            if stopped():
                raise NotWantedError("Чтение остановлено.")
        if stopped():
            raise NotWantedError("Чтение остановлено.")
        if time.monotonic() > until:
            raise bounds.too_slow
        message = json.loads(one.line.recv_bytes(_LONGEST_MESSAGE).decode("utf-8", "surrogatepass"))
        parts = tuple(one.line.recv_bytes(_LONGEST_MESSAGE) for _ in range(int(message["parts"])))
    except (EOFError, OSError, ValueError, KeyError, TypeError) as error:
        raise (bounds.too_slow if one.is_late() else bounds.broken) from error
    return message, parts


def _ending(one: _Reader) -> bool:
    """Return whether a reader that refused should be replaced."""
    try:
        if not one.line.poll(1.0):
            return True
        message = json.loads(one.line.recv_bytes(_LONGEST_MESSAGE))
    except (EOFError, OSError, ValueError):
        return True
    return bool(message.get("tired", True))
