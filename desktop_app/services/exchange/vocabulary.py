"""What the columns of one kind of table are called: the card's keys, usual headings, and guesses by stems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Final

from desktop_app.russian.fold import fold
from desktop_app.services.exchange.types import Subject
from desktop_app.services.exchange.unseen import visible

NUMBERING: Final = "#"
"""The running number of a row: known, and not taken in."""

Stems = tuple[tuple[str, tuple[str, ...]], ...]
Words = Mapping[str, tuple[str, str]]
"""By the field: expressions for words that name it, and for words beside them that change nothing."""

_SHORT: Final = (
    (re.compile(r"%"), " процент "),
    (re.compile(r"\bкол\s*-?\s*во\b|\bкол\b\.?"), "количество"),
    (re.compile(r"\bчел\b\.?"), ""),
    (re.compile(r"\bмер-?\s*я\b"), "мероприятия"),
    (re.compile(r"\bотв\b\.?"), "ответственный"),
    (re.compile(r"\bпров\s*-\s*я\b"), "проведения"),
    (re.compile(r"\bрод\s*-\s*(?:ли|лей|телей|тели)\b"), "родителей"),
    (re.compile(r"\b(?:уч|обуч|учащ|обучающ)\s*-\s*(?:ся|хся|еся)\b"), "обучающихся"),
    (re.compile(r"\bф\.?\s*и\.?\s*о\b\.?"), "фио"),
    (re.compile(r"(?<=[а-я])- (?=[а-я])"), ""),  # a word divided where the column was too narrow
)
_SHORTEST_MISTYPED: Final = 7
"""A shorter heading with one wrong letter is another word."""
_CLOSE: Final = 0.85
"""How like a known heading («Отвецтвенный») one must be to be asked about, by ``difflib``."""
_LONGEST: Final = 80
_SIGNS: Final = re.compile(r"[^\w№#]+|_+")


@dataclass(frozen=True)
class Vocabulary:
    """The columns of one kind of table; ``wordings`` are headings that leave no doubt, «;» between them.

    ``titles`` are the fields by the card's keys with the headings of an export, ``stems`` beginnings of words
    that make a guess, the telling ones first.
    """

    subject: Subject
    titles: Mapping[str, str]
    required: tuple[str, ...]
    wordings: Mapping[str, str]
    stems: Stems
    words: Words = field(default_factory=dict)
    """What a heading may be put together of and still leave no doubt: «Явка родителей на собрании»."""

    @cached_property
    def _known(self) -> dict[str, str]:
        known = {
            plain(wording): field
            for field, wordings in self.wordings.items()
            for wording in wordings.split(";")
        }
        return known | {plain(title): field for field, title in self.titles.items()}

    def key_named(self, heading: str) -> str:
        """Return the field whose key of the card this is, as a file of our own has it; nothing otherwise."""
        key = heading.strip().lower()
        return key if key in self.titles else ""

    def field_named(self, heading: str) -> str:
        """Return the field a heading surely names, ``NUMBERING`` for the rows' numbers, nothing otherwise."""
        return self.exactly_named(heading) or self._composed(plain(heading))

    def exactly_named(self, heading: str) -> str:
        """Return the field a heading names word for word."""
        return self.key_named(heading) or self._known.get(plain(heading), "")

    @cached_property
    def _made_of(self) -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
        return [
            (name, re.compile(heads), re.compile(f"{heads}|{beside}"))
            for name, (heads, beside) in self.words.items()
        ]

    def _composed(self, heading: str) -> str:
        """Return the one field whose words make up the whole heading, or that it names but for one letter."""
        if not heading or len(heading) > _LONGEST:
            return ""
        words = heading.split()
        found = {
            name
            for name, head, either in self._made_of
            if any(map(head.fullmatch, words)) and all(map(either.fullmatch, words))
        }
        if not found and self.words and len(heading) >= _SHORTEST_MISTYPED:
            found = {name for known, name in self._known.items() if _is_mistyped(heading, known)}
        return found.pop() if len(found) == 1 else ""

    def field_like(self, heading: str) -> str:
        """Return the field a heading may be meant for; nothing when no word of it says anything."""
        words = plain(heading).split()
        for name, stems in self.stems:
            if any(word.startswith(stems) for word in words):
                return name
        close = get_close_matches(" ".join(words), self._known, n=1, cutoff=_CLOSE) if self.words else ()
        return self._known[close[0]] if close and self._known[close[0]] in self.titles else ""

    def known_in(self, row: Iterable[object]) -> int:
        """Count the different fields that a row's cells surely name: how much it looks like a heading."""
        return len({self.field_named(cell) for cell in row if isinstance(cell, str)} - {""})

    def keys_in(self, row: Sequence[object]) -> int:
        """Count the card's keys in a row; a row of data has none."""
        return len({self.key_named(cell) for cell in row if isinstance(cell, str)} - {""})


def _is_mistyped(heading: str, known: str) -> bool:
    """Tell a known heading with one letter wrong, missing or too many; numbers are no letters."""
    if abs(len(heading) - len(known)) > 1 or heading[0] != known[0] or heading == known:
        return False
    same = next((n for n, (a, b) in enumerate(zip(heading, known, strict=False)) if a != b), len(known))
    wrong, right = heading[same:], known[same:]
    if not (wrong[:1] + right[:1]).isalpha():
        return False
    return wrong[1:] == right[1:] or wrong[1:] == right or wrong == right[1:]


def plain(heading: str) -> str:
    """Return a heading without case, ё, punctuation and the usual abbreviations."""
    text = fold(visible(heading)).replace("−", "-").replace("–", "-").replace("‑", "-")
    for short, whole in _SHORT:
        text = short.sub(whole, text)
    return " ".join(_SIGNS.sub(" ", text).split())
