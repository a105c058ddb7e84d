"""One connection to a data file, and what it is opened with; no more is needed to look at a record.

The settings follow from measurement, see ``docs/decisions/0003-storage.md``.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from desktop_app.models.keys import Key, key_of

APPLICATION_ID = 0x4F544B4C
"""«OTKL», kept in the header of every data file."""

SCHEMA_VERSION = 2
"""``PRAGMA user_version`` of the schema this program writes."""

_WRITER_SETTINGS = ("journal_mode=TRUNCATE", "synchronous=EXTRA", "secure_delete=ON")
_SETTINGS = (
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
    "busy_timeout=2000",
)


def open_raw(path: Path, *, mode: str = "ro", timeout: float = 5.0) -> sqlite3.Connection:
    """Open ``path``, encrypted or plain, with no settings and no transactions of its own.

    ``mode`` is SQLite's: «ro», «rw». Raises ``sqlite3.Error``.
    """
    return open_by(path, key_of(path), mode=mode, timeout=timeout)


def open_by(path: Path, key: Key | None, *, mode: str = "ro", timeout: float = 5.0) -> sqlite3.Connection:
    """Open ``path`` by this very key; raises ``sqlite3.Error``, for a wrong key at the first read."""
    if key is not None:
        from desktop_app.models import cipher  # noqa: PLC0415 - only for encrypted files

        return cipher.connect(path, key, mode=mode, timeout=timeout)
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
    )


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open ``path`` with the program's settings; the file must exist. Raises ``sqlite3.Error``."""
    connection = open_raw(path, mode="ro" if read_only else "rw")
    try:
        for setting in (*_SETTINGS, *(() if read_only else _WRITER_SETTINGS)):
            connection.execute(f"PRAGMA {setting}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def settle(path: Path) -> None:
    """Let SQLite roll back what a crash left unfinished: the header and who may only read see the truth then.

    A journal with something in it belongs to a transaction of a living program, which stays untouched, or of
    a dead one. Raises ``sqlite3.Error`` when the file does not open.
    """
    journal = path.with_name(f"{path.name}-journal")
    if not journal.exists() or not journal.stat().st_size:
        return
    connection = open_raw(path, mode="rw", timeout=2)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    finally:
        connection.close()


def writable(path: Path) -> bool:
    """Tell whether SQLite can write: the file, and its folder for the rollback journal."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
