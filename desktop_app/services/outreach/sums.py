"""Coverage of a long log: events are summed up by day and classes once, until the file changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Text, select, type_coerce
from sqlalchemy.orm import Session

from desktop_app.models.outreach import OutreachClass, OutreachEntry
from desktop_app.services.outreach.coverage import EntryFacts, coverage
from desktop_app.services.outreach.queries import COUNTS
from desktop_app.services.outreach.types import Coverage
from desktop_app.services.outreach.year_book import YearBook
from desktop_app.services.school.service import school_goals
from desktop_app.services.store import Store


class CoverageSums:
    """Answers for any period from the same sums; every change of the file makes them be read again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._revision = -1
        self._book: YearBook | None = None
        self._target: int | None = None
        self._days: list[EntryFacts] = []
        self._answers: dict[tuple[date | None, date | None], Coverage] = {}

    def coverage(self, since: date | None, until: date | None) -> Coverage:
        """Return what the events between both days, these included, prove."""
        with self._store.read() as session:
            book = self._book
            if book is None or self._revision != self._store.revision:
                book = self._book = YearBook(session)
                self._days = book.held(_days(session))
                self._target = school_goals(session).coverage_target
                self._answers.clear()
                self._revision = self._store.revision
            period = (since, until)
            if period not in self._answers:
                proved = coverage(book.classes(until), self._days, since, until, gone=book.parents)
                self._answers[period] = replace(proved, target=self._target)
            return self._answers[period]


def _days(session: Session) -> tuple[EntryFacts, ...]:
    """Sum up all events that count, by day and classes; dates are read as they are stored, it is faster."""
    entry, link = OutreachEntry, OutreachClass
    classes: dict[int, tuple[int, ...]] = {}
    for entry_id, class_id in session.execute(
        select(link.entry_id, link.class_id).order_by(link.entry_id, link.class_id)
    ):
        classes[entry_id] = (*classes.get(entry_id, ()), class_id)
    sums: dict[tuple[str, tuple[int, ...]], tuple[int, int, int]] = {}
    query = select(entry.id, type_coerce(entry.held_on, Text), entry.parents, entry.unique_parents)
    for entry_id, day, contacts, unique in session.execute(query.where(COUNTS)):
        key = (day, classes.get(entry_id, ()))
        before, most, events = sums.get(key, (0, 0, 0))
        sums[key] = (before + contacts, max(most, unique or 0), events + 1)
    return tuple(
        EntryFacts(date.fromisoformat(day), frozenset(class_ids), contacts, unique, events)
        for (day, class_ids), (contacts, unique, events) in sums.items()
    )
