"""Copies somebody else has had in hand: hidden triggers, views for tables, foreign schemas, huge values."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from desktop_app.models.schema import create_file
from desktop_app.services.copies.making import make_copy
from desktop_app.services.copies.restoring import restore
from desktop_app.services.copies.verify import file_problems
from desktop_app.services.errors import AppError
from tests.faults.copies.mutants import KINDS
from tests.faults.hostile.family import Family, Trial, chance_of
from tests.services.copies.content import NOW, write_papers

SCRIPTS = (
    "CREATE TRIGGER evil AFTER INSERT ON outreach_entries BEGIN DELETE FROM letters; END",
    "CREATE VIEW evil AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
    "DROP TABLE form_drafts; CREATE VIEW form_drafts AS SELECT 1 AS id, hex(zeroblob(100000000)) AS fields",
    "DROP TABLE checks; CREATE VIEW checks AS SELECT * FROM placements",
    "CREATE TABLE foreign_one (a); INSERT INTO foreign_one VALUES (1)",
    "CREATE INDEX evil ON letters (abs(id - 1))",
    (
        "PRAGMA writable_schema = ON; INSERT INTO sqlite_master VALUES"
        " ('trigger', 'sqlite_stat9', 'school', 0,"
        " 'CREATE TRIGGER sqlite_stat9 AFTER UPDATE ON school BEGIN DELETE FROM form_drafts; END')"
    ),
    "ALTER TABLE outreach_entries ADD COLUMN evil TEXT",
    "ALTER TABLE outreach_entries RENAME TO outreach",
    "DROP TABLE outreach_entries",
    "PRAGMA application_id = 0", "PRAGMA application_id = 1718449522", "PRAGMA user_version = 0",
    "PRAGMA user_version = 99", "PRAGMA user_version = -1", "PRAGMA user_version = 1",
    (
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'CHECK', 'CHECK "
        "') WHERE type = 'table'"
    ),
    "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = 2 WHERE name = 'letters'",
    (
        "PRAGMA writable_schema = ON; INSERT INTO sqlite_master VALUES ('table', 'x', 'x', 0, "
        "'CREATE TABLE x(')"
    ),
    (
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = 'CREATE TABLE letters(' || "
        "hex(zeroblob(1000000)) || ')' WHERE name = 'letters'"
    ),
    "CREATE VIRTUAL TABLE evil USING fts5(words)",
    "UPDATE letters SET subject = hex(zeroblob(20000000))",
    "UPDATE attachment_blobs SET content = zeroblob(30000000)",
    "UPDATE school SET full_name = CAST(zeroblob(1000000) AS TEXT)",
    "UPDATE letters SET number = number || 'x'",
    "DELETE FROM letters WHERE id = (SELECT max(id) FROM letters)",
    "PRAGMA journal_mode = WAL", "PRAGMA encoding = 'UTF-16'; VACUUM", "PRAGMA page_size = 512; VACUUM",
    "PRAGMA auto_vacuum = FULL; VACUUM", "ANALYZE; UPDATE sqlite_stat1 SET stat = hex(zeroblob(10000))",
)  # fmt: skip


def strangers(chance: random.Random) -> bytes:
    """Return what is no file of this program at all."""
    return chance.choice(
        (
            b"", b"SQLite format 3\x00", b"SQLite format 3\x00" + bytes(84), b"\x00" * 65_536,
            b"SQLite format 3\x00\x10\x00\x02\x02" + chance.randbytes(8192),
            chance.randbytes(8192), b"PK\x03\x04" + chance.randbytes(4096),
        )
    )  # fmt: skip


@contextmanager
def opened(folder: Path) -> Iterator[Trial]:
    """Restore every copy over the school's file, with the copy's description and without it."""
    file, stick = folder / "school.otklik", folder / "stick"
    stick.mkdir()
    create_file(file)
    write_papers(file)
    copy = make_copy(file, folder / "copies", now=NOW).path
    whole, before = copy.read_bytes(), file.read_bytes()
    victim = stick / copy.name
    note = copy.with_name(copy.name + ".json")

    def trial(seed: int) -> Callable[[], str]:
        chance = chance_of(seed, "databases")
        victim.write_bytes(whole)
        told = victim.with_name(victim.name + ".json")
        told.unlink(missing_ok=True)
        if seed % 4 == 3:
            shutil.copyfile(note, told)
        _spoil(victim, seed, chance)
        same = victim.read_bytes() == whole
        return lambda: tried(seed, same=same)

    def tried(seed: int, *, same: bool) -> str:
        outside = _names(folder)
        try:
            restore(victim, file, now=NOW)
        except AppError:
            assert file.read_bytes() == before, seed
            assert not same, (seed, "a whole copy was refused")
            assert _names(folder) == outside, (seed, _names(folder) ^ outside)
            return "refused"
        assert file_problems(file) == (), seed
        shutil.rmtree(folder / "school.copies", ignore_errors=True)
        for left in folder.glob("school*"):
            if left.is_dir():
                shutil.rmtree(left)
        file.write_bytes(before)
        return "came in whole"

    yield trial


def _spoil(victim: Path, seed: int, chance: random.Random) -> None:
    kind = seed % 3
    if kind == 0:
        raw = bytearray(victim.read_bytes())
        cast_damage: Callable[[bytearray, random.Random], None] = chance.choice(KINDS)
        cast_damage(raw, chance)
        victim.write_bytes(raw)
    elif kind == 1 and chance.random() < 0.2:
        victim.write_bytes(strangers(chance))
    else:
        script = SCRIPTS[seed // 3 % len(SCRIPTS)]
        with closing(sqlite3.connect(victim, isolation_level=None)) as connection, suppress(sqlite3.Error):
            query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            guards = connection.execute(query).fetchall()
            if script.startswith(
                ("UPDATE", "DELETE")
            ):  # whoever forges takes the guards off, and puts them back
                _run(connection, *(f'DROP TRIGGER "{name}"' for name, _ in guards))
                _run(connection, script, *(sql for _, sql in guards))
            else:
                connection.executescript(script)
        for ending in ("-wal", "-shm", "-journal"):
            victim.with_name(victim.name + ending).unlink(missing_ok=True)


def _run(connection: sqlite3.Connection, *statements: str) -> None:
    for statement in statements:
        connection.execute(statement)


def _names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


DATABASES = Family("restored files", 80, opened)
