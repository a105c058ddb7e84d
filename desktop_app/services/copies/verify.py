"""Tell whether a copy is what it was, and whether what it was is a sound file of this program."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from desktop_app.models.connection import APPLICATION_ID, SCHEMA_VERSION, open_raw
from desktop_app.models.keys import MARK, Cover, is_encrypted, recognise
from desktop_app.models.schema import create_file, upgrade
from desktop_app.services.copies.consent import Stopped, never
from desktop_app.services.copies.disk import file_hash, in_russian, make_private
from desktop_app.services.copies.manifest import Manifest, ManifestError, read_manifest
from desktop_app.services.integrity import bound, soundness_problems
from desktop_app.services.letters.chain import GENESIS, LAST_HASH_QUERY

_Objects = dict[tuple[str, str], str]
_CHANGED = "Копия изменилась с тех пор, как была сделана: её контрольная сумма не сходится."
_NO_NOTE_READ = "Опись копии повреждена. Если удалить её, копия будет проверена без описи."
_FOREIGN_JOURNAL = "Файл изменён другой программой: журнал его базы устроен не так, как у «Отклика»."
_VERSIONS = slice(18, 20)
"""Where a database says how it is written and read; 2 is a journal this program never uses."""
_LOCKED = "Копия под другим паролем, и без него её не проверить."
_UNREADABLE = "Копия не читается: проверьте, что диск или флешка подключены."


def verify_copy(copy: Path) -> tuple[str, ...]:
    """Return a Russian sentence for everything that is wrong with a copy; empty when all is well.

    Reads all of it: the bytes against the manifest beside it, then the file itself. A copy without a
    manifest is judged by its content alone. Raises ``StorageError`` when there is no room to check it.
    """
    try:
        manifest, sha256 = read_manifest(copy), file_hash(copy)
    except ManifestError:
        return (_NO_NOTE_READ,)
    except OSError:
        return (_UNREADABLE,)
    with in_russian("копия не проверена"):
        return content_problems(copy, sha256, manifest)


def known_problems(copy: Path) -> tuple[str, ...]:
    """Return what can be said against a copy at a glance: its manifest and its size."""
    try:
        manifest = read_manifest(copy)
        size = copy.stat().st_size
    except ManifestError:
        return (_NO_NOTE_READ,)
    except OSError:
        return (_UNREADABLE,)
    if manifest is None:
        return ("Рядом с копией нет её описи: целость байтов сверить не с чем.",)
    return () if manifest.size == size else (_CHANGED,)


def same_bytes(copy: Path) -> bool:
    """Tell whether a copy still has the bytes its manifest names."""
    try:
        manifest = read_manifest(copy)
        return manifest is not None and manifest.sha256 == file_hash(copy)
    except (ManifestError, OSError):
        return False


def content_problems(
    path: Path, sha256: str, manifest: Manifest | None, stopped: Stopped = never
) -> tuple[str, ...]:
    """Return what is wrong with the file at ``path``, whose bytes have the hash ``sha256``.

    An encrypted one is read by the key this process knows for it. What a check that was ``stopped``
    finds says nothing of the file.
    """
    if manifest is not None and manifest.sha256 != sha256:
        return (_CHANGED,)
    if recognise(path) is Cover.LOCKED:
        return (_LOCKED,)
    problems = file_problems(path, stopped)
    if not problems and manifest is not None and last_register_hash(path) != manifest.last_register_hash:
        return ("Последняя запись журнала регистрации в копии не та, что названа в описи.",)
    return problems


def file_problems(path: Path, stopped: Stopped = never) -> tuple[str, ...]:
    """Return what is wrong with a file nobody writes to, of this program's schema or of an older one.

    The schema comes first: a view in a table's place must not be read, and a hidden trigger must not stay.
    """
    if _has_wal(path):
        return (_FOREIGN_JOURNAL,)
    try:
        with closing(_reading(path, stopped)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if application != APPLICATION_ID or not 0 < version <= SCHEMA_VERSION:
                return soundness_problems(path, stopped)
            problems = tuple(_schema_problems(_objects(connection), _fresh_objects(version)))
            if problems or version == SCHEMA_VERSION:
                return problems or soundness_problems(path, stopped)
            return tuple(_older_problems(connection))
    except (sqlite3.Error, UnicodeDecodeError):  # SQLite's own remark may quote a damaged text
        return soundness_problems(path, stopped) or ("Содержимое повреждено и не читается до конца.",)


def _has_wal(path: Path) -> bool:
    """Tell whether opening a file would make others beside it, even for reading."""
    with path.open("rb") as file:
        if is_encrypted(file.read(len(MARK))):
            return False  # nothing of its header can be read, or forged, without the key
        file.seek(0)
        return 2 in file.read(_VERSIONS.stop)[_VERSIONS]  # noqa: PLR2004 - as said above


def last_register_hash(path: Path) -> str:
    """Return the hash of the last row of the register; 64 zeros when it is empty."""
    with closing(_reading(path)) as connection:
        row = connection.execute(LAST_HASH_QUERY).fetchone()
    return str(row[0]) if row else GENESIS


def _reading(path: Path, stopped: Stopped = never) -> sqlite3.Connection:
    connection = open_raw(path)
    bound(connection, path, stopped)
    return connection


def _objects(connection: sqlite3.Connection) -> _Objects:
    """Return the definition of every table, index, trigger and view, but for tables of statistics.

    A trigger can be called like one of them by whoever writes into ``sqlite_master``.
    """
    rows = connection.execute(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master"
        " WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))"
    )
    return {(str(kind), str(name)): re.sub(r"\s+", " ", str(sql)) for kind, name, sql in rows}


@lru_cache(maxsize=4)
def _fresh_objects(version: int) -> _Objects:
    """Return what a file of this schema version has when it is made anew."""
    with tempfile.TemporaryDirectory(prefix="otklik-") as folder:
        path = Path(folder) / "fresh.otklik"
        if version == SCHEMA_VERSION:
            create_file(path)
        else:
            make_private(path)
            upgrade(path, f"{version:04d}")
        with closing(_reading(path)) as connection:
            return _objects(connection)


def _schema_problems(found: _Objects, expected: _Objects) -> Iterator[str]:
    for _, name in sorted(found.keys() - expected.keys()):
        yield f"В файле есть то, чего программа не создавала: «{name}»."
    for _, name in sorted(expected.keys() - found.keys()):
        yield f"В файле нет того, что программа в нём создаёт: «{name}»."
    for key in sorted(found.keys() & expected.keys()):
        if found[key] != expected[key]:
            yield f"Вопреки программе изменено устройство файла: «{key[1]}»."


def _older_problems(connection: sqlite3.Connection) -> Iterator[str]:
    """Check what every schema has in common; the rest is checked when the file is brought up to date."""
    for (verdict,) in connection.execute("PRAGMA integrity_check(5)"):
        if verdict != "ok":
            yield f"База данных повреждена: {verdict}"
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"Таблица «{table}», строка {row}: ссылается на запись таблицы «{parent}», которой нет."
    stored = connection.execute(
        "SELECT a.id, a.sha256, b.content FROM attachments a"
        " LEFT JOIN attachment_blobs b ON b.attachment_id = a.id ORDER BY a.id"
    )
    for number, sha256, content in stored:
        if not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != sha256:
            yield f"Вложение {number}: содержимое изменено, контрольная сумма не сходится."
