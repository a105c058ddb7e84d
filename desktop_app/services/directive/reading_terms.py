"""By when: dates a letter states, dates without a year, and terms counted in days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from desktop_app.russian.workdays import add_working_days
from desktop_app.services.directive.reading_text import DAY, DAY_WITHOUT_YEAR, day_of

_UNTIL: Final = (
    r"(?:в\s+срок\s+(?:до|не\s+позднее)|не\s+позднее|не\s+позже|\bсрок(?:ом)?\s*(?:исполнения|предоставления|"
    r"представления)?\s*[:–—-]?\s*(?:до)?|\bдо)"
)
_STATED: Final = re.compile(rf"{_UNTIL}\s+(?P<day>{DAY})", re.IGNORECASE)
_YEARLESS: Final = re.compile(rf"{_UNTIL}\s+(?P<day>{DAY_WITHOUT_YEAR})(?!\s*\d)", re.IGNORECASE)
_COUNTED: Final = re.compile(
    r"в\s+течение\s+(?P<count>\d{1,3})(?:-?ти)?(?:\s*\([а-яё\s]+\))?\s+(?P<working>рабочих\s+)?(?:календарных\s+)?дн",
    re.IGNORECASE,
)
_SIGNATURE: Final = re.compile(r"действител[а-яё]+\s+(?:с|до|по)\b.{0,40}$", re.IGNORECASE)
_BEFORE: Final = 60
_AROUND: Final = 90


@dataclass(frozen=True, slots=True)
class Term:
    """One date something is wanted by; ``stated`` when the letter writes it whole."""

    day: date
    fragment: str
    stated: bool


def due_dates(body: str, dated: date | None) -> list[Term]:
    """Return every term of a letter dated ``dated``; one before the letter is no term."""
    terms = [*_stated(body), *_worked_out(body, dated)]
    return [term for term in terms if dated is None or term.day >= dated]


def _stated(body: str) -> Iterable[Term]:
    for found in _STATED.finditer(body):
        day = day_of(found["day"])
        # the dates a certificate is valid between are nobody's task
        if day is not None and not _SIGNATURE.search(
            body[max(found.start() - _BEFORE, 0) : found.start() + 3]
        ):
            yield Term(day, _around(body, found), stated=True)


def _worked_out(body: str, dated: date | None) -> Iterable[Term]:
    if dated is None:
        return
    for found in _YEARLESS.finditer(body):
        day = day_of(f"{found['day']}{'.' if '.' in found['day'] else ' '}{dated.year}")
        if day is not None:
            if day < dated:
                day = day.replace(year=dated.year + 1) if (day.month, day.day) != (2, 29) else None
            if day is not None:
                yield Term(day, _around(body, found), stated=False)
    for found in _COUNTED.finditer(body):
        count = int(found["count"])
        day = add_working_days(dated, count) if found["working"] else dated + timedelta(days=count)
        yield Term(day, _around(body, found), stated=False)


def _around(body: str, found: re.Match[str]) -> str:
    """Return the match with a little of its sentence around it, whole words only."""
    start, end = max(found.start() - _AROUND // 2, 0), min(found.end() + _AROUND // 2, len(body))
    while 0 < start < found.start() and not body[start - 1].isspace():
        start += 1
    while found.end() < end < len(body) and not body[end].isspace():
        end -= 1
    start += max(body[start : found.start()].rfind(". ") + 1, 0)
    return body[start:end].strip()
