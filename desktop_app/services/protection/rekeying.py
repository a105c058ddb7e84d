"""Write a file anew under another key, or under none: made beside, verified whole, put in place at once."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from desktop_app.models.connection import APPLICATION_ID, open_by
from desktop_app.models.keys import Cover, Key, key_of, lent, recognise, remember
from desktop_app.services.copies import names
from desktop_app.services.copies.disk import flush_file, flush_folder, in_russian
from desktop_app.services.copies.folders import default_folder
from desktop_app.services.copies.holder import held
from desktop_app.services.copies.making import make_copy
from desktop_app.services.copies.restoring import drop_sidecars, exclusive
from desktop_app.services.copies.types import CopyRow
from desktop_app.services.copies.verify import file_problems
from desktop_app.services.errors import LockedFileError, NotFoundError, StorageError

_UNDONE: Final = "пароль не изменён, файл прежний"
_AT_ONCE: Final = 8
"""Rows compared at once: some hold a picture of megabytes."""


def rekey(path: Path, new: Key | None, *, now: datetime) -> CopyRow:
    """Put ``path`` under the key ``new``, or take its key away; return the verified copy made before.

    The caller has closed the file. Cut short anywhere, it is the old file or the new one, whole. Raises
    ``NotFoundError``, ``LockedFileError``, ``UnsoundError`` for a file that does not pass its check,
    ``AppError`` for one another program has, ``StorageError`` for the disk; then nothing has changed.
    """
    if not path.is_file():
        raise NotFoundError(f"Файла нет: {path}", hint="Проверьте имя и папку.")
    target = Path(os.path.realpath(path))
    with in_russian(_UNDONE), held(target, "пароль его не изменён"):
        if recognise(target) is Cover.LOCKED:
            raise LockedFileError(target)
        for left in list(names.stages(target.parent, target.stem)):
            left.unlink(missing_ok=True)
        safety = make_copy(target, default_folder(target), now=now)
        with (
            staged(target, new) as stage,
            closing(exclusive(exporting(target, key_of(target), mode="rw"))) as source,
        ):
            write_anew(source, stage, new)
            if os.name == "posix":
                _put(stage, target)  # while nobody else can begin to write the old one
            else:
                source.close()  # an open file cannot be replaced there
                _put(stage, target)
        remember(target, new)
    return safety


@contextmanager
def staged(target: Path, key: Key | None) -> Iterator[Path]:
    """Make an empty private file beside ``target`` for its successor; what is not used is removed."""
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=names.REKEY, dir=target.parent)
    os.close(descriptor)
    stage = Path(name)
    try:
        with lent(stage, key):
            yield stage
    finally:
        for ending in ("", "-journal"):
            stage.with_name(stage.name + ending).unlink(missing_ok=True)


def write_anew(source: sqlite3.Connection, stage: Path, key: Key | None) -> None:
    """Write everything ``source`` holds into the empty file ``stage`` under ``key``, verify it, and flush it.

    ``source`` is a connection of SQLCipher's library. Raises ``StorageError`` when what was written is not
    what was read, and ``sqlite3.Error``.
    """
    _export(source, stage, key)
    problems = file_problems(stage) or _differences(source, stage, key)
    if problems:
        raise StorageError(f"Новый файл не прошёл проверку, {_UNDONE}: {problems[0]}", hint="Повторите.")
    flush_file(stage)


def exporting(path: Path, key: Key | None, *, mode: str = "ro") -> sqlite3.Connection:
    """Open a plain file or an encrypted one through SQLCipher's library, which alone can export."""
    from desktop_app.models import cipher  # noqa: PLC0415 - only where something is encrypted

    return cipher.connect(path, key, mode=mode, timeout=2)


def _put(stage: Path, target: Path) -> None:
    drop_sidecars(target)
    stage.replace(target)
    flush_folder(target.parent)


def _export(source: sqlite3.Connection, stage: Path, key: Key | None) -> None:
    (version,) = source.execute("PRAGMA user_version").fetchone()
    # bound, not spelled out: no statement ever holds the key
    source.execute("ATTACH DATABASE ? AS made KEY ?", (str(stage.absolute()), key.spelled() if key else ""))
    try:
        # the unfinished file is thrown away after a crash, and flushed once, when it is whole
        source.execute("PRAGMA made.journal_mode=OFF")
        source.execute("PRAGMA made.synchronous=OFF")
        source.execute("SELECT sqlcipher_export('made')").fetchall()
        source.execute(f"PRAGMA made.application_id={APPLICATION_ID}")
        source.execute(f"PRAGMA made.user_version={int(version)}")
        source.execute("PRAGMA made.journal_mode=DELETE")
    finally:
        source.execute("DETACH DATABASE made")


def _differences(source: sqlite3.Connection, stage: Path, key: Key | None) -> tuple[str, ...]:
    """Compare every value of every table, read back from the disk."""
    with closing(open_by(stage, key)) as made:
        listed = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        tables = [str(name) for (name,) in source.execute(listed).fetchall()]
        if tables != [str(name) for (name,) in made.execute(listed).fetchall()]:
            return ("таблицы не те.",)
        for table in tables:
            quoted = table.replace('"', '""')
            query = f'SELECT * FROM "{quoted}"'  # noqa: S608 - a name of this file, quoted
            ours, theirs = source.execute(query), made.execute(query)
            while True:
                mine, other = ours.fetchmany(_AT_ONCE), theirs.fetchmany(_AT_ONCE)
                if mine != other:
                    return (f"таблица «{table}» не та.",)
                if not mine:
                    break
    return ()
