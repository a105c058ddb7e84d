"""What the log of parents' events comes to, summed by SQLite: a first look reads no event by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from desktop_app.services.compliance.facts import Told
from desktop_app.services.outreach.class_book import ClassBook
from desktop_app.services.outreach.coverage import EntryFacts, coverage
from desktop_app.services.outreach.types import Coverage

_GROUPS: Final = "SELECT id, name, parents, left_in FROM class_groups"
_YEARS: Final = "SELECT school_year, class_id, name, parents FROM class_years ORDER BY school_year"
_EVENTS: Final = (
    "SELECT held_on, audience, sum(parents), max(coalesce(unique_parents, 0)), count(*) FROM outreach_entries"
    " LEFT JOIN (SELECT entry_id, group_concat(class_id) AS audience FROM outreach_classes GROUP BY entry_id)"
    " ON entry_id = id WHERE deleted_at IS NULL GROUP BY held_on, audience ORDER BY held_on"
)


def class_book(connection: sqlite3.Connection) -> ClassBook:
    """Read the classes and what they were."""
    return ClassBook(connection.execute(_GROUPS), connection.execute(_YEARS))


def events(connection: sqlite3.Connection) -> tuple[EntryFacts, ...]:
    """Read the events that count, those of one day for the same classes together."""
    return tuple(
        EntryFacts(
            date.fromisoformat(day),
            frozenset(map(int, audience.split(","))) if audience else frozenset(),
            contacts,
            most,
            number,
        )
        for day, audience, contacts, most, number in connection.execute(_EVENTS)
    )


def covered(book: ClassBook, held: Sequence[EntryFacts], target: int | None) -> Coverage:
    """Return what all the events prove about the parents reached."""
    return replace(coverage(book.classes(), book.held(held), gone=book.parents), target=target)


def told(held: Sequence[EntryFacts], until: date) -> tuple[Told, ...]:
    """Return of every audience its first and last day up to ``until``, and how many events there were."""
    spans: dict[frozenset[int], Told] = {}
    for one in held:
        if one.held_on > until:
            continue
        before = spans.get(one.class_ids, Told(one.held_on, one.class_ids, 0, one.held_on))
        spans[one.class_ids] = Told(
            min(before.held_on, one.held_on),
            one.class_ids,
            before.events + one.events,
            max(before.last_on or one.held_on, one.held_on),
        )
    return tuple(spans.values())
