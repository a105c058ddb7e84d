"""The folder of copies vanishes, fills up or becomes read-only at any step; the disk errs under SQLite."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.services.copies import making
from desktop_app.services.copies.restoring import restore
from desktop_app.services.copies.service import CopyService
from desktop_app.services.copies.shelf import list_copies
from desktop_app.services.copies.verify import verify_copy
from desktop_app.services.errors import StorageError
from desktop_app.services.integrity import check_file
from tests.faults import vfs
from tests.services.conftest import FrozenClock
from tests.services.copies.content import NOW, content, rename_school

DISK = vfs.install() if vfs.AVAILABLE else vfs.Disk()

STEPS = ("make_folder", "make_private", "file_problems", "flush_file", "file_hash", "write_manifest")


def broken(step: str, at: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``at`` happen right before a step of the making."""
    real = getattr(making, step)

    def run(*arguments: object) -> object:
        at(*arguments)
        return real(*arguments)

    monkeypatch.setattr(making, step, run)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("step", STEPS)
def test_a_disk_that_refuses_at_any_step_costs_only_the_new_copy(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    copies = CopyService(file, FrozenClock(), folder)
    copies.make()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    rename_school(file, "Новое имя")

    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    broken(step, refuse, monkeypatch)
    with pytest.raises(StorageError, match="копия не сделана, прежние копии не тронуты") as refused:
        copies.make()
    assert refused.value.hint
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert check_file(file) == ()
    monkeypatch.undo()
    assert content(copies.make().path) == content(file)


@pytest.mark.parametrize("step", STEPS[1:])
def test_a_folder_deleted_in_the_middle_is_said_or_made_anew(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    copies = CopyService(file, FrozenClock(), folder)
    copies.make()

    def delete(*_: object) -> None:
        shutil.rmtree(folder, ignore_errors=True)

    broken(step, delete, monkeypatch)
    with pytest.raises(StorageError, match="копия не сделана"):
        copies.make()
    monkeypatch.undo()
    assert check_file(file) == ()
    copies.make()
    (row,) = list_copies(folder, file.stem)
    assert verify_copy(row.path) == ()


@pytest.mark.skipif(not vfs.AVAILABLE, reason="this Python has a SQLite of its own")
@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("work", ["back up", "put back"])
def test_an_operation_of_sqlite_that_fails_costs_nothing(
    file: Path, folder: Path, work: str, *, for_good: bool
) -> None:
    old = CopyService(file, FrozenClock(), folder).make().path
    copied = content(old)
    rename_school(file, "Новое имя")
    present, kept = content(file), old.read_bytes()

    def run() -> None:
        if work == "back up":
            CopyService(file, FrozenClock(), folder).make()
        else:
            restore(old, file, now=NOW)

    DISK.mend()
    run()
    asked, refused = DISK.operations, 0
    assert asked > 5, "nothing is asked of the disk, nothing is shown"
    for at in range(1, asked + 1, max(1, asked // 12)):
        rename_school(file, f"Имя {at}")
        present = content(file)
        DISK.arm(at, for_good=for_good)
        try:
            run()
        except StorageError as error:
            refused += 1
            assert error.hint  # noqa: PT017 - most are refused, a late one may not be
        finally:
            DISK.mend()
        assert content(file) in (present, copied)
        assert old.read_bytes() == kept
        assert check_file(file) == ()
        assert [verify_copy(row.path) for row in list_copies(folder, file.stem)][:1] == [()]
    assert refused > 0
