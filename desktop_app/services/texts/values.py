"""Values a template prints, and the Russian filters that put them into the form a sentence needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from desktop_app.models.enums import Gender
from desktop_app.russian.cases import Case
from desktop_app.russian.dates import long_date, short_date
from desktop_app.russian.plurals import count, plural
from desktop_app.services.papers.words import Words, clean, gendered, signed, small


class Kind(StrEnum):
    """What a placeholder holds; it decides which filters may follow it."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"
    NAME = "name"
    POST = "post"
    OFFICE = "office"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Day:
    """A date that may be missing; printed as «05.06.2024»."""

    day: date | None

    def __bool__(self) -> bool:
        return self.day is not None

    def __str__(self) -> str:
        return short_date(self.day) if self.day else ""


@dataclass(frozen=True, slots=True)
class Declined:
    """A name, post or organisation of the record, in a case; empty when the record has none."""

    kind: Kind
    nominative: str
    words: Words = field(repr=False, compare=False)
    gender: Gender | None = None
    case: Case = Case.NOMINATIVE

    def __bool__(self) -> bool:
        return bool(self.nominative.strip())

    def __str__(self) -> str:
        if not self or self.case is Case.NOMINATIVE:
            return clean(self.nominative)
        if self.kind is Kind.NAME:
            return self.words.name(self.nominative, self.case, self.gender)
        if self.kind is Kind.POST:
            return self.words.post(self.nominative, self.case)
        return small(self.words.organisation(self.nominative, self.case))


Value = str | int | bool | Day | Declined


def printed(value: object) -> str:
    """Return what stands on the paper: thousands of a number are parted, the rest as it says itself."""
    if isinstance(value, int):
        return count(value, "", "", "").strip()
    return str(value)


@dataclass(frozen=True, slots=True)
class Filter:
    """What may follow a placeholder after «|»: for which kinds, with how many words in brackets."""

    about: str
    takes: frozenset[Kind]
    gives: Kind | None
    """None: the kind it took."""
    words: tuple[int, int]
    """Fewest and most arguments; each is a text in quotation marks."""
    call: Callable[..., Value]


def _in_case(case: Case) -> Callable[[Declined], Declined]:
    return lambda value: replace(value, case=case)


def _initials(value: Declined) -> str:
    return value.words.initials(value.nominative, value.case, value.gender)


def _by_gender(value: Declined, male: str, female: str, unknown: str = "") -> str:
    return gendered(value.nominative, value.gender, male, female, unknown or f"{male}(а)")


_DECLINED: Final = frozenset({Kind.NAME, Kind.POST, Kind.OFFICE})
_CASES: Final = {
    "родительный": (Case.GENITIVE, "нет кого? чего?"),
    "дательный": (Case.DATIVE, "дать кому? чему?"),
    "винительный": (Case.ACCUSATIVE, "назначить кого? что?"),
    "творительный": (Case.INSTRUMENTAL, "назначен кем? чем?"),
    "предложный": (Case.PREPOSITIONAL, "о ком? о чём?"),
}

FILTERS: Final[Mapping[str, Filter]] = {
    **{
        name: Filter(f"{name} падеж: {asks}", _DECLINED, None, (0, 0), _in_case(case))
        for name, (case, asks) in _CASES.items()
    },
    "инициалы": Filter(
        "фамилия и инициалы: Иванова О.Н.", frozenset({Kind.NAME}), Kind.TEXT, (0, 0), _initials
    ),
    "подпись": Filter(
        "инициалы и фамилия: О.Н. Иванова",
        frozenset({Kind.NAME}),
        Kind.TEXT,
        (0, 0),
        lambda value: signed(value.nominative),
    ),
    "по_роду": Filter(
        'слово по роду: по_роду("назначен", "назначена")',
        frozenset({Kind.NAME}),
        Kind.TEXT,
        (2, 3),
        _by_gender,
    ),
    "слово": Filter(
        'слово при числе: слово("портал", "портала", "порталов")',
        frozenset({Kind.NUMBER}),
        Kind.TEXT,
        (2, 3),
        lambda number, one, few, many="": plural(number, one, few, many or few),
    ),
    "число": Filter(
        'число со словом: число("портал", "портала", "порталов")',
        frozenset({Kind.NUMBER}),
        Kind.TEXT,
        (2, 3),
        lambda number, one, few, many="": count(number, one, few, many or few),
    ),
    "словами": Filter(
        "дата с месяцем: 5 июня 2024 г.",
        frozenset({Kind.DATE}),
        Kind.TEXT,
        (0, 0),
        lambda value: long_date(value.day) if value.day else "",
    ),
}
"""Every filter there is, by the word that stands after «|»."""
