"""The text of a letter cut into its parts: top, body, end; dates and offices as they are written in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.russian.dates import parse_date

_MONTHS: Final = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
DAY: Final = (
    rf"(?:\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d{{2}}(?!\d))|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|[«\"]?\d{{1,2}}[»\"]?\s+(?:{_MONTHS})\s+\d{{4}}(?:\s*(?:г\b\.?|года?))?)"
)
"""A date with its year, as a pattern without groups."""
DAY_WITHOUT_YEAR: Final = rf"\d{{1,2}}\s+(?:{_MONTHS})|\d{{1,2}}\.\d{{2}}(?!\.?\d)"

_GREETING: Final = re.compile(r"^\s*(?:уважаем|добрый день|здравствуй)", re.IGNORECASE)
_MOST_HEAD: Final = 40
_MOST_TAIL: Final = 40
_PLACES: Final = re.compile(r"(?:ск|цк)(?:ого|ой|ому|ий|ая|ое|их)$")
"""Adjectives of places, which keep their capital: «Иркутской», «Братского»."""


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter without its markup; ``head`` ends with the greeting, ``tail`` holds the end of the sheet."""

    whole: str
    head: tuple[str, ...]
    tail: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> LetterText:
        """Cut a text as it was pasted."""
        lines = [_plain(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
        greeted = next((place for place, line in enumerate(lines) if _GREETING.match(line)), len(lines))
        head = tuple(lines[: min(greeted, _MOST_HEAD)])
        rest = lines[greeted:] if greeted < len(lines) else lines
        return cls("\n".join(lines), head, tuple(rest[-_MOST_TAIL:]))

    @property
    def body(self) -> str:
        """Everything on one line, for sentences that run over lines."""
        return " ".join(self.whole.split())


@dataclass(frozen=True, slots=True)
class Lettered:
    """A name out of capitals; ``proved`` when the text itself writes it so."""

    text: str
    proved: bool


def day_of(text: str) -> date | None:
    """Return the day written, or None when there is no such day."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def lettered(printed: str, text: str) -> Lettered:
    """Return a name printed in capitals as a sentence would write it."""
    if not printed.isupper():
        return Lettered(printed, proved=True)
    pattern = r"\s+".join(re.escape(word) for word in printed.split())
    for found in re.finditer(pattern, text, re.IGNORECASE):
        written = " ".join(found[0].split())
        if not written.isupper():
            return Lettered(written[:1].upper() + written[1:], proved=True)
    words = [
        word.capitalize() if place == 0 or _PLACES.search(word) else word
        for place, word in enumerate(printed.lower().split())
    ]
    return Lettered(" ".join(words), proved=False)


def _plain(line: str) -> str:
    """Return a line without Markdown's stars and doubled blanks."""
    bare = re.sub(r"\*\*|^\s*#+\s", "", line.replace("\u00a0", " ").replace("\ufeff", ""))
    return " ".join(bare.split())
