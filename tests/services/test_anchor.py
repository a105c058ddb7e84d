"""A file that is pulled out, put back, moved or swapped under the open program never swallows a change."""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_app.models.database import Database
from desktop_app.models.school import ClassGroup
from desktop_app.services.errors import StorageError
from desktop_app.services.event_log import LogKind, note_apart
from desktop_app.services.integrity import check_file
from desktop_app.services.store import Store
from tests.faults import vfs
from tests.services.conftest import FrozenClock

DISK = vfs.install() if vfs.AVAILABLE else vfs.Disk()
MOVES = pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no file that is open")


def save(store: Store, name: str) -> None:
    with store.write("Класс") as session:
        session.add(ClassGroup(name=name))


def names(path: Path) -> list[str]:
    database = Database(path, read_only=True)
    try:
        with database.session() as session:
            return list(session.scalars(select(ClassGroup.name).order_by(ClassGroup.id)))
    finally:
        database.close()


@MOVES
def test_a_change_while_the_file_is_away_is_refused_and_made_when_it_is_back(store: Store) -> None:
    save(store, "1А")
    away = store.path.rename(store.path.with_name("away"))
    with pytest.raises(StorageError, match="флешка вынута") as refused:
        save(store, "2А")
    assert "осталось в окне" in refused.value.hint
    assert names(away) == ["1А"]
    away.rename(store.path)
    save(store, "2А")
    assert names(store.path) == ["1А", "2А"]


@MOVES
def test_the_same_file_on_a_stick_that_came_back_as_another_disk_is_taken_up_again(store: Store) -> None:
    save(store, "1А")
    away = store.path.rename(store.path.with_name("away"))
    with pytest.raises(StorageError):
        save(store, "2А")
    shutil.copyfile(away, store.path)  # another inode, as after a new mount
    save(store, "2А")
    assert names(store.path) == ["1А", "2А"]
    assert names(away) == ["1А"]
    assert not store.replaced
    assert check_file(store.path) == ()


@MOVES
def test_another_state_in_its_place_is_never_written_to(store: Store) -> None:
    save(store, "1А")
    older = store.path.with_name("older")
    shutil.copyfile(store.path, older)
    save(store, "2А")
    older.replace(store.path)  # as a cloud's program does
    for _ in range(2):
        with pytest.raises(StorageError, match="подменила") as refused:
            save(store, "3А")
        assert "откройте файл заново" in refused.value.hint
    assert names(store.path) == ["1А"]
    assert store.replaced


def test_a_file_swapped_before_anything_was_read_is_simply_the_file(empty_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "school.otklik"
    shutil.copyfile(empty_file, path)
    database = Database(path)
    store = Store(database, FrozenClock())
    other = tmp_path / "other"
    shutil.copyfile(empty_file, other)
    other.replace(path)
    save(store, "1А")
    database.close()
    assert names(path) == ["1А"]


@pytest.mark.skipif(not vfs.AVAILABLE, reason="this Python has a SQLite of its own")
def test_after_an_error_of_the_disk_the_file_is_opened_anew(store: Store) -> None:
    save(store, "1А")
    DISK.arm(2, for_good=True)
    with pytest.raises(StorageError):
        save(store, "2А")
    DISK.arm(0, kinds=frozenset({vfs.OPEN}))
    save(store, "2А")
    assert DISK.operations >= 2, "the file itself and its journal"
    DISK.mend()
    assert names(store.path) == ["1А", "2А"]


@pytest.mark.skipif(not vfs.AVAILABLE, reason="this Python has a SQLite of its own")
def test_a_first_change_refused_at_any_operation_is_no_other_file(empty_file: Path, tmp_path: Path) -> None:
    """Nothing was read before it: the state to come back to is the one before the refused commit."""
    path = tmp_path / "first.otklik"
    for at in range(1, 30):
        shutil.copyfile(empty_file, path)
        store = Store(Database(path), FrozenClock())
        DISK.arm(at)
        with suppress(StorageError):
            save(store, "1А")
        DISK.mend()
        try:
            save(store, "2А")
        except StorageError as kept:
            assert "всё-таки сохранилось" in kept.message  # noqa: PT017 - the other way to be right
        assert not store.replaced
        assert {"1А", "2А"} & set(names(path))


@MOVES
def test_a_log_line_of_another_connection_is_no_other_file(store: Store) -> None:
    save(store, "1А")
    assert note_apart(store.path, LogKind.COPY, "Сделана копия № 1.", FrozenClock().now())
    away = store.path.rename(store.path.with_name("away"))
    shutil.copyfile(away, store.path)
    save(store, "2А")
    assert names(store.path) == ["1А", "2А"]
