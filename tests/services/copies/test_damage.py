"""A damaged copy is refused, whatever was damaged; without its manifest it never ends in a traceback."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.services.copies.making import make_copy
from desktop_app.services.copies.restoring import restore
from desktop_app.services.copies.verify import verify_copy
from desktop_app.services.errors import AppError
from desktop_app.services.integrity import check_file
from tests.faults.copies.mutants import mutant, refused
from tests.services.copies.content import NOW, listing

MUTANTS = 80
ALONE = 40
STAT_TRIGGER = (
    "PRAGMA writable_schema = ON; INSERT INTO sqlite_master VALUES ('trigger', 'sqlite_stat9', 'school', 0,"
    " 'CREATE TRIGGER sqlite_stat9 AFTER UPDATE ON school BEGIN DELETE FROM form_drafts; END')"
)
"""A trigger under the name of a table of statistics, which only a hand in the schema can give it."""


@pytest.fixture(scope="module")
def copy(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_copy(papers, tmp_path_factory.mktemp("copies"), now=NOW).path


def test_every_damaged_copy_is_refused_and_nothing_is_touched(copy: Path, file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert refused(copy, stick, file, range(MUTANTS)) == MUTANTS
    assert listing(tmp_path) == ["school.otklik", "stick"]


def test_a_damaged_manifest_is_refused_too(copy: Path, file: Path, tmp_path: Path) -> None:
    victim = tmp_path / "stick" / copy.name
    victim.parent.mkdir()
    shutil.copyfile(copy, victim)
    note = victim.with_name(victim.name + ".json")
    whole, before = copy.with_name(copy.name + ".json").read_bytes(), file.read_bytes()
    for seed in range(MUTANTS):
        chance = random.Random(seed)  # noqa: S311 - damage, not a secret
        damaged = bytearray(whole)
        damaged[whole.index(b'"seal"') - chance.randrange(4, 300)] ^= 1 << chance.randrange(7)
        note.write_bytes(damaged)
        if note.read_bytes().split() == whole.split():
            continue  # one blank for another
        assert verify_copy(victim) != (), (seed, damaged)
        with pytest.raises(AppError):
            restore(victim, file, now=NOW)
    for nonsense in (b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 9000, b'{"seal": 1}'):
        note.write_bytes(nonsense)
        assert verify_copy(victim) != ()
    assert file.read_bytes() == before


def test_without_a_manifest_a_mutant_is_refused_or_is_a_sound_file(copy: Path, tmp_path: Path) -> None:
    whole = copy.read_bytes()
    victim, target = tmp_path / copy.name, tmp_path / "school.otklik"
    refused = 0
    for seed in range(ALONE):
        victim.write_bytes(mutant(whole, seed))
        try:
            restore(victim, target, now=NOW)
        except AppError:
            refused += 1
            continue
        assert check_file(target) == (), seed
        target.unlink()
    # a changed letter in a school's address has no hash of its own: that is what the manifest is for
    assert refused > ALONE // 2


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("PRAGMA journal_mode = WAL", "другой программой"),
        (
            STAT_TRIGGER,
            "sqlite_stat9",
        ),
    ],
)
def test_a_copy_another_program_had_in_hand_is_refused_and_leaves_nothing_behind(
    copy: Path, file: Path, tmp_path: Path, script: str, said: str
) -> None:
    victim = tmp_path / "stick" / copy.name
    victim.parent.mkdir()
    shutil.copyfile(copy, victim)
    with closing(sqlite3.connect(victim, isolation_level=None)) as connection:
        connection.executescript(script)
    before = file.read_bytes()
    (problem,) = verify_copy(victim)
    assert said in problem
    with pytest.raises(AppError, match="не прошла проверку"):
        restore(victim, file, now=NOW)
    assert file.read_bytes() == before
    assert listing(tmp_path) == ["school.otklik", "stick"]
    assert listing(victim.parent) == [victim.name]


def test_a_remark_about_a_forged_text_is_no_longer_than_can_be_read(copy: Path, tmp_path: Path) -> None:
    victim = tmp_path / copy.name
    shutil.copyfile(copy, victim)
    with closing(sqlite3.connect(victim, isolation_level=None)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE letters SET subject = hex(zeroblob(5000000))")
        for _, sql in guards:
            connection.execute(sql)
    found = verify_copy(victim)
    assert found
    assert max(map(len, found)) < 1_000
