"""Rows of a table that hold no record: numbers of columns, headings once more, rules, months, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from desktop_app.russian.fold import fold
from desktop_app.services.exchange.types import Cell, RawRow

_FEWEST_NUMBERS: Final = 3
_RULES: Final = re.compile(r"[-—–_=+:|.\s]+")
_SIGNED: Final = re.compile(
    r"(?:и\.? ?о\.? ?)?(?:директор|зам(?:\.|еститель)|исп(?:\.|олнитель|\b)|ответственн|составил|проверил"
    r"|подпись|руководитель|заведующ|согласован|утвержда|м\.? ?п\.?$|дата заполнения|тел\.?\b|телефон)"
)
"""How the lines under a table begin: who signs and whom to call."""
_YEARS: Final = re.compile(r"20\d\d ?[-/–—] ?(?:20)?\d\d ?(?:уч(?:ебный|\.)? ?)?(?:год|г\.?)")
_LIKE_DATE: Final = re.compile(r"\d{1,2}\s*[./-]\s*\d{1,2}\b|\d{4}-\d|\d+$")


def without_furniture(rows: Sequence[RawRow], headings: Sequence[tuple[Cell, ...]]) -> tuple[RawRow, ...]:
    """Leave out numbers of columns (1, 2, 3 …), headings repeated on every page, and lines of dashes."""
    known = [_words(cells) for cells in headings if any(isinstance(cell, str) for cell in cells)]
    first = {words[0] for words in known if words}
    return tuple(row for row in rows if not _is_furniture(row[1], known, first))


def names_no_event(cells: tuple[Cell, ...], date_place: int) -> bool:
    """Tell a line that only names what comes below («Сентябрь»): one text where the row begins."""
    places = [place for place, cell in enumerate(cells) if cell is not None and str(cell).strip()]
    if len(places) != 1 or places[0] > date_place:
        return False
    text = cells[places[0]]
    if isinstance(text, str) and _YEARS.fullmatch(fold(text)):
        return True
    return isinstance(text, str) and not _LIKE_DATE.match(text.strip())


def signs(cell: Cell) -> bool:
    """Tell whether a line under the table begins with who signs it or whom to call."""
    return isinstance(cell, str) and _SIGNED.match(fold(cell)) is not None


def _is_furniture(cells: tuple[Cell, ...], known: list[list[str]], first: set[str]) -> bool:
    start = next((cell for cell in cells if cell is not None and cell != ""), None)
    if isinstance(start, str):
        text = start.strip()
        if text == "1":
            return _counts(cells)
        if _RULES.fullmatch(text):
            return all(isinstance(cell, str) and _RULES.fullmatch(cell) for cell in cells if cell)
        return bool(first) and fold(text) in first and _words(cells) in known
    return start == 1 and not isinstance(start, bool) and _counts(cells)


def _counts(cells: tuple[Cell, ...]) -> bool:
    """Tell whether a row is 1, 2, 3 …: no record is."""
    given = [str(cell).strip().removesuffix(".0") for cell in cells if cell is not None and cell != ""]
    return len(given) >= _FEWEST_NUMBERS and given == [str(number) for number in range(1, len(given) + 1)]


def _words(cells: Sequence[Cell]) -> list[str]:
    return [fold(str(cell)) for cell in cells if cell is not None and str(cell).strip()]
