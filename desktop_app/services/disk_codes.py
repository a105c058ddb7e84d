"""What a disk has refused, by SQLite's primary codes: its own errors and the system's in one list."""

from __future__ import annotations

import errno
import sqlite3
from typing import Final

_OF_SYSTEM: Final = {
    errno.ENOSPC: sqlite3.SQLITE_FULL,
    errno.EDQUOT: sqlite3.SQLITE_FULL,
    errno.EFBIG: sqlite3.SQLITE_FULL,
    errno.EROFS: sqlite3.SQLITE_READONLY,
    errno.EACCES: sqlite3.SQLITE_CANTOPEN,
    errno.EPERM: sqlite3.SQLITE_CANTOPEN,
    errno.ENOENT: sqlite3.SQLITE_CANTOPEN,
    errno.ENOTDIR: sqlite3.SQLITE_CANTOPEN,
    errno.EEXIST: sqlite3.SQLITE_CANTOPEN,
}


def code_of(error: sqlite3.Error | OSError) -> int:
    """Return the primary code of an error, -1 when it has none."""
    if isinstance(error, OSError):
        return _OF_SYSTEM.get(error.errno or 0, -1)
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return -1 if code is None else code & 0xFF  # the primary code of an extended one
