"""Open an encrypted file: by its password or by the key printed for it; nothing counts the attempts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from desktop_app.models.connection import open_by
from desktop_app.models.keys import Cover, Key, derive, key_of, recognise, remember, salt_of
from desktop_app.services.copies import names
from desktop_app.services.copies.disk import in_russian
from desktop_app.services.copies.folders import default_folder
from desktop_app.services.disk_codes import code_of
from desktop_app.services.errors import DamagedError, WrongPasswordError
from desktop_app.services.protection.passwords import layout_remark
from desktop_app.services.protection.recovery_key import RecoveryKeyError, looks_like_key, mark, read_key

_UNDONE: Final = "файл не открыт"
_WRONG: Final = "Пароль не подошёл."
_RETRY: Final = "Наберите его ещё раз: попыток сколько угодно, файл цел."


def is_locked(path: Path) -> bool:
    """Tell whether a file nobody has open is encrypted and its key unknown; raises ``StorageError``."""
    with in_russian(_UNDONE):
        return recognise(path) is Cover.LOCKED


def file_mark(path: Path) -> str:
    """Return the mark printed on the recovery sheet of a closed encrypted file; empty for a plain one."""
    with in_russian(_UNDONE):
        salt = _salt(path)
    return mark(salt) if salt is not None else ""


def unlock(path: Path, typed: str) -> bool:
    """Learn the key of a closed encrypted file from what was typed; return whether it was the recovery key.

    Raises ``WrongPasswordError``, ``RecoveryKeyError`` for a key with a slip, ``StorageError`` for the disk.
    """
    with in_russian(_UNDONE):
        salt = _salt(path)
        if salt is None:
            return False
        try:
            key, printed = read_key(typed, salt), True
        except RecoveryKeyError as error:
            key, printed = derive(typed, salt), False
            slip = error
        if not fits(path, key):
            _blame_the_file(path, key)
            if not printed and looks_like_key(typed):
                raise slip
            raise _wrong(typed, printed=printed)
        remember(path, key)
    return printed


def unlock_by_key(path: Path, typed: str) -> None:
    """Learn the key of a closed encrypted file from the printed one alone; raises as ``unlock`` does."""
    with in_russian(_UNDONE):
        salt = _salt(path)
        if salt is None:
            return
        key = read_key(typed, salt)
        if not fits(path, key):
            _blame_the_file(path, key)
            raise _wrong(typed, printed=True)
        remember(path, key)


def _salt(path: Path) -> bytes | None:
    """Return a file's salt; one whose key is known may still be open and is not touched."""
    key = key_of(path)
    return key.salt if key is not None else salt_of(path)


def _blame_the_file(path: Path, key: Key) -> None:
    """Raise ``DamagedError`` when the key opens a copy with the same salt: it is right, the file is not."""
    folder = default_folder(path)
    if not folder.is_dir():
        return
    for found in names.names(folder, path.stem):
        if found.ending == names.COPY and salt_of(found.path) == key.salt and fits(found.path, key):
            remember(found.path, key)
            raise DamagedError(
                "Пароль верный, но файл повреждён и не читается.", hint="Откройте последнюю резервную копию."
            )


def fits(path: Path, key: Key) -> bool:
    """Tell whether a key opens a file; raises ``sqlite3.Error`` when the disk does not answer.

    A file whose first page is damaged is opened by no key.
    """
    try:
        with closing(open_by(path, key)) as connection:
            connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        code = code_of(error)
        if code == sqlite3.SQLITE_NOTADB:
            return False
        if code != sqlite3.SQLITE_READONLY:  # a crash left a transaction behind: only a writer can undo it
            raise
        with closing(open_by(path, key, mode="rw")) as connection:
            connection.execute("PRAGMA user_version").fetchone()
    return True


def _wrong(typed: str, *, printed: bool) -> WrongPasswordError:
    if printed:
        return WrongPasswordError(
            "Ключ набран верно, но этот файл он не открывает.",
            hint="Возможно, начало файла повреждено: верните его из последней копии.",
        )
    return WrongPasswordError(_WRONG, hint=f"{layout_remark(typed)} {_RETRY}".strip())
