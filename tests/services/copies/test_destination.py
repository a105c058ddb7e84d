"""A copy never lands on the PC's own disk because the stick it was meant for is out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop_app.services.copies import destination
from desktop_app.services.copies.destination import likely_folder, nothing_mounted, refuse_absent
from desktop_app.services.copies.service import CopyService
from desktop_app.services.errors import AppError
from desktop_app.services.protection.portable import portable_copy
from tests.services.conftest import FrozenClock
from tests.services.copies.content import NOW

PASSWORD = "четыре слова подряд ёлка"  # noqa: S105 - of a sample


@pytest.fixture
def media(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Linux shows sticks: nothing is mounted there."""
    if sys.platform == "win32":
        pytest.skip("a stick is a drive of its own there, and a path to one that is out does not exist")
    base = tmp_path / "media"
    base.mkdir()
    monkeypatch.setattr(destination, "_REMOVABLE", (base,))
    monkeypatch.setattr(destination, "_OPTIONAL", (base,))
    return base


def mounted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: Path) -> None:
    """Let the system's table say that something is mounted, spelled as Linux spells it."""
    table = tmp_path / "mountinfo"
    spelled = str(place).replace(" ", r"\040")
    table.write_text(f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 22 8:17 / {spelled} rw - vfat /dev/sdb1 rw\n")
    monkeypatch.setattr(destination, "_MOUNTS", table)


def test_a_path_to_a_stick_that_is_out_makes_no_folder(file: Path, media: Path) -> None:
    copies = CopyService(file, FrozenClock(NOW))
    for folder in (media / "STICK", media / "STICK" / "Отклик", media / "user" / "STICK" / "a" / "b"):
        with pytest.raises(AppError, match="ничего не подключено"):
            copies.make(folder)
        with pytest.raises(AppError, match="ничего не подключено"):
            portable_copy(file, folder, PASSWORD, now=NOW)
    assert list(media.iterdir()) == []


def test_the_empty_place_a_stick_has_left_is_not_taken_for_it(file: Path, media: Path) -> None:
    place = media / "STICK"
    place.mkdir()
    copies = CopyService(file, FrozenClock(NOW))
    for folder in (place, place / "Копии"):
        with pytest.raises(AppError, match=f"К месту {place} ничего не подключено"):
            copies.make(folder)
    with pytest.raises(AppError, match="ничего не подключено"):
        copies.choose_second(place)
    assert list(place.iterdir()) == []
    assert copies.second() is None


def test_a_link_to_the_place_does_not_hide_it(file: Path, media: Path, tmp_path: Path) -> None:
    link = tmp_path / "флешка"
    link.symlink_to(media / "STICK")
    with pytest.raises(AppError, match="ничего не подключено"):
        CopyService(file, FrozenClock(NOW)).make(link / "Копии")
    assert list(media.iterdir()) == []


def test_another_stick_beside_it_does_not_stand_for_it(media: Path) -> None:
    other = media / "user" / "OTHER"
    other.mkdir(parents=True)
    wanted = media / "user" / "STICK"
    assert nothing_mounted(wanted / "Копии", {Path("/"), other}, ()) == wanted
    assert nothing_mounted(other / "Копии", {Path("/"), other}, ()) is None


def test_a_stick_that_is_in_gets_its_copy_and_one_new_folder(
    file: Path, media: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = media / "МОЯ ФЛЕШКА"
    stick.mkdir()
    mounted(monkeypatch, tmp_path, stick)
    copies = CopyService(file, FrozenClock(NOW))
    assert copies.make(stick).path.parent == stick
    assert copies.make(stick / "Отклик").path.parent == stick / "Отклик"
    with pytest.raises(AppError, match=f"Папки нет: {stick / 'a'}"):
        copies.make(stick / "a" / "b")


def test_a_folder_somebody_keeps_files_in_may_hold_copies(file: Path, media: Path) -> None:
    own = media / "архив"
    own.mkdir()
    (own / "readme.txt").write_text("own files")
    assert CopyService(file, FrozenClock(NOW)).make(own).path.parent == own


def test_a_disk_the_system_is_told_to_mount_is_waited_for(tmp_path: Path) -> None:
    disk = tmp_path / "backup"
    disk.mkdir()
    (disk / "left.txt").touch()
    assert nothing_mounted(disk / "Копии", {Path("/")}, {Path("/"), disk}) == disk
    assert nothing_mounted(disk / "Копии", {Path("/"), disk}, {Path("/"), disk}) is None
    assert nothing_mounted(tmp_path / "other", {Path("/")}, {Path("/"), disk}) is None


def test_a_missing_path_elsewhere_is_made_by_its_last_folder_only(tmp_path: Path) -> None:
    refuse_absent(tmp_path / "new")
    with pytest.raises(AppError, match="Папки нет"):
        refuse_absent(tmp_path / "no" / "such")
    assert list(tmp_path.iterdir()) == []


def test_a_stick_that_is_in_is_looked_at_first(
    media: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    mounted(monkeypatch, tmp_path, tmp_path / "disk")
    assert likely_folder() == tmp_path
    mounted(monkeypatch, tmp_path, media / "МОЯ ФЛЕШКА")
    assert likely_folder() == media / "МОЯ ФЛЕШКА"
