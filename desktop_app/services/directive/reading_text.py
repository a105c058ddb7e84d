"""The text of a letter cut into its parts: top, body, end; dates and offices as they are written in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar

from desktop_app.russian.dates import parse_date
from desktop_app.services.directive.reading_repair import repaired

_Value = TypeVar("_Value")

MONTHS: Final = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_BROKEN: Final = "- "
"""What a word broken at the end of a line has inside, once the lines are joined."""
_MONTHS_BROKEN: Final = "|".join(f"(?:{_BROKEN})?".join(month) for month in MONTHS.split("|"))
DAY: Final = (
    rf"(?:\d{{1,2}}\.\s?\d{{1,2}}\.\s?(?:\d{{4}}|\d{{2}}(?!\d))|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|[«\"]?\d{{1,2}}[»\"]?\s+(?:{_MONTHS_BROKEN})\s+\d{{4}}(?:\s*(?:г\b\.?|года?))?)"
)
"""A date with its year, as a pattern without groups."""
DAY_WITHOUT_YEAR: Final = rf"\d{{1,2}}\s+(?:{MONTHS})|\d{{1,2}}\.\d{{2}}(?!\.?\d)"

_APART: Final = re.compile(r"(?<=\d)\.\s(?=\d)")
_UNDERLINED: Final = re.compile(r"(?<!\S)_+(?!\S*://)([^\s_]\S*?)_+(?!\S)")
"""What is filled into a blank of lines: «№ _345_»."""
_GREETING: Final = re.compile(r"^\s*(?:уважаем|добрый день|здравствуй)", re.IGNORECASE)
_HALF: Final = 15_000
"""Signs read at either end of a text: together ten pages and more; letters have two or three."""
_MOST_HEAD: Final = 40
_MOST_TAIL: Final = 40
ADDRESSEE: Final = re.compile(
    r"(?:руководител|директор|начальник|глав|ректор|заведующ|председател|министр)[а-яё]*(?:ам|ям|им|ему|ой|у|ю|е)\b",
    re.IGNORECASE,
)
"""Whom a letter goes to, in the dative."""


@dataclass(frozen=True, slots=True)
class Found(Generic[_Value]):
    """A proposed value and the words it was read from; ``sure`` is False where the user is to be asked."""

    value: _Value
    fragment: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter without its markup; ``head`` ends with the greeting, ``tail`` holds the end of the sheet.

    All three are the repaired text, ``given`` is the text as it was pasted, sign for sign as long.
    """

    given: str
    whole: str
    head: tuple[str, ...]
    tail: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> LetterText:
        """Cut a text as it was pasted; one longer than any letter is read at both its ends: at every key."""
        if len(text) > 2 * _HALF:
            text = f"{text[:_HALF]}\n{text[-_HALF:]}"
        given = [_plain(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
        lines = [repaired(line) for line in given]
        greeted = next((place for place, line in enumerate(lines) if _GREETING.match(line)), len(lines))
        head = tuple(lines[: min(greeted, _MOST_HEAD)])
        rest = lines[greeted:] if greeted < len(lines) else lines
        return cls("\n".join(given), "\n".join(lines), head, tuple(rest[-_MOST_TAIL:]))

    @property
    def body(self) -> str:
        """Everything on one line, for sentences that run over lines."""
        return " ".join(self.whole.split())

    def shown(self, found: Found[_Value]) -> Found[_Value]:
        """Return what was found beside the words as they were pasted; a repaired one is asked about."""
        place = self.body.find(found.fragment)
        if place < 0:
            return found
        printed = " ".join(self.given.split())[place : place + len(found.fragment)]
        return found if printed == found.fragment else Found(found.value, printed, sure=False)


def day_of(text: str) -> date | None:
    """Return the day written, or None when there is no such day."""
    try:
        return parse_date(_APART.sub(".", text.replace(_BROKEN, "")))
    except ValueError:
        return None


def _plain(line: str) -> str:
    """Return a line without Markdown's stars and doubled blanks."""
    bare = re.sub(r"\*\*|^\s*#+\s", "", line.replace("\u00a0", " ").replace("\ufeff", ""))
    return " ".join(_UNDERLINED.sub(r"\1", bare).split())
