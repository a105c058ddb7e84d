"""Read events as the screens and the exports show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop_app.models.outreach import OutreachEntry
from desktop_app.services.outreach.queries import WHOLE_SCHOOL, class_links, plain_rows
from desktop_app.services.outreach.types import OutreachForm, OutreachRow
from desktop_app.services.outreach.year_book import YearBook
from desktop_app.services.school.order import class_order

_HIDDEN: Final = {"search", "deleted_at"}
_COLUMNS: Final = tuple(column for column in OutreachEntry.__table__.columns if column.name not in _HIDDEN)
_NAMES: Final = tuple(column.name for column in _COLUMNS)
_FORMS: Final = {form.value: form for form in OutreachForm}


def rows_where(session: Session, *wanted: ColumnElement[bool]) -> tuple[OutreachRow, ...]:
    """Read the events that meet the conditions, the newest first."""
    links = class_links(session, *wanted)
    query = select(*_COLUMNS).where(*wanted).order_by(OutreachEntry.held_on.desc(), OutreachEntry.id.desc())
    rows = []
    for stored in session.execute(query).mappings():
        classes = links.get(stored["id"], ())
        rows.append(
            OutreachRow(
                **{**stored, "form": OutreachForm(stored["form"])},
                class_ids=tuple(class_id for class_id, _ in classes),
                classes=", ".join(name for _, name in classes) or WHOLE_SCHOOL,
            )
        )
    return tuple(rows)


def rows_named(session: Session, ids: Sequence[int], book: YearBook) -> dict[int, OutreachRow]:
    """Read the events of these ids that are there, by id; in plain statements: a frame waits for them."""
    named = ", ".join(str(int(key)) for key in ids)
    links: dict[int, list[int]] = {}
    for entry_id, class_id in plain_rows(
        session,
        f"SELECT entry_id, class_id FROM outreach_classes WHERE entry_id IN ({named})",  # noqa: S608 - numbers
    ):
        links.setdefault(entry_id, []).append(class_id)
    rows = {}
    for stored in plain_rows(
        session,
        f"SELECT {', '.join(_NAMES)} FROM outreach_entries WHERE id IN ({named})",  # noqa: S608 - numbers
    ):
        values = dict(zip(_NAMES, stored, strict=True))
        held_on = date.fromisoformat(values["held_on"])
        classes = [(book.name(key, held_on), key) for key in links.get(values["id"], ())]
        if len(classes) > 1:
            classes.sort(key=lambda one: class_order(one[0]))
        values |= {"held_on": held_on, "form": _FORMS[values["form"]]}
        rows[values["id"]] = OutreachRow(
            **values,
            class_ids=tuple(key for _, key in classes),
            classes=", ".join(name for name, _ in classes) or WHOLE_SCHOOL,
        )
    return rows
