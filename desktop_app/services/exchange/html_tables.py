"""Read a table out of a web page: electronic diaries hand out pages called «.xls».

Runs in the child process only: everything here may meet a hostile file.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Final

from desktop_app.services.errors import AppError
from desktop_app.services.exchange import limits
from desktop_app.services.exchange.headings import known_in
from desktop_app.services.exchange.joined_cells import carried, says_something

_STARTS: Final = ("<!doctype html", "<html", "<table", "<head", "<body", "<meta")
_HEAD: Final = 20
_HIDDEN: Final = {"script", "style", "title"}
_LINES: Final = {"br", "p", "div", "li"}
_MOST_SPAN: Final = 100


def is_page(text: str) -> bool:
    """Tell whether a text is a web page and no table of its own."""
    start = text[:2000].lstrip().lower()
    return start.startswith(_STARTS) or (start.startswith("<?xml") and "<html" in start)


def rows_of_page(text: str) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows of the page's table that names the most columns; raises ``AppError`` without one."""
    reader = _Tables()
    reader.feed(text)
    reader.close()
    tables = [table for table in reader.tables if table]
    if not tables:
        raise AppError(
            "Это страница сайта, и таблицы в ней нет.",
            hint="Сохраните таблицу в программе, где она сделана, как XLSX или CSV.",
        )
    best = max(tables, key=lambda table: max(map(known_in, table[:_HEAD]), default=0))
    for number, cells in enumerate(best, 1):
        while cells and not cells[-1]:
            cells.pop()
        limits.checked_width(number, len(cells))
        for cell in cells:
            if isinstance(cell, str):
                limits.checked_cell(number, cell)
        if cells:
            yield number, cells


class _Tables(HTMLParser):
    """Collects the tables; one inside a cell is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Any]]] = []
        self._open: list[list[list[Any]]] = []
        self._cells: list[list[str]] = []
        self._below: list[dict[int, tuple[int, Any]]] = []
        """For each open table, by the column: how many rows more a cell is joined over, and what it says."""
        self._said: list[str] = []
        """What the row itself says, without the cells joined over it."""
        self._span = self._down = 1
        self._hidden = 0
        self._rows = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "table":
            self._open.append([])
            self._below.append({})
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._end_cell()
            self._rows += 1
            if self._rows > limits.ROWS:
                raise limits.too_long(f"больше {limits.ROWS} строк")
            self._close_row()
            self._open[-1].append([])
        elif tag in {"td", "th"} and self._open and self._open[-1]:
            self._end_cell()
            given = dict(attrs)
            self._span, self._down = _span(given.get("colspan")), _span(given.get("rowspan"))
            self._cells.append([])
        elif tag in _LINES and self._cells:
            self._cells[-1].append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN and self._hidden:
            self._hidden -= 1
        elif tag in {"td", "th", "tr"}:
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._close_row()
            self._open.pop()
            self._below.pop()

    def handle_data(self, data: str) -> None:
        if self._cells and not self._hidden:
            self._cells[-1].append(data)

    def _end_cell(self) -> None:
        if self._cells and self._open and self._open[-1]:
            text = " ".join("".join(self._cells.pop()).split())
            row = self._open[-1][-1]
            self._carry_down(row)
            self._said.append(text)
            if self._down > 1:
                self._below[-1][len(row)] = (self._down, carried(text) if text else "")
                more = range(len(row) + 1, len(row) + self._span)
                self._below[-1].update(dict.fromkeys(more, (self._down, "")))
            row += [text, *[""] * max(0, self._span - 1)]
        self._cells.clear()
        self._span = self._down = 1

    def _carry_down(self, row: list[Any]) -> None:
        """Fill the places that cells of the rows above are joined over."""
        while len(row) in self._below[-1]:
            row.append(self._below[-1][len(row)][1])

    def _close_row(self) -> None:
        """Fill what is left of the row, and count it in the cells joined over it."""
        below = self._below[-1]
        if self._open[-1]:
            row = self._open[-1][-1]
            self._carry_down(row)
            if below and not says_something(self._said):
                row.clear()
        self._said.clear()
        self._below[-1] = {place: (left - 1, text) for place, (left, text) in below.items() if left > 1}


def _span(given: str | None) -> int:
    return max(1, min(int(given), _MOST_SPAN)) if given and given.isdecimal() and given.isascii() else 1
