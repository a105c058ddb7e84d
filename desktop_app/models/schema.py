"""Make, recognise and bring up to date the schema of a data file.

Alembic is imported only where a schema really changes: an up-to-date file is recognised by two header fields.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.models.database import APPLICATION_ID, SCHEMA_VERSION, make_engine

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


def file_state(path: Path) -> FileState:
    """Tell what ``path`` is from SQLite's header; raises ``OSError`` when it cannot be read."""
    header = read_header(path)
    if header[:16] != b"SQLite format 3\x00" or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        return FileState.FOREIGN
    version = int.from_bytes(header[60:64], "big")
    if version == SCHEMA_VERSION:
        return FileState.CURRENT
    return FileState.OLD if 0 < version < SCHEMA_VERSION else FileState.NEWER


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
