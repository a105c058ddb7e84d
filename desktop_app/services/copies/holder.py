"""Who has the data file open: the lock file the window leaves beside it, read and made without the window."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from desktop_app.services.copies.disk import make_private
from desktop_app.services.errors import AppError

_LINES: Final = 3
"""Qt's lock file: the process id, the program's name, the PC's name, each on a line of its own."""


@contextmanager
def held(target: Path) -> Iterator[None]:
    """Keep every window away from ``target`` for the length of a ``with`` block.

    SQLite's locks do not: between transactions an open file has none, and a window that opened the old file
    would go on writing into nothing. Raises ``AppError`` when a living program has it, here or on another PC;
    the window that has closed the file but kept its own lock is let through.
    """
    lock = target.with_name(f"{target.name}.lock")
    if _refuse_or_own(lock):
        yield
        return
    lock.unlink(missing_ok=True)
    make_private(lock)
    try:
        lock.write_text(f"{os.getpid()}\n{_program()}\n{socket.gethostname()}\n", "utf-8")
        yield
    finally:
        lock.unlink(missing_ok=True)


def _refuse_or_own(lock: Path) -> bool:
    """Raise ``AppError`` for a living holder; return whether the holder is this very process."""
    try:
        lines = lock.read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return False
    if len(lines) < _LINES or not lines[0].isdecimal():
        return False  # of a process killed while it was writing its lock
    pid, host = int(lines[0]), lines[2]
    here = host == socket.gethostname()
    if here and pid == os.getpid():
        return True
    if not here or _alive(pid, lock):
        raise AppError(
            f"Файл открыт в программе на компьютере «{host}» и не восстановлен.",
            hint=f"Закройте её там. Если она уже закрыта, удалите файл {lock.name} и повторите.",
        )
    return False


def _alive(pid: int, lock: Path) -> bool:
    if sys.platform == "win32":
        # a signal would end the process there; its open lock file cannot be removed while it lives
        try:
            lock.unlink(missing_ok=True)
        except PermissionError:
            return True
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _program() -> str:
    """Return the name Qt compares with the living process of that id; another one is a dead lock to it."""
    try:
        return Path("/proc/self/exe").readlink().name
    except OSError:
        return Path(sys.executable).stem
