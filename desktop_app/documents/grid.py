"""The columns of a table on a sheet: rows set in them, the header, the rows of totals."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from desktop_app.documents.cells import (
    EMPTY,
    PAD_ACROSS,
    CellText,
    Setter,
    Strip,
    Type,
    cell_lines,
    figure,
    slots_of,
)
from desktop_app.documents.units import MM
from desktop_app.services.papers.books import Align

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.documents.fonts import Face, Faces
    from desktop_app.services.papers.books import Cell, Table, TableColumn

_SIZES: Final = (10.0, 9.5, 9.0)
"""Sizes of a table, smaller than the text's; the first in which no word of the header is divided."""

Totals = tuple[int, ...]
"""One whole number for each summed column."""


class Grid:
    """The columns of one table on a sheet, and the rows that are the same on all its sheets."""

    def __init__(
        self, table: Table, left: float, width: float, faces: Faces, clean: Callable[[str], str]
    ) -> None:
        columns = table.columns
        scale = width / sum(column.width for column in columns)
        edges = [left]
        for column in columns:
            edges.append(edges[-1] + column.width * scale)
        self._edges = tuple(edges)
        self._slots = slots_of(edges, (column.align for column in columns))
        size = table_size([column.title for column in columns], edges, faces.regular)
        self._plain = Type(faces.regular, size)
        self._bold = Type(faces.bold, size)
        setters = [Setter(self._plain, slot.width, clean) for slot in self._slots]
        self._setters = [(setter.known, setter.text) for setter in setters]
        self.summed = tuple(index for index, column in enumerate(columns) if column.summed)
        self._least = table.least_height * MM
        self.header = self._header(columns, numbered=table.numbered)

    def strip(self, cells: Sequence[Cell]) -> Strip:
        """Set one row."""
        texts = [known(cell) or make(cell) for (known, make), cell in zip(self._setters, cells, strict=True)]
        strip = Strip(texts, self._slots, self._edges, self._plain)
        strip.height = max(strip.height, self._least)
        return strip

    def total(self, label: str, totals: Totals) -> list[Strip]:
        """Set a row of totals: the label across the widest run of other columns, the figures in their own."""
        first, end = self._label_columns()
        if first == end:  # every column is summed: the label has a row to itself
            whole = (self._edges[0], self._edges[-1])
            return [self._wide(whole, [label], [Align.LEFT]), self._wide(self._edges, self._figures(totals))]
        edges = (*self._edges[: first + 1], *self._edges[end:])
        texts = self._figures(totals)
        texts[first:end] = [label]
        aligns = [slot.align for slot in self._slots]
        aligns[first:end] = [Align.RIGHT]
        return [self._wide(edges, texts, aligns)]

    def message(self, text: str) -> Strip:
        """Set ``text`` across the whole table."""
        return self._wide((self._edges[0], self._edges[-1]), [text], [Align.CENTRE], self._plain)

    def _header(self, columns: Sequence[TableColumn], *, numbered: bool) -> list[Strip]:
        aligns = [Align.CENTRE] * len(columns)
        rows = [self._wide(self._edges, [column.title for column in columns], aligns, self._plain)]
        if numbered:
            numbers = [str(number) for number in range(1, len(columns) + 1)]
            rows.append(self._wide(self._edges, numbers, aligns, self._plain))
        return rows

    def _figures(self, totals: Totals) -> list[str]:
        texts = [""] * len(self._slots)
        for index, number in zip(self.summed, totals, strict=True):
            texts[index] = figure(number)
        return texts

    def _label_columns(self) -> tuple[int, int]:
        """Return the widest run of columns that are not summed, as first and end."""
        bounds = (-1, *self.summed, len(self._slots))
        runs = [(before + 1, after) for before, after in pairwise(bounds)]
        return max(runs, key=lambda run: self._edges[run[1]] - self._edges[run[0]])

    def _wide(
        self,
        edges: Sequence[float],
        texts: Sequence[str],
        aligns: Sequence[Align] | None = None,
        type_: Type | None = None,
    ) -> Strip:
        type_ = type_ or self._bold
        slots = slots_of(edges, aligns or [slot.align for slot in self._slots])
        cells = [
            CellText(cell_lines(text, type_.face, slot.width * 1000 / type_.size)) if text else EMPTY
            for text, slot in zip(texts, slots, strict=True)
        ]
        return Strip(cells, slots, tuple(edges), type_)


def table_size(titles: Sequence[str], edges: Sequence[float], face: Face) -> float:
    """Return the largest size in which every word of the header fits into its column."""
    for size in _SIZES:
        if all(
            face.points(word, size) <= right - left - 2 * PAD_ACROSS
            for title, (left, right) in zip(titles, pairwise(edges), strict=True)
            for word in title.split()
        ):
            return size
    return _SIZES[-1]
