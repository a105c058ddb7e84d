"""The order of a long log: ids alone, so that the rows are read when they come into view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop_app.models.outreach import OutreachEntry
from desktop_app.russian.fold import fold
from desktop_app.services.labels import OUTREACH_FORMS
from desktop_app.services.outreach.queries import class_links
from desktop_app.services.outreach.types import OutreachForm
from desktop_app.services.school.service import class_order

_NEWEST_FIRST = (OutreachEntry.held_on.desc(), OutreachEntry.id.desc())
_PLAIN = frozenset({"held_on", "parents", "unique_parents", "pupils", "handed_out"})
"""What SQLite itself puts in the right order."""


def ordered_ids(
    session: Session, wanted: Sequence[ColumnElement[bool]], by: str, *, descending: bool
) -> tuple[int, ...]:
    """Return the ids of the events by a field of ``OutreachRow``, or the newest first when ``by`` is empty.

    What was not counted or not written stands last either way; equals stand with the newest first.
    """
    entry = OutreachEntry
    if not by:
        return tuple(session.scalars(select(entry.id).where(*wanted).order_by(*_NEWEST_FIRST)))
    if by in _PLAIN:
        column = getattr(entry, by)
        order = (column.is_(None), column.desc() if descending else column.asc())
        return tuple(session.scalars(select(entry.id).where(*wanted).order_by(*order, *_NEWEST_FIRST)))
    if by == "classes":
        links = class_links(session, *wanted)
        ids = ordered_ids(session, wanted, "", descending=False)
        classes = {key: ", ".join(name for _, name in links.get(key, ())) for key in ids}
        keys = {text: class_order(text) if text else (-1, "") for text in set(classes.values())}
        return tuple(sorted(ids, key=lambda key: keys[classes[key]], reverse=descending))
    return _by_text(session, wanted, by, descending=descending)


def _by_text(
    session: Session, wanted: Sequence[ColumnElement[bool]], by: str, *, descending: bool
) -> tuple[int, ...]:
    """Fold every different text once: SQLite knows neither Russian case nor ё."""
    query = select(OutreachEntry.id, getattr(OutreachEntry, by)).where(*wanted).order_by(*_NEWEST_FIRST)
    rows: Sequence[Any] = session.execute(query).all()
    shown = {text: OUTREACH_FORMS[OutreachForm(text)] if by == "form" else text for _, text in rows}
    keys = {text: fold(label) for text, label in shown.items()}
    filled = [row for row in rows if keys[row[1]]]
    empty = [row[0] for row in rows if not keys[row[1]]]
    filled.sort(key=lambda row: keys[row[1]], reverse=descending)
    return (*(row[0] for row in filled), *empty)
