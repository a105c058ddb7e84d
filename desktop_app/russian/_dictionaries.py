"""Hold the two heavy dictionaries, each loaded once and only when the first word needs it.

Both libraries are seen through narrow protocols: the rest of the package never meets their own types.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.russian._gender import Gender
    from desktop_app.russian.cases import Case


_RUSSIAN: Final = re.compile(r"[а-яё]+(?:-[а-яё]+)*", re.IGNORECASE)


class Tag(Protocol):
    """The grammatical reading of one form: ``"nomn" in tag`` asks for a grammeme of OpenCorpora."""

    POS: str | None
    gender: str | None

    def __contains__(self, grammeme: str, /) -> bool:
        """Tell whether the reading has the grammeme."""


class Reading(Protocol):
    """One way to read a word; ``word`` is the small-lettered form with its ё restored."""

    word: str
    tag: Tag
    is_known: bool

    def inflect(self, required_grammemes: set[str], /) -> Reading | None:
        """Return the same word in another form, or None when it has no such form."""


class Morphology(Protocol):
    """A dictionary of all Russian words."""

    def parse(self, word: str, /) -> Sequence[Reading]:
        """Return all readings, the likeliest first."""


class NameRules(Protocol):
    """The declension of the parts of a person's name."""

    def surname(self, word: str, case: Case, gender: Gender) -> str:
        """Return the surname in the case."""

    def first(self, word: str, case: Case, gender: Gender) -> str:
        """Return the first name in the case."""

    def patronymic(self, word: str, case: Case, gender: Gender) -> str:
        """Return the patronymic in the case."""


@cache
def morphology() -> Morphology:
    """Return the dictionary of words (about 0.1 s and 15 MB at the first call)."""
    import pymorphy3  # noqa: PLC0415 - the window opens without it

    analyzer: Morphology = pymorphy3.MorphAnalyzer(lang="ru")

    class Words:
        """The library's analyzer, asked only about Russian words: on some other scripts it raises."""

        def parse(self, word: str, /) -> Sequence[Reading]:
            return analyzer.parse(word) if _RUSSIAN.fullmatch(word) else ()

    return Words()


@cache
def name_rules() -> NameRules:
    """Return the rules for names, loaded at the first call."""
    from pytrovich import enums  # noqa: PLC0415 - the window opens without it
    from pytrovich.maker import PetrovichDeclinationMaker  # noqa: PLC0415

    maker = PetrovichDeclinationMaker()

    class Rules:
        """The library's maker, asked in this package's words."""

        def surname(self, word: str, case: Case, gender: Gender) -> str:
            return self._make(enums.NamePart.LASTNAME, word, case, gender)

        def first(self, word: str, case: Case, gender: Gender) -> str:
            return self._make(enums.NamePart.FIRSTNAME, word, case, gender)

        def patronymic(self, word: str, case: Case, gender: Gender) -> str:
            return self._make(enums.NamePart.MIDDLENAME, word, case, gender)

        def _make(self, part: enums.NamePart, word: str, case: Case, gender: Gender) -> str:
            return maker.make(part, enums.Gender[gender.name], enums.Case[case.name], word)

    return Rules()
