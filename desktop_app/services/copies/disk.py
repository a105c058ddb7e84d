"""The disk under the copies: private files, flushes that reach it, and its refusals in Russian."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from desktop_app.services.disk_codes import code_of
from desktop_app.services.errors import StorageError

UNFINISHED: Final = ".otklik-"
"""How the name of a file begins that is not whole yet."""
_BLOCK: Final = 1 << 20
_LEFT_BEHIND: Final = 24 * 60 * 60
"""Seconds after which an unfinished file belongs to nobody who is still at work."""

_SENTENCES: Final[dict[int, tuple[str, str]]] = {
    sqlite3.SQLITE_FULL: ("На диске нет места", "Освободите место и повторите."),
    sqlite3.SQLITE_READONLY: ("Диск или файл защищён от записи", "Выберите другую папку или снимите защиту."),
    sqlite3.SQLITE_BUSY: ("Файл занят другой программой", "Закройте её и повторите."),
    sqlite3.SQLITE_CORRUPT: ("Файл повреждён, его содержимое не читается", "Возьмите последнюю целую копию."),
    sqlite3.SQLITE_NOTADB: ("Это не файл программы «Отклик» или он повреждён", "Выберите другой файл."),
    sqlite3.SQLITE_CANTOPEN: (
        "Файл или папка не открывается",
        "Проверьте, что диск подключён и папка доступна для записи.",
    ),
}
_OTHER: Final = ("Диск не отвечает", "Проверьте, что диск или флешка подключены, и повторите.")


@contextmanager
def in_russian(undone: str) -> Iterator[None]:
    """Turn what the disk and SQLite say into ``StorageError``; ``undone`` says what has not happened."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise _sentence(code_of(error), undone) from error
    except DBAPIError as error:  # from making a schema
        if isinstance(error.orig, sqlite3.IntegrityError) or not isinstance(error.orig, sqlite3.Error):
            raise  # a broken constraint is a bug, not the disk's doing
        raise _sentence(code_of(error.orig), undone) from error


def busy(undone: str) -> StorageError:
    """Return the refusal of a file that another program is writing."""
    return _sentence(sqlite3.SQLITE_BUSY, undone)


def _sentence(code: int, undone: str) -> StorageError:
    reason, hint = _SENTENCES.get(code, _OTHER)
    return StorageError(f"{reason}: {undone}.", hint=hint)


def make_folder(folder: Path) -> None:
    """Make a private folder, its name flushed; one that exists stays as it is."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flush_folder(folder.parent)


def make_private(path: Path) -> None:
    """Make an empty file for its owner's eyes only; raises ``FileExistsError``."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def file_hash(path: Path, look: Callable[[], None] = lambda: None) -> str:
    """Return the SHA-256 of a file as 64 hexadecimal digits; never for the live data file.

    ``look`` is called between the blocks and may raise to stop the work. Closing any descriptor of a file
    drops this process's SQLite lock on it (POSIX).
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            look()
            digest.update(block)
    return digest.hexdigest()


def copy_bytes(source: Path, descriptor: int, look: Callable[[], None] = lambda: None) -> str:
    """Copy a file that nobody has open into an open one, flush it, and return the SHA-256 of its bytes.

    ``look`` is called between the blocks and may raise to stop the work.
    """
    digest = hashlib.sha256()
    with source.open("rb") as file, os.fdopen(descriptor, "wb") as out:
        while block := file.read(_BLOCK):
            look()
            digest.update(block)
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Write a private file whole or not at all; flushed, with its name."""
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, suffix=".tmp", dir=path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def flush_file(path: Path) -> None:
    """Wait until the bytes of a file are on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the names of a folder are on the disk; Windows keeps them in its own journal."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some shares cannot flush a folder and say so
            raise
    finally:
        os.close(descriptor)


def remove_left_behind(path: Path) -> None:
    """Remove an unfinished file of a run that was cut short; one somebody may be writing stays."""
    try:
        if time.time() - path.stat().st_mtime > _LEFT_BEHIND:
            path.unlink()
    except FileNotFoundError:
        pass
