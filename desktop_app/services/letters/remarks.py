"""What is odd in the register without being an error: gaps, doubles, dates that run against the order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.enums import NumberSeries, RegisterEvent
from desktop_app.models.letter import Letter, RegisterEntry
from desktop_app.russian.dates import short_date
from desktop_app.services.letters.pattern import NumberPattern
from desktop_app.services.letters.reservations import reservation_rows
from desktop_app.services.letters.runs import pattern_of

_SERIES: Final = {NumberSeries.OUTGOING: "исходящих", NumberSeries.ORDERS: "приказов"}
_SHOWN: Final = 10
"""As many numbers as a line can hold."""


class RemarkKind(StrEnum):
    """What is odd."""

    GAP = "gap"
    DOUBLE = "double"
    BACKWARD = "backward"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRemark:
    """One remark: a Russian sentence, and the papers to look at (the one after a gap)."""

    kind: RemarkKind
    message: str
    letter_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Paper:
    letter_id: int
    number: str
    dated: date


def register_remarks(session: Session) -> tuple[RegisterRemark, ...]:
    """Return the remarks on every series and year, in the caller's transaction."""
    query = (
        select(Letter.id, Letter.series, Letter.year, Letter.number, Letter.dated)
        .join(RegisterEntry, RegisterEntry.letter_id == Letter.id)
        .where(RegisterEntry.event == RegisterEvent.REGISTERED)
        .order_by(Letter.series, Letter.year, RegisterEntry.seq)
    )
    patterns = {series: pattern_of(session, series) for series in NumberSeries}
    held = _held(session, patterns)
    remarks: list[RegisterRemark] = []
    for (name, year), rows in groupby(session.execute(query), key=lambda row: (row.series, row.year)):
        series = NumberSeries(name)
        papers = [_Paper(row.id, row.number, row.dated) for row in rows]
        where = f"В журнале {_SERIES[series]} за {year} год"
        remarks += _gaps(where, patterns[series], papers, held.get((series, year), frozenset()))
        remarks += _doubles(where, papers)
        remarks += _backward(where, papers)
    return tuple(remarks)


def _held(
    session: Session, patterns: Mapping[NumberSeries, NumberPattern]
) -> dict[tuple[NumberSeries, int], frozenset[int]]:
    """Return the serials in reserve by series and year, released ones too: where they went is known."""
    found: dict[tuple[NumberSeries, int], frozenset[int]] = {}
    for row in reservation_rows(session):
        serial = patterns[row.series].serial(row.number, date(row.year, 1, 1))
        if serial is not None:
            key = (row.series, row.year)
            found[key] = found.get(key, frozenset()) | {serial}
    return found


def _gaps(
    where: str, pattern: NumberPattern, papers: Sequence[_Paper], held: frozenset[int]
) -> Iterable[RegisterRemark]:
    day = papers[0].dated
    by_serial = {
        serial: paper for paper in papers if (serial := pattern.serial(paper.number, paper.dated)) is not None
    }
    missing, after = [], []
    for low, high in pairwise(sorted({*by_serial, *held})):
        if high - low > 1:
            missing.append(_span(pattern, low + 1, high - 1, day))
            after += [by_serial[high].letter_id] if high in by_serial else []
    if missing:
        message = f"{where} пропущены номера: {_listed(missing)}."
        yield RegisterRemark(kind=RemarkKind.GAP, message=message, letter_ids=tuple(after))


def _span(pattern: NumberPattern, first: int, last: int, day: date) -> str:
    if first == last:
        return pattern.number(first, day)
    return f"с {pattern.number(first, day)} по {pattern.number(last, day)}"


def _doubles(where: str, papers: Sequence[_Paper]) -> Iterable[RegisterRemark]:
    """Name the numbers that differ only in blanks and capitals."""
    keys = Counter(_plain(paper.number) for paper in papers)
    doubles = [paper for paper in papers if keys[_plain(paper.number)] > 1]
    if doubles:
        message = f"{where} одинаковые номера: {_listed([paper.number for paper in doubles])}."
        ids = tuple(paper.letter_id for paper in doubles)
        yield RegisterRemark(kind=RemarkKind.DOUBLE, message=message, letter_ids=ids)


def _plain(number: str) -> str:
    return "".join(number.split()).casefold()


def _backward(where: str, papers: Sequence[_Paper]) -> Iterator[RegisterRemark]:
    for earlier, later in pairwise(papers):
        if later.dated < earlier.dated:
            message = (
                f"{where} № {later.number} от {short_date(later.dated)} стоит после"
                f" № {earlier.number} от {short_date(earlier.dated)}."
            )
            yield RegisterRemark(kind=RemarkKind.BACKWARD, message=message, letter_ids=(later.letter_id,))


def _listed(words: Sequence[str]) -> str:
    rest = len(words) - _SHOWN
    return ", ".join(words[:_SHOWN]) + (f" и ещё {rest}" if rest > 0 else "")
