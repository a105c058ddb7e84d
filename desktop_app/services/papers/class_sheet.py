"""The acknowledgement sheet of a class: blank lines to sign by hand, no name printed or stored."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from desktop_app.models.enums import PaperKind
from desktop_app.models.school import ClassGroup
from desktop_app.russian.dates import short_date
from desktop_app.russian.typography import as_printed
from desktop_app.services.errors import NotFoundError
from desktop_app.services.outreach.queries import conditions, events_in_order
from desktop_app.services.outreach.types import OutreachFilter
from desktop_app.services.papers.books import Align, BookContent, Cell, Table, TableColumn
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.parts import Signature
from desktop_app.services.papers.words import clean
from desktop_app.services.texts.compose import written
from desktop_app.services.texts.source import Particulars

LINES: Final = 30
"""As many lines as an ordinary class needs, where the school has not counted its parents."""
_LISTED: Final = 5
"""More events than these leave no room for signatures; the newest are named."""
_BLANK: Final = "_" * 24
"""Where the teacher writes the name by hand: the program does not know who leads the class."""
_ROW: Final = 8
"""Millimetres a signature takes."""
_COLUMNS: Final = (
    TableColumn("№ п/п", 14, Align.CENTRE),
    TableColumn("Подпись родителя (законного представителя)", 106),
    TableColumn("Дата", 45),
)


def class_sheet(session: Session, facts: PaperFacts, class_id: int) -> BookContent:
    """Return the sheet of one class; raises ``NotFoundError`` when the school has no such class."""
    group = session.get(ClassGroup, class_id)
    if group is None:
        raise NotFoundError("Такого класса в учёте нет.", hint="Выберите класс из списка школы.")
    period = facts.period
    wanted = OutreachFilter(since=period.since, until=period.until, class_id=class_id)
    events = events_in_order(session, *conditions(wanted))
    told = [f"{short_date(row['held_on'])} — {clean(row['topic'])}" for row in events]
    about = Particulars(class_name=clean(group.name), told="; ".join(told[-_LISTED:]))
    words = written(PaperKind.CLASS_SHEET, facts, about)
    return BookContent(
        organisation=as_printed(clean(facts.school.full_name)),
        title=words.heading,
        period="",
        paragraphs=words.paragraphs,
        table=Table(_COLUMNS, _lines(group.parents or LINES), numbered=False, least_height=_ROW),
        signature=Signature(post="Классный руководитель", name=_BLANK),
        landscape=False,
    )


def _lines(many: int) -> tuple[tuple[Cell, ...], ...]:
    return tuple((number, "", "") for number in range(1, many + 1))
