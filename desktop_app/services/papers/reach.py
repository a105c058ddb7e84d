"""What the outreach log proves about a period: sums, and the least number of different parents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desktop_app.models.outreach import OutreachEntry
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
    query = (
        select(OutreachEntry)
        .where(COUNTS, OutreachEntry.held_on <= until)
        .options(selectinload(OutreachEntry.classes))
        .order_by(OutreachEntry.held_on, OutreachEntry.id)
    )
    if since is not None:
        query = query.where(OutreachEntry.held_on >= since)
    entries = session.scalars(query).all()
    book = YearBook(session)
    told = coverage(
        book.classes(until),
        book.held(
            EntryFacts(
                one.held_on, frozenset(c.class_id for c in one.classes), one.parents, one.unique_parents
            )
            for one in entries
        ),
        gone=book.parents,
    )
    return OutreachFacts(
        events=len(entries),
        contacts=told.contacts,
        reached=told.reached,
        first=entries[0].held_on if entries else None,
        last=entries[-1].held_on if entries else None,
    )
