"""Put a copy in the place of the file: verified first, the present file set aside, then one rename."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from desktop_app.models.connection import open_raw
from desktop_app.models.keys import Cover, key_of, recognise, remember
from desktop_app.services.copies import names
from desktop_app.services.copies.consent import Consent
from desktop_app.services.copies.disk import (
    UNFINISHED,
    busy,
    copy_bytes,
    flush_folder,
    in_russian,
    make_folder,
    remove_left_behind,
)
from desktop_app.services.copies.folders import default_folder
from desktop_app.services.copies.holder import held
from desktop_app.services.copies.making import UNSOUND_CODES, UnsoundError, copy_from
from desktop_app.services.copies.manifest import ManifestError, read_manifest
from desktop_app.services.copies.types import Restored
from desktop_app.services.copies.verify import content_problems
from desktop_app.services.disk_codes import code_of
from desktop_app.services.errors import AppError, LockedFileError, NotFoundError, StorageError

_UNDONE: Final = "файл не восстановлен и не изменён"
_STAGE: Final = ".restore"
_SIDECARS: Final = ("-journal", "-wal", "-shm")
_MAGIC: Final = b"SQLite format 3\x00"


def restore(copy: Path, target: Path, *, now: datetime, consent: Consent | None = None) -> Restored:
    """Replace ``target`` by what ``copy`` holds, never merging; ``target`` need not exist.

    The caller has closed ``target``. Cut short anywhere, it is the old file or the new one. Raises
    ``NotFoundError``, ``AppError`` for a copy that did not pass verification and for a file that another
    program has, ``LockedFileError`` for a copy whose password nobody has typed, ``StorageError`` for the
    disk, ``WithdrawnError`` soon after ``consent`` was withdrawn; then the file is as it was.
    """
    consent = consent or Consent()
    _refuse_wrong_names(copy, target)
    target = target.resolve() if target.is_symlink() else target
    with in_russian(_UNDONE):
        if recognise(copy) is Cover.LOCKED:
            raise LockedFileError(copy)
    with in_russian(_UNDONE), held(target), _staged(copy, target, consent) as stage:
        locked = target.exists() and recognise(target) is Cover.LOCKED
        safety, whole = _set_aside(target, now, consent) if target.exists() else (None, True)
        consent.seal()
        drop_sidecars(target)
        stage.replace(target)
        remember(target, key_of(stage))
        flush_folder(target.absolute().parent)
    return Restored(target=target, safety=safety, whole=whole, locked=locked)


def _refuse_wrong_names(copy: Path, target: Path) -> None:
    # a data file that may be open must not be read byte by byte, so only copies are taken
    if copy.suffix != names.COPY:
        raise AppError(
            f"Это не резервная копия: {copy.name}", hint=f"Имя копии оканчивается на {names.COPY}."
        )
    if not copy.is_file():
        raise NotFoundError(f"Копии нет: {copy}", hint="Проверьте имя и папку.")
    if target.suffix == names.COPY or target.is_dir():
        raise AppError(
            f"Сюда восстановить нельзя: {target}", hint="Укажите файл данных с окончанием .otklik."
        )


@contextmanager
def _staged(copy: Path, target: Path, consent: Consent) -> Iterator[Path]:
    """Bring the copy's bytes beside ``target`` and verify exactly those; what is not used is removed."""
    folder = target.absolute().parent
    prefix = f".{target.name}."
    for old in list(folder.iterdir()):
        if old.name.startswith(prefix) and old.name.endswith(_STAGE):
            remove_left_behind(old)
    descriptor, name = tempfile.mkstemp(prefix=prefix, suffix=_STAGE, dir=folder)
    stage = Path(name)
    try:
        sha256 = copy_bytes(copy, descriptor, consent.refuse_withdrawn)
        try:
            problems = content_problems(stage, sha256, read_manifest(copy), consent.withdrawn)
        except ManifestError:
            problems = ("Опись копии повреждена. Если удалить её, копия будет проверена без описи.",)
        consent.refuse_withdrawn()  # a check that was cut short finds fault with everything
        if problems:
            raise StorageError(
                f"Копия не прошла проверку, {_UNDONE}: {problems[0]}", hint="Возьмите другую копию."
            )
        yield stage
    finally:
        for ending in ("", *_SIDECARS):
            stage.with_name(stage.name + ending).unlink(missing_ok=True)
        stage.unlink(missing_ok=True)
        remember(stage, None)


def _set_aside(target: Path, now: datetime, consent: Consent) -> tuple[Path, bool]:
    """Keep the present file: a verified copy of it, or its bytes when it is too damaged for one."""
    folder, key = default_folder(target), key_of(target)
    with target.open("rb") as file:
        if key is None and file.read(len(_MAGIC)) != _MAGIC:
            # SQLite would make a new file of it, or throw away a journal that is still worth keeping;
            # so is a file whose password nobody has typed
            return _keep_bytes(target, folder, now, consent), False
    try:
        with closing(exclusive(open_raw(target, mode="rw", timeout=2))) as connection:
            made = copy_from(
                connection, folder, target.stem, now=now, undone=_UNDONE, key=key, consent=consent
            )
            return made.path, True
    except UnsoundError:
        pass
    except sqlite3.Error as error:
        code = code_of(error)
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise busy(_UNDONE) from error
        if code not in UNSOUND_CODES:
            raise
    return _keep_bytes(target, folder, now, consent), False


def exclusive(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Keep everybody else out of the file; a transaction a crash left behind is rolled back.

    The lock outlives the transaction (``locking_mode``): the backup refuses a source that is being written.
    Closes the connection and raises ``sqlite3.Error`` when another program has the file.
    """
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _keep_bytes(target: Path, folder: Path, now: datetime, consent: Consent) -> Path:
    """Keep a damaged file and what SQLite left beside it, byte by byte, under the next number."""
    make_folder(folder)
    sequence = 1 + max((found.sequence for found in names.names(folder, target.stem)), default=0)
    kept = names.final_path(folder, target.stem, sequence, now, names.REPLACED)
    for ending in ("", *_SIDECARS):
        source = target.with_name(target.name + ending)
        if source.exists():
            _keep_one(source, kept.with_name(kept.name + ending), consent)
    flush_folder(folder)
    return kept


def _keep_one(source: Path, kept: Path, consent: Consent) -> None:
    descriptor, name = tempfile.mkstemp(prefix=UNFINISHED, suffix=".tmp", dir=kept.parent)
    try:
        copy_bytes(source, descriptor, consent.refuse_withdrawn)
        Path(name).replace(kept)
    finally:
        Path(name).unlink(missing_ok=True)


def drop_sidecars(target: Path) -> None:
    """Remove the old file's journal for good: SQLite would roll it back into the new one."""
    for ending in _SIDECARS:
        target.with_name(target.name + ending).unlink(missing_ok=True)
    flush_folder(target.absolute().parent)
