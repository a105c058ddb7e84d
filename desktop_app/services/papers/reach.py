"""What the outreach log proves about a period: sums, and the least number of different parents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Integer, case, cast, func, select
from sqlalchemy.orm import Session

from desktop_app.models.outreach import OutreachClass, OutreachEntry
from desktop_app.services.outreach.coverage import EntryFacts, proved
from desktop_app.services.outreach.queries import COUNTS
from desktop_app.services.outreach.year_book import YearBook

_SEPTEMBER: Final = "09"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachFacts:
    """Sums over the events of a period; ``reached`` is 0 when nothing is proved."""

    events: int
    contacts: int
    reached: int
    first: date | None
    last: date | None


def outreach_facts(session: Session, *, since: date | None, until: date) -> OutreachFacts:
    """Sum the events from ``since`` to ``until``, both inclusive.

    SQLite sums them up by audience and school year: every draft drawn asks for this with the file's lock
    held, and no proof wants more.
    """
    entry, link = OutreachEntry, OutreachClass
    period = [COUNTS, entry.held_on <= until, *([entry.held_on >= since] if since is not None else [])]
    classes = select(func.group_concat(link.class_id)).where(link.entry_id == entry.id).scalar_subquery()
    # the whole school of an event is that of its own year, so a sum goes through no 1 September
    month, year = func.substr(entry.held_on, 6, 2), func.substr(entry.held_on, 1, 4)
    began = cast(year, Integer) - case((month < _SEPTEMBER, 1), else_=0)
    each = select(
        entry.held_on, entry.parents, entry.unique_parents,
        classes.label("classes"), began.label("year"),
    ).where(*period).subquery()  # fmt: skip
    summed = select(
        func.min(each.c.held_on), func.max(each.c.held_on), func.count(),
        func.sum(each.c.parents), func.max(each.c.unique_parents), each.c.classes,
    ).group_by(each.c.year, each.c.classes)  # fmt: skip
    facts, lasts = [], []
    for first, last, events, contacts, unique, ids in session.execute(summed):
        class_ids = frozenset(map(int, ids.split(","))) if ids else frozenset()
        facts.append(EntryFacts(first, class_ids, contacts, unique, events))
        lasts.append(last)
    book = YearBook(session)
    told = proved(book.classes(until), book.held(facts), by_week=(), gone=book.parents)
    return OutreachFacts(
        events=sum(fact.events for fact in facts),
        contacts=told.contacts,
        reached=told.reached,
        first=min((fact.held_on for fact in facts), default=None),
        last=max(lasts, default=None),
    )
