"""The sums of the outreach log against the classes: nobody is told twice over, every event has its proof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desktop_app.models.outreach import OutreachEntry
from desktop_app.russian.dates import short_date
from desktop_app.services.letters.checks.base import EVIDENCE, FIGURES, listed, warning
from desktop_app.services.letters.types import Finding
from desktop_app.services.outreach.coverage import ClassFacts
from desktop_app.services.outreach.queries import COUNTS
from desktop_app.services.outreach.year_book import YearBook
from desktop_app.services.papers.facts import PaperFacts


def outreach_findings(session: Session, facts: PaperFacts) -> Iterable[Finding]:
    """Yield what does not add up in the events the letter sums; those of its own period only."""
    first, last = facts.outreach.first, facts.outreach.last
    if first is None or last is None:
        return
    query = (
        select(OutreachEntry)
        .where(COUNTS, OutreachEntry.held_on.between(first, last))
        .options(selectinload(OutreachEntry.classes))
        .order_by(OutreachEntry.held_on, OutreachEntry.id)
    )
    entries = session.scalars(query).all()
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


def _too_many(entries: Sequence[OutreachEntry], book: YearBook) -> Iterable[Finding]:
    """Find events with more different parents than their classes have: a coverage over 100 %."""
    for entry in entries:
        then = {facts.class_id: facts.parents for facts in book.classes(entry.held_on)}
        sizes = {**book.parents, **then}
        here = [sizes.get(one.class_id, 0) for one in entry.classes] or list(then.values())
        unique = entry.unique_parents or 0
        if here and all(here) and unique > sum(here):
            told = (
                f"Охват больше 100 %: {short_date(entry.held_on)} учтено {unique} разных родителей,"
                f" а в этих классах их {sum(here)}."
            )
            yield warning(told, "parents", f"entry:{entry.id}", FIGURES)


def _uncounted(entries: Sequence[OutreachEntry], groups: Sequence[ClassFacts]) -> Iterable[Finding]:
    told_to = {one.class_id for entry in entries for one in entry.classes}
    names = [group.name for group in groups if not group.parents and group.class_id in told_to]
    if names:
        told = f"Не указано, сколько родителей в классах: {listed(names)}. Охват по ним не считается."
        yield warning(told, "school", "classes", FIGURES)
