"""The life of a password: set, typed wrong, forgotten, changed, taken away; the record stays what it was."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from desktop_app.bootstrap import open_database
from desktop_app.models import keys
from desktop_app.models.connection import open_raw
from desktop_app.models.schema import FileState, create_file, file_state, upgrade
from desktop_app.models.school import ClassGroup, School
from desktop_app.services.copies.making import make_copy
from desktop_app.services.copies.restoring import restore
from desktop_app.services.copies.service import CopyService
from desktop_app.services.copies.shelf import list_copies
from desktop_app.services.copies.verify import file_problems, verify_copy
from desktop_app.services.errors import (
    AppError,
    DamagedError,
    LockedFileError,
    StorageError,
    ValidationError,
    WrongPasswordError,
)
from desktop_app.services.integrity import check_file, quick_problems
from desktop_app.services.protection.rekeying import rekey
from desktop_app.services.protection.unlocking import is_locked, unlock
from desktop_app.services.support import support_text
from tests.faults.copies.generated import fill
from tests.faults.rekey import everything
from tests.places import give_own_folders
from tests.services.conftest import FrozenClock
from tests.services.copies.content import NOW, listing
from tests.services.protection.conftest import OTHER, PASSWORD, Open

NAME = "Школа № 99".encode()


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick, and a user's settings of this test's own to note it in."""
    give_own_folders(monkeypatch, tmp_path / "settings")
    path = tmp_path / "FLASH"
    path.mkdir()
    return path


def copies_of(file: Path) -> list[Path]:
    return [row.path for row in list_copies(file.parent / "Копии", file.stem)]


def test_an_encrypted_file_holds_the_same_and_shows_nothing(opened: Open, file: Path) -> None:
    before = everything(file)
    assert NAME in file.read_bytes()
    opened.protection.set_password(PASSWORD)
    noted = [row for row in everything(file) if row[0] == "log_entries"]
    assert [row for row in everything(file) if row[0] != "log_entries"] == [
        row for row in before if row[0] != "log_entries"
    ]
    assert len(noted) == 1 + len([row for row in before if row[0] == "log_entries"])
    content = file.read_bytes()
    assert NAME not in content
    assert b"SQLite" not in content
    assert check_file(file) == quick_problems(file) == ()
    with opened.store.read() as session:
        assert session.get_one(School, 1).short_name == "МБОУ «Школа № 99»"


@pytest.mark.parametrize("step", ["note", "old_copies"])
def test_a_disk_that_fails_after_the_change_does_not_call_it_undone(
    opened: Open, file: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_arguments: object) -> None:
        raise StorageError("На диске нет места, изменение не сохранено.")

    with monkeypatch.context() as broken:
        broken.setattr(f"desktop_app.services.protection.service.{step}", refuse)
        opened.protection.set_password(PASSWORD)
    keys.forget(file)
    assert is_locked(file), "the password is in force: whoever was told otherwise would not look for it"
    unlock(file, PASSWORD)


@pytest.mark.parametrize("seed", range(4))
def test_generated_records_are_equal_plain_and_encrypted(file: Path, seed: int) -> None:
    fill(file, random.Random(seed))  # noqa: S311 - samples
    before = everything(file)
    rekey(file, keys.Key(keys.new_salt(), os.urandom(32)), now=NOW)
    assert everything(file) == before
    rekey(file, keys.Key(keys.new_salt(), os.urandom(32)), now=NOW)
    assert everything(file) == before
    rekey(file, None, now=NOW)
    assert everything(file) == before
    assert file.read_bytes().startswith(b"SQLite format 3")


def test_any_tool_of_sqlcipher_opens_the_file_by_the_same_password(
    opened: Open, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 256_000)
    opened.protection.set_password("it is a 'quoted' password")
    with closing(dbapi2.connect(str(file))) as raw:
        raw.execute("PRAGMA key = 'it is a ''quoted'' password'")
        assert raw.execute("SELECT short_name FROM school").fetchone() == ("МБОУ «Школа № 99»",)
        assert raw.execute("PRAGMA cipher_integrity_check").fetchall() == []


def test_the_settings_of_an_encrypted_file_are_those_of_a_plain_one(opened: Open, file: Path) -> None:
    opened.protection.set_password(PASSWORD)
    wanted = {
        "journal_mode": "truncate",
        "synchronous": 3,
        "secure_delete": 1,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
    }
    with opened.store.read() as session:
        raw = session.connection().connection.dbapi_connection
        assert raw is not None
        assert {name: raw.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted


def test_a_broken_rule_is_the_same_exception_as_without_a_password(opened: Open) -> None:
    opened.protection.set_password(PASSWORD)
    with pytest.raises(IntegrityError) as broken, opened.store.write("Классы") as session:
        session.add_all([ClassGroup(name="5А"), ClassGroup(name="5А")])
    assert isinstance(broken.value.orig, sqlite3.IntegrityError)


def test_a_busy_encrypted_file_is_said_in_russian(opened: Open, file: Path) -> None:
    opened.protection.set_password(PASSWORD)
    with closing(open_raw(file, mode="rw")) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(StorageError, match="занят другой программой"),
            opened.store.write("Школа") as session,
        ):
            session.get_one(School, 1).email = "a@example.org"


def test_without_the_password_it_is_locked_and_not_foreign(opened: Open, file: Path) -> None:
    opened.protection.set_password(PASSWORD)
    opened.database.close()
    assert file_state(file) is FileState.CURRENT
    keys.forget()
    assert is_locked(file)
    assert file_state(file) is FileState.LOCKED
    with pytest.raises(LockedFileError, match="под паролем"):
        open_database(file)
    noise = file.with_name("noise.otklik")
    noise.write_bytes(os.urandom(8192))
    assert not is_locked(noise)
    assert file_state(noise) is FileState.FOREIGN


def test_a_wrong_password_is_said_and_the_right_one_still_opens(opened: Open, file: Path) -> None:
    opened.protection.set_password(PASSWORD)
    opened.database.close()
    keys.forget()
    before = file.read_bytes()
    for _ in range(20):
        with pytest.raises(WrongPasswordError, match="Пароль не подошёл"):
            unlock(file, "xnndtht")
    assert file.read_bytes() == before
    assert unlock(file, PASSWORD) is False
    assert check_file(file) == ()


def test_the_printed_key_opens_the_file_and_a_new_password_makes_it_void(opened: Open, file: Path) -> None:
    opened.protection.set_password(PASSWORD)
    opened.protection.page(PASSWORD)
    key = " ".join(opened.pages[0].groups)
    keys.forget()
    opened.store.suspend()
    assert unlock(file, key) is True
    opened.store.resume()
    opened.protection.change_password(key, OTHER)
    opened.store.suspend()
    keys.forget()
    with pytest.raises(AppError, match="от прежнего пароля"):
        unlock(file, key)
    with pytest.raises(WrongPasswordError):
        unlock(file, PASSWORD)
    unlock(file, OTHER)


def test_the_sheet_and_every_change_ask_for_the_present_password(opened: Open, file: Path) -> None:
    opened.protection.set_password(PASSWORD)
    before = file.read_bytes()
    for deed in (
        lambda: opened.protection.page("не тот пароль"),
        lambda: opened.protection.change_password("не тот пароль", OTHER),
        lambda: opened.protection.remove_password("не тот пароль"),
    ):
        with pytest.raises(WrongPasswordError) as refused:
            deed()
        assert refused.value.field == "current"
    with pytest.raises(ValidationError):
        opened.protection.change_password(PASSWORD, "123")
    assert file.read_bytes() == before
    assert opened.pages == []


def test_the_state_says_when_the_sheet_of_this_key_was_made(opened: Open) -> None:
    assert not opened.protection.state().encrypted
    opened.protection.set_password(PASSWORD)
    assert opened.protection.state().page_at is None
    opened.protection.note_page()
    state = opened.protection.state()
    assert state.page_at is not None
    opened.protection.page(PASSWORD)
    assert opened.pages[0].groups[-1] == state.mark
    opened.protection.change_password(PASSWORD, OTHER)
    assert opened.protection.state().page_at is None
    assert opened.protection.state().mark != state.mark


def test_a_verified_copy_is_made_before_each_change(opened: Open, file: Path) -> None:
    opened.protection.set_password(PASSWORD)
    opened.protection.change_password(PASSWORD, OTHER)
    opened.protection.remove_password(OTHER)
    found = copies_of(file)
    assert len(found) == 3
    assert [verify_copy(path) for path in found] == [(), (), ()]


def test_copies_of_an_encrypted_file_are_under_the_same_password(opened: Open, file: Path) -> None:
    opened.protection.set_password(PASSWORD)
    copy = make_copy(file, file.parent / "Копии", now=NOW).path
    assert NAME not in copy.read_bytes()
    keys.forget()
    assert "другим паролем" in verify_copy(copy)[0]
    unlock(copy, PASSWORD)
    assert verify_copy(copy) == ()


def test_the_old_copies_are_counted_and_brought_under_the_password(opened: Open, file: Path) -> None:
    folder = file.parent / "Копии"
    for _ in range(2):
        make_copy(file, folder, now=NOW)
    changed = opened.protection.set_password(PASSWORD)
    assert (changed.old.plain, changed.old.other) == (3, 0)
    before = {path.name: everything(path) for path in copies_of(file)}
    assert opened.protection.bring_copies_under().done == 3
    assert opened.protection.old_copies().count == 0
    assert {path.name: everything(path) for path in copies_of(file)} == before
    assert not any(NAME in path.read_bytes() for path in folder.iterdir())
    assert all(row.problems == () for row in list_copies(folder, file.stem))
    assert [verify_copy(path) for path in copies_of(file)] == [()] * 3


def test_an_encrypted_copy_is_not_taken_for_one_with_a_foreign_journal(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.write_bytes(
        keys.MARK + b"\x02" * 94
    )  # one real copy in a hundred has a 2 where a plain one names WAL
    assert not any("журнал его базы" in problem for problem in file_problems(copy))
    copy.write_bytes(b"SQLite format 3\x00" + b"\x02" * 84)
    assert any("журнал его базы" in problem for problem in file_problems(copy))


def test_a_damaged_old_copy_stays_as_it_is(opened: Open, file: Path) -> None:
    copy = make_copy(file, file.parent / "Копии", now=NOW).path
    spoilt = bytearray(copy.read_bytes())
    spoilt[5000] ^= 1
    copy.write_bytes(spoilt)
    opened.protection.set_password(PASSWORD)
    brought = opened.protection.bring_copies_under()
    assert (brought.done, brought.left) == (1, 1)
    assert copy.read_bytes() == spoilt


def test_a_plain_copy_on_the_stick_is_an_old_copy_too(
    opened: Open, file: Path, stick: Path, tmp_path: Path
) -> None:
    copies = CopyService(file, FrozenClock(NOW))
    copies.choose_second(stick)
    copies.make()
    opened.protection.set_password(PASSWORD)
    kept = [row.path for row in copies.everywhere()]
    assert {path.parent.parent for path in kept} == {tmp_path, stick}
    old = opened.protection.old_copies()
    assert old.plain == len(kept)
    assert old.folders == (tmp_path / "Копии", stick / "Копии")
    assert opened.protection.bring_copies_under().left == 0
    assert all(NAME not in path.read_bytes() and verify_copy(path) == () for path in kept)


def test_a_copy_made_under_the_password_goes_to_the_stick_under_it(
    opened: Open, file: Path, stick: Path
) -> None:
    copies = CopyService(file, FrozenClock(NOW))
    folder = copies.choose_second(stick)
    opened.protection.set_password(PASSWORD)
    row = copies.make()
    assert [place.trouble for place in copies.places()] == ["", ""]
    other = folder / row.path.name
    assert NAME not in other.read_bytes()
    assert verify_copy(other) == ()
    assert everything(other) == everything(row.path)


def test_the_record_is_changed_under_the_new_password_at_once(opened: Open, file: Path) -> None:
    with opened.store.write("Изменены реквизиты") as session:
        session.get_one(School, 1).short_name = "до пароля"
    opened.protection.set_password(PASSWORD)
    with opened.store.write("Изменены реквизиты") as session:
        session.get_one(School, 1).short_name = "под паролем"
    with opened.store.read() as session:
        assert session.get_one(School, 1).short_name == "под паролем"
    assert not opened.store.replaced
    assert check_file(file) == ()


def test_old_copies_are_deleted_only_after_a_new_one_is_safe(opened: Open, file: Path) -> None:
    make_copy(file, file.parent / "Копии", now=NOW)
    opened.protection.set_password(PASSWORD)
    assert opened.protection.delete_old_copies() == 2
    (left,) = copies_of(file)
    assert verify_copy(left) == ()
    assert NAME not in left.read_bytes()
    assert len(listing(file.parent / "Копии")) == 2


def test_a_copy_to_carry_is_one_file_under_its_own_password(opened: Open, file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    for password in ("", PASSWORD):  # of a plain file, and of an encrypted one
        if password:
            opened.protection.set_password(password)
        before = everything(file)
        copy = opened.protection.carry(stick, OTHER)
        assert NAME not in copy.read_bytes()
        assert listing(file.parent / "Копии") == [
            name for name in listing(file.parent / "Копии") if "rekey" not in name
        ]
        target = tmp_path / f"other pc {bool(password)}" / "school.otklik"
        target.parent.mkdir()
        keys.forget()
        with pytest.raises(LockedFileError):
            restore(copy, target, now=NOW)
        unlock(copy, OTHER)
        restore(copy, target, now=NOW)
        assert everything(target) == before
        assert check_file(target) == ()
        if password:
            unlock(file, password)
    assert len(listing(stick)) == 2
    assert all(name.endswith(".otklik-copy") for name in listing(stick))


def test_a_copy_to_carry_needs_a_good_password(opened: Open, tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        opened.protection.carry(tmp_path / "stick", "123")
    assert not (tmp_path / "stick").exists()


def test_a_forgotten_file_gives_way_to_a_copy_and_is_kept_byte_by_byte(opened: Open, file: Path) -> None:
    copy = make_copy(file, file.parent / "Копии", now=NOW).path
    opened.protection.set_password(PASSWORD)
    opened.database.close()
    locked = file.read_bytes()
    keys.forget()
    done = restore(copy, file, now=NOW)
    assert done.locked
    assert done.safety is not None
    assert done.safety.read_bytes() == locked
    assert file_state(file) is FileState.CURRENT


def test_a_right_password_of_a_damaged_file_is_told_from_a_wrong_one(opened: Open, file: Path) -> None:
    opened.protection.set_password(PASSWORD)
    make_copy(file, file.parent / "Копии", now=NOW)
    opened.database.close()
    keys.forget()
    spoilt = bytearray(file.read_bytes())
    spoilt[100] ^= 1
    file.write_bytes(spoilt)
    with pytest.raises(WrongPasswordError):
        unlock(file, OTHER)
    with pytest.raises(DamagedError, match="Пароль верный"):
        unlock(file, PASSWORD)


def test_a_flipped_bit_anywhere_in_an_encrypted_file_is_found(opened: Open, file: Path) -> None:
    opened.protection.set_password(PASSWORD)
    opened.database.close()
    whole, chance = file.read_bytes(), random.Random(7)  # noqa: S311 - places, not secrets
    for _ in range(12):
        place = chance.randrange(16, len(whole))
        spoilt = bytearray(whole)
        spoilt[place] ^= 1 << chance.randrange(8)
        file.write_bytes(spoilt)
        assert check_file(file), place


def test_a_disk_that_refuses_leaves_the_file_as_it_was(
    opened: Open, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = everything(file), Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if path.suffix == ".rekey":
            raise OSError(28, "No space left on device")
        return real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(StorageError, match="нет места: пароль не изменён"):
            opened.protection.set_password(PASSWORD)
    assert everything(file) == before
    assert not [name for name in listing(file.parent) if "rekey" in name]
    with opened.store.read() as session:  # the record is open again
        assert session.get_one(School, 1).short_name
    opened.protection.set_password(PASSWORD)
    assert NAME not in file.read_bytes()


def test_what_a_killed_change_left_on_the_stick_is_cleared_away(
    opened: Open, file: Path, stick: Path
) -> None:
    copies = CopyService(file, FrozenClock(NOW))
    folder = copies.choose_second(stick)
    row = copies.make()
    copy = folder / row.path.name
    left = folder / f".{copy.name}.x1y2z3.rekey"
    other = folder / f".{file.stem} 2.otklik.x1y2z3.rekey"
    for stage in (left, left.with_name(f"{left.name}-journal"), other):
        stage.write_bytes(b"SQLite format 3\0 half of it")
    opened.protection.set_password(PASSWORD)
    assert opened.protection.bring_copies_under().left == 0
    assert NAME not in copy.read_bytes()
    assert [name for name in listing(folder) if "rekey" in name] == [other.name], "another file's is its own"
    left.touch()
    copies.make()
    assert left.exists(), "somebody may be writing it"
    os.utime(left, (0, 0))
    copies.make()
    assert not left.exists()


def test_a_file_another_program_has_is_left_alone(opened: Open, file: Path) -> None:
    file.with_name(f"{file.name}.lock").write_text("999999\notklik\nucheb-chast\n", "utf-8")
    with pytest.raises(AppError, match="«ucheb-chast» и пароль его не изменён"):
        opened.protection.set_password(PASSWORD)
    assert file.read_bytes().startswith(b"SQLite")


def test_a_file_opened_for_reading_keeps_its_password(file: Path) -> None:
    one = Open(file, read_only=True)
    with pytest.raises(StorageError, match="только для чтения"):
        one.protection.set_password(PASSWORD)
    one.database.close()


def test_a_locked_record_refuses_in_russian_and_goes_on_afterwards(opened: Open) -> None:
    opened.protection.set_password(PASSWORD)
    opened.store.suspend()
    with pytest.raises(StorageError, match="заблокирована"), opened.store.write("Школа"):
        pass
    opened.store.resume()
    with opened.store.write("Школа") as session:
        session.get_one(School, 1).email = "school@example.org"


def test_an_old_encrypted_file_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.otklik"
    path.touch(mode=0o600)
    keys.remember(path, keys.Key(keys.new_salt(), os.urandom(32)))
    upgrade(path, "0001")
    assert file_state(path) is FileState.OLD
    open_database(path).close()
    assert file_state(path) is FileState.CURRENT
    (copy,) = copies_of(path)
    assert verify_copy(copy) == ()
    assert keys.is_encrypted(copy.read_bytes())
    assert check_file(path) == ()


def test_compacting_an_encrypted_file_leaves_it_whole(opened: Open, file: Path) -> None:
    opened.protection.set_password(PASSWORD)
    opened.store.compact()
    assert check_file(file) == ()


def test_everything_made_is_for_its_owner_alone_whatever_the_umask(opened: Open, file: Path) -> None:
    if os.name != "posix":
        pytest.skip("POSIX permissions")
    file.chmod(0o600)
    before = os.umask(0)
    try:
        opened.protection.set_password(PASSWORD)
        opened.protection.bring_copies_under()
        opened.protection.carry(file.parent / "stick", OTHER)
    finally:
        os.umask(before)
    made = [path for path in file.parent.rglob("*") if path.is_file()]
    assert [path.name for path in made if path.stat().st_mode & 0o077] == []


def test_the_report_for_support_tells_that_there_is_a_password_and_nothing_of_it(
    opened: Open, file: Path
) -> None:
    opened.protection.set_password(PASSWORD)
    opened.protection.page(PASSWORD)
    text = support_text(file)
    assert "Пароль: стоит" in text
    assert "Версия схемы: 2" in text
    assert not any(group in text for group in opened.pages[0].groups[:-1])


def test_a_new_file_can_be_made_under_a_key(tmp_path: Path) -> None:
    path = tmp_path / "new.otklik"
    keys.remember(path, keys.Key(keys.new_salt(), hashlib.sha256(b"x").digest()))
    create_file(path)
    assert check_file(path) == ()
    shutil.copyfile(path, tmp_path / "same.otklik")
    assert file_state(tmp_path / "same.otklik") is FileState.CURRENT
