"""Take a person's name apart, in whatever order and with whatever capitals it was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from desktop_app.russian._marks import (
    LINEAGE,
    first_name_gender,
    is_first_name,
    patronymic_gender,
)

_PARTICLES: Final = frozenset(
    {
        "фон",
        "фан",
        "ван",
        "де",
        "дер",
        "ди",
        "да",
        "дю",
        "ла",
        "ле",
        "аль",
        "эль",
        "бен",
        "ибн",
        "тер",
        "оглы",
    }
)
_INITIAL: Final = re.compile(r"[^\W\d_]{1,2}\.(?:-[^\W\d_]{1,2}\.)?|[^\W\d_]")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_PAIR: Final = 2
_TRIPLE: Final = 3


@dataclass(frozen=True, slots=True)
class PersonName:
    """The three parts of a name; an absent part is empty, an initial keeps its full stop («О.»)."""

    surname: str
    first: str = ""
    patronymic: str = ""

    @property
    def has_initials(self) -> bool:
        """Tell whether the first name is only an initial."""
        return self.first.endswith(".")

    @property
    def full(self) -> str:
        """Return the parts in the order of official papers: surname, first name, patronymic."""
        return " ".join(part for part in (self.surname, self.first, self.patronymic) if part)


def parse_name(text: str) -> PersonName:
    """Return the parts of «Иванова Ольга Николаевна», «Ольга Николаевна Иванова», «О.Н. Иванова».

    Extra blanks are dropped; names typed all in capitals or all in small letters get their capitals. A word
    that fits no part stays in the surname. Raises ValueError only when there is not a single letter.
    """
    words = _words(text)
    if not any(_LETTERS.search(word) for word in words):
        raise ValueError("Имя не указано")
    initials = [index for index, word in enumerate(words) if _INITIAL.fullmatch(word)]
    if initials and len(initials) < len(words):
        return _with_initials(words, initials)
    if len(words) == 1:
        return PersonName(words[0])
    return _pair(*words) if len(words) == _PAIR else _whole(words)


def _words(text: str) -> list[str]:
    """Return the words with capitals restored, particles joined to the word they belong to."""
    spaced = re.sub(r"\.(?!\s|-|$)", ". ", text.strip(" \t\r\n,;")).replace("\u2011", "-")
    spaced = re.sub(r"(?<=\w)\s*-\s*(?=\w)", "-", spaced)
    shouted = spaced == spaced.upper() or spaced == spaced.lower()
    words: list[str] = []
    particle = ""
    for raw in spaced.split():
        word = _capitalised(raw, always=shouted)
        if word.casefold() in LINEAGE and words:
            words[-1] += f" {word.casefold()}"
        elif word.casefold() in _PARTICLES and word == word.lower():
            particle += f"{word} "
        else:
            words.append(particle + word)
            particle = ""
    return [*words, particle.strip()] if particle else words


def _capitalised(word: str, *, always: bool) -> str:
    """Return the word with a capital in each hyphenated piece when it was typed in one size of letters."""
    letters = _LETTERS.findall(word)
    long_capitals = word == word.upper() and any(len(run) > 1 for run in letters)
    if word.casefold() in _PARTICLES | LINEAGE:
        return word.lower() if always and word.casefold() in LINEAGE else word
    if not (always or long_capitals):
        return word
    return "-".join(piece[:1].upper() + piece[1:].lower() for piece in word.split("-"))


def _with_initials(words: list[str], initials: list[int]) -> PersonName:
    """Return the parts when some words are initials: the initials are the first name, then the patronymic."""
    dotted = [words[index] if words[index].endswith(".") else f"{words[index]}." for index in initials]
    full = [word for index, word in enumerate(words) if index not in initials]
    if len(dotted) == 1 and len(full) == _PAIR and initials[0] > 0:
        first, surname = full if initials[0] == 1 else reversed(full)
        return PersonName(surname, first, dotted[0])
    return PersonName(" ".join(full), dotted[0], "".join(dotted[1:]))


def _pair(left: str, right: str) -> PersonName:
    """Return the parts of two words: surname and first name in either order, or name and patronymic."""
    lineage = patronymic_gender(right)
    if lineage is not None and is_first_name(left) and first_name_gender(left) in {lineage, None}:
        return PersonName("", left, right)
    if is_first_name(left) and not is_first_name(right):
        return PersonName(right, left)
    return PersonName(left, right)


def _whole(words: list[str]) -> PersonName:
    """Return the parts of three or more words, found by where the patronymic stands."""
    patronymics = [index for index, word in enumerate(words) if index and patronymic_gender(word) is not None]
    if 1 in patronymics and len(words) == _TRIPLE:
        return PersonName(words[2], words[0], words[1])
    if patronymics and patronymics[-1] == len(words) - 1:
        return PersonName(" ".join(words[:-2]), words[-2], words[-1])
    return PersonName(words[0], words[1], " ".join(words[2:]))
