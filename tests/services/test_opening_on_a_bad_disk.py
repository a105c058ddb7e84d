"""An old file is brought up to date, or a new one made, on a disk that fails at any operation."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.bootstrap import new_file, open_database
from desktop_app.models.schema import FileState, file_state
from desktop_app.services.copies.folders import default_folder
from desktop_app.services.errors import StorageError
from desktop_app.services.integrity import check_file
from tests.faults import vfs
from tests.faults.migrations import old_files
from tests.services.copies.content import content

DISK = vfs.install() if vfs.AVAILABLE else vfs.Disk()

pytestmark = pytest.mark.skipif(not vfs.AVAILABLE, reason="this Python has a SQLite of its own")

STEPS = 15
"""So many moments, spread over the whole."""


@pytest.fixture(autouse=True)
def mended() -> Iterator[None]:
    yield
    DISK.mend()


@pytest.mark.parametrize("code", [vfs.FULL, None])
def test_an_upgrade_the_disk_refuses_is_one_sentence_and_works_later(
    tmp_path: Path, code: int | None
) -> None:
    path = tmp_path / "school.otklik"
    shutil.copyfile(old_files()[-1], path)
    before = content(path)
    DISK.mend()
    open_database(path).close()
    asked, refused = DISK.operations, 0
    for at in range(1, asked, max(1, asked // STEPS)):
        shutil.copyfile(old_files()[-1], path)
        shutil.rmtree(default_folder(path), ignore_errors=True)
        DISK.arm(at, for_good=True, code=code)
        try:
            open_database(path).close()
        except StorageError as error:
            refused += 1
            assert error.hint  # noqa: PT017 - most of the moments are refused, not all
        DISK.mend()
        state = file_state(path)
        assert state is FileState.CURRENT or content(path) == before
        open_database(path).close()
        assert check_file(path) == ()
    assert refused > STEPS // 2


def test_an_old_file_that_may_only_be_read_says_that_it_wants_an_upgrade(tmp_path: Path) -> None:
    """Its tables lack columns this program asks for: to read them would end in a riddle."""
    path = tmp_path / "school.otklik"
    shutil.copyfile(old_files()[0], path)
    before = path.read_bytes()
    with pytest.raises(StorageError, match="прежней версией"):
        open_database(path, read_only=True)
    assert path.read_bytes() == before


def test_a_new_file_the_disk_refuses_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "new" / "school.otklik"
    for at in (1, 5, 40):
        DISK.arm(at, for_good=True, code=vfs.FULL)
        with pytest.raises(StorageError, match="файл не создан"):
            new_file(path, lambda _services: None)
        DISK.mend()
        assert list(path.parent.iterdir()) == []
    new_file(path, lambda _services: None)
    assert check_file(path) == ()
