"""By when: dates a letter states, dates without a year, and terms counted in days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from desktop_app.russian.workdays import add_working_days
from desktop_app.services.directive.reading_text import DAY, DAY_WITHOUT_YEAR, MONTHS, day_of

_HOUR: Final = (
    r"(?:\s+\d{1,2}(?:[:.-]\d{2}|\s*(?:час[а-яё]*|ч\.?))(?:\s*\d{0,2}\s*(?:час[а-яё]*|ч\.|мин[а-яё]*\.?))?,?)?"
    r"(?:\s+конца\s+(?:рабочего\s+)?дня)?"
    r"(?:\s+(?:понедельника|вторника|среды|четверга|пятницы|субботы|воскресенья),?)?"
)
_UNTIL: Final = (
    r"(?:в\s+срок\s+(?:до|по|не\s+позднее)|не\s+позднее(?:\s+чем)?|не\s+позже|\bсрок(?:ом)?\s*"
    r"(?:(?:исполнения|предоставления|представления|сдачи|направления)(?:\s+[а-яё]+){0,4}?)?\s*[:–—-]?\s*(?:до)?"
    r"|\bдо|\bк)" + _HOUR
)
_STATED: Final = re.compile(rf"{_UNTIL}\s+(?P<day>{DAY})", re.IGNORECASE)
_YEARLESS: Final = re.compile(rf"{_UNTIL}\s+(?P<day>{DAY_WITHOUT_YEAR})(?!\s*\d)", re.IGNORECASE)
_PERIOD: Final = re.compile(rf"\bпо\s+(?P<day>{DAY})", re.IGNORECASE)
_SPOKEN: Final = re.compile(
    r"(?:\bдо\s+(?:конца|окончания)\b|в\s+(?:кратчайший\s+)?срок\s+(?:до|не\b)|не\s+позднее|не\s+позже|\bсрок\s+(?:исполнения|пред)).{0,40}",
    re.IGNORECASE,
)
_VALID: Final = re.compile(r"(?:действ[а-яё]+|заключ[её]н[а-яё]*|хранени[а-яё]+)\b.{0,40}$", re.IGNORECASE)
"""Words before a date that make it the end of something else than a task."""
_COUNTED: Final = re.compile(
    r"в\s+течение\s+(?P<count>\d{1,3})(?:-?ти)?(?:\s*\([а-яё\s]+\))?\s+(?P<working>рабочих\s+)?(?:календарных\s+)?дн",
    re.IGNORECASE,
)
_END_OF: Final = re.compile(
    rf"\bдо\s+(?:конца|окончания)\s+(?:(?P<month>{MONTHS})|(?P<quarter>IV|I{{1,3}}|[1-4])(?:-?го)?\s+квартала"
    r"|(?P<this>месяца|года))(?:\s+(?P<year>\d{4}))?",
    re.IGNORECASE,
)
_ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4}
_SIGNATURE: Final = re.compile(r"действител[а-яё]+\s+(?:с|до|по)\b.{0,40}$", re.IGNORECASE)
_LAST_YEAR: Final = 2100
_BEFORE: Final = 60
_AROUND: Final = 90


@dataclass(frozen=True, slots=True)
class Term:
    """One date something is wanted by; ``stated`` when the letter writes it whole."""

    day: date
    fragment: str
    stated: bool
    words: str
    """The term itself, as the sentence has it."""


def due_dates(body: str, dated: date | None) -> list[Term]:
    """Return every term of a letter dated ``dated``; one before the letter is no term."""
    terms = [*_stated(body), *_worked_out(body, dated)]
    return [term for term in terms if dated is None or term.day >= dated]


def past_term(body: str) -> str:
    """Return the words of a term that was over before the letter was written: a slip of the pen."""
    return next((term.fragment for term in _stated(body)), "")


def speaks_of_a_term(body: str) -> str:
    """Return the words about a term in a text whose date was not understood, or nothing."""
    found = _SPOKEN.search(body)
    return found[0].strip() if found else ""


def _stated(body: str) -> Iterable[Term]:
    for form in (_STATED, _PERIOD):
        for found in form.finditer(body):
            day = day_of(found["day"])
            before = body[max(found.start() - _BEFORE, 0) : found.start()]
            # the dates a certificate is valid between are nobody's task
            if day is None or _SIGNATURE.search(body[max(found.start() - _BEFORE, 0) : found.start() + 3]):
                continue
            stated = form is _STATED and not _VALID.search(before)
            yield Term(day, _around(body, found), stated, found[0])


def _worked_out(body: str, dated: date | None) -> Iterable[Term]:
    if dated is None:
        return
    for found in _YEARLESS.finditer(body):
        day = day_of(f"{found['day']}{'.' if '.' in found['day'] else ' '}{dated.year}")
        if day is not None:
            if day < dated:
                day = day.replace(year=dated.year + 1) if (day.month, day.day) != (2, 29) else None
            if day is not None:
                yield Term(day, _around(body, found), stated=False, words=found[0])
    for found in _END_OF.finditer(body):
        month = _last_month(found, dated)
        year = int(found["year"] or dated.year)
        if not dated.year <= year < _LAST_YEAR:
            continue  # a slip of the pen, or no year at all
        day = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        yield Term(day, _around(body, found), stated=False, words=found[0])
    for found in _COUNTED.finditer(body):
        count = int(found["count"])
        day = add_working_days(dated, count) if found["working"] else dated + timedelta(days=count)
        yield Term(day, _around(body, found), stated=False, words=found[0])


def _last_month(found: re.Match[str], dated: date) -> int:
    """Return the month a term «до конца …» ends with."""
    if found["month"]:
        return MONTHS.split("|").index(found["month"].lower()) + 1
    if found["quarter"]:
        quarter = found["quarter"].upper()
        return 3 * int(_ROMAN.get(quarter, quarter))
    return dated.month if found["this"].lower() == "месяца" else 12


def _around(body: str, found: re.Match[str]) -> str:
    """Return the match with a little of its sentence around it, whole words only."""
    start, end = max(found.start() - _AROUND // 2, 0), min(found.end() + _AROUND // 2, len(body))
    while 0 < start < found.start() and not body[start - 1].isspace():
        start += 1
    while found.end() < end < len(body) and not body[end].isspace():
        end -= 1
    start += max(body[start : found.start()].rfind(". ") + 1, 0)
    return body[start:end].strip()
