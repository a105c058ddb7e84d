"""A change on a disk that fails is made once or not at all, whatever SQLite says about its commit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import select

from desktop_app.models.school import ClassGroup
from desktop_app.services.errors import DamagedError, StorageError
from desktop_app.services.store import Store, storage_error
from tests.faults import vfs

DISK = vfs.install() if vfs.AVAILABLE else vfs.Disk()

pytestmark = pytest.mark.skipif(not vfs.AVAILABLE, reason="this Python has a SQLite of its own")


@pytest.fixture(autouse=True)
def mended() -> Iterator[None]:
    yield
    DISK.mend()


def save(store: Store, name: str, label: str = "Класс") -> None:
    with store.write(label) as session:
        session.add(ClassGroup(name=name))


def names(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(ClassGroup.name).order_by(ClassGroup.id)))


def flushes(store: Store) -> int:
    """Return how many flushes one change asks for; the last one comes after the point of no return."""
    save(store, "первый")
    DISK.arm(0, kinds=frozenset({vfs.SYNC}))
    save(store, "второй")
    return DISK.operations


@pytest.mark.parametrize("for_good", [False, True])
def test_any_operation_may_fail_and_the_retry_works(store: Store, *, for_good: bool) -> None:
    save(store, "первый")
    DISK.mend()
    save(store, "второй")
    refused = 0
    for at in range(1, DISK.operations + 1):
        name = f"класс {at}"
        DISK.arm(at, for_good=for_good)
        try:
            save(store, name)
        except StorageError:
            refused += 1
            DISK.mend()
            try:
                save(store, name)
            except StorageError as kept:
                assert "всё-таки сохранилось" in kept.message  # noqa: PT017 - the other way to be right
        DISK.mend()
        assert names(store).count(name) == 1
    assert refused > 20


def test_a_commit_that_raised_with_the_change_in_the_file_is_a_success(store: Store) -> None:
    last = flushes(store)
    DISK.arm(last, kinds=frozenset({vfs.SYNC}))
    save(store, "третий")
    assert DISK.failed == 1
    assert DISK.operations > last, "a whole commit has to follow, or a power cut could take the change back"
    assert names(store) == ["первый", "второй", "третий"]


def test_a_change_in_doubt_is_looked_for_before_it_is_made_again(store: Store) -> None:
    last = flushes(store)
    DISK.arm(last, for_good=True, kinds=frozenset({vfs.SYNC}))
    with pytest.raises(StorageError, match="неизвестно, сохранилось ли"):
        save(store, "третий")
    DISK.mend()
    with pytest.raises(StorageError, match="второй раз оно не записано"):
        save(store, "третий")
    assert names(store).count("третий") == 1
    save(store, "четвёртый")
    assert names(store)[-1] == "четвёртый"


def test_another_change_after_one_in_doubt_is_simply_made(store: Store) -> None:
    last = flushes(store)
    DISK.arm(last, for_good=True, kinds=frozenset({vfs.SYNC}))
    with pytest.raises(StorageError):
        save(store, "третий")
    DISK.mend()
    save(store, "четвёртый", label="Другое")
    assert names(store)[-2:] == ["третий", "четвёртый"]


def test_a_change_that_is_not_there_is_made_by_the_retry(store: Store) -> None:
    flushes(store)
    DISK.arm(1, for_good=True, kinds=frozenset({vfs.CUT}))
    with pytest.raises(StorageError):
        save(store, "третий")
    DISK.mend()
    save(store, "третий")
    assert names(store).count("третий") == 1


def test_damage_is_told_from_a_disk_that_fails() -> None:
    assert isinstance(storage_error(_sqlite(11)), DamagedError)
    assert isinstance(storage_error(_sqlite(26)), DamagedError)
    assert not isinstance(storage_error(_sqlite(vfs.FULL)), DamagedError)


def _sqlite(code: int) -> sqlite3.Error:
    error = sqlite3.DatabaseError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


def test_a_reading_that_is_refused_speaks_of_no_change(store: Store) -> None:
    save(store, "первый")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match=r"Файл занят другой программой\. "):
            names(store)
        with pytest.raises(StorageError, match="изменение не сохранено"):
            save(store, "второй")
    assert names(store) == ["первый"]
