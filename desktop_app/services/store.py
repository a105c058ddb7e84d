"""Transactions: the one door to the file, where changes are recorded and storage errors become sentences."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desktop_app.models.database import Database
from desktop_app.services.clock import Clock
from desktop_app.services.errors import StorageError
from desktop_app.services.history.recorder import Recorder


class Store:
    """One open file as the services see it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._changed = False

    @property
    def path(self) -> Path:
        """The data file."""
        return self._database.path

    @property
    def read_only(self) -> bool:
        """Whether the file was opened for reading only."""
        return self._database.read_only

    @property
    def changed(self) -> bool:
        """Whether a transaction has changed the file since it was opened."""
        return self._changed

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Run one reading transaction."""
        with _in_russian(), self._database.session() as session:
            yield session

    @contextmanager
    def write(self, label: str, *, final: bool = False) -> Iterator[Session]:
        """Run one changing transaction and record what it did under the Russian ``label``.

        ``final`` marks a point undo never passes (a registration). Raises ``StorageError``; then nothing of
        the transaction is in the file.
        """
        with self.write_unrecorded() as session:
            recorder = Recorder(session, label=label, made_at=self._clock.now(), final=final)
            yield session
            session.flush()
            recorder.finish()

    @contextmanager
    def write_unrecorded(self) -> Iterator[Session]:
        """Run one changing transaction that is itself the history's business; raises ``StorageError``."""
        if self.read_only:
            raise StorageError(
                "Файл открыт только для чтения, изменение не сохранено.",
                hint="Откройте файл на этом компьютере из папки, куда разрешена запись.",
            )
        with _in_russian(), self._database.session() as session:
            self._changed = True
            yield session


@contextmanager
def _in_russian() -> Iterator[None]:
    """Translate what the disk and SQLite say; a broken constraint stays a bug and is not translated."""
    try:
        yield
    except DBAPIError as error:
        original = error.orig
        if isinstance(original, sqlite3.IntegrityError) or not isinstance(original, sqlite3.Error):
            raise
        raise storage_error(original) from error
    except OSError as error:
        raise storage_error(error) from error


_SENTENCES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: (
        "На диске нет места, изменение не сохранено.",
        "Освободите место и повторите: введённое осталось в окне.",
    ),
    sqlite3.SQLITE_READONLY: (
        "Файл защищён от записи, изменение не сохранено.",
        "Снимите защиту или скопируйте файл в свою папку и повторите.",
    ),
    sqlite3.SQLITE_BUSY: (
        "Файл занят другой программой, изменение не сохранено.",
        "Закройте вторую копию программы и повторите.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "Файл повреждён: его содержимое не читается.",
        "Не меняйте его; откройте последнюю резервную копию.",
    ),
    sqlite3.SQLITE_NOTADB: (
        "Это не файл программы «Отклик» или он повреждён.",
        "Откройте другой файл или последнюю резервную копию.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "Файл не открывается.",
        "Проверьте, что диск или флешка подключены и папка доступна.",
    ),
}
_OTHER = (
    "Диск не отвечает, изменение не сохранено.",
    "Проверьте, что диск или флешка подключены, и повторите: введённое осталось в окне.",
)


def storage_error(error: sqlite3.Error | OSError) -> StorageError:
    """Make the Russian sentence for what went wrong with the file."""
    if isinstance(error, OSError):
        code = {
            errno.ENOSPC: sqlite3.SQLITE_FULL,
            errno.EROFS: sqlite3.SQLITE_READONLY,
            errno.EACCES: sqlite3.SQLITE_CANTOPEN,
            errno.EPERM: sqlite3.SQLITE_CANTOPEN,
            errno.ENOENT: sqlite3.SQLITE_CANTOPEN,
        }.get(error.errno or 0, -1)
    else:
        code = (getattr(error, "sqlite_errorcode", None) or -1) & 0xFF  # the primary code of an extended one
    message, hint = _SENTENCES.get(code, _OTHER)
    return StorageError(message, hint=hint)
