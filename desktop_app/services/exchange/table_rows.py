"""What every kind of table has: cells by their place, lines of sums, what dates and encodings leave open."""

from __future__ import annotations

import re
from typing import Final

from desktop_app.russian.fold import fold
from desktop_app.services.exchange.dates import DateColumn, two_counts, two_days
from desktop_app.services.exchange.encodings import NAMES
from desktop_app.services.exchange.guarding import unguarded
from desktop_app.services.exchange.types import Cell, DateOrder, Epoch, Question, RawTable

_SUMS: Final = re.compile(r"(?:итого|всего|итог|сумма|в среднем|среднее)\b.*")


def cell_at(cells: tuple[Cell, ...], place: int, *, guarded: bool) -> Cell:
    """Return a cell without the guard of our own exports; None for an empty one."""
    cell = cells[place] if place < len(cells) else None
    if not isinstance(cell, str):
        return cell
    text = unguarded(cell) if guarded else cell
    return text if text.strip() else None


def is_blank(cell: Cell) -> bool:
    """Tell whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def first_words(cells: tuple[Cell, ...]) -> Cell:
    """Return the first cell of a row that is not blank."""
    return next((cell for cell in cells if not is_blank(cell)), None)


def says_sum(cell: Cell) -> bool:
    """Tell whether a cell begins a line of sums: «Итого»."""
    return isinstance(cell, str) and _SUMS.fullmatch(fold(cell)) is not None


def date_questions(dates: DateColumn) -> list[Question]:
    """Return what the dates leave open: which number is the day, and from which year days are counted."""
    found = []
    if dates.asks_order:
        first, second = two_days(dates.example)
        text = f"«{dates.example}» — это {first} или {second}?"
        options = (
            (DateOrder.DAY_FIRST.value, f"{first}: сначала день"),
            (DateOrder.MONTH_FIRST.value, f"{second}: сначала месяц"),
        )
        found.append(Question("date_order", text, options))
    if dates.asks_epoch:
        first, second = two_counts(dates.example)
        counts = ((Epoch.WINDOWS.value, first), (Epoch.MACINTOSH.value, second))
        text = f"Число {dates.example} вместо даты — это {first} или {second}?"
        found.append(Question("epoch", text, counts))
    return found


def sheet_question(table: RawTable) -> list[Question]:
    """Return the question which sheet is meant, when several look like the table wanted."""
    source = table.source
    if not source.rivals:
        return []
    names = (source.sheet, *source.rivals)
    text = (
        f"В книге таблицы на нескольких листах: {', '.join(f'«{name}»' for name in names)}. Какой загрузить?"
    )
    return [Question("sheet", text, tuple((name, name) for name in names))]


def encoding_question(table: RawTable) -> list[Question]:
    """Return the question in which encoding a file is, when its letters do not tell."""
    if not table.source.encodings:
        return []
    options = tuple((each, NAMES[each]) for each in table.source.encodings)
    return [Question("encoding", "По тексту не понять, в какой кодировке файл.", options)]
