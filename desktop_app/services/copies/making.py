"""Make a copy: SQLite's own backup into an unfinished file, verified, flushed, only then given its name."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from desktop_app.models.connection import open_raw
from desktop_app.models.keys import Key, key_of, lent, remember
from desktop_app.services.copies import names
from desktop_app.services.copies.consent import Consent
from desktop_app.services.copies.disk import (
    busy,
    file_hash,
    flush_file,
    flush_folder,
    in_russian,
    make_folder,
    make_private,
    remove_left_behind,
)
from desktop_app.services.copies.manifest import Manifest, write_manifest
from desktop_app.services.copies.types import CopyRow, Tier
from desktop_app.services.copies.verify import file_problems, last_register_hash
from desktop_app.services.disk_codes import code_of
from desktop_app.services.errors import DamagedError, NotFoundError

_UNDONE: Final = "копия не сделана, прежние копии не тронуты"
_ADVICE: Final = "Не меняйте файл; восстановите его из последней целой копии."
UNSOUND_CODES: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_PATIENCE: Final = 5.0
"""Seconds to wait for another program's transaction; SQLite's binding alone would wait for ever."""
_PIECE: Final = 1_000
"""Pages, 4 MB of them, copied between two looks at whether the copy is still wanted."""


class UnsoundError(DamagedError):
    """The file itself is damaged, so a copy of it would be no copy."""


def make_copy(source: Path, folder: Path, *, now: datetime, lowest: int = 1, stem: str = "") -> CopyRow:
    """Make a verified copy of ``source`` in ``folder`` and return it; its number is ``lowest`` or higher.

    ``stem`` is the name of the file it is a copy of, when ``source`` is a copy itself. Reads through a
    connection of its own, so the file may be open. Raises ``NotFoundError``, ``UnsoundError`` when the file
    did not pass verification, and ``StorageError``; then no older copy has been touched.
    """
    if not source.is_file():
        raise NotFoundError(f"Файла нет: {source}", hint="Проверьте имя и папку.")
    with in_russian(_UNDONE), closing(reader(source)) as connection:
        return copy_from(connection, folder, stem or source.stem, now=now, lowest=lowest, key=key_of(source))


def copy_from(
    connection: sqlite3.Connection,
    folder: Path,
    stem: str,
    *,
    now: datetime,
    undone: str = _UNDONE,
    lowest: int = 1,
    key: Key | None = None,
    consent: Consent | None = None,
) -> CopyRow:
    """Make a verified copy of what ``connection`` reads; raises as ``make_copy`` does.

    ``undone`` says what has not happened when the disk refuses. The copy is encrypted by ``key``, which is
    that of the file read; None for a plain one. Raises ``WithdrawnError`` soon after ``consent`` was
    withdrawn; who passes one keeps everybody else out of the file meanwhile.
    """
    wanted = consent or Consent()
    with in_russian(undone):
        make_folder(folder)
        with _unfinished(folder, stem, lowest) as (part, sequence), lent(part, key):
            back_up(connection, part, consent)
            wanted.refuse_withdrawn()
            problems = file_problems(part, wanted.withdrawn)
            wanted.refuse_withdrawn()
            if problems:
                raise UnsoundError(
                    f"Файл не прошёл проверку, {_UNDONE}: {problems[0]}",
                    hint=_ADVICE,
                )
            flush_file(part)
            final = names.final_path(folder, stem, sequence, now)
            copy = _give_name(part, final, sequence, now, wanted.refuse_withdrawn)
            remember(copy.path, key)
            return copy


def _give_name(part: Path, copy: Path, sequence: int, now: datetime, look: Callable[[], None]) -> CopyRow:
    """Write the manifest, then the name: a copy that can be seen has its manifest, wherever this is cut.

    ``look`` may raise while the bytes are still being read.
    """
    size = part.stat().st_size
    manifest = Manifest(
        sequence=sequence,
        made_at=now.astimezone(UTC),
        size=size,
        sha256=file_hash(part, look),
        last_register_hash=last_register_hash(part),
    )
    write_manifest(copy, manifest)
    part.replace(copy)
    flush_folder(copy.parent)
    return CopyRow(path=copy, made_at=manifest.made_at, sequence=sequence, size=size, tier=Tier.DAILY)


def reader(source: Path) -> sqlite3.Connection:
    """Open the file for reading; after a crash its unfinished transaction is rolled back first.

    A connection that may only read cannot do that, so such a file is opened as the program itself would.
    """
    connection = open_raw(source)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error as error:
        connection.close()
        if code_of(error) != sqlite3.SQLITE_READONLY:
            raise
        return open_raw(source, mode="rw")
    return connection


def back_up(source: sqlite3.Connection, part: Path, consent: Consent | None = None) -> None:
    """Copy every page in one reading transaction; the result stands alone, without journal or WAL.

    With a ``consent`` they are copied in pieces, between which ``source`` lets others in unless it holds them
    off itself: a page they write would send SQLite back to the beginning.
    """
    pages = -1 if consent is None else _PIECE
    try:
        with closing(open_raw(part, mode="rw")) as target:
            # the unfinished file is thrown away after a crash, and flushed once, when it is whole
            target.execute("PRAGMA journal_mode=OFF")
            target.execute("PRAGMA synchronous=OFF")
            source.backup(target, pages=pages, progress=_progress(consent or Consent()))
            target.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        if code_of(error) in UNSOUND_CODES:
            raise UnsoundError(f"Файл повреждён и не читается, {_UNDONE}.", hint=_ADVICE) from error
        raise


def _progress(consent: Consent) -> Callable[[int, int, int], None]:
    until = time.monotonic() + _PATIENCE

    def progress(status: int, _remaining: int, _total: int) -> None:
        consent.refuse_withdrawn()
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > until:
            raise busy(_UNDONE)

    return progress


@contextmanager
def _unfinished(folder: Path, stem: str, lowest: int) -> Iterator[tuple[Path, int]]:
    """Reserve the next sequence number by an empty private file; whatever is left of it is removed."""
    for found in list(names.names(folder, stem)):
        if found.ending == names.PART:
            remove_left_behind(found.path)
    for stage in list(names.stages(folder, stem)):
        remove_left_behind(
            stage
        )  # of a change of password that was cut short, on a stick that was away since
    part, sequence = _reserve(folder, stem, lowest)
    try:
        yield part, sequence
    finally:
        part.unlink(missing_ok=True)


def _reserve(folder: Path, stem: str, lowest: int) -> tuple[Path, int]:
    while True:
        sequence = max(lowest, 1 + max((found.sequence for found in names.names(folder, stem)), default=0))
        part = names.part_path(folder, stem, sequence)
        try:
            make_private(part)
        except FileExistsError:
            continue  # another program was quicker, the next look sees its file
        if all(found.sequence < sequence for found in names.names(folder, stem) if found.path != part):
            return part, sequence
        part.unlink()
