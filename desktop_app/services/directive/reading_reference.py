"""The number and the date a letter bears itself, told from those of the papers it names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Final

from desktop_app.services.directive.reading_text import DAY, Found, LetterText, day_of

_SIGN: Final = r"[0-9A-Za-zА-Яа-яЁё./\-–_]"
_NUMBER: Final = (
    rf"(?P<number>(?:[0-9A-Za-zА-Яа-яЁё]{_SIGN}*\d{_SIGN}*|\d+)"
    rf"(?:\s[–-]\s[А-ЯЁ]{{1,4}}\b|(?:\s/\s\d{_SIGN}*)+)?)"
)
"""At least one digit in it; «133/6 – ОД» and «07 / 01-19 / 1543» keep their blanks."""
_GOES_ON: Final = re.compile(r"\s*[/–—-]\s*\w|\s+\d")
"""What behind a number says that it is not whole."""
_MARK: Final = r"(?:№|(?<![A-Za-zА-Яа-яЁё])N[º°oоeе]?)\s*"
_FORMS: Final = (
    re.compile(rf"(?:\bот\s+)?(?P<day>{DAY})\s*(?:г\.?\s*)?{_MARK}{_NUMBER}", re.IGNORECASE),
    re.compile(rf"{_MARK}{_NUMBER}\s*,?\s*от\s+(?P<day>{DAY})", re.IGNORECASE),
)
_NAMED: Final = re.compile(
    r"(?:письм|приказ|распоряжени|закон|постановлени|поручени|протокол|договор|соглашени|решени|запрос"
    r"|обращени|телеграмм|указ[аоу]|указани|стать|пункт|контракт|доверенност)\S*\s[^.;]*$",
    re.IGNORECASE,
)
"""Words before a number and a date that make them another paper's."""
_FREE: Final = re.compile(
    r"^\W*(?:исх(?:одящий|од)?\.?|рег(?:истрационный|\.)?|номер|дата|(?:г\.|город)\s*[А-ЯЁ][а-яё-]+,?|от|[\s_:.,])*\W*$",
    re.IGNORECASE,
)
"""What may stand before a reference on its line and leave no doubt that it is the letter's own."""
_BROKEN: Final = re.compile(r"\d[-–/]$")
_REST: Final = re.compile(rf"(?=\S*\d){_SIGN}+(?:\s+от\s+.+)?")
"""The rest of a number that goes on in the next line."""
_INCOMING: Final = re.compile(r"^\W*вх(?:од|\b)", re.IGNORECASE)
_ANSWERS: Final = re.compile(rf"^\s*на\s+{_MARK}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reference:
    number: str
    day: date
    line: str
    sure: bool


Reference = tuple[Found[str | None], Found[date | None]]


def reference(letter: LetterText) -> Reference:
    """Return the letter's own number and date; those of «На № … от …» belong to the letter it answers."""
    own = list(_references(letter.head))
    clean = [one for one in own if one.sure]
    parted = _parted(letter)
    if not clean and parted is not None and all(one.value is not None for one in parted):
        return parted
    # a stamp at the foot of the sheet, as some programs put it out, is never taken without asking
    candidates = clean or own or list(_references(letter.tail))
    if not candidates:
        return parted or (Found(None, sure=False), Found(None, sure=False))
    first = candidates[0]
    alone = len({(one.number, one.day) for one in candidates}) == 1
    sure = first.sure and alone and bool(own)
    return Found(first.number, first.line, sure), Found(first.day, first.line, sure)


def _references(lines: Iterable[str]) -> Iterable[_Reference]:
    """Yield the lines with a number and a date that may be the letter's own."""
    for line, broken in _unbroken(lines):
        if _INCOMING.match(line):
            continue  # the stamp of whoever received the letter
        for form in _FORMS:
            found = form.search(line)
            if found is None or _NAMED.search(line[: found.start()]):
                continue
            answers = _ANSWERS.match(line)
            # «на № 30.05.2024 № 02-55-5749/24»: the blank of the reference and the stamp ran together
            if answers is not None and not (form is _FORMS[0] and found.start() <= answers.end()):
                continue
            day = day_of(found["day"])
            if day is not None:
                free = answers is None and not broken and _FREE.match(line[: found.start()]) is not None
                free = free and not (form is _FORMS[0] and _GOES_ON.match(line, found.end()))
                yield _Reference(found["number"].rstrip(".-–_/"), day, line, free)
            break


def _unbroken(lines: Iterable[str]) -> Iterable[tuple[str, bool]]:
    """Yield the lines; one whose number is broken at its end with the rest of it, and that it was broken."""
    given = list(lines)
    for line, following in zip_longest(given, given[1:], fillvalue=""):
        broken = _BROKEN.search(line) is not None and _REST.fullmatch(following) is not None
        yield (line + following if broken else line), broken


def _parted(letter: LetterText) -> Reference | None:
    """Find a number and a date that stand on lines of their own at the top; always asked about."""
    forms = (
        rf"^\W*(?:исх(?:одящий|\.)?\s*)?{_MARK}{_NUMBER}",
        rf"^\W*(?:(?:исх|рег)[а-яё]*\.?\s+)?номер\s*:?\s*{_NUMBER}",
        rf"{_MARK}{_NUMBER}",
    )
    number = next(filter(None, (_first(letter, form) for form in forms)), None)
    dated = _first(letter, rf"^\W*(?:(?:дата|от)\W*)?{DAY}") or _first(letter, DAY)
    if number is None and dated is None:
        return None
    day = re.search(DAY, dated[0]) if dated else None
    return (
        Found(number[1]["number"].rstrip(".-–_/"), number[0], sure=False)
        if number
        else Found(None, sure=False),
        Found(day_of(day[0]), dated[0], sure=False) if day and dated else Found(None, sure=False),
    )


def _first(letter: LetterText, pattern: str) -> tuple[str, re.Match[str]] | None:
    """Return the first line of the top with the pattern, lines about other papers left out."""
    for line, _ in _unbroken(letter.head):
        found = re.search(pattern, line, re.IGNORECASE)
        if found and not (
            _ANSWERS.match(line) or _INCOMING.match(line) or _NAMED.search(line[: found.start()])
        ):
            return line, found
    return None
