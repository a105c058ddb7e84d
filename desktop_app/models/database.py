"""One open file: its transactions, begun by taking the write lock unless they only read."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from desktop_app.models.connection import connect


class SuspendedError(Exception):
    """The file is closed for now: the window is locked."""


def make_engine(path: Path, *, read_only: bool = False) -> Engine:
    """Make an engine with exactly one connection to ``path``.

    pysqlite's own transactions are switched off (``isolation_level=None``) and every transaction begins with
    ``BEGIN IMMEDIATE``: otherwise a killed migration leaves half a schema, and two writers both read first.
    One that only reads is told so by the execution option ``begin``: the end of an immediate one waits for
    everybody who reads the file, a copy of it too, though it has changed nothing.
    """
    return _engine(lambda: connect(path, read_only=read_only), "BEGIN" if read_only else "BEGIN IMMEDIATE")


def _reading_engine(path: Path, *, read_only: bool) -> Engine:
    """Make an engine whose one connection changes nothing.

    It may still roll back what a crashed program left, which a connection opened for reading could not.
    """

    def opened() -> sqlite3.Connection:
        connection = connect(path, read_only=read_only)
        connection.execute("PRAGMA query_only=ON")
        return connection

    return _engine(opened, "BEGIN")


def _engine(opened: Callable[[], sqlite3.Connection], begin: str) -> Engine:
    def begin_by_hand(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", begin))

    engine = create_engine("sqlite://", creator=opened, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "begin", begin_by_hand)
    return engine


class Database:
    """One open data file; its connection is used by one thread at a time, others wait.

    A second connection reads what takes long, one thread at a time too: a short question of the window does
    not wait for a letter that is being drawn, and a change waits for both. It is opened when first needed.

    The file can be closed for now and opened again, by another key if need be: whoever holds it notices
    nothing.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._suspended = False
        self._engine = make_engine(path, read_only=read_only)
        self._asked = self._engine.execution_options(begin="BEGIN")
        """The same connection, for transactions that only read."""
        self._reader = _reading_engine(path, read_only=read_only)
        self._lock = threading.RLock()
        self._reading = threading.RLock()
        """The second connection's; whoever takes both takes it first: no short question waits meanwhile."""
        self._waiting: set[int] = set()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Run one short reading transaction; raises ``SuspendedError`` while the file is closed."""
        with self._taken(), self._begun(self._asked) as session:
            yield session

    @contextmanager
    def long_reading(self) -> Iterator[Session]:
        """Run one reading transaction that takes its time; meanwhile others read, and changes wait.

        Raises ``SuspendedError`` while the file is closed.
        """
        with self._reading, self._begun(self._reader) as session:
            yield session

    @contextmanager
    def changing(self) -> Iterator[Session]:
        """Run one changing transaction: commit at the end, roll everything back on any error.

        Raises ``SuspendedError`` while the file is closed.
        """
        with self._reading, self._taken(), self._begun(self._engine) as session:
            yield session

    @property
    def awaited(self) -> bool:
        """Whether another thread waits for the file: a lock gives itself back to whoever held it last."""
        return bool(self._waiting)

    def compact(self) -> None:
        """Write the whole file anew, so that pages no longer used keep nothing of what was deleted."""
        with self._reading, self._lock:
            self._refuse_suspended()
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("VACUUM")
            finally:
                connection.close()

    def reconnect(self) -> None:
        """Let go of the file and open what is at its path now, at the next transaction."""
        with self._reading, self._lock:
            self._let_go()

    @contextmanager
    def closed_for_now(self) -> Iterator[None]:
        """Close the file for the length of a ``with`` block; other threads wait for its end."""
        with self._reading, self._lock:
            self._let_go()
            self._suspended = True
            try:
                yield
            finally:
                self._suspended = False

    def suspend(self) -> None:
        """Close the file until ``resume``; whoever asks meanwhile is refused."""
        with self._reading, self._lock:
            self._let_go()
            self._suspended = True

    def resume(self) -> None:
        """Open the file again with the key it has now; a refusal shows at the first transaction."""
        with self._reading, self._lock:
            self._suspended = False

    def close(self) -> None:
        """Close the connection; the object cannot be used afterwards."""
        self.suspend()

    @contextmanager
    def _taken(self) -> Iterator[None]:
        """Hold the first connection, seen by ``awaited`` while it is waited for."""
        self._waiting.add(threading.get_ident())
        with self._lock:
            self._waiting.discard(threading.get_ident())
            yield

    @contextmanager
    def _begun(self, engine: Engine) -> Iterator[Session]:
        self._refuse_suspended()
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    def _refuse_suspended(self) -> None:
        if self._suspended:
            raise SuspendedError

    def _let_go(self) -> None:
        self._engine.dispose()
        self._reader.dispose()
