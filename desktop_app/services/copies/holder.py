"""Who has the data file open: the lock file the window leaves beside it, read and made without the window."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from desktop_app.services.computer import is_running, this_computer
from desktop_app.services.copies.disk import UNFINISHED, make_private
from desktop_app.services.errors import AppError

_WRITTEN_WITHIN: Final = 10
"""Seconds in which whoever made a lock has surely written it."""
_LINES: Final = 3
"""Qt's lock file: the process id, the program's name, the PC's name, each on a line of its own."""


@contextmanager
def held(target: Path, undone: str = "не восстановлен") -> Iterator[None]:
    """Keep every window away from ``target`` for the length of a ``with`` block.

    SQLite's locks do not: between transactions an open file has none, and a window that opened the old file
    would go on writing into nothing. Raises ``AppError`` when a living program has it, here or on another PC;
    the window that has closed the file but kept its own lock is let through. ``undone`` says of the file what
    has not happened.
    """
    lock = target.with_name(f"{target.name}.lock")
    if _is_own(lock):
        yield
        return
    if not _made(lock):
        _remove_dead(lock, undone)
        if not _made(lock):
            raise _taken("?", lock, undone)  # by somebody who was quicker
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _made(lock: Path) -> bool:
    """Make the lock with all it says, at once; return whether there was none."""
    text = f"{os.getpid()}\n{_program()}\n{this_computer()}\n".encode()
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, suffix=".tmp", dir=lock.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text)
        try:
            os.link(unfinished, lock)
        except FileExistsError:
            return False
        except OSError:  # no hard links on FAT sticks and some shares
            return _made_by_hand(lock, text)
    finally:
        unfinished.unlink(missing_ok=True)
    return True


def _made_by_hand(lock: Path, text: bytes) -> bool:
    try:
        make_private(lock)
    except FileExistsError:
        return False
    try:
        lock.write_bytes(text)
    except OSError:
        lock.unlink(missing_ok=True)
        raise
    return True


def _is_own(lock: Path) -> bool:
    pid, host = _holder(lock)
    return (pid, host) == (os.getpid(), this_computer())


def _remove_dead(lock: Path, undone: str) -> None:
    """Remove the lock of a process that is gone; raises ``AppError`` for a living one.

    One at a time, by the same guard file as Qt's; whoever has it looks again, because somebody may have taken
    the dead lock over meanwhile.
    """
    _refuse_living(lock, undone)
    guard = lock.with_name(f"{lock.name}.rmlock")
    if not _made(guard):
        raise _taken("?", guard, undone)
    try:
        _refuse_living(lock, undone)
        lock.unlink(missing_ok=True)
    finally:
        guard.unlink(missing_ok=True)


def _refuse_living(lock: Path, undone: str) -> None:
    pid, host = _holder(lock)
    if pid is None:
        if _young(lock):
            raise _taken("?", lock, undone)  # somebody is writing it this very moment
        return  # of a process killed while it was writing its lock
    if host != this_computer() or is_running(pid):
        raise _taken(host, lock, undone)


def _taken(host: str, lock: Path, undone: str) -> AppError:
    return AppError(
        f"Файл открыт в программе на компьютере «{host}» и {undone}.",
        hint=f"Закройте её там. Если она уже закрыта, удалите файл {lock.name} и повторите.",
    )


def _holder(lock: Path) -> tuple[int | None, str]:
    """Return the process and the PC a lock names; no process when there is no lock or not all of it."""
    try:
        lines = lock.read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return None, ""
    if len(lines) < _LINES or not lines[0].isdecimal():
        return None, ""
    return int(lines[0]), lines[2]


def _young(lock: Path) -> bool:
    try:
        return abs(time.time() - lock.stat().st_mtime) < _WRITTEN_WITHIN
    except FileNotFoundError:
        return False


def _program() -> str:
    """Return the name Qt compares with the living process of that id; another one is a dead lock to it."""
    try:
        return Path("/proc/self/exe").readlink().name
    except OSError:
        return Path(sys.executable).stem
