"""Tables over many sheets: the header again on each, rows kept whole, totals carried over, read once."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.documents.flow import Box, Span
from desktop_app.documents.units import PAD_DOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.documents.cells import Strip
    from desktop_app.documents.flow import Sheet
    from desktop_app.documents.grid import Grid, Totals
    from desktop_app.services.papers.books import Cell, Table

_RULE: Final = 0.5
_CARRIED: Final = "Перенесено с предыдущей страницы"
_ON_PAGE: Final = "Итого на странице"
_IN_ALL: Final = "Всего"
_LAST_ROWS: Final = 2
"""Rows that go to a new sheet with what must not stand there alone."""
_SPLIT_LEAST: Final = 3
"""Lines of a too high row that are worth beginning on a sheet already in use."""
_TOLERANCE: Final = 0.01


class TablePage(NamedTuple):
    """The part of a table on one sheet: rows and their tops; ``bottom``: where it ends."""

    placed: list[tuple[Strip, float]]
    bottom: float

    def draw(self, sheet: Sheet) -> None:
        """Put rows and rules on ``sheet``."""
        sheet.strips += self.placed
        sheet.boxes += _rules(self.placed, self.bottom)


class TableFlow:
    """Reads the rows of a table once and gives them out sheet by sheet; only one sheet is held.

    ``first``: where the table may stand on the sheet it begins on; ``rest``: on the others.
    """

    def __init__(self, grid: Grid, table: Table, first: Span, rest: Span) -> None:
        self._grid = grid
        self._rows = table.rows
        self._span, self._rest = first, rest
        self._nothing = (0,) * len(grid.summed)
        self._before = self._all = self._nothing
        """Sums of the sheets already given out, and of these with the sheet in hand."""
        self._carried = False
        """Rows were given out before the sheet in hand."""
        self._foot_height, self._foot_holds = 0.0, -1
        """Height of the row of a sheet's totals, and the largest number it has room for."""
        self._held: list[tuple[Strip, Totals]] = []
        self._used = 0.0
        self._open(first)

    def pages(self) -> Iterator[TablePage]:
        """Give out every sheet that is full; what is left is for ``close``."""
        for cells in self._rows:
            yield from self._add(self._grid.strip(cells), self._sums(cells))

    def close(self, tail: float, empty: str = "") -> Iterator[TablePage]:
        """Give out the last sheets, with ``tail`` points free below the last rows if a sheet has them.

        When the tail does not fit below, the last two rows go on to a new sheet with it, so that a signature
        never stands alone.
        """
        if not self._held and not self._carried and empty:
            self._hold(self._grid.message(empty), self._nothing)
        if self._held and self._used + _height(self._totals(last=True)) + tail > self._room + _TOLERANCE:
            moved = self._take_last()
            if self._held or self._span != self._rest:
                yield self._turn()
            for strip, sums in moved:
                yield from self._add(strip, sums)
        yield self._page(last=True)

    def _add(self, strip: Strip, sums: Totals) -> Iterator[TablePage]:
        """Hold a row; give out the sheet before it, or the parts of a row higher than a sheet."""
        body = self._room - self._foot(sums)
        while self._used + strip.height > body + _TOLERANCE:
            lines = int((body - self._used - 2 * PAD_DOWN + _TOLERANCE) / strip.type.leading)
            if strip.height > self._most(body) and lines >= (_SPLIT_LEAST if self._held else 1):
                part, strip = strip.split(lines)
                self._hold(part, sums)
                sums = self._nothing
            elif not self._held and self._span == self._rest:
                break  # not even a line has room: drawn all the same
            yield self._turn()
            body = self._room - self._foot(sums)
        self._hold(strip, sums)

    def _hold(self, strip: Strip, sums: Totals) -> None:
        self._held.append((strip, sums))
        self._all = _plus(self._all, sums)
        self._used += strip.height

    def _turn(self) -> TablePage:
        """Give out the sheet in hand, with nothing on it if it has no rows, and begin the next."""
        page = self._page(last=False) if self._held else TablePage([], self._span.top)
        self._open(self._rest)
        return page

    def _open(self, span: Span) -> None:
        self._span = span
        self._room = span.bottom - span.top
        self._held = []
        self._head = list(self._grid.header)
        if self._carried and self._grid.summed:
            self._head += self._grid.total(_CARRIED, self._before)
        self._used = _height(self._head)

    def _most(self, body: float) -> float:
        """Return the height of the highest row a whole sheet holds."""
        fresh = self._rest.bottom - self._rest.top - (self._room - body)
        return fresh - _height(self._head)

    def _foot(self, sums: Totals) -> float:
        """Return the points of the row of totals once ``sums`` are added: figures may need a line more."""
        if not self._grid.summed:
            return 0
        most = max(map(abs, _plus(self._all, sums)))
        if most > self._foot_holds:
            self._foot_holds = 10 ** len(str(most)) - 1
            widest = (self._foot_holds,) * len(sums)
            self._foot_height = _height(self._grid.total(_ON_PAGE, widest))
        return self._foot_height

    def _totals(self, *, last: bool) -> list[Strip]:
        """Return the rows of totals below the rows of the sheet in hand."""
        if not self._grid.summed:
            return []
        rows = (
            [] if last and not self._carried else self._grid.total(_ON_PAGE, _minus(self._all, self._before))
        )
        return rows + (self._grid.total(_IN_ALL, self._all) if last else [])

    def _page(self, *, last: bool) -> TablePage:
        placed: list[tuple[Strip, float]] = []
        top = self._span.top
        for strip in [*self._head, *(strip for strip, _ in self._held), *self._totals(last=last)]:
            placed.append((strip, top))
            top += strip.height
        self._before = self._all
        self._carried = True
        return TablePage(placed, top)

    def _take_last(self) -> list[tuple[Strip, Totals]]:
        """Take the last rows from the sheet in hand: two if others stay, else one or the end of one."""
        count = max(1, min(_LAST_ROWS, len(self._held) - 1))
        moved = self._held[-count:]
        del self._held[-count:]
        strip, sums = moved[0]
        if not self._held and strip.depth > _LAST_ROWS:
            part, rest = strip.split(strip.depth - _LAST_ROWS)
            self._held = [(part, sums)]
            moved = [(rest, self._nothing)]
        self._all = self._before
        for _, sums in self._held:
            self._all = _plus(self._all, sums)
        self._used = _height(self._head) + _height([strip for strip, _ in self._held])
        return moved

    def _sums(self, cells: Sequence[Cell]) -> Totals:
        return tuple([cell if isinstance(cell := cells[index], int) else 0 for index in self._grid.summed])


def _minus(one: Totals, other: Totals) -> Totals:
    return tuple(map(int.__sub__, one, other))


def _plus(one: Totals, other: Totals) -> Totals:
    return tuple(map(int.__add__, one, other))


def _height(strips: Sequence[Strip]) -> float:
    return sum(strip.height for strip in strips)


def _rules(placed: Sequence[tuple[Strip, float]], bottom: float) -> list[Box]:
    """Return the rules: one above each row, one at the end, verticals through rows with the same edges."""
    if not placed:
        return []
    half = _RULE / 2
    left, right = placed[0][0].edges[0] - half, placed[0][0].edges[-1] + half
    boxes = [Box(left, top - half, right - left, _RULE) for _, top in placed]
    boxes.append(Box(left, bottom - half, right - left, _RULE))
    for edges, group in groupby(placed, key=lambda row: row[0].edges):
        rows = list(group)
        top, end = rows[0][1], rows[-1][1] + rows[-1][0].height
        boxes += [Box(edge - half, top, _RULE, end - top) for edge in edges]
    return boxes
