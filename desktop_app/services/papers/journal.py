"""The outreach journal: every event of a period, a landscape book with sums, a cover and a certification."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final, overload

from sqlalchemy import RowMapping
from sqlalchemy.orm import Session

from desktop_app.models.enums import OutreachForm, PaperKind
from desktop_app.russian.dates import short_date
from desktop_app.russian.typography import as_printed
from desktop_app.services.labels import OUTREACH_FORMS
from desktop_app.services.outreach.queries import WHOLE_SCHOOL, class_links, conditions, events_in_order
from desktop_app.services.outreach.types import OutreachFilter
from desktop_app.services.papers.books import Align, BookContent, Cell, Cover, Table, TableColumn
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.heads import signature
from desktop_app.services.papers.words import clean
from desktop_app.services.texts.compose import written

_COLUMNS: Final = (
    TableColumn("№ п/п", 12, Align.CENTRE),
    TableColumn("Дата", 20, Align.CENTRE),
    TableColumn("Форма работы", 30),
    TableColumn("Классы", 22),
    TableColumn("Тема", 46),
    TableColumn("Родителей", 18, Align.RIGHT, summed=True),
    TableColumn("Учеников", 18, Align.RIGHT, summed=True),
    TableColumn("Роздано", 17, Align.RIGHT, summed=True),
    TableColumn("Ответственный", 30),
    TableColumn("Подтверждение", 30),
    TableColumn("Примечание", 24),
)

_Stored = tuple[RowMapping, str]
"""An event as the file has it, and the names of its classes."""


class JournalRows(Sequence[tuple[Cell, ...]]):
    """Rows made one by one as they are drawn; only what the file holds is kept."""

    def __init__(self, stored: Sequence[_Stored], make: Callable[[int, _Stored], tuple[Cell, ...]]) -> None:
        self._stored = stored
        self._make = make

    @overload
    def __getitem__(self, place: int) -> tuple[Cell, ...]: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[Cell, ...]]: ...

    def __getitem__(self, place: int | slice) -> tuple[Cell, ...] | Sequence[tuple[Cell, ...]]:
        """Make one row, or those of a slice."""
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        return self._make(place + 1, self._stored[place])

    def __len__(self) -> int:
        """Count the rows without making any."""
        return len(self._stored)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        """Make every row once, in order."""
        return (self._make(number, one) for number, one in enumerate(self._stored, start=1))

    def __eq__(self, other: object) -> bool:
        """Two journals are the same when the file held the same."""
        if not isinstance(other, JournalRows):
            return NotImplemented
        return self._stored == other._stored

    def __hash__(self) -> int:
        """Agree with equality, cheaply."""
        return hash((JournalRows, len(self._stored)))


def outreach_journal(session: Session, facts: PaperFacts) -> BookContent:
    """Return the journal of the facts' period, both days included, in the order of the events."""
    period = facts.period
    wanted = conditions(OutreachFilter(since=period.since, until=period.until))
    links = class_links(session, *wanted)
    stored = [
        (row, ", ".join(name for _, name in links.get(row["id"], ())) or WHOLE_SCHOOL)
        for row in events_in_order(session, *wanted)
    ]
    first: date | None = stored[0][0]["held_on"] if stored else None
    started = period.since or first
    words = written(PaperKind.OUTREACH_JOURNAL, facts)
    return BookContent(
        organisation=as_printed(clean(facts.school.full_name)),
        title=words.heading,
        period=period.words,
        paragraphs=words.paragraphs,
        table=Table(_COLUMNS, JournalRows(stored, journal_row)),
        signature=signature(facts.school),
        landscape=True,
        cover=Cover(started=short_date(started) if started else "", finished=short_date(period.until)),
        certified=True,
        empty="Записей за период нет.",
    )


def journal_row(number: int, stored: _Stored) -> tuple[Cell, ...]:
    """Return one event as it is printed."""
    event: Any = stored[0]
    return (
        number,
        short_date(event["held_on"]),
        OUTREACH_FORMS[OutreachForm(event["form"])],
        stored[1],
        as_printed(clean(event["topic"])),
        event["parents"],
        event["pupils"],
        event["handed_out"],
        as_printed(clean(event["responsible"])),
        as_printed(clean(event["proof"])),
        as_printed(clean(event["note"])),
    )
