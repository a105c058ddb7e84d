"""What the columns of one kind of table are called: the card's keys, usual headings, and guesses by stems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from desktop_app.russian.fold import fold
from desktop_app.services.exchange.types import Subject

NUMBERING: Final = "#"
"""The running number of a row: known, and not taken in."""

Stems = tuple[tuple[str, tuple[str, ...]], ...]

_SHORT: Final = (
    (re.compile(r"\bкол\s*-?\s*во\b|\bкол\b\.?"), "количество"),
    (re.compile(r"\bчел\b\.?"), ""),
    (re.compile(r"\bмер-?\s*я\b"), "мероприятия"),
    (re.compile(r"\bотв\b\.?"), "ответственный"),
    (re.compile(r"\bпров\s*-\s*я\b"), "проведения"),
    (re.compile(r"\bрод\s*-\s*(?:ли|лей|телей|тели)\b"), "родителей"),
    (re.compile(r"\b(?:уч|обуч|учащ|обучающ)\s*-\s*(?:ся|хся|еся)\b"), "обучающихся"),
    (re.compile(r"\bф\.?\s*и\.?\s*о\b\.?"), "фио"),
)
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
        return self.key_named(heading) or self._known.get(plain(heading), "")

    def field_like(self, heading: str) -> str:
        """Return the field a heading may be meant for; nothing when no word of it says anything."""
        words = plain(heading).split()
        for field, stems in self.stems:
            if any(word.startswith(stems) for word in words):
                return field
        return ""

    def known_in(self, row: Iterable[object]) -> int:
        """Count the different fields that a row's cells surely name: how much it looks like a heading."""
        return len({self.field_named(cell) for cell in row if isinstance(cell, str)} - {""})

    def keys_in(self, row: Sequence[object]) -> int:
        """Count the card's keys in a row; a row of data has none."""
        return len({self.key_named(cell) for cell in row if isinstance(cell, str)} - {""})


def plain(heading: str) -> str:
    """Return a heading without case, ё, punctuation and the usual abbreviations."""
    text = fold(heading).replace("−", "-").replace("–", "-").replace("‑", "-")
    for short, whole in _SHORT:
        text = short.sub(whole, text)
    return " ".join(_SIGNS.sub(" ", text).split())
