"""One open file: its connection, its settings, and transactions that begin by taking the write lock.

The settings follow from measurement, see ``docs/decisions/0003-storage.md``.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

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


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open ``path`` with the program's settings; the file must exist. Raises ``sqlite3.Error``."""
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
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
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=2)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    finally:
        connection.close()


def make_engine(path: Path, *, read_only: bool = False) -> Engine:
    """Make an engine with exactly one connection to ``path``.

    pysqlite's own transactions are switched off (``isolation_level=None``) and every transaction begins with
    ``BEGIN IMMEDIATE``: otherwise a killed migration leaves half a schema, and two writers both read first.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, read_only=read_only),
        poolclass=StaticPool,
        hide_parameters=True,
    )
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


class Database:
    """One open data file; used by one thread at a time, others wait."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._engine = make_engine(path, read_only=read_only)
        self._lock = threading.RLock()
        self._waiting: set[int] = set()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Run one transaction: commit at the end, roll everything back on any error."""
        self._waiting.add(threading.get_ident())
        with self._lock:
            self._waiting.discard(threading.get_ident())
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                yield session

    @property
    def awaited(self) -> bool:
        """Whether another thread waits for the file: a lock gives itself back to whoever held it last."""
        return bool(self._waiting)

    def compact(self) -> None:
        """Write the whole file anew, so that pages no longer used keep nothing of what was deleted."""
        with self._lock:
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("VACUUM")
            finally:
                connection.close()

    def reconnect(self) -> None:
        """Let go of the file and open what is at its path now, at the next transaction."""
        with self._lock:
            self._engine.dispose()

    def close(self) -> None:
        """Close the connection; the object cannot be used afterwards."""
        with self._lock:
            self._engine.dispose()
