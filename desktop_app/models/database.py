"""One open file: its transactions, each begun by taking the write lock."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from desktop_app.models.connection import connect


class SuspendedError(Exception):
    """The file is closed for now: the window is locked."""


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
    """One open data file; used by one thread at a time, others wait.

    It can be closed for now and opened again, by another key if need be: whoever holds it notices nothing.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._engine: Engine | None = make_engine(path, read_only=read_only)
        self._lock = threading.RLock()
        self._waiting: set[int] = set()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Run one transaction: commit at the end, roll everything back on any error.

        Raises ``SuspendedError`` while the file is closed.
        """
        self._waiting.add(threading.get_ident())
        with self._lock:
            self._waiting.discard(threading.get_ident())
            with Session(self._open(), expire_on_commit=False) as session, session.begin():
                yield session

    @property
    def awaited(self) -> bool:
        """Whether another thread waits for the file: a lock gives itself back to whoever held it last."""
        return bool(self._waiting)

    def compact(self) -> None:
        """Write the whole file anew, so that pages no longer used keep nothing of what was deleted."""
        with self._lock:
            connection = self._open().raw_connection()
            try:
                connection.cursor().execute("VACUUM")
            finally:
                connection.close()

    def reconnect(self) -> None:
        """Let go of the file and open what is at its path now, at the next transaction."""
        with self._lock:
            self._open().dispose()

    @contextmanager
    def closed_for_now(self) -> Iterator[None]:
        """Close the file for the length of a ``with`` block; other threads wait for its end."""
        with self._lock:
            self.suspend()
            try:
                yield
            finally:
                self.resume()

    def suspend(self) -> None:
        """Close the file until ``resume``; whoever asks meanwhile is refused."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def resume(self) -> None:
        """Open the file again with the key it has now; a refusal shows at the first transaction."""
        with self._lock:
            if self._engine is None:
                self._engine = make_engine(self.path, read_only=self.read_only)

    def close(self) -> None:
        """Close the connection; the object cannot be used afterwards."""
        self.suspend()

    def _open(self) -> Engine:
        if self._engine is None:
            raise SuspendedError
        return self._engine
