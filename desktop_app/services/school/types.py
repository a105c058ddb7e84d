"""What the school's screen shows and sends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.models.enums import Gender, NumberSeries, SchoolKind

__all__ = [
    "CaseFormRow",
    "ClassDraft",
    "ClassRow",
    "Gender",
    "Goals",
    "NumberSeries",
    "SchemeDraft",
    "SchemeRow",
    "SchoolDraft",
    "SchoolFields",
    "SchoolKind",
    "SchoolRow",
    "Subject",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolFields:
    """Every requisite; an empty string is «not filled in», ``None`` gender is «by the name»."""

    full_name: str = ""
    short_name: str = ""
    founder: str = ""
    kind: SchoolKind = SchoolKind.MUNICIPAL
    locality: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    inn: str = ""
    ogrn: str = ""
    kpp: str = ""
    okpo: str = ""
    head_name: str = ""
    head_post: str = ""
    head_gender: Gender | None = None
    executor_name: str = ""
    executor_phone: str = ""
    addressee_organisation: str = ""
    addressee_post: str = ""
    addressee_name: str = ""


class SchoolDraft(SchoolFields):
    """The school as the user typed it."""

    __slots__ = ()


class SchoolRow(SchoolFields):
    """The school as it is stored; all fields empty before the first run's first step."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassDraft:
    """A class with counts of pupils and of their parents (legal representatives)."""

    name: str
    pupils: int = 0
    parents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """A stored class."""

    id: int
    name: str
    pupils: int
    parents: int


@dataclass(frozen=True, slots=True)
class Goals:
    """What the school set itself: the share of parents to reach in percent, the term of a look in days."""

    coverage_target: int | None = None
    check_days: int = 30


class Subject(StrEnum):
    """What a case form is a form of."""

    NAME = "name"
    POST = "post"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFormRow:
    """One form as it will be printed; ``confirmed`` when the user accepted or corrected it."""

    subject: Subject
    nominative: str
    grammatical_case: str
    """A value of ``russian.cases.Case``."""
    form: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeDraft:
    """How numbers of a series are made: «{index}/{serial}», the case index «01-12», the next serial."""

    series: NumberSeries
    pattern: str
    next_serial: int = 1
    yearly_restart: bool = True
    case_index: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeRow:
    """A stored scheme with the next three numbers it would give today."""

    series: NumberSeries
    pattern: str
    next_serial: int
    yearly_restart: bool
    preview: tuple[str, ...]
    case_index: str = ""
