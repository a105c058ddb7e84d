"""Look at a record: one reading transaction without the services, so that it is on the screen sooner."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop_app.models.connection import connect, writable
from desktop_app.models.schema import FileState, file_state
from desktop_app.services.compliance.choice import in_work
from desktop_app.services.compliance.facts import RecordFacts
from desktop_app.services.compliance.standing import standing_of
from desktop_app.services.glance import events, rows
from desktop_app.services.glance.types import Glance


def look_at(path: Path, today: date, *, read_only: bool = False) -> Glance | None:
    """Return what the first screen shows of a record, or None where only opening it tells.

    That is one that is locked, of another version, damaged, busy, not there, or left by a crash in the
    middle of a change: opening deals with it, or says what is wrong.
    """
    try:
        journal = path.with_name(f"{path.name}-journal")
        unfinished = journal.exists() and journal.stat().st_size > 0
        if not path.is_file() or unfinished or file_state(path) is not FileState.CURRENT:
            return None
        with closing(connect(path, read_only=True)) as connection:
            connection.execute("BEGIN")
            return _look(connection, path, today, read_only=read_only or not writable(path))
    except (OSError, sqlite3.Error, ValueError, LookupError, TypeError):  # a damaged record holds anything
        return None


def _look(connection: sqlite3.Connection, path: Path, today: date, *, read_only: bool) -> Glance:
    school, goals = rows.school(connection)
    letters, confirmations = rows.directives(connection), rows.confirmations(connection)
    book, held = events.class_book(connection), events.events(connection)
    facts = RecordFacts(
        on=today,
        school_named=bool(school.full_name),
        appointments=rows.appointments(connection, today),
        portals=rows.portals(connection),
        classes=tuple((each.class_id, each.name) for each in book.classes()),
        told=events.told(held, today),
        check_days=goals.check_days,
    )
    standings = tuple(
        standing_of(replace(facts, directive=each, letters=confirmations.get(each.id, ())))
        for each in letters
    )
    chosen = in_work(standings)
    return Glance(
        path=path,
        read_only=read_only,
        school=school,
        letters=letters,
        letter=next((each for each in letters if chosen and each.id == chosen.directive_id), None),
        standings=standings,
        coverage=events.covered(book, held, goals.coverage_target),
    )
