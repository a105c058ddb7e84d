"""Cells joined downwards: what is written once for several rows is said in each, unless it is a number."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from desktop_app.services.exchange import limits
from desktop_app.services.exchange.types import Missing
from desktop_app.services.exchange.values import read_count

_AREA: Final = re.compile(rb'<(?:x:)?mergeCell ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_LONGEST: Final = 60
"""Bytes of one area at most; kept between two blocks that are looked through."""
_MOST: Final = 50_000

Areas = dict[int, list[tuple[int, int]]]
"""By the first row: the last row and the column, from 0, of what is written in the first."""


def areas_of(package: zipfile.ZipFile, part: str) -> Areas:
    """Return the areas of a sheet that are joined over several rows."""
    found: Areas = defaultdict(list)
    tail, seen = b"", 0
    with package.open(part) as stream:
        while block := stream.read(limits.MEBI):
            text = tail + block
            end = 0
            for match in _AREA.finditer(text):
                end = match.end()
                first, last, column = int(match[2]), int(match[3]), _place(match[1])
                if first < last and column < limits.COLUMNS and (seen := seen + 1) <= _MOST:
                    found[first].append((last, column))
            tail = text[max(end, len(text) - _LONGEST) :]
    return found


class JoinedDown:
    """Rows in their order, each with what the areas joined above it say."""

    def __init__(self, areas: Areas) -> None:
        self._areas = areas
        self._open: dict[int, tuple[int, Any]] = {}

    def filled(self, number: int, cells: list[Any]) -> list[Any]:
        """Return the row with its cells filled; a row with nothing of its own but its number stays so."""
        if self._open:
            self._open = {place: area for place, area in self._open.items() if area[0] >= number}
            if self._open and says_something(cells):
                cells = self._with_above(cells)
        for last, place in self._areas.pop(number, ()):
            value = cells[place] if place < len(cells) else None
            if value is not None:
                self._open[place] = (last, carried(value))
        return cells

    def _with_above(self, cells: list[Any]) -> list[Any]:
        whole = cells + [None] * (max(self._open) + 1 - len(cells))
        for place, (_, value) in self._open.items():
            if whole[place] is None:
                whole[place] = value
        return whole


def carried(value: Any) -> Any:
    """Return what a joined cell says to the rows below its first: a count is of all of them together."""
    if isinstance(value, str):
        try:
            return value if read_count(value) is None else Missing.JOINED
        except ValueError:
            return value
    return Missing.JOINED if isinstance(value, bool | int | float) else value


def says_something(cells: Sequence[Any]) -> bool:
    """Tell whether a row has anything of its own but its number."""
    given = [cell for cell in cells if cell is not None and cell != ""]
    return len(given) > 1 or (bool(given) and not str(given[0]).strip(" .").isdecimal())


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
