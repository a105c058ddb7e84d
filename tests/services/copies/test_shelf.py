"""The folder of copies is found, read, and tidied without ever losing the newest good one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.services.copies.folders import default_folder
from desktop_app.services.copies.making import make_copy
from desktop_app.services.copies.service import CopyService
from desktop_app.services.copies.shelf import list_copies, rotate
from desktop_app.services.copies.types import Tier
from desktop_app.services.copies.verify import verify_copy
from desktop_app.services.errors import StorageError
from tests.services.conftest import FrozenClock
from tests.services.copies.content import NOW, change, listing


def make_daily(file: Path, folder: Path, days: int) -> None:
    for day in range(days):
        make_copy(file, folder, now=NOW + timedelta(days=day))


def spoil(path: Path) -> None:
    """Change one byte in the middle; the size stays."""
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def test_copies_are_kept_beside_the_file(file: Path) -> None:
    assert default_folder(file) == file.parent / "Копии"
    assert not (file.parent / "Копии").exists()


def test_where_that_cannot_be_each_file_has_a_folder_of_the_users_own(tmp_path: Path, file: Path) -> None:
    (tmp_path / "Копии").write_text("a file in the way")
    other = tmp_path / "other" / "school.otklik"
    other.parent.mkdir()
    (other.parent / "Копии").write_text("a file in the way")
    assert default_folder(file).parent.name == "Копии"
    assert tmp_path not in default_folder(file).parents
    assert default_folder(file) != default_folder(other)
    assert make_copy(file, default_folder(file), now=NOW).problems == ()


def test_the_list_is_newest_first_with_tiers_and_only_of_this_file(file: Path, folder: Path) -> None:
    make_daily(file, folder, 9)
    other = file.with_name("school 2.otklik")
    other.write_bytes(file.read_bytes())
    make_copy(other, folder, now=NOW)
    (folder / "school 2024-99-99 9999 №000077.otklik-copy").touch()
    (folder / "заметки.txt").touch()
    rows = list_copies(folder, "school")
    assert [row.sequence for row in rows] == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    # 5 June 2024 is a Wednesday: the copy of Sunday the 9th ends a week, but is among the seven days
    assert [row.tier for row in rows] == [Tier.DAILY] * 7 + [Tier.SPARE] * 2
    assert [row.sequence for row in list_copies(folder, "school 2")] == [1]
    assert list_copies(folder / "absent", "school") == ()


def test_tidying_removes_the_spare_ones_with_their_manifests(file: Path, folder: Path) -> None:
    make_daily(file, folder, 9)
    removed = rotate(folder, "school")
    assert len(removed) == 2
    assert len(listing(folder)) == 14
    assert [row.sequence for row in list_copies(folder, "school")] == [9, 8, 7, 6, 5, 4, 3]
    assert rotate(folder, "school") == ()
    assert all(verify_copy(row.path) == () for row in list_copies(folder, "school"))


def test_damaged_new_copies_push_out_nothing(file: Path, folder: Path) -> None:
    for _ in range(10):
        make_copy(file, folder, now=NOW)
    rows = list_copies(folder, "school")
    for row in rows[:8]:
        spoil(row.path)
    assert rotate(folder, "school") == ()
    assert [bool(verify_copy(row.path)) for row in rows] == [True] * 8 + [False] * 2


def test_the_last_five_outlive_the_day(file: Path, folder: Path) -> None:
    for _ in range(7):
        make_copy(file, folder, now=NOW)
    assert len(rotate(folder, "school")) == 2
    rows = list_copies(folder, "school")
    assert [row.tier for row in rows] == [Tier.DAILY] + [Tier.RECENT] * 4


def test_a_copy_without_its_manifest_is_said_to_be_so_and_is_not_removed(file: Path, folder: Path) -> None:
    for _ in range(3):
        make_copy(file, folder, now=NOW)
    newest, middle, oldest = list_copies(folder, "school")
    for path in (middle.path, newest.path):
        path.with_name(path.name + ".json").unlink()
    shown = {row.sequence: row for row in list_copies(folder, "school")}
    assert "описи" in shown[2].problems[0]
    assert shown[2].made_at == datetime(2024, 6, 5, 9, 30, tzinfo=NOW.tzinfo)
    assert (shown[1].tier, shown[1].problems) == (Tier.DAILY, ())
    assert rotate(folder, "school") == ()
    assert oldest.path.exists()


def test_a_manifest_that_lost_its_copy_goes(file: Path, folder: Path) -> None:
    make_daily(file, folder, 2)
    newest, oldest = list_copies(folder, "school")
    oldest.path.unlink()
    rotate(folder, "school")
    assert listing(folder) == [newest.path.name, newest.path.name + ".json"]


def test_a_shortened_copy_is_seen_at_a_glance(file: Path, folder: Path) -> None:
    copy = make_copy(file, folder, now=NOW).path
    copy.write_bytes(copy.read_bytes()[:-1])
    assert "контрольная сумма" in list_copies(folder, "school")[0].problems[0]


def test_a_list_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "Копии").write_text("not a folder")
    with pytest.raises(StorageError, match="список копий не прочитан"):
        list_copies(tmp_path / "Копии", "school")


def test_the_window_asks_whether_today_has_a_copy(file: Path, clock: FrozenClock) -> None:
    service = CopyService(file, clock)
    assert (service.last(), service.due(), service.rows()) == (None, True, ())
    made = service.make()
    assert made.path.parent == service.folder == default_folder(file)
    assert service.last() == made
    assert not service.due()
    clock.day = date(2024, 6, 4)
    assert service.due()
    clock.day = date(2024, 6, 1)  # a clock set back is another day too
    assert service.due()


def test_a_damaged_copy_of_today_is_no_copy_of_today(file: Path, clock: FrozenClock) -> None:
    service = CopyService(file, clock)
    copy = service.make().path
    copy.write_bytes(b"")
    assert service.due()
    assert service.last() is None


def test_a_second_folder_has_numbers_and_tiers_of_its_own(
    file: Path, clock: FrozenClock, tmp_path: Path
) -> None:
    service = CopyService(file, clock)
    service.make()
    assert service.make().sequence == 2
    assert service.make(tmp_path / "stick").sequence == 1
    assert [row.sequence for row in service.rows()] == [2, 1]


def test_a_bad_file_leaves_every_copy_where_it_is(file: Path, clock: FrozenClock) -> None:
    service = CopyService(file, clock)
    made = service.make()
    change(file, "DROP TRIGGER letters_registered_fixed")
    for day in range(4, 28):
        clock.day = date(2024, 6, day)
        with pytest.raises(StorageError):
            service.make()
    assert service.last() == made
    assert verify_copy(made.path) == ()
