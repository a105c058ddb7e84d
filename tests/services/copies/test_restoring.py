"""Putting a copy back gives exactly what was copied, and never costs what was there."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.services.computer import this_computer
from desktop_app.services.copies.holder import held
from desktop_app.services.copies.making import make_copy
from desktop_app.services.copies.restoring import restore
from desktop_app.services.copies.shelf import list_copies
from desktop_app.services.copies.verify import verify_copy
from desktop_app.services.errors import AppError, NotFoundError, StorageError
from desktop_app.services.integrity import check_file
from desktop_app.ui.application.lock import FileLock
from tests.services.copies.content import NOW, change, content, listing, rename_school

HIDDEN = "CREATE TRIGGER hidden AFTER INSERT ON letters BEGIN DELETE FROM outreach_entries; END"


@pytest.fixture
def copy(file: Path, folder: Path) -> Path:
    return make_copy(file, folder, now=NOW).path


@pytest.fixture
def living() -> Iterator[int]:
    """The id of another process that lives as long as the test does."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        yield other.pid


def test_the_restored_file_is_what_was_copied(file: Path, copy: Path) -> None:
    before = content(file)
    rename_school(file, "Новое имя")
    changed = content(file)
    done = restore(copy, file, now=NOW)
    assert content(file) == before
    assert check_file(file) == ()
    assert done.safety is not None
    assert done.whole
    assert content(done.safety) == changed
    assert verify_copy(done.safety) == ()
    assert [row.sequence for row in list_copies(copy.parent, "school")] == [2, 1]
    restore(done.safety, file, now=NOW)
    assert content(file) == changed


def test_it_works_where_there_is_no_file_yet(copy: Path, tmp_path: Path) -> None:
    target = tmp_path / "fresh" / "school.otklik"
    with pytest.raises(StorageError, match="не восстановлен"):
        restore(copy, target, now=NOW)
    target.parent.mkdir()
    done = restore(copy, target, now=NOW)
    assert done.safety is None
    assert content(target) == content(copy)
    assert listing(target.parent) == ["school.otklik"]
    if sys.platform != "win32":
        assert target.stat().st_mode & 0o077 == 0


def test_a_restored_file_opens_and_is_written_to(copy: Path, file: Path) -> None:
    restore(copy, file, now=NOW)
    rename_school(file, "дальше")
    assert check_file(file) == ()


def test_a_copy_alone_is_judged_by_its_content(copy: Path, file: Path) -> None:
    copy.with_name(copy.name + ".json").unlink()
    restore(copy, file, now=NOW)
    change(copy, HIDDEN)
    kept = file.read_bytes()
    with pytest.raises(StorageError, match="«hidden»"):
        restore(copy, file, now=NOW)
    assert file.read_bytes() == kept


@pytest.mark.parametrize(
    "statement",
    [
        HIDDEN,
        "DROP INDEX ix_letters_pdf_id",
        "CREATE VIEW peep AS SELECT 1",
        "ALTER TABLE school ADD COLUMN x TEXT",
    ],
)
def test_another_schema_is_refused_before_anything_is_touched(
    copy: Path, file: Path, folder: Path, statement: str
) -> None:
    copy.with_name(copy.name + ".json").unlink()
    change(copy, statement)
    before, names = file.read_bytes(), listing(folder)
    with pytest.raises(StorageError, match="не прошла проверку"):
        restore(copy, file, now=NOW)
    assert (file.read_bytes(), listing(folder)) == (before, names)
    assert listing(file.parent) == ["school.otklik", "Копии"]


def test_a_view_in_the_place_of_a_table_is_never_read(copy: Path, file: Path) -> None:
    copy.with_name(copy.name + ".json").unlink()
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id FROM n"
    change(copy, "PRAGMA foreign_keys=OFF", "DROP TABLE changes", f"CREATE VIEW changes AS {endless}")
    with pytest.raises(StorageError, match="«changes»"):
        restore(copy, file, now=NOW)


def test_only_copies_are_taken_and_no_copy_is_overwritten(copy: Path, file: Path, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="не резервная копия"):
        restore(file, tmp_path / "other.otklik", now=NOW)
    with pytest.raises(AppError, match="Сюда восстановить нельзя"):
        restore(copy, copy, now=NOW)
    with pytest.raises(AppError, match="Сюда восстановить нельзя"):
        restore(copy, tmp_path, now=NOW)
    with pytest.raises(NotFoundError, match="Копии нет"):
        restore(copy.with_name("absent.otklik-copy"), file, now=NOW)


@pytest.mark.parametrize("damage", ["noise", "zeros in the middle", "short", "empty"])
def test_a_damaged_file_is_kept_byte_by_byte(copy: Path, file: Path, damage: str) -> None:
    raw = file.read_bytes()
    middle = len(raw) // 2
    damaged = {
        "noise": os.urandom(5000),
        "zeros in the middle": raw[:middle] + bytes(30_000) + raw[middle + 30_000 :],
        "short": raw[:middle],
        "empty": b"",
    }[damage]
    file.write_bytes(damaged)
    done = restore(copy, file, now=NOW)
    assert done.safety is not None
    assert not done.whole
    assert done.safety.suffix == ".otklik-replaced"
    assert done.safety.read_bytes() == damaged
    assert content(file) == content(copy)
    assert make_copy(file, copy.parent, now=NOW).sequence == 3


def test_the_old_files_journal_does_not_reach_the_new_file(copy: Path, file: Path) -> None:
    hot = file.with_name("school.otklik-journal")
    hot.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + os.urandom(9000))
    file.write_bytes(b"torn" * 2000)
    done = restore(copy, file, now=NOW)
    assert not hot.exists()
    assert content(file) == content(copy)
    assert done.safety is not None
    assert done.safety.with_name(done.safety.name + "-journal").stat().st_size == 9008


def test_a_file_another_program_is_writing_is_left_alone(copy: Path, file: Path) -> None:
    before = file.read_bytes()
    code = (
        "import sqlite3, sys\n"
        "raw = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "raw.execute('BEGIN IMMEDIATE')\n"
        "print('ready', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        other.stdout.readline()
        with pytest.raises(StorageError, match="занят другой программой: файл не восстановлен"):
            restore(copy, file, now=NOW)
        other.stdin.close()
    assert file.read_bytes() == before
    restore(copy, file, now=NOW)


def test_a_file_open_in_a_window_is_left_alone(copy: Path, file: Path, living: int) -> None:
    lock = file.with_name("school.otklik.lock")
    before = file.read_bytes()
    lock.write_text(f"{living}\notklik\n{this_computer()}\n")
    with pytest.raises(AppError, match="открыт в программе"):
        restore(copy, file, now=NOW)
    lock.write_text("12345\notklik\nucheb-chast\n")
    with pytest.raises(AppError, match="«ucheb-chast»"):
        restore(copy, file, now=NOW)
    assert file.read_bytes() == before


def test_no_window_opens_the_file_while_it_is_being_replaced(file: Path) -> None:
    with held(file):
        lock = FileLock(file)
        holder = lock.take()
        assert holder is not None
        assert holder.is_here
    assert lock.take() is None
    with held(file):  # the window that has the lock may restore
        pass
    assert file.with_name("school.otklik.lock").exists()
    lock.release()
    assert listing(file.parent) == ["school.otklik"]


def test_a_lock_nobody_holds_is_no_obstacle(copy: Path, file: Path) -> None:
    lock = file.with_name("school.otklik.lock")
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    lock.write_text(f"{ended.pid}\notklik\n{this_computer()}\n")
    restore(copy, file, now=NOW)
    lock.write_text(f"{os.getpid()}\notklik\n{this_computer()}\n")
    restore(copy, file, now=NOW)
    lock.write_text("")
    os.utime(lock, (0, 0))
    restore(copy, file, now=NOW)


def test_a_lock_that_is_being_written_this_moment_is_respected(copy: Path, file: Path) -> None:
    lock = file.with_name("school.otklik.lock")
    lock.write_text("")
    with pytest.raises(AppError, match="не восстановлен"):
        restore(copy, file, now=NOW)
    assert lock.exists()


def test_unsaved_work_of_a_crashed_program_is_rolled_back_before_it_is_set_aside(
    copy: Path, file: Path
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("UPDATE school SET short_name = 'через журнал'")
    done = restore(copy, file, now=NOW)
    assert done.safety is not None
    assert "через журнал" in "\n".join(content(done.safety))
    assert listing(file.parent) == ["school.otklik", "Копии"]


def test_a_link_to_the_file_stays_a_link(copy: Path, file: Path, tmp_path: Path) -> None:
    link = tmp_path / "desk" / "link.otklik"
    link.parent.mkdir()
    try:
        link.symlink_to(file)
    except OSError:
        pytest.skip("this system does not let everyone make links")
    if not link.is_symlink():
        pytest.skip("this system only says that it makes links")
    rename_school(file, "Новое имя")
    restore(copy, link, now=NOW)
    assert link.is_symlink()
    assert content(file) == content(copy)


def test_a_dead_lock_somebody_else_is_taking_over_is_left_to_them(
    copy: Path, file: Path, living: int
) -> None:
    lock = file.with_name("school.otklik.lock")
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    lock.write_text(f"{ended.pid}\notklik\n{this_computer()}\n")
    guard = file.with_name("school.otklik.lock.rmlock")
    guard.write_text(f"{living}\notklik\n{this_computer()}\n")
    with pytest.raises(AppError, match="не восстановлен"):
        restore(copy, file, now=NOW)
    assert lock.exists()
    guard.unlink()
    restore(copy, file, now=NOW)
    assert listing(file.parent) == ["school.otklik", "Копии"]
