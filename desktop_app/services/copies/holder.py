"""Who has the data file open: the lock file the window leaves beside it, read without the window."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from desktop_app.services.errors import AppError

_LINES = 3
"""Qt's lock file: the process id, the program's name, the PC's name, each on a line of its own."""


def refuse_when_held(target: Path) -> None:
    """Raise ``AppError`` when another living program, here or on another PC, has ``target`` open.

    SQLite cannot tell: between transactions an open file has no lock.
    """
    lock = target.with_name(f"{target.name}.lock")
    try:
        lines = lock.read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return
    if len(lines) < _LINES or not lines[0].isdecimal():
        return  # a process killed while it was writing its lock
    pid, host = int(lines[0]), lines[2]
    if pid == os.getpid() and host == socket.gethostname():
        return  # the window itself, which has closed the file for this
    if host != socket.gethostname() or _alive(pid, lock):
        raise AppError(
            f"Файл открыт в программе на компьютере «{host}» и не восстановлен.",
            hint=f"Закройте её там. Если она уже закрыта, удалите файл {lock.name} и повторите.",
        )


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
