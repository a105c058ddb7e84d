"""A clock that jumps and a second program on a share: numbers and the chain go by sequence all the same."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from desktop_app.models.database import Database
from desktop_app.services.errors import AppError, StorageError
from desktop_app.services.integrity import check_file, quick_problems
from desktop_app.services.letters.register import RegisterService
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import LetterDraft, LetterRow, PaperKind
from desktop_app.services.store import Store
from tests.forked import fork
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer


def register(letters: LetterService) -> LetterRow:
    return letters.register(letters.create(LetterDraft(kind=PaperKind.CONFIRMATION)).id)


def test_a_clock_that_jumps_back_changes_neither_numbers_nor_order(
    letters: LetterService, store: Store, clock: FrozenClock
) -> None:
    """The battery of the PC is dead: each paper may be recorded «before» the one it follows."""
    given = []
    for day in (date(2024, 6, 20), date(2024, 6, 4), date(2024, 6, 21), date(2024, 6, 3)):
        clock.day = day
        given.append(register(letters).number)
    assert given == ["1", "2", "3", "4"]
    assert [row.number for row in RegisterService(store).outgoing()] == given
    letters.void(letters.list()[-1].id, "ошибка")
    assert check_file(store.path) == ()
    assert quick_problems(store.path) == ()


def test_two_programs_that_both_write_never_give_one_number_twice(
    letters: LetterService, store: Store, clock: FrozenClock
) -> None:
    """The lock of another PC was taken over while that PC still works: the last row is read before each."""
    first = letters
    database = Database(store.path)
    second = LetterService(Store(database, clock), clock, FakeRenderer())
    try:
        given = [register(each).number for each in (first, second, second, first, second, first)]
        draft = first.create(LetterDraft(kind=PaperKind.CONFIRMATION))
        second.register(draft.id)
        with pytest.raises(AppError):
            first.register(draft.id)
    finally:
        database.close()
    assert given == ["1", "2", "3", "4", "5", "6"]
    assert check_file(store.path) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_programs_that_write_at_once_wait_or_are_told(letters: LetterService, store: Store) -> None:
    register(letters)
    path = store.path
    children = [forked(partial(write_much, path, seed)) for seed in range(3)]
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert all(0 < end < 100 for end in ends), "each got something done, none met a bug"
    numbers = [int(row.number) for row in RegisterService(store).outgoing()]
    assert numbers == list(range(1, sum(ends) + 2))
    assert check_file(path) == ()


def forked(work: Callable[[], int]) -> int:
    pid = fork()
    if pid == 0:
        try:
            os._exit(work())
        except BaseException as error:  # noqa: BLE001 - the child must not go on as its parent
            sys.stderr.write(f"{error!r}\n")
            os._exit(100)
    return pid


def write_much(path: Path, seed: int) -> int:
    """Register papers beside others who do; return how many went through."""
    chance, done = random.Random(seed), 0  # noqa: S311 - luck, not a secret
    database, clock = Database(path), FrozenClock()
    letters = LetterService(Store(database, clock), clock, FakeRenderer())
    for _ in range(6 + chance.randrange(3)):
        try:
            row = letters.create(LetterDraft(kind=PaperKind.CONFIRMATION))
            letters.register(row.id)
        except StorageError as error:
            if "занят" not in str(error):
                raise
            continue
        done += 1
    database.close()
    return done
