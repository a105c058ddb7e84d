"""The selects behind the parents' screen: one filter for the list and for its totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, or_, select
from sqlalchemy.orm import Session

from desktop_app.models.outreach import OutreachClass, OutreachEntry
from desktop_app.russian.fold import fold
from desktop_app.services.labels import OUTREACH_FORMS
from desktop_app.services.outreach.coverage import ClassFacts
from desktop_app.services.outreach.types import OutreachFilter, OutreachForm
from desktop_app.services.outreach.year_book import YearBook
from desktop_app.services.school.order import class_order

WHOLE_SCHOOL = "вся школа"


def class_facts(session: Session) -> tuple[ClassFacts, ...]:
    """Read the classes that are here, in the order of the school's list."""
    return YearBook(session).classes()


def class_links(session: Session, *conditions: ColumnElement[bool]) -> dict[int, tuple[tuple[int, str], ...]]:
    """Read the classes (id, name on the event's day) of the events of ``conditions``, in school order."""
    rows = session.execute(
        select(OutreachClass.entry_id, OutreachClass.class_id, OutreachEntry.held_on)
        .join(OutreachEntry, OutreachEntry.id == OutreachClass.entry_id)
        .where(*conditions)
    )
    book = YearBook(session)
    named = [(entry_id, class_id, book.name(class_id, held_on)) for entry_id, class_id, held_on in rows]
    links: dict[int, tuple[tuple[int, str], ...]] = {}
    for entry_id, class_id, name in sorted(named, key=lambda row: class_order(row[2])):
        links[entry_id] = (*links.get(entry_id, ()), (class_id, name))
    return links


def events_in_order(session: Session, *wanted: ColumnElement[bool]) -> Sequence[RowMapping]:
    """Read what a journal prints of the events that meet ``wanted``, the oldest first."""
    entry = OutreachEntry
    columns = (
        entry.id, entry.held_on, entry.form, entry.topic, entry.parents, entry.pupils, entry.handed_out,
        entry.responsible, entry.proof, entry.note,
    )  # fmt: skip
    query = select(*columns).where(*wanted).order_by(entry.held_on, entry.id)
    return session.execute(query).mappings().all()


def plain_rows(session: Session, statement: str) -> list[tuple[Any, ...]]:
    """Return what a SELECT finds as plain tuples: SQLAlchemy's rows cost as much again."""
    found = session.connection().exec_driver_sql(statement)
    assert found.cursor is not None  # noqa: S101 - a SELECT has rows
    return list(found.cursor.fetchall())


COUNTS = OutreachEntry.deleted_at.is_(None)
"""The condition of every sum, paper and check: what is in the trash counts nowhere."""


def conditions(wanted: OutreachFilter) -> tuple[ColumnElement[bool], ...]:
    """Make the WHERE of a filter: every typed word must be found, in any order."""
    found: list[ColumnElement[bool]] = [OutreachEntry.deleted_at.is_not(None) if wanted.deleted else COUNTS]
    found += [OutreachEntry.search.contains(word, autoescape=True) for word in fold(wanted.text).split()]
    if wanted.since is not None:
        found.append(OutreachEntry.held_on >= wanted.since)
    if wanted.until is not None:
        found.append(OutreachEntry.held_on <= wanted.until)
    if wanted.form is not None:
        found.append(OutreachEntry.form == wanted.form)
    if wanted.class_id is not None:
        found.append(_concerns(wanted.class_id))
    return tuple(found)


def _concerns(class_id: int) -> ColumnElement[bool]:
    """Make the condition that an event was for the class: for it by name, or for the whole school."""
    named = select(OutreachClass.entry_id).where(OutreachClass.class_id == class_id)
    for_some_classes = select(OutreachClass.entry_id)
    return or_(OutreachEntry.id.in_(named), OutreachEntry.id.not_in(for_some_classes))


def search_text(entry: OutreachEntry, names: Mapping[int, str]) -> str:
    """Fold everything a user may type to find the event; ``names`` are the classes by id."""
    texts = (entry.topic, entry.responsible, entry.proof, entry.note)
    return searched(texts, OutreachForm(entry.form), [names[link.class_id] for link in entry.classes])


def searched(texts: Iterable[str], form: OutreachForm, classes: Sequence[str]) -> str:
    """Fold an event's own texts, the name of its form and its classes."""
    return fold(" ".join((*texts, OUTREACH_FORMS[form], *(classes or [WHOLE_SCHOOL]))))
