"""Read CSV, TSV and what a spreadsheet puts on the clipboard."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from desktop_app.services.errors import AppError
from desktop_app.services.exchange.headings import known_in
from desktop_app.services.exchange.limits import BLANK_ROWS, ROWS, checked_cell, checked_width, too_long

DELIMITERS: Final = ("\t", ";", ",", "|")
_LOOKED_AT: Final = 30
"""Rows that decide on the delimiter."""
_DECLARED: Final = "sep="
"""Excel's own first line «sep=;»."""


def delimiter_of(text: str) -> str:
    """Return what stands between the cells: by the headings it shows, then by rows of equal length."""
    declared = text[:5].lower()
    if declared.startswith(_DECLARED) and text[4:5] in DELIMITERS:
        return text[4]
    return max(DELIMITERS, key=lambda each: _weight(text, each))


def rows_of(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that have any value with their numbers; raises ``AppError`` for broken quotes."""
    skip = 1 if text[:4].lower() == _DECLARED else 0
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        strict=True,
        quoting=csv.QUOTE_NONE if _quotes_are_letters(text, delimiter) else csv.QUOTE_MINIMAL,
    )
    number = found = 0
    try:
        for number, cells in enumerate(reader, 1):
            if number <= skip or not any(map(str.strip, cells)):
                if number > BLANK_ROWS:
                    raise too_long(f"больше {BLANK_ROWS} строк")
                continue
            found += 1
            if found > ROWS:
                raise too_long(f"больше {ROWS} строк")
            _check(number, cells)
            yield number, cells
    except csv.Error as error:
        raise AppError(
            f"Строка {number + 1} не читается: кавычки расставлены неверно.",
            hint="Откройте файл в таблице, поправьте эту строку и сохраните снова.",
        ) from error


def _quotes_are_letters(text: str, delimiter: str) -> bool:
    """Tell a text whose quotes are only part of the words («"Свой" урок;5 "А"»): no program wrote it.

    So it is when a cell goes on after its closing quote, none is doubled, and every line has as many cells.
    """
    if '"' not in text or '""' in text:
        return False
    apart = re.escape(delimiter)
    if not re.search(rf'(?:^|{apart})"[^"\r\n]*"[^"{apart}\r\n]', text, re.MULTILINE):
        return False
    return len({line.count(delimiter) for line in text.splitlines() if line.strip(delimiter + " ")}) == 1


def _check(number: int, cells: list[str]) -> None:
    while cells and not cells[-1].strip():
        cells.pop()
    checked_width(number, len(cells))
    for cell in cells:
        checked_cell(number, cell)


def _weight(text: str, delimiter: str) -> tuple[int, float, int]:
    reader = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter)
    try:
        rows = [row for row in islice(reader, _LOOKED_AT) if any(map(str.strip, row))]
    except csv.Error:
        return (0, 0.0, 0)
    if not rows:
        return (0, 0.0, 0)
    headings = max(known_in(row) for row in rows)
    width, alike = Counter(map(len, rows)).most_common(1)[0]
    return (headings, alike / len(rows) if width > 1 else 0.0, width)
