"""What is odd in the register without being an error: gaps, doubles, dates that run against the order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.enums import NumberSeries, RegisterEvent
from desktop_app.models.letter import Letter, NumberScheme, RegisterEntry
from desktop_app.russian.dates import short_date
from desktop_app.services.letters.numbering import DEFAULT_PATTERNS
from desktop_app.services.letters.pattern import NumberPattern, read_pattern

_SERIES: Final = {NumberSeries.OUTGOING: "исходящих", NumberSeries.ORDERS: "приказов"}
_SHOWN: Final = 10
"""As many numbers as a line can hold."""


@dataclass(frozen=True, slots=True)
class _Paper:
    number: str
    dated: date


def register_remarks(session: Session) -> tuple[str, ...]:
    """Return the remarks on every series and year, in the caller's transaction."""
    query = (
        select(Letter.series, Letter.year, Letter.number, Letter.dated)
        .join(RegisterEntry, RegisterEntry.letter_id == Letter.id)
        .where(RegisterEntry.event == RegisterEvent.REGISTERED)
        .order_by(Letter.series, Letter.year, RegisterEntry.seq)
    )
    patterns = {series: _pattern(session, series) for series in NumberSeries}
    remarks: list[str] = []
    for (series, year), rows in groupby(session.execute(query), key=lambda row: (row.series, row.year)):
        papers = [_Paper(row.number, row.dated) for row in rows]
        where = f"В журнале {_SERIES[NumberSeries(series)]} за {year} год"
        remarks += _gaps(where, patterns[NumberSeries(series)], papers)
        remarks += _doubles(where, papers)
        remarks += _backward(where, papers)
    return tuple(remarks)


def _pattern(session: Session, series: NumberSeries) -> NumberPattern:
    stored = session.get(NumberScheme, series)
    return read_pattern(stored.pattern if stored else DEFAULT_PATTERNS[series], series)


def _gaps(where: str, pattern: NumberPattern, papers: Sequence[_Paper]) -> Iterable[str]:
    day = papers[0].dated
    found = (pattern.serial(paper.number, paper.dated) for paper in papers)
    missing = [
        pattern.number(low + 1, day)
        if high - low == 2  # noqa: PLR2004 - exactly one between them
        else f"с {pattern.number(low + 1, day)} по {pattern.number(high - 1, day)}"
        for low, high in pairwise(sorted({serial for serial in found if serial is not None}))
        if high - low > 1
    ]
    if missing:
        yield f"{where} пропущены номера: {_listed(missing)}."


def _doubles(where: str, papers: Sequence[_Paper]) -> Iterable[str]:
    """Name the numbers that differ only in blanks and capitals."""
    keys = Counter("".join(paper.number.split()).casefold() for paper in papers)
    doubles = [p.number for p in papers if keys["".join(p.number.split()).casefold()] > 1]
    if doubles:
        yield f"{where} одинаковые номера: {_listed(doubles)}."


def _backward(where: str, papers: Sequence[_Paper]) -> Iterable[str]:
    for earlier, later in pairwise(papers):
        if later.dated < earlier.dated:
            yield (
                f"{where} № {later.number} от {short_date(later.dated)} стоит после"
                f" № {earlier.number} от {short_date(earlier.dated)}."
            )


def _listed(words: Sequence[str]) -> str:
    rest = len(words) - _SHOWN
    return ", ".join(words[:_SHOWN]) + (f" и ещё {rest}" if rest > 0 else "")
