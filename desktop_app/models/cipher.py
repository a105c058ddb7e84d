"""Connections to encrypted files: SQLCipher's driver speaking as Python's own ``sqlite3``.

Its exceptions become those of ``sqlite3`` here and nowhere else, so that the services, SQLAlchemy and the
sentences about faults know one driver. Imported late: a plain file never loads SQLCipher.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, cast

from sqlcipher3 import dbapi2

from desktop_app.models.keys import Key


def connect(path: Path, key: Key | None, *, mode: str, timeout: float = 5.0) -> sqlite3.Connection:
    """Open ``path`` by its key, or a plain file to be exported from; raises ``sqlite3.Error``.

    A wrong key shows at the first read: ``SQLITE_NOTADB``.
    """
    connection = _open(path, mode, timeout)
    try:
        # SQLCipher would write its remarks on a wrong key to standard error
        connection.execute("PRAGMA cipher_log_level=NONE")
        if key is not None:
            connection.set_key(key.spelled())  # no statement holds it, so no trace can show it
            connection.execute("PRAGMA cipher_compatibility=4")
    except sqlite3.Error:
        connection.close()
        raise
    return cast("sqlite3.Connection", connection)  # the same interface, of another library


def _open(path: Path, mode: str, timeout: float) -> Connection:
    try:
        return cast(
            "Connection",
            dbapi2.connect(
                f"{path.absolute().as_uri()}?mode={mode}",
                uri=True,
                timeout=timeout,
                isolation_level=None,
                check_same_thread=False,
                factory=Connection,
            ),
        )
    except dbapi2.Error as error:
        raise _as_sqlite3(error) from error


def _as_sqlite3(error: Exception) -> sqlite3.Error:
    """Return the same error as ``sqlite3`` would raise it, with its code."""
    kind = getattr(sqlite3, type(error).__name__, sqlite3.DatabaseError)
    same: sqlite3.Error = kind(*error.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        setattr(same, name, getattr(error, name, None))
    return same


class Cursor(dbapi2.Cursor):  # type: ignore[misc]  # the library has no types
    """A cursor whose errors are those of ``sqlite3``."""

    def execute(self, *arguments: Any) -> Any:
        """Run one statement."""
        try:
            return super().execute(*arguments)
        except dbapi2.Error as error:
            raise _as_sqlite3(error) from error

    def executemany(self, *arguments: Any) -> Any:
        """Run one statement for every row of values."""
        try:
            return super().executemany(*arguments)
        except dbapi2.Error as error:
            raise _as_sqlite3(error) from error

    def fetchone(self) -> Any:
        """Return the next row or None."""
        try:
            return super().fetchone()
        except dbapi2.Error as error:
            raise _as_sqlite3(error) from error

    def fetchmany(self, *arguments: Any) -> Any:
        """Return the next rows."""
        try:
            return super().fetchmany(*arguments)
        except dbapi2.Error as error:
            raise _as_sqlite3(error) from error

    def fetchall(self) -> Any:
        """Return every row left."""
        try:
            return super().fetchall()
        except dbapi2.Error as error:
            raise _as_sqlite3(error) from error

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except dbapi2.Error as error:
            raise _as_sqlite3(error) from error


class Connection(dbapi2.Connection):  # type: ignore[misc]  # the library has no types
    """A connection whose errors are those of ``sqlite3``."""

    def cursor(self, factory: Any = Cursor) -> Any:
        """Return a cursor of the kind above."""
        try:
            return super().cursor(factory)
        except dbapi2.Error as error:
            raise _as_sqlite3(error) from error

    def execute(self, *arguments: Any) -> Any:
        """Run one statement on a cursor of its own."""
        return self.cursor().execute(*arguments)

    def executemany(self, *arguments: Any) -> Any:
        """Run one statement for every row of values, on a cursor of its own."""
        return self.cursor().executemany(*arguments)

    def commit(self) -> None:
        """End the transaction well."""
        try:
            super().commit()
        except dbapi2.Error as error:
            raise _as_sqlite3(error) from error

    def rollback(self) -> None:
        """End the transaction and drop it."""
        try:
            super().rollback()
        except dbapi2.Error as error:
            raise _as_sqlite3(error) from error

    def backup(self, *arguments: Any, **options: Any) -> None:
        """Copy every page into another connection of this library."""
        try:
            super().backup(*arguments, **options)
        except dbapi2.Error as error:
            raise _as_sqlite3(error) from error
