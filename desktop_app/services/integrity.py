"""Check a data file from end to end: the database, its schema, the register's chain, every stored byte."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Final

from desktop_app.models.connection import APPLICATION_ID, SCHEMA_VERSION, open_raw, settle
from desktop_app.models.schema import create_file
from desktop_app.services.copies.consent import Stopped, never
from desktop_app.services.history.replay import (
    CHANGES_QUERY,
    IMAGES_QUERY,
    TABLES_QUERY,
    replay_problems,
)
from desktop_app.services.letters.chain import (
    ENCLOSURES_QUERY,
    ENTRIES_QUERY,
    LETTERS_QUERY,
    Row,
    chain_problems,
    tail_problems,
)

_Step = Callable[[sqlite3.Connection], Iterator[str]]

_KINDS: Final = {
    "table": ("таблица", "изменена"),
    "index": ("указатель", "изменён"),
    "trigger": ("защитное правило", "изменено"),
    "view": ("представление", "изменено"),
}
_SHOWN: Final = 20
"""SQLite's own remarks beyond these add nothing for a person."""
_TAIL: Final = 200
"""Rows of the register a quick look recomputes."""
_LONGEST: Final = 2**28
"""Bytes of the longest value read: a kept file has at most 50 MiB."""
_LONGEST_TEXT: Final = 2**25
"""Bytes of the longest text; the texts of a record are a thousand times shorter."""
_LONGEST_DAMAGED: Final = 2**20
"""Bytes of the longest text that is shown with its damage."""
_LONGEST_SENTENCE: Final = 600
"""Characters of a remark: it quotes what a forged file may have made as long as a book."""
_SECONDS: Final = 3.0
"""Seconds of the processor the smallest file may take; a healthy one of 2 MB takes a twentieth of it."""
_BYTES_A_SECOND: Final = 2**20
"""A long log with its history (100,000 entries, 98 MB) is read seven times as fast, its letters faster still:
a PC as many times slower must not call them damaged."""
_STEPS: Final = 50_000
"""Steps of SQLite between two looks at the clock."""


def check_file(path: Path) -> tuple[str, ...]:
    """Return a Russian sentence for everything that is wrong with ``path``; empty when all is well.

    Opens the file for reading only and never raises for damage: what cannot be read is a sentence too.
    """
    return _run(path, _header, (*_SOUND, *_RECORD))


def soundness_problems(path: Path, stopped: Stopped = never) -> tuple[str, ...]:
    """Return why ``path`` cannot stand for a sound file: all of ``check_file`` but the record's history.

    A row changed by a technician's hand is worth a remark, but not the end of all copies. What is returned
    after ``stopped`` became true says nothing of the file.
    """
    return _run(path, _header, _SOUND, stopped)


def quick_problems(path: Path) -> tuple[str, ...]:
    """Return what a look of a second shows: every table but the stored bytes, and the chain's tail.

    A file of a newer program is looked at as far as this one understands it.
    """
    return _run(path, _mark, _QUICK)


def bound(connection: sqlite3.Connection, path: Path, stopped: Stopped = never) -> None:
    """Keep a forged file from taking memory or the processor without end; raises ``sqlite3.Error`` then.

    Pages that lead to one another in circles can be millions of rows, or one text of a gigabyte.
    """
    if hasattr(connection, "setlimit"):  # SQLCipher's binding has none, and its pages cannot be forged
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    # the thread's own time: a healthy file on a busy PC must not be called damaged
    ends = time.thread_time() + _SECONDS + path.stat().st_size / _BYTES_A_SECOND
    connection.set_progress_handler(lambda: stopped() or time.thread_time() > ends, _STEPS)


def _text(raw: bytes) -> str:
    """Decode a text; one damaged into something that is not UTF-8 must reach the comparison, not stop it."""
    if len(raw) > _LONGEST_TEXT:
        raise ValueError("a text longer than any the program writes")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        if len(raw) > _LONGEST_DAMAGED:
            raise
        return raw.decode(errors="backslashreplace")


def _run(
    path: Path, first: _Step, steps: Iterable[tuple[str, _Step]], stopped: Stopped = never
) -> tuple[str, ...]:
    if not path.is_file():
        return (f"Файла нет: {path}",)
    with suppress(sqlite3.Error, OSError):
        settle(path)  # after a crash; who may only read could not do it, and would see damage
    try:
        connection = open_raw(path)
    except sqlite3.Error:
        return ("Файл не открывается: проверьте, что папка доступна.",)
    with closing(connection):
        connection.row_factory = _wanted_as_dict(stopped)
        bound(connection, path, stopped)
        connection.text_factory = _text
        problems = _guarded("Файл", first, connection)
        if problems:
            return tuple(problems)
        for subject, step in steps:
            if stopped():
                break
            problems += _guarded(subject, step, connection)
    return tuple(dict.fromkeys(problems))


def _guarded(subject: str, step: _Step, connection: sqlite3.Connection) -> list[str]:
    """Run one step to its end; damage that stops it becomes the last sentence."""
    problems: list[str] = []
    try:
        problems.extend(problem[:_LONGEST_SENTENCE] for problem in step(connection))
    except (sqlite3.Error, KeyError, ValueError, TypeError, OverflowError):
        # a damaged file can hold anything anywhere; the sentence is the answer, a traceback is not
        problems.append(f"{subject}: содержимое повреждено и не читается до конца.")
    return problems


def _as_dict(cursor: sqlite3.Cursor, values: tuple[object, ...]) -> Row:
    return {column[0]: value for column, value in zip(cursor.description, values, strict=True)}


def _wanted_as_dict(stopped: Stopped) -> Callable[[sqlite3.Cursor, tuple[object, ...]], Row]:
    """Make rows while they are wanted: SQLite's own steps are few between two that hold megabytes each."""

    def as_dict(cursor: sqlite3.Cursor, values: tuple[object, ...]) -> Row:
        if stopped():
            raise sqlite3.OperationalError("interrupted")
        return _as_dict(cursor, values)

    return as_dict


def _mark(connection: sqlite3.Connection) -> Iterator[str]:
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone().values()
    except sqlite3.DatabaseError:
        yield "Это не файл программы «Отклик», или он повреждён с самого начала."
        return
    if application != APPLICATION_ID:
        yield "Это не файл программы «Отклик»: в его заголовке нет её метки."


def _header(connection: sqlite3.Connection) -> Iterator[str]:
    foreign = list(_mark(connection))
    yield from foreign
    version = 0 if foreign else _version(connection)
    if not foreign and version != SCHEMA_VERSION:
        yield f"Файл другой версии программы ({version}, нужна {SCHEMA_VERSION}): сначала откройте его в ней."


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone().values()
    return int(version)


def _database(connection: sqlite3.Connection) -> Iterator[str]:
    # every page of an encrypted file is sealed, the unused ones too; SQLite itself has no such pragma
    if connection.execute("PRAGMA cipher_integrity_check(1)").fetchone() is not None:
        yield "База данных повреждена: страница файла изменена после записи."
    for row in connection.execute(f"PRAGMA integrity_check({_SHOWN})"):
        (verdict,) = row.values()
        if verdict != "ok":
            yield f"База данных повреждена: {verdict}"


def _foreign_keys(connection: sqlite3.Connection) -> Iterator[str]:
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield (
            f"Таблица «{row['table']}», строка {row['rowid']}: ссылается на запись таблицы"
            f" «{row['parent']}», которой нет."
        )


def _schema(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare every table, index and trigger with those of a file made anew."""
    expected, found = _fresh_objects(), _objects(connection)
    for key, definition in expected.items():
        what, changed = _KINDS[key[0]]
        if key not in found:
            yield f"В файле нет того, что программа в нём создаёт: {what} «{key[1]}»."
        elif found[key] != definition:
            yield f"Вопреки программе {changed} {what} «{key[1]}»."
    for row in connection.execute("SELECT version_num FROM alembic_version"):
        if row["version_num"] != f"{SCHEMA_VERSION:04d}":
            yield f"Пометка версии схемы изменена: «{row['version_num']}»."
    for kind, name in found.keys() - expected.keys():
        yield f"В файле есть то, чего программа не создавала: {_KINDS[kind][0]} «{name}»."


def _objects(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    rows = connection.execute(
        "SELECT type, name, coalesce(sql, '') AS sql FROM sqlite_master"
        " WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY type, name"
    )
    return {(row["type"], row["name"]): re.sub(r"\s+", " ", row["sql"]) for row in rows}


@cache
def _fresh_objects() -> dict[tuple[str, str], str]:
    with tempfile.TemporaryDirectory(prefix="otklik-") as folder:
        path = Path(folder) / "fresh.otklik"
        create_file(path)
        with closing(open_raw(path)) as connection:
            connection.row_factory = _as_dict
            return _objects(connection)


def _chain(connection: sqlite3.Connection) -> Iterator[str]:
    entries = connection.execute(ENTRIES_QUERY).fetchall()
    letters = connection.execute(LETTERS_QUERY).fetchall()
    enclosures = connection.execute(ENCLOSURES_QUERY).fetchall()
    yield from chain_problems(entries, letters, enclosures)


def _history(connection: sqlite3.Connection) -> Iterator[str]:
    """Name registered papers that the change history remembers and nothing else does.

    The last rows of the register can be cut off together with their papers without breaking the chain.
    """
    known = {row["id"]: row["number"] for row in connection.execute("SELECT id, number FROM letters")}
    query = "SELECT after FROM changes WHERE table_name = 'letters' AND after IS NOT NULL ORDER BY id"
    for row in connection.execute(query):
        paper = json.loads(row["after"])
        if paper["state"] != "draft" and known.get(paper["id"]) != paper["number"]:
            yield f"Бумага № {paper['number']} была зарегистрирована, но в файле её под этим номером нет."


def _attachments(connection: sqlite3.Connection) -> Iterator[str]:
    """Hash every stored file, one at a time."""
    query = (
        "SELECT a.id, a.name, a.sha256, a.size, b.content FROM attachments a"
        " LEFT JOIN attachment_blobs b ON b.attachment_id = a.id ORDER BY a.id"
    )
    for row in connection.execute(query):
        name = f"Вложение {row['id']} («{row['name']}»)"
        content = row["content"]
        if content is None:
            yield f"{name}: содержимого в файле нет."
        elif not isinstance(content, bytes):
            yield f"{name}: содержимое подменено."
        elif len(content) != row["size"]:
            yield f"{name}: размер {len(content)} байт вместо {row['size']}."
        elif hashlib.sha256(content).hexdigest() != row["sha256"]:
            yield f"{name}: содержимое изменено, контрольная сумма не сходится."


def _papers(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare the bytes of every registered paper with the hash the paper names."""
    query = (
        "SELECT l.number, l.sha256, b.content FROM letters l"
        " LEFT JOIN attachment_blobs b ON b.attachment_id = l.pdf_id WHERE l.state <> 'draft' ORDER BY l.id"
    )
    for row in connection.execute(query):
        content = row["content"]
        if not isinstance(content, bytes):
            yield f"Бумага № {row['number']}: её файла PDF нет."
        elif hashlib.sha256(content).hexdigest() != row["sha256"]:
            yield f"Бумага № {row['number']}: файл PDF не тот, что был зарегистрирован."


def _enclosures(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare the bytes of everything sent with a registered paper with the hash its row names."""
    query = (
        "SELECT l.number, e.position, e.sha256, b.content FROM letter_attachments e"
        " JOIN letters l ON l.id = e.letter_id"
        " LEFT JOIN attachment_blobs b ON b.attachment_id = e.pdf_id"
        " WHERE l.state <> 'draft' ORDER BY l.id, e.position"
    )
    for row in connection.execute(query):
        name = f"Бумага № {row['number']}, приложение {row['position'] + 1}"
        content = row["content"]
        if not isinstance(content, bytes):
            yield f"{name}: файла PDF нет."
        elif hashlib.sha256(content).hexdigest() != row["sha256"]:
            yield f"{name}: файл PDF не тот, что был зарегистрирован."


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    """Check the structure of every table and its indexes; the stored bytes are the many pages, and hashed."""
    listed = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    for table in (str(row["name"]) for row in listed):
        if table == "attachment_blobs":
            continue
        quoted = table.replace("'", "''")
        for row in connection.execute(f"PRAGMA quick_check('{quoted}')"):
            (verdict,) = row.values()
            if verdict != "ok":
                yield f"База данных повреждена: {verdict}"


def _tail(connection: sqlite3.Connection) -> Iterator[str]:
    """Recompute the last rows of the register; that of a newer program is left to it."""
    if _version(connection) != SCHEMA_VERSION:
        return
    entries = connection.execute(
        "SELECT * FROM (SELECT * FROM register_entries ORDER BY seq DESC LIMIT ?) ORDER BY seq", (_TAIL + 1,)
    ).fetchall()
    ids = ",".join(str(int(entry["letter_id"])) for entry in entries)
    letters = connection.execute(f"{LETTERS_QUERY} AND letters.id IN ({ids})").fetchall()
    yield from tail_problems(entries, letters, connection.execute(ENCLOSURES_QUERY).fetchall())


class _FileHistory:
    """The history and the tables of an open file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def tables(self) -> list[str]:
        return [str(row["table_name"]) for row in self._connection.execute(TABLES_QUERY)]

    def changes(self, table: str) -> Iterable[Row]:
        return self._connection.execute(CHANGES_QUERY, (table,))

    def images(self, change: int) -> tuple[str | None, str | None]:
        found = self._connection.execute(IMAGES_QUERY, (change,)).fetchone()
        return found["before"], found["after"]

    def rows(self, table: str) -> Iterator[tuple[str, Row]]:
        quoted = table.replace('"', '""')
        columns = self._connection.execute(f'PRAGMA table_info("{quoted}")').fetchall()
        key = [str(one["name"]) for one in sorted(columns, key=lambda one: one["pk"]) if one["pk"]]
        for row in self._connection.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 - a name of this file, quoted
            yield json.dumps([row[name] for name in key], ensure_ascii=False, default=str), row


def _replay(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare every row with the last image of it the history keeps."""
    yield from replay_problems(_FileHistory(connection))


_RECORD: Final[tuple[tuple[str, _Step], ...]] = (("Записи и их история", _replay),)
_QUICK: Final[tuple[tuple[str, _Step], ...]] = (("База данных", _tables), ("Журнал регистрации", _tail))
_SOUND: Final[tuple[tuple[str, _Step], ...]] = (
    ("База данных", _database),
    ("Связи", _foreign_keys),
    ("Схема", _schema),
    ("Журнал регистрации", _chain),
    ("История изменений", _history),
    ("Вложения", _attachments),
    ("Бумаги", _papers),
    ("Приложения к бумагам", _enclosures),
)
