"""Rows of a list of portals as values: which columns are there, what each cell says, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from desktop_app.services.errors import FieldError
from desktop_app.services.exchange.dates import DateColumn, DoubtfulDateError, date_column
from desktop_app.services.exchange.mapping import Mapping as ColumnMapping
from desktop_app.services.exchange.portal_headings import read_choice
from desktop_app.services.exchange.table_rows import cell_at, first_words, says_sum
from desktop_app.services.exchange.types import Answers, Cell, RawTable
from desktop_app.services.exchange.values import read_text
from desktop_app.services.validation import tidy

CHOICES: Final = ("kind", "status", "outcome")
DATES: Final = ("placed_on", "planned_for", "checked_on", "removed_on")


@dataclass(slots=True)
class PortalCells:
    """One row: values of the columns there are, None and an empty text for empty cells."""

    number: int
    given: Mapping[str, Cell]
    values: dict[str, Any] = field(default_factory=dict)
    wrong: list[FieldError] = field(default_factory=list)

    def text(self, key: str) -> str:
        """Return a text of the row; empty when the table has no such column."""
        return str(self.values.get(key) or "")


class PortalTable:
    """The rows of a table with its columns known."""

    def __init__(self, table: RawTable, mapping: ColumnMapping, answers: Answers, today: Any) -> None:
        self._mapping = mapping
        self._answers = answers
        self._guarded = table.source.guarded
        self._places = mapping.places()
        self.totals = 0
        self.dates: DateColumn = date_column(
            self._date_cells(),
            today=today,
            order=answers.date_order,
            epoch=table.source.epoch,
            answered_epoch=answers.epoch,
        )

    def rows(self) -> Iterator[PortalCells]:
        """Yield the rows that hold anything, lines of sums left out."""
        constants = self._answers.constants
        for number, cells in self._mapping.rows:
            given: dict[str, Cell] = {
                key: cell_at(cells, place, guarded=self._guarded) for key, place in self._places.items()
            }
            if all(value is None for value in given.values()):
                continue
            if says_sum(first_words(cells)) and given.get("name") is None:
                self.totals += 1
                continue
            row = PortalCells(number, {**given, **constants})
            for key, cell in row.given.items():
                self._read(row, key, cell)
            yield row

    def _read(self, row: PortalCells, key: str, cell: Cell) -> None:
        try:
            if key in CHOICES:
                row.values[key] = read_choice(key, cell)
            elif key in DATES:
                row.values[key] = None if cell is None else self.dates.read(cell)
            else:
                row.values[key] = tidy(read_text(cell))
        except DoubtfulDateError as error:
            asked = self.dates.asks_order or self.dates.asks_epoch
            row.wrong.append(FieldError(key, "" if asked else str(error)))
        except ValueError as error:
            row.wrong.append(FieldError(key, str(error)))

    def _date_cells(self) -> list[Cell]:
        places = [self._places[key] for key in DATES if key in self._places]
        cells = [
            cell_at(cells, place, guarded=self._guarded)
            for _, cells in self._mapping.rows
            for place in places
        ]
        return [*cells, *(self._answers.constants.get(key) for key in DATES)]
