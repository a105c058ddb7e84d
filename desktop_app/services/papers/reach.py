"""What the outreach log proves about a period: sums, and the least number of different parents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.outreach import OutreachClass, OutreachEntry
from desktop_app.services.outreach.coverage import EntryFacts, coverage
from desktop_app.services.outreach.queries import COUNTS
from desktop_app.services.outreach.year_book import YearBook


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachFacts:
    """Sums over the events of a period; ``reached`` is 0 when nothing is proved."""

    events: int
    contacts: int
    reached: int
    first: date | None
    last: date | None


def outreach_facts(session: Session, *, since: date | None, until: date) -> OutreachFacts:
    """Sum the events from ``since`` to ``until``, both inclusive."""
    entry, link = OutreachEntry, OutreachClass
    period = [COUNTS, entry.held_on <= until, *([entry.held_on >= since] if since is not None else [])]
    classes: dict[int, frozenset[int]] = {}
    links = select(link.entry_id, link.class_id).join(entry, entry.id == link.entry_id).where(*period)
    for entry_id, class_id in session.execute(links):
        classes[entry_id] = classes.get(entry_id, frozenset()) | {class_id}
    events = [
        EntryFacts(held_on, classes.get(key, frozenset()), contacts, unique)
        for key, held_on, contacts, unique in session.execute(
            select(entry.id, entry.held_on, entry.parents, entry.unique_parents).where(*period)
        )
    ]
    book = YearBook(session)
    told = coverage(book.classes(until), book.held(events), gone=book.parents)
    days = [event.held_on for event in events]
    return OutreachFacts(
        events=len(events),
        contacts=told.contacts,
        reached=told.reached,
        first=min(days, default=None),
        last=max(days, default=None),
    )
