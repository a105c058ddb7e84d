"""The password of the open file: the record is closed for the moment of a change, and open again after it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import select

from desktop_app.models.enums import LogKind
from desktop_app.models.event_log import LogEntry
from desktop_app.models.keys import Key, derive, key_of, new_salt
from desktop_app.services.clock import Clock
from desktop_app.services.copies.service import CopyService
from desktop_app.services.errors import AppError, StorageError, ValidationError, WrongPasswordError
from desktop_app.services.event_log import note
from desktop_app.services.protection.old_copies import Brought, OldCopies, bring_under, delete_old, old_copies
from desktop_app.services.protection.passwords import layout_remark, password_problems
from desktop_app.services.protection.portable import portable_copy
from desktop_app.services.protection.recovery_key import RecoveryKeyError, groups, mark, read_key
from desktop_app.services.protection.rekeying import rekey
from desktop_app.services.protection.types import ProtectionRow, RecoveryPage, RecoveryPress, Rekeyed
from desktop_app.services.school.service import SchoolService
from desktop_app.services.store import Store

SET: Final = "Поставлен пароль на файл."
CHANGED: Final = "Пароль файла сменён."
REMOVED: Final = "Пароль с файла снят."
PAGE: Final = "Сделан лист с ключом восстановления."
CARRIED: Final = "Сделана зашифрованная копия в другую папку."


class ProtectionService:
    """Slow: a key takes a good part of a second, a change reads and writes the whole file."""

    def __init__(self, store: Store, clock: Clock, press: RecoveryPress) -> None:
        self._store = store
        self._clock = clock
        self._press = press

    def state(self) -> ProtectionRow:
        """Tell how the file is protected; raises ``StorageError``."""
        key = key_of(self._store.path)
        if key is None:
            return ProtectionRow(encrypted=False)
        query = select(LogEntry).where(LogEntry.kind == LogKind.PASSWORD.value).order_by(LogEntry.id)
        since = page_at = None
        with self._store.read() as session:
            for entry in session.scalars(query):
                if entry.sentence in {SET, CHANGED}:
                    since, page_at = entry.happened_at, None
                elif entry.sentence == PAGE:
                    page_at = entry.happened_at
        return ProtectionRow(encrypted=True, since=since, page_at=page_at, mark=mark(key.salt))

    def set_password(self, password: str) -> Rekeyed:
        """Encrypt the file; raises what ``rekey`` raises, then it is as it was."""
        if self._store.encrypted:
            raise AppError("На файле уже стоит пароль.", hint="Его можно сменить или снять.")
        return self._rekey(_new_key(password), SET)

    def change_password(self, current: str, password: str) -> Rekeyed:
        """Put the file under another password; ``current`` may be the recovery key.

        Raises ``WrongPasswordError`` and what ``rekey`` raises; then the file is as it was.
        """
        self._prove(current)
        return self._rekey(_new_key(password), CHANGED)

    def remove_password(self, current: str) -> Rekeyed:
        """Make the file plain again; raises as ``change_password`` does."""
        self._prove(current)
        return self._rekey(None, REMOVED)

    def page(self, current: str) -> bytes:
        """Return the recovery sheet as PDF; raises ``WrongPasswordError`` and ``StorageError``."""
        key = self._prove(current)
        school = SchoolService(self._store).get()
        return self._press(
            RecoveryPage(
                school=school.short_name or school.full_name,
                file_name=self._store.path.name,
                made_on=self._clock.today(),
                groups=groups(key),
            )
        )

    def note_page(self) -> None:
        """Remember that the sheet was printed or saved; raises ``StorageError``."""
        self._note(LogKind.PASSWORD, PAGE)

    def old_copies(self) -> OldCopies:
        """Count the copies the present password is not for; raises ``StorageError``."""
        return old_copies(self._store.path)

    def bring_copies_under(self) -> Brought:
        """Put the old copies under the present password; raises ``StorageError``."""
        return bring_under(self._store.path)

    def delete_old_copies(self) -> int:
        """Delete the old copies when a new one is safe, and return how many; raises ``StorageError``."""
        CopyService(self._store.path, self._clock).make()
        return delete_old(self._store.path)

    def carry(self, folder: Path, password: str) -> Path:
        """Make a copy to carry under a password of its own and return it; raises ``AppError``."""
        problems = password_problems(password, password)
        if problems:
            raise ValidationError(problems)
        path = portable_copy(self._store.path, folder, password, now=self._clock.now())
        with suppress(StorageError):  # the copy is there, whether or not it is noted
            self._note(LogKind.COPY, CARRIED)
        return path

    def _rekey(self, key: Key | None, sentence: str) -> Rekeyed:
        if self._store.read_only:
            raise StorageError(
                "Файл открыт только для чтения, пароль не изменён.",
                hint="Откройте файл на этом компьютере из папки, куда разрешена запись.",
            )
        with self._store.closed_for_now():
            rekey(self._store.path, key, now=self._clock.now())
        # the password is in force by now: what follows must not be taken for a refusal of it
        with suppress(StorageError):
            self._note(LogKind.PASSWORD, sentence)
        with suppress(StorageError):
            return Rekeyed(old=old_copies(self._store.path))
        return Rekeyed(old=OldCopies())

    def _prove(self, current: str) -> Key:
        """Return the file's key when ``current`` is its password or its recovery key."""
        key = key_of(self._store.path)
        if key is None:
            raise AppError("На файле нет пароля.")
        try:
            typed = read_key(current, key.salt)
        except RecoveryKeyError:
            typed = derive(current, key.salt)
        if typed != key:
            remark = layout_remark(current)
            raise WrongPasswordError("Нынешний пароль не подошёл.", hint=remark, field="current")
        return key

    def _note(self, kind: LogKind, sentence: str) -> None:
        if self._store.read_only:
            return
        with self._store.write_unrecorded() as session:
            note(session, kind, sentence, self._clock.now())


def _new_key(password: str) -> Key:
    problems = password_problems(password, password)
    if problems:
        raise ValidationError(problems)
    return derive(password, new_salt())
