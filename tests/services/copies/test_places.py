"""Copies go besides to a stick that comes and goes, and to this PC when the file lies on a share."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.services.copies import disk, making, places, service
from desktop_app.services.copies.consent import Consent
from desktop_app.services.copies.names import manifest_path
from desktop_app.services.copies.service import CopyService, PlaceKind
from desktop_app.services.copies.shelf import list_copies
from desktop_app.services.copies.verify import verify_copy
from desktop_app.services.copies.whereabouts import Whereabouts, of_mount, whereabouts
from desktop_app.services.errors import AppError, StorageError
from tests.places import give_own_folders
from tests.services.conftest import FrozenClock
from tests.services.copies.content import NOW, content, rename_school


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's settings and data of this test's own."""
    give_own_folders(monkeypatch, tmp_path / "user")
    return tmp_path / "user"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    path = tmp_path / "FLASH"
    path.mkdir()
    return path


@pytest.fixture
def copies(file: Path) -> CopyService:
    return CopyService(file, FrozenClock(NOW))


def second(copies: CopyService) -> places.Place:
    (found,) = (place for place in copies.places() if place.kind is PlaceKind.SECOND)
    return found


def test_a_copy_goes_to_the_stick_as_well_and_is_whole_there(
    copies: CopyService, file: Path, stick: Path
) -> None:
    assert copies.choose_second(stick) == stick / "Копии"
    row = copies.make()
    (other,) = list_copies(stick / "Копии", file.stem)
    assert other.sequence == row.sequence
    assert verify_copy(other.path) == ()
    assert content(other.path) == content(file)
    assert second(copies).made_at == NOW
    assert second(copies).trouble == ""


def test_while_a_slow_stick_is_written_the_file_can_be_changed(
    copies: CopyService, file: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies.choose_second(stick)
    real, changed = making.back_up, []

    def back_up(source: sqlite3.Connection, part: Path, consent: Consent | None = None) -> None:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM school").fetchall()  # it reads, as it will until the end
        if stick in part.parents:
            rename_school(file, "Новое имя")
            changed.append(part)
        source.execute("COMMIT")
        real(source, part, consent)

    monkeypatch.setattr(making, "back_up", back_up)
    row = copies.make()
    (other,) = list_copies(stick / "Копии", file.stem)
    assert len(changed) == 1
    assert content(other.path) == content(row.path) != content(file)


def test_a_stick_that_is_out_is_no_trouble_and_nothing_is_written_in_its_place(
    copies: CopyService, file: Path, stick: Path
) -> None:
    copies.choose_second(stick)
    copies.make()
    away = stick.rename(stick.with_name("in a drawer"))
    copies.make()
    assert not stick.exists(), "a folder made here would fill the PC's own disk"
    found = second(copies)
    assert (found.present, found.made_at, found.trouble) == (False, NOW, "")
    stick.mkdir()  # the empty mount point, or another stick
    (stick / "Копии").mkdir()
    copies.make()
    assert list((stick / "Копии").iterdir()) == []
    shutil.rmtree(stick)
    away.rename(stick)
    assert copies.make().sequence == 4
    assert [row.sequence for row in list_copies(stick / "Копии", file.stem)] == [4, 1]


def test_a_full_stick_costs_nothing_but_its_own_copy_and_is_remembered(
    copies: CopyService, file: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies.choose_second(stick)
    copies.make()

    def fail(path: Path) -> None:
        if stick in path.parents:
            raise OSError(errno.ENOSPC, "full")
        disk.flush_file(path)

    monkeypatch.setattr(making, "flush_file", fail)
    rename_school(file, "Новое имя")
    copies.make()
    assert content(list_copies(copies.folder, file.stem)[0].path) == content(file)
    assert "На диске нет места" in second(copies).trouble
    assert len(list_copies(stick / "Копии", file.stem)) == 1
    monkeypatch.undo()
    give_own_folders(monkeypatch, file.parent / "user")
    copies.make()
    assert second(copies).trouble == ""


def test_the_stick_gets_its_copy_even_when_the_pc_s_own_disk_is_full(
    copies: CopyService, file: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies.choose_second(stick)

    def fail(path: Path) -> None:
        if stick not in path.parents:
            raise OSError(errno.ENOSPC, "full")
        disk.flush_file(path)

    monkeypatch.setattr(making, "flush_file", fail)
    with pytest.raises(StorageError, match="На диске нет места"):
        copies.make()
    assert verify_copy(list_copies(stick / "Копии", file.stem)[0].path) == ()


@pytest.mark.parametrize("step", ["flush_file", "write_manifest", "file_hash", "flush_folder"])
def test_a_stick_pulled_at_any_step_leaves_its_older_copies_whole(
    copies: CopyService, file: Path, stick: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    copies.choose_second(stick)
    copies.make()
    real = getattr(making, step)
    away = stick.with_name("pulled")

    def pull(path: Path, *rest: object) -> object:
        if stick in path.parents and stick.exists():
            stick.rename(away)
        return real(path, *rest)

    monkeypatch.setattr(making, step, pull)
    copies.make()
    assert not stick.exists()
    monkeypatch.setattr(making, step, real)
    away.rename(stick)
    found = list_copies(stick / "Копии", file.stem)
    assert [verify_copy(row.path) for row in found] == [()] * len(found)
    assert 1 in {row.sequence for row in found}
    copies.make()
    assert content(list_copies(stick / "Копии", file.stem)[0].path) == content(file)


def test_a_stick_pulled_while_it_is_tidied_loses_no_copy_that_is_needed(
    copies: CopyService, file: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies.choose_second(stick)
    for day in range(30):
        CopyService(file, FrozenClock(NOW + timedelta(days=day))).make()
    real, away = service.rotate, stick.with_name("pulled")

    def pull(folder: Path, stem: str) -> object:
        if stick in folder.parents:
            stick.rename(away)
        return real(folder, stem)

    monkeypatch.setattr(service, "rotate", pull)
    before = {row.sequence for row in list_copies(stick / "Копии", file.stem)}
    CopyService(file, FrozenClock(NOW + timedelta(days=31))).make()
    away.rename(stick)
    after = {row.sequence for row in list_copies(stick / "Копии", file.stem)}
    assert after == before | {31}


def test_the_second_place_may_not_be_the_first_one(copies: CopyService, file: Path) -> None:
    copies.make()
    with pytest.raises(AppError, match="и так делаются"):
        copies.choose_second(file.parent)
    with pytest.raises(AppError, match="Такой папки нет"):
        copies.choose_second(file.parent / "нет")
    assert [place.kind for place in copies.places()] == [PlaceKind.MAIN]


def test_the_second_place_is_forgotten_and_its_copies_stay(
    copies: CopyService, file: Path, stick: Path
) -> None:
    copies.choose_second(stick)
    copies.make()
    copies.forget_second()
    copies.make()
    assert [place.kind for place in copies.places()] == [PlaceKind.MAIN]
    assert len(list_copies(stick / "Копии", file.stem)) == 1


def test_the_note_of_second_places_is_private_names_no_file_and_survives_damage(
    copies: CopyService, file: Path, stick: Path, own: Path
) -> None:
    copies.choose_second(stick)
    (note,) = own.rglob("copies.json")
    assert os.name != "posix" or note.stat().st_mode & 0o077 == 0
    assert file.stem not in note.read_text("utf-8")
    note.write_bytes(b"{not json")
    assert [place.kind for place in copies.places()] == [PlaceKind.MAIN]
    copies.choose_second(stick)
    assert second(copies).present


def test_numbers_go_on_where_the_highest_of_all_places_is(
    copies: CopyService, file: Path, stick: Path
) -> None:
    copies.choose_second(stick)
    for _ in range(3):
        copies.make()
    shutil.rmtree(copies.folder)
    assert copies.make().sequence == 4
    assert [row.sequence for row in copies.everywhere()][:2] == [4, 4]


def test_the_newest_good_copy_is_looked_for_in_every_place(
    copies: CopyService, file: Path, stick: Path
) -> None:
    copies.choose_second(stick)
    copies.make()
    rename_school(file, "Новое имя")
    newest = copies.make()
    newest.path.write_bytes(b"spoilt")
    good = copies.last_good()
    assert good is not None
    assert good.path.parent == stick / "Копии"
    assert content(good.path) == content(file)


@pytest.mark.parametrize("lie", ["missing", "of another copy", "cut"])
def test_a_manifest_missing_or_lying_never_hides_a_good_copy_nor_passes_a_bad_one(
    copies: CopyService, file: Path, lie: str
) -> None:
    copies.make()
    rename_school(file, "Новое имя")
    newest = copies.make()
    note = manifest_path(newest.path)
    if lie == "missing":
        note.unlink()
    elif lie == "cut":
        note.write_bytes(note.read_bytes()[:50])
    else:
        shutil.copyfile(manifest_path(copies.rows()[1].path), note)
    good = copies.last_good()
    assert good is not None
    assert good.sequence == (2 if lie == "missing" else 1)
    assert bool(verify_copy(newest.path)) is (lie != "missing")


def test_a_file_on_a_share_or_in_a_cloud_folder_is_copied_to_this_pc_too(
    file: Path, tmp_path: Path, own: Path
) -> None:
    cloud = tmp_path / "YandexDisk" / "Школа.otklik"
    cloud.parent.mkdir()
    shutil.copyfile(file, cloud)
    copies = CopyService(cloud, FrozenClock(NOW))
    copies.make()
    assert [place.kind for place in copies.places()] == [PlaceKind.MAIN, PlaceKind.LOCAL]
    local = copies.places()[1].folder
    assert own in local.parents
    assert [verify_copy(row.path) for row in list_copies(local, "Школа")] == [()]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/docs/OneDrive - Школа 99/учёба", Whereabouts.CLOUD),
        ("/docs/Яндекс.Диск", Whereabouts.CLOUD),
        ("/docs/Google Диск/2024", Whereabouts.CLOUD),
        ("/docs/Dropbox (Школа)", Whereabouts.CLOUD),
        ("/docs/Облако Mail.ru", Whereabouts.CLOUD),
        ("/docs/Мегаполис", Whereabouts.HERE),
        ("/docs/Мой диск", Whereabouts.CLOUD),
        ("/docs/Документы/Dropbox-старое", Whereabouts.HERE),
    ],
)
def test_cloud_folders_are_known_by_their_names(folder: str, kind: Whereabouts) -> None:
    assert whereabouts(Path(folder) / "Школа.otklik") is kind


MOUNTS = r"""
24 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 24 0:25 / /mnt/school\040share rw,relatime shared:2 - cifs //server/school rw,vers=3.0
31 24 0:26 / /srv rw,relatime - nfs4 server:/srv rw
32 31 8:2 / /srv/local rw - ext4 /dev/sdb1 rw
33 24 0:27 / /docs/dav rw - fuse.rclone remote: rw
a line that is none
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/docs/Школа.otklik", Whereabouts.HERE),
        ("/mnt/school share/2024/Школа.otklik", Whereabouts.SHARE),
        ("/srv/Школа.otklik", Whereabouts.SHARE),
        ("/srv/local/Школа.otklik", Whereabouts.HERE),
        ("/docs/dav/Школа.otklik", Whereabouts.CLOUD),
        ("/docs/david/Школа.otklik", Whereabouts.HERE),
    ],
)
def test_a_share_is_known_by_its_mount(path: str, kind: Whereabouts) -> None:
    assert of_mount(MOUNTS, Path(path)) is kind
