"""How many parents were told: sums, and the least number of different people the record proves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desktop_app.models.outreach import OutreachEntry
from desktop_app.models.school import ClassGroup


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
        .where(OutreachEntry.held_on <= until)
        .options(selectinload(OutreachEntry.classes))
        .order_by(OutreachEntry.held_on, OutreachEntry.id)
    )
    if since is not None:
        query = query.where(OutreachEntry.held_on >= since)
    entries = session.scalars(query).all()
    parents = {group.id: group.parents for group in session.scalars(select(ClassGroup))}
    told = [(frozenset(c.class_id for c in e.classes), e.unique_parents or 0) for e in entries]
    return OutreachFacts(
        events=len(entries),
        contacts=sum(entry.parents for entry in entries),
        reached=least_reached(parents, told),
        first=entries[0].held_on if entries else None,
        last=entries[-1].held_on if entries else None,
    )


def least_reached(parents: Mapping[int, int], told: list[tuple[frozenset[int], int]]) -> int:
    """Return the provable lower bound of different parents; ``told`` holds classes (none: all) and people.

    Different classes have different parents; two events of one class may have reached the same, so only the
    greatest counts. Never more than there are parents, when these are known.
    """
    single: dict[int, int] = dict.fromkeys(parents, 0)
    for classes, people in told:
        if len(classes) == 1:
            (only,) = classes
            single[only] = max(single.get(only, 0), min(people, parents.get(only) or people))
    best = sum(single.values())
    for classes, people in told:
        if len(classes) != 1:
            chosen = classes or frozenset(single)
            known = sum(parents.get(one, 0) for one in chosen)
            outside = sum(number for one, number in single.items() if one not in chosen)
            best = max(best, min(people, known or people) + outside)
    total = sum(parents.values())
    return min(best, total) if total else best
