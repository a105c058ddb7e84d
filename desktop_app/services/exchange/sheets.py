"""What an export holds: columns with the card's keys and Russian headings, and rows of typed cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.services import labels
from desktop_app.services.banners.types import PortalRow
from desktop_app.services.exchange.headings import TITLES
from desktop_app.services.outreach.types import OutreachRow

Value = str | int | date | None

_WIDTHS: Final = {
    "date": 12,
    "form": 28,
    "topic": 56,
    "classes": 16,
    "responsible": 22,
    "proof": 24,
    "note": 30,
}
_NUMBER_WIDTH: Final = 13
_PORTALS: Final = (
    ("kind", "Вид", 20),
    ("name", "Название", 34),
    ("url", "Адрес", 40),
    ("place", "Где размещён", 34),
    ("status", "Состояние", 16),
    ("placed_on", "Размещён", 13),
    ("planned_for", "Запланирован", 14),
    ("checked_on", "Последняя проверка", 14),
    ("reason", "Причина", 30),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``width`` in characters, ``summed`` when its numbers are added up below."""

    key: str
    title: str
    width: int
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table ready to be written."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]

    def totals(self) -> tuple[Value, ...]:
        """Return the row of sums, «Итого» first; nothing when no column is added up."""
        if not self.rows or not any(column.summed for column in self.columns):
            return ()
        sums: list[Value] = [
            sum(row[place] for row in self.rows if isinstance(row[place], int)) if column.summed else None  # type: ignore[misc]  # only numbers are left
            for place, column in enumerate(self.columns)
        ]
        return ("Итого", *sums[1:])


def outreach_sheet(rows: Sequence[OutreachRow]) -> Sheet:
    """Return the log in the order of time, the columns by the card's keys."""
    counts = {"parents", "unique_parents", "pupils", "handed_out"}
    columns = tuple(
        Column(key, title, _WIDTHS.get(key, _NUMBER_WIDTH), summed=key in counts)
        for key, title in TITLES.items()
    )
    ordered = sorted(rows, key=lambda row: (row.held_on or date.min, row.id))
    return Sheet("Журнал", columns, tuple(_event(row) for row in ordered))


def portals_sheet(rows: Sequence[PortalRow]) -> Sheet:
    """Return the portals in their order, the columns by the card's keys; pictures stay in the file."""
    columns = tuple(Column(*column) for column in _PORTALS)
    return Sheet("Баннеры", columns, tuple(_portal(row) for row in rows))


def _event(row: OutreachRow) -> tuple[Value, ...]:
    return (
        row.held_on,
        labels.OUTREACH_FORMS[row.form],
        row.topic,
        row.classes,
        row.parents,
        row.unique_parents,
        row.pupils,
        row.handed_out,
        row.responsible,
        row.proof,
        row.note,
    )


def _portal(row: PortalRow) -> tuple[Value, ...]:
    return (
        labels.PORTAL_KINDS[row.kind],
        row.name,
        row.url,
        row.place,
        labels.PLACEMENT_STATUSES[row.status],
        row.placed_on,
        row.planned_for,
        row.checked_on,
        row.reason,
    )
