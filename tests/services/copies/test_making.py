"""A copy is whole, private, numbered and described, or it is not there."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.models.database import Database
from desktop_app.services.copies import making, verify
from desktop_app.services.copies.making import UnsoundError, make_copy
from desktop_app.services.copies.verify import verify_copy
from desktop_app.services.errors import NotFoundError, StorageError
from desktop_app.services.letters.chain import GENESIS
from tests.services.copies.content import NOW, change, content, listing, rename_school

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")


def test_a_copy_holds_what_the_file_holds(file: Path, folder: Path) -> None:
    row = make_copy(file, folder, now=NOW)
    assert content(row.path) == content(file)
    assert verify_copy(row.path) == ()
    local = f"{NOW.astimezone():%Y-%m-%d %H%M}"
    assert row.path == folder / f"school {local} №000001.otklik-copy"
    assert (row.made_at, row.sequence, row.size, row.problems) == (NOW, 1, row.path.stat().st_size, ())


def test_the_manifest_names_bytes_and_the_last_row_of_the_register(file: Path, folder: Path) -> None:
    copy = make_copy(file, folder, now=NOW).path
    manifest = json.loads(copy.with_name(copy.name + ".json").read_text("utf-8"))
    with closing(sqlite3.connect(file)) as raw:
        (last,) = raw.execute("SELECT entry_hash FROM register_entries WHERE seq = 4").fetchone()
    assert manifest["last_register_hash"] == last
    assert (manifest["sequence"], manifest["size"]) == (1, copy.stat().st_size)


def test_an_empty_register_has_the_hash_the_first_row_names(empty_file: Path, folder: Path) -> None:
    copy = make_copy(empty_file, folder, now=NOW).path
    assert json.loads(copy.with_name(copy.name + ".json").read_text("utf-8"))["last_register_hash"] == GENESIS


@posix
def test_only_the_owner_may_read_it(file: Path, folder: Path) -> None:
    make_copy(file, folder, now=NOW)
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_numbers_rise_whatever_the_clock_says(file: Path, folder: Path) -> None:
    first = make_copy(file, folder, now=NOW)
    earlier = make_copy(file, folder, now=NOW - timedelta(days=400))
    earlier.path.unlink()  # its manifest alone still remembers the number
    third = make_copy(file, folder, now=NOW)
    assert (first.sequence, earlier.sequence, third.sequence) == (1, 2, 3)


def test_an_open_file_is_copied_and_stays_open_and_locked(file: Path, folder: Path) -> None:
    database = Database(file)
    try:
        with database.session() as session:
            session.connection().exec_driver_sql("UPDATE school SET short_name = 'не сохранено'")
            copy = make_copy(file, folder, now=NOW).path
            with closing(sqlite3.connect(file, timeout=0)) as other, pytest.raises(sqlite3.OperationalError):
                other.execute("BEGIN IMMEDIATE")
            # another process: the lock of this one must have outlived the copying
            code = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
            other_process = subprocess.run(
                [sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=False
            )
            assert "locked" in other_process.stderr
        assert "не сохранено" not in "\n".join(content(copy))
        assert "не сохранено" in "\n".join(content(file))
    finally:
        database.close()


def test_a_transaction_cut_short_is_not_in_the_copy(file: Path, folder: Path) -> None:
    before = content(file)
    code = (
        "import os, sqlite3, sys\n"
        "raw = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "raw.execute('PRAGMA cache_size=1')\n"
        "raw.execute('PRAGMA cache_spill=1')\n"
        "raw.execute('BEGIN')\n"
        "raw.execute(\"UPDATE school SET short_name = 'половина'\")\n"
        "raw.execute('CREATE TABLE big (x)')\n"
        "raw.executemany('INSERT INTO big VALUES (?)', [('x' * 3000,) for _ in range(500)])\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(file)], check=True)
    journal = file.with_name(file.name + "-journal")
    assert journal.stat().st_size > 0, "no hot journal: the story proves nothing"
    assert content(make_copy(file, folder, now=NOW).path) == before


def test_a_file_in_wal_mode_becomes_one_file(file: Path, folder: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("UPDATE school SET short_name = 'в журнале'")
        copy = make_copy(file, folder, now=NOW).path
    assert copy.read_bytes()[18:20] == b"\x01\x01"
    assert "в журнале" in "\n".join(content(copy))
    assert len(listing(folder)) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER letters_registered_fixed",
        "CREATE TRIGGER hidden AFTER INSERT ON letters BEGIN DELETE FROM outreach_entries; END",
        "DELETE FROM directives",
        "DELETE FROM attachment_blobs WHERE attachment_id = 1",
        "UPDATE attachments SET size = size + 1 WHERE id = 2",
        "PRAGMA user_version = 99",
        "PRAGMA application_id = 7",
    ],
)
def test_a_bad_file_never_becomes_a_copy(file: Path, folder: Path, statement: str) -> None:
    good = make_copy(file, folder, now=NOW)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    change(file, "PRAGMA foreign_keys=OFF", statement)
    with pytest.raises(UnsoundError, match="прежние копии не тронуты"):
        make_copy(file, folder, now=NOW)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert verify_copy(good.path) == ()


def test_what_is_no_database_is_refused_in_russian(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "noise.otklik").write_bytes(os.urandom(9000))
    with pytest.raises(StorageError, match=r"Это не файл программы.*копия не сделана"):
        make_copy(tmp_path / "noise.otklik", folder, now=NOW)
    with pytest.raises(NotFoundError, match="Файла нет"):
        make_copy(tmp_path / "absent.otklik", folder, now=NOW)
    assert listing(folder) == []


def test_a_file_someone_else_is_writing_is_waited_for_but_not_for_ever(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_PATIENCE", 0.0)
    monkeypatch.setattr(making, "reader", lambda path: sqlite3.connect(path, timeout=0))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="занят другой программой"):
            make_copy(file, folder, now=NOW)
    assert listing(folder) == []


def test_a_file_of_an_older_schema_is_copied_after_a_check_of_its_own(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "SCHEMA_VERSION", 2)
    assert verify_copy(make_copy(file, folder, now=NOW).path) == ()
    rename_school(file, "Школа")
    change(file, "PRAGMA foreign_keys=OFF", "DELETE FROM attachment_blobs WHERE attachment_id = 1")
    with pytest.raises(UnsoundError, match="Вложение 1"):
        make_copy(file, folder, now=NOW)
    change(file, "DELETE FROM directives")
    with pytest.raises(UnsoundError, match="которой нет"):
        make_copy(file, folder, now=NOW)
    change(file, "CREATE VIEW peep AS SELECT * FROM letters")
    with pytest.raises(UnsoundError, match="«peep»"):
        make_copy(file, folder, now=NOW)


def test_unfinished_files_of_others_stay_for_a_day(file: Path, folder: Path) -> None:
    folder.mkdir()
    fresh, old = folder / ".school №000007.part", folder / ".school №000003.part"
    fresh.touch()
    old.touch()
    os.utime(old, (0, 0))
    assert make_copy(file, folder, now=NOW).sequence == 8
    assert fresh.exists()
    assert not old.exists()


def test_a_place_that_is_no_folder_is_refused(file: Path, tmp_path: Path) -> None:
    (tmp_path / "Копии").write_text("not a folder")
    with pytest.raises(StorageError, match="копия не сделана"):
        make_copy(file, tmp_path / "Копии", now=NOW)
    with pytest.raises(StorageError, match="копия не сделана"):
        make_copy(file, tmp_path / "Копии" / "inside", now=NOW)
