"""What an export holds: columns with the card's keys and Russian headings, and rows of typed cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.services import labels
from desktop_app.services.banners.types import CheckOutcome, PortalRow
from desktop_app.services.exchange.headings import PORTALS, TITLES
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
_PORTAL_WIDTHS: Final = {
    "kind": 20,
    "name": 34,
    "url": 40,
    "place": 34,
    "status": 16,
    "reason": 30,
    "outcome": 20,
}
_PORTAL_DATE_WIDTH: Final = 14


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


def portals_sheet(rows: Sequence[PortalRow], outcomes: Mapping[int, CheckOutcome]) -> Sheet:
    """Return the portals in their order, the columns by the card's keys; pictures stay in the file.

    ``outcomes`` are what the last look at each portal saw.
    """
    columns = tuple(
        Column(key, title, _PORTAL_WIDTHS.get(key, _PORTAL_DATE_WIDTH))
        for key, title in PORTALS.titles.items()
    )
    return Sheet("Баннеры", columns, tuple(_portal(row, outcomes.get(row.id)) for row in rows))


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


def _portal(row: PortalRow, outcome: CheckOutcome | None) -> tuple[Value, ...]:
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
        row.removed_on,
        labels.CHECK_OUTCOMES[outcome] if outcome is not None else "",
    )
