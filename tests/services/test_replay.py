"""The record is compared with its own history, row by row and field by field."""

from __future__ import annotations

import json
import sqlite3
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from desktop_app.models.database import Database
from desktop_app.models.enums import GroupState
from desktop_app.models.school import ClassGroup
from desktop_app.services.attachments.service import put
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.history.replay import replay_problems
from desktop_app.services.history.service import HistoryService
from desktop_app.services.integrity import check_file, quick_problems, soundness_problems
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.services.school.service import SchoolService
from desktop_app.services.school.types import ClassDraft
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer, write_record

Tamper = Callable[..., tuple[str, ...]]


@pytest.fixture
def tamper(database: Database, store: Store, clock: FrozenClock) -> Tamper:
    """A record with a letter, a class that was changed and one that was undone; then statements."""
    write_record(store)
    school, history = SchoolService(store), HistoryService(store)
    letters = LetterService(store, clock, FakeRenderer())
    letters.register(letters.create(LetterDraft(kind=PaperKind.CONFIRMATION)).id)
    row = school.save_class(ClassDraft(name="5А", parents=10))
    school.save_class(ClassDraft(name="5А", parents=20), row.id)
    school.save_class(ClassDraft(name="6Б", parents=5))
    history.undo()

    def run(*statements: str) -> tuple[str, ...]:
        database.close()
        with closing(sqlite3.connect(store.path, isolation_level=None)) as raw:
            rules = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in rules:
                raw.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                raw.execute(statement)
            for _, sql in rules:
                raw.execute(sql)
        return check_file(store.path)

    return run


def test_an_honest_record_agrees_with_its_history(tamper: Tamper) -> None:
    assert tamper() == ()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE class_groups SET parents = 21",
            "«class_groups», строка 1: изменено не программой: parents.",
        ),
        ("UPDATE school SET head_name = 'Другой'", "«school», строка 1: изменено не программой: head_name."),
        (
            "DELETE FROM class_groups",
            "«class_groups», строка 1: по истории изменений есть, но в файле её нет",
        ),
        ("INSERT INTO class_groups (id, name) VALUES (9, '9В')", "строка 9: появилась не через программу"),
        ("INSERT INTO class_groups (id, name) VALUES (2, '6Б')", "строка 2: по истории изменений удалена"),
        (
            "UPDATE attachments SET name = 'другое.pdf'",
            "«attachments», строка 1: изменено не программой: name.",
        ),
        (
            "UPDATE changes SET after = replace(after, '10', '11') WHERE table_name = 'class_groups'",
            "не продолжает",
        ),
    ],
)
def test_what_was_changed_behind_the_history_is_named(tamper: Tamper, statement: str, said: str) -> None:
    problems = tamper(statement)
    assert any(said in problem for problem in problems), problems


def test_a_name_is_never_quoted_but_a_paper_s_number_is(tamper: Tamper) -> None:
    problems = " ".join(
        tamper("UPDATE school SET head_name = 'Другая Анна'", "UPDATE letters SET number = '99'")
    )
    assert "Анна" not in problems
    assert "номер («1», стало «99»)" in problems
    assert "номер (в журнале «1», в бумаге «99»)" in problems


def test_a_record_changed_by_hand_may_still_be_copied(tamper: Tamper, store: Store) -> None:
    assert tamper("UPDATE class_groups SET parents = 21") != ()
    assert soundness_problems(store.path) == ()


def test_stored_bytes_outlive_an_undone_change_and_their_history_agrees(
    database: Database, store: Store
) -> None:
    write_record(store)
    with store.write("Класс со снимком") as session:
        put(session, NewFile(name="снимок.jpg", content=b"bytes"), FrozenClock().now())
        session.add(ClassGroup(name="7А"))
    HistoryService(store).undo()
    database.close()
    with closing(sqlite3.connect(store.path)) as raw:
        assert raw.execute("SELECT name FROM attachments").fetchall() == [("снимок.jpg",)]
        assert raw.execute("SELECT * FROM class_groups").fetchall() == []
    assert check_file(store.path) == ()


def test_a_quick_look_sees_the_tail_of_the_register(tamper: Tamper, store: Store) -> None:
    tamper()
    assert quick_problems(store.path) == ()
    tamper("UPDATE register_entries SET number = '77'")
    assert any("Запись 1" in problem for problem in quick_problems(store.path))


def test_a_quick_look_sees_a_broken_table(tamper: Tamper, store: Store) -> None:
    tamper()
    whole = store.path.read_bytes()
    with closing(sqlite3.connect(store.path)) as raw:
        page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'letters'").fetchone()[0]
    start = 4096 * (page - 1)
    store.path.write_bytes(whole[:start] + b"\xa5" * 4096 + whole[start + 4096 :])
    assert any("повреж" in problem for problem in quick_problems(store.path))


class LongHistory:
    """Many rows stored by one change each, the images made as they are read."""

    ROWS = 5_000
    IMAGE = 4_000

    def tables(self) -> list[str]:
        return ["events"]

    def changes(self, _table: str) -> Iterator[dict[str, object]]:
        for row in range(1, self.ROWS + 1):
            yield {
                "id": row, "table_name": "events", "row_key": f"[{row}]", "state": GroupState.ACTIVE,
                "before": None, "after": self._image(row),
            }  # fmt: skip

    def images(self, change: int) -> tuple[None, str]:
        return None, self._image(change)

    def rows(self, _table: str) -> Iterator[tuple[str, dict[str, object]]]:
        for row in range(1, self.ROWS + 1):
            yield f"[{row}]", json.loads(self._image(row))

    def _image(self, row: int) -> str:
        return json.dumps({"id": row, "topic": f"{row:{self.IMAGE}}"}, sort_keys=True)


def test_a_long_history_is_played_without_being_held_in_memory() -> None:
    tracemalloc.start()
    try:
        assert list(replay_problems(LongHistory())) == []
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < LongHistory.ROWS * LongHistory.IMAGE / 4
