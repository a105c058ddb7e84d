"""Make, recognise and bring up to date the schema of a data file.

Alembic is imported only where a schema really changes: an up-to-date file is recognised by two header fields.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.models.connection import APPLICATION_ID, SCHEMA_VERSION, open_raw
from desktop_app.models.keys import Cover, recognise

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

_SCRIPTS = Path(__file__).parent / "migrations"


_ONE_AT_A_TIME = threading.Lock()
"""Alembic keeps the migration under way in module globals: two threads would mix their files."""


class FileState(Enum):
    """What a file is to this program."""

    CURRENT = auto()
    OLD = auto()
    NEWER = auto()
    FOREIGN = auto()
    """A database, but not of this program; or not a database at all."""
    LOCKED = auto()
    """An encrypted file of this program; what else it is only its password tells."""


def file_state(path: Path) -> FileState:
    """Tell what ``path`` is from SQLite's header, read by its key when it is encrypted.

    Raises ``OSError`` and ``sqlite3.Error`` when it cannot be read.
    """
    cover = recognise(path)
    if cover is Cover.LOCKED:
        return FileState.LOCKED
    application, version = _plain_marks(path) if cover is Cover.PLAIN else _encrypted_marks(path)
    if application != APPLICATION_ID:
        return FileState.FOREIGN
    if version == SCHEMA_VERSION:
        return FileState.CURRENT
    return FileState.OLD if 0 < version < SCHEMA_VERSION else FileState.NEWER


def _plain_marks(path: Path) -> tuple[int, int]:
    header = read_header(path)
    if header[:16] != b"SQLite format 3\x00":
        return 0, 0
    return int.from_bytes(header[68:72], "big"), int.from_bytes(header[60:64], "big")


def _encrypted_marks(path: Path) -> tuple[int, int]:
    """Read the two marks through a connection; one that may only read cannot roll back after a crash."""
    for mode in ("ro", "rw"):
        try:
            with closing(open_raw(path, mode=mode)) as connection:
                (application,) = connection.execute("PRAGMA application_id").fetchone()
                (version,) = connection.execute("PRAGMA user_version").fetchone()
                return int(application), int(version)
        except sqlite3.Error as error:
            code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
            if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
                return 0, 0
            if code != sqlite3.SQLITE_READONLY or mode == "rw":
                raise
    return 0, 0


def read_header(path: Path) -> bytes:
    """Read the first 100 bytes; only ever called before this process opens the file as a database.

    Closing any descriptor of a file drops this process's SQLite lock on it (POSIX).
    """
    with path.open("rb") as file:
        return file.read(100)


def create_file(path: Path) -> None:
    """Make an empty data file for its owner's eyes only; raises ``FileExistsError``, never overwrites."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    upgrade(path)


def upgrade(path: Path, revision: str = "head") -> None:
    """Migrate ``path`` in one transaction: the new schema or the old one, never between."""
    from alembic import command  # noqa: PLC0415 - slow, and not needed for an up-to-date file

    from desktop_app.models.database import make_engine  # noqa: PLC0415 - as above

    engine = make_engine(path)
    try:
        with _ONE_AT_A_TIME, engine.connect() as connection:
            # must be outside of the transaction: batch mode on a parent table deletes its children otherwise
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]  # a live connection
            with connection.begin():
                back = revision == "base" or revision < _current(connection)
                run = command.downgrade if back else command.upgrade
                run(_config(connection), revision)
                _check_foreign_keys(connection)
                version = 0 if revision == "base" else SCHEMA_VERSION if revision == "head" else int(revision)
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={version}")
    finally:
        engine.dispose()


def _current(connection: Connection) -> str:
    from alembic.migration import MigrationContext  # noqa: PLC0415 - as above

    return MigrationContext.configure(connection).get_current_revision() or ""


def _check_foreign_keys(connection: Connection) -> None:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if rows:
        tables = ", ".join(sorted({str(row[0]) for row in rows}))
        raise sqlite3.IntegrityError(f"foreign keys broken after migration in: {tables}")


def _config(connection: Connection) -> Config:
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
