"""The sums of the outreach log against the classes: nobody is told twice over, every event has its proof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.outreach import OutreachClass, OutreachEntry
from desktop_app.russian.dates import short_date
from desktop_app.services.letters.checks.base import EVIDENCE, FIGURES, listed, warning
from desktop_app.services.letters.types import Finding
from desktop_app.services.outreach.coverage import ClassFacts
from desktop_app.services.outreach.queries import COUNTS
from desktop_app.services.outreach.year_book import YearBook
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.school.calendar import year_start


def outreach_findings(session: Session, facts: PaperFacts) -> Iterable[Finding]:
    """Yield what does not add up in the events the letter sums; those of its own period only."""
    first, last = facts.outreach.first, facts.outreach.last
    if first is None or last is None:
        return
    entries = _events(session, first, last)
    book = YearBook(session)
    yield from _too_many(entries, book)
    yield from _uncounted(entries, book.classes())
    empty = [entry for entry in entries if not entry.parents]
    if empty:
        told = (
            f"Без числа родителей записано мероприятий: {len(empty)}; первое {short_date(empty[0].held_on)}."
        )
        yield warning(told, "parents", f"entry:{empty[0].id}", FIGURES)
    unproved = [entry for entry in entries if not entry.proof.strip() and entry.attachment_id is None]
    if unproved:
        day = short_date(unproved[0].held_on)
        told = f"Без подтверждения записано мероприятий: {len(unproved)}; первое {day}."
        yield warning(told, "parents", f"entry:{unproved[0].id}", EVIDENCE)


class _Event(NamedTuple):
    """What is looked at of an event; a letter may sum up many thousands of them."""

    id: int
    held_on: date
    parents: int
    unique_parents: int | None
    proof: str
    attachment_id: int | None
    classes: tuple[int, ...]


def _events(session: Session, first: date, last: date) -> Sequence[_Event]:
    """Read the events from one day to another, the oldest first, in two statements."""
    entry, link = OutreachEntry, OutreachClass
    period = (COUNTS, entry.held_on.between(first, last))
    classes: dict[int, tuple[int, ...]] = {}
    links = select(link.entry_id, link.class_id).join(entry, entry.id == link.entry_id).where(*period)
    for entry_id, class_id in session.execute(links):
        classes[entry_id] = (*classes.get(entry_id, ()), class_id)
    columns = (
        entry.id, entry.held_on, entry.parents, entry.unique_parents, entry.proof, entry.attachment_id,
    )  # fmt: skip
    rows = session.execute(select(*columns).where(*period).order_by(entry.held_on, entry.id))
    return [_Event(*row, classes.get(row.id, ())) for row in rows]


def _too_many(entries: Sequence[_Event], book: YearBook) -> Iterable[Finding]:
    """Find events with more different parents than their classes have: a coverage over 100 %."""
    then_of: dict[date, dict[int, int]] = {}
    latest = book.parents
    for entry in entries:
        year = year_start(entry.held_on)
        if year not in then_of:
            then_of[year] = {facts.class_id: facts.parents for facts in book.classes(year)}
        then = then_of[year]
        here = [then.get(key, latest.get(key, 0)) for key in entry.classes] or list(then.values())
        unique = entry.unique_parents or 0
        if here and all(here) and unique > sum(here):
            told = (
                f"Охват больше 100 %: {short_date(entry.held_on)} учтено {unique} разных родителей,"
                f" а в этих классах их {sum(here)}."
            )
            yield warning(told, "parents", f"entry:{entry.id}", FIGURES)


def _uncounted(entries: Sequence[_Event], groups: Sequence[ClassFacts]) -> Iterable[Finding]:
    told_to = {key for entry in entries for key in entry.classes}
    names = [group.name for group in groups if not group.parents and group.class_id in told_to]
    if names:
        told = f"Не указано, сколько родителей в классах: {listed(names)}. Охват по ним не считается."
        yield warning(told, "school", "classes", FIGURES)
