"""Transactions: the one door to the file, where changes are recorded and storage errors become sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desktop_app.models.database import Database, SuspendedError
from desktop_app.models.history import ChangeGroup
from desktop_app.models.keys import key_of
from desktop_app.models.schema import FileState, file_state
from desktop_app.services.anchor import Anchor
from desktop_app.services.clock import Clock
from desktop_app.services.disk_codes import code_of
from desktop_app.services.errors import DamagedError, StorageError
from desktop_app.services.history.recorder import Recorder

Kept = TypeVar("Kept")

_UNDONE: Final = ", изменение не сохранено"


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A change whose commit raised, by what the history would keep of it."""

    group: int
    label: str
    made_at: datetime


class Store:
    """One open file as the services see it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._anchor = Anchor(database)
        self._clock = clock
        self._changed = False
        self._doubt: _Doubt | None = None
        self._revision = 0
        self._kept: dict[type[object], object] = {}

    @property
    def path(self) -> Path:
        """The data file."""
        return self._database.path

    @property
    def read_only(self) -> bool:
        """Whether the file was opened for reading only."""
        return self._database.read_only

    @property
    def replaced(self) -> bool:
        """Whether another file was found in this one's place; it has to be opened anew."""
        return self._anchor.replaced

    @property
    def changed(self) -> bool:
        """Whether a transaction has changed the file since it was opened."""
        return self._changed

    @property
    def awaited(self) -> bool:
        """Whether another thread waits for the file; whoever reads by steps lets it in between them."""
        return self._database.awaited

    @property
    def revision(self) -> int:
        """A number that every transaction which may change the file makes greater; asked inside ``read``."""
        return self._revision

    def kept(self, kind: type[Kept]) -> Kept:
        """Return the one object of a kind that services keep in memory of this file."""
        if kind not in self._kept:
            self._kept[kind] = kind()
        found = self._kept[kind]
        assert isinstance(found, kind)  # noqa: S101 - it stands under its own kind
        return found

    @property
    def encrypted(self) -> bool:
        """Whether the file is encrypted."""
        return key_of(self.path) is not None

    def closed_for_now(self) -> AbstractContextManager[None]:
        """Close the file for the length of a ``with`` block, so that another may take its place."""
        return self._database.closed_for_now()

    def suspend(self) -> None:
        """Close the file: until ``resume`` every reading and every change is refused."""
        self._database.suspend()

    def resume(self) -> None:
        """Open the file again."""
        self._database.resume()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Run one reading transaction; raises ``StorageError``."""
        with _in_russian(undone=""), self._database.session() as session:
            self._anchor.look(session)
            yield session

    @contextmanager
    def read_long(self) -> Iterator[Session]:
        """Run one reading transaction that takes its time; raises ``StorageError``.

        Others may ``read`` meanwhile, a change waits. What is kept in memory of the file is not asked inside
        of it: others may be at it.
        """
        with _in_russian(undone=""), self._database.long_reading() as session:
            yield session

    @contextmanager
    def write(self, label: str, *, final: bool = False) -> Iterator[Session]:
        """Run one changing transaction and record what it did under the Russian ``label``.

        ``final`` marks a point undo never passes (a registration). Raises ``StorageError``; then nothing of
        the transaction is in the file, or it is not known and a repetition looks first.
        """
        with _in_russian():
            self._anchor.hold()
        self._refuse_repeated(label)
        asked: _Doubt | None = None
        made_at = self._clock.now()
        try:
            with self.write_unrecorded() as session:
                recorder = Recorder(session, label=label, made_at=made_at, final=final)
                yield session
                session.flush()
                group = recorder.finish()
                asked = _Doubt(group, label, made_at) if group is not None else None
        except StorageError as error:
            # past this point only the commit can have raised, and a commit that raised may still be there
            if asked is None or not self._settled(asked):
                raise
            del error

    def _settled(self, asked: _Doubt) -> bool:
        """Tell whether a change whose commit raised is in the file after all, and flushed.

        Raises ``StorageError`` when the file does not answer; the change stays in doubt until the next one.
        """
        self._doubt = asked
        try:
            there = self._is_there(asked)
            if there:
                self._write_again(asked)
        except StorageError as error:
            raise StorageError(
                "Диск перестал отвечать, и неизвестно, сохранилось ли изменение.",
                hint="Проверьте, что диск или флешка подключены, и повторите: дважды оно не запишется.",
            ) from error
        self._doubt = None
        return there

    def _refuse_repeated(self, label: str) -> None:
        """Refuse to do again what is in the file after all; raises ``StorageError``."""
        if self._doubt is None:
            return
        doubt, there = self._doubt, self._is_there(self._doubt)
        if there:
            self._write_again(doubt)
        self._doubt = None
        if there and doubt.label == label:
            raise StorageError(
                "Прошлое изменение всё-таки сохранилось, второй раз оно не записано.",
                hint="Нажмите «Отмена» и посмотрите: введённое уже в учёте.",
            )

    def _is_there(self, doubt: _Doubt) -> bool:
        with self.read() as session:
            group = session.get(ChangeGroup, doubt.group)
            made_at = doubt.made_at.replace(microsecond=0)  # as it is stored
            return group is not None and (group.label, group.made_at) == (doubt.label, made_at)

    def _write_again(self, doubt: _Doubt) -> None:
        """Change a row and change it back: a whole commit, flushes included, follows the doubtful one.

        Two statements: SQLite writes nothing for a row that is replaced by itself.
        """
        with self.write_unrecorded() as session:
            group = update(ChangeGroup).where(ChangeGroup.id == doubt.group)
            for label in ("", doubt.label):
                session.execute(group.values(label=label))

    def compact(self) -> None:
        """Write the file anew without the remains of what was deleted; raises ``StorageError``."""
        with _in_russian():
            self._database.compact()

    def refuse_read_only(self) -> None:
        """Raise ``StorageError`` for a file that is open for reading only."""
        if self.read_only:
            newer = file_state(self.path) is FileState.NEWER
            raise StorageError(
                "Файл открыт только для чтения, изменение не сохранено.",
                hint="Он записан более новой версией программы: обновите её на этом компьютере."
                if newer
                else "Откройте файл на этом компьютере из папки, куда разрешена запись.",
            )

    @contextmanager
    def write_unrecorded(self, *, changes_record: bool = True) -> Iterator[Session]:
        """Run one changing transaction that is itself the history's business; raises ``StorageError``.

        One that leaves the record as it was (``changes_record``) asks for no copy of the file.
        """
        self.refuse_read_only()
        with _in_russian(), self._anchor.changing() as session:
            self._changed = self._changed or changes_record
            self._revision += int(
                changes_record
            )  # under the file's lock: a reader sees the old rows or the new number
            yield session


@contextmanager
def _in_russian(*, undone: str = _UNDONE) -> Iterator[None]:
    """Translate what the disk and SQLite say; a broken constraint stays a bug and is not translated.

    ``undone`` says what has not happened; nothing was to happen where the file was only read.
    """
    try:
        yield
    except SuspendedError as error:
        raise StorageError(f"Программа заблокирована{undone}.", hint="Введите пароль и повторите.") from error
    except DBAPIError as error:
        original = error.orig
        if isinstance(original, sqlite3.IntegrityError) or not isinstance(original, sqlite3.Error):
            raise
        raise storage_error(original, undone=undone) from error
    except (OSError, sqlite3.OperationalError) as error:
        raise storage_error(error, undone=undone) from error


_SENTENCES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: (
        "На диске нет места{undone}.",
        "Освободите место и повторите: введённое осталось в окне.",
    ),
    sqlite3.SQLITE_READONLY: (
        "Файл защищён от записи{undone}.",
        "Снимите защиту или скопируйте файл в свою папку и повторите.",
    ),
    sqlite3.SQLITE_BUSY: (
        "Файл занят другой программой{undone}.",
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
_MOVED: Final = 1032
"""``SQLITE_READONLY_DBMOVED``: the name of the open file leads elsewhere by now."""
_GONE = (
    "Файла нет на прежнем месте: флешка вынута или файл перемещён. Изменение не сохранено.",
    "Верните флешку или файл на место и повторите: введённое осталось в окне.",
)
_OTHER = (
    "Диск не отвечает{undone}.",
    "Проверьте, что диск или флешка подключены, и повторите: введённое осталось в окне.",
)


def storage_error(error: sqlite3.Error | OSError, *, undone: str = _UNDONE) -> StorageError:
    """Make the Russian sentence for what went wrong with the file; ``DamagedError`` when a copy is needed.

    ``undone`` goes into the sentence: what has not happened, after a comma.
    """
    if getattr(error, "sqlite_errorcode", None) == _MOVED:
        return StorageError(_GONE[0], hint=_GONE[1])
    code = code_of(error)
    message, hint = _SENTENCES.get(code, _OTHER)
    damaged = code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
    return (DamagedError if damaged else StorageError)(message.format(undone=undone), hint=hint)
