"""Two connections to one file: a long reading keeps no short question waiting; a change waits for both."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from desktop_app.models.connection import open_raw
from desktop_app.models.database import Database, SuspendedError
from desktop_app.models.schema import create_file

PATIENCE = 20
"""Seconds after which a story that hangs gives up."""
OFTEN = 100
"""Questions in a row: whoever else has begun is well on its way by their end."""
COUNT = text("SELECT count(*) FROM log_entries")
ADD = text("INSERT INTO log_entries (happened_at, kind, sentence) VALUES ('2024-06-03', 'print', 'x')")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "school.otklik"
    create_file(path)
    database = Database(path)
    yield database
    database.close()


def change(database: Database) -> None:
    with database.changing() as session:
        session.execute(ADD)


def ask(database: Database, answers: list[object]) -> None:
    for _time in range(OFTEN):
        with database.session() as session:
            answers.append(session.execute(COUNT).scalar_one())


def test_a_short_question_is_answered_while_a_long_one_is_read(database: Database) -> None:
    answers: list[object] = []
    with database.long_reading() as long:
        before = long.execute(COUNT).scalar_one()
        asking = threading.Thread(target=ask, args=(database, answers))
        asking.start()
        asking.join(PATIENCE)
        assert answers == [before] * OFTEN


def test_a_short_question_is_answered_while_a_copy_of_the_file_is_made(database: Database) -> None:
    copying = open_raw(database.path)
    copying.execute("BEGIN")
    copying.execute("SELECT count(*) FROM log_entries").fetchall()
    try:
        with database.session() as session:
            assert session.execute(COUNT).scalar_one() >= 0
    finally:
        copying.close()


def test_a_change_waits_for_a_long_reading_which_sees_nothing_of_it(database: Database) -> None:
    changing = threading.Thread(target=change, args=(database,))
    with database.long_reading() as long:
        before = long.execute(COUNT).scalar_one()
        changing.start()
        assert long.execute(COUNT).scalar_one() == before
        assert changing.is_alive()
    changing.join(PATIENCE)
    with database.long_reading() as long:
        assert long.execute(COUNT).scalar_one() == before + 1


def test_a_long_reading_waits_for_a_change(database: Database) -> None:
    seen: list[object] = []

    def read() -> None:
        with database.long_reading() as session:
            seen.append(session.execute(COUNT).scalar_one())

    reading = threading.Thread(target=read)
    with database.changing() as session:
        before = session.execute(COUNT).scalar_one()
        session.execute(ADD)
        reading.start()
        for _time in range(OFTEN):
            session.execute(COUNT)
        assert seen == []
    reading.join(PATIENCE)
    assert seen == [before + 1]


def test_what_reads_long_changes_nothing(database: Database) -> None:
    with pytest.raises(OperationalError, match="readonly"), database.long_reading() as session:
        session.execute(ADD)


def test_a_change_that_waits_keeps_no_short_question_waiting(database: Database) -> None:
    answers: list[object] = []
    changing = threading.Thread(target=change, args=(database,))
    asking = threading.Thread(target=ask, args=(database, answers))
    with database.long_reading() as long:
        before = long.execute(COUNT).scalar_one()
        changing.start()
        asking.start()
        asking.join(PATIENCE)
        assert answers == [before] * OFTEN
        assert changing.is_alive()
    changing.join(PATIENCE)


def test_a_closed_file_refuses_both_and_answers_again(database: Database) -> None:
    change(database)
    database.suspend()
    with pytest.raises(SuspendedError), database.session():
        pass
    with pytest.raises(SuspendedError), database.long_reading():
        pass
    database.resume()
    with database.long_reading() as long:
        after = long.execute(COUNT).scalar_one()
    with database.session() as session:
        assert session.execute(COUNT).scalar_one() == after > 0


def test_both_let_go_of_a_file_that_is_taken_away(database: Database, tmp_path: Path) -> None:
    with database.long_reading() as long:
        before = long.execute(COUNT).scalar_one()
    other = tmp_path / "other.otklik"
    create_file(other)
    newer = Database(other)
    change(newer)
    newer.close()
    with database.closed_for_now():
        other.replace(database.path)
    with database.long_reading() as long:
        assert long.execute(COUNT).scalar_one() == before + 1
