"""What is right in the school's record, and whom a school answers to; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.russian.fold import fold
from desktop_app.services import validation as v
from desktop_app.services.directive.types import DirectiveFields
from desktop_app.services.errors import FieldError
from desktop_app.services.school.types import ClassDraft, SchoolDraft, SchoolFields, SchoolKind

_LINES = {
    "short_name": "Краткое наименование",
    "founder": "Учредитель",
    "locality": "Населённый пункт",
    "address": "Адрес",
    "head_post": "Должность руководителя",
    "addressee_organisation": "Организация-адресат",
    "addressee_post": "Должность адресата",
}
_PERSONS = {
    "head_name": "ФИО руководителя",
    "executor_name": "ФИО исполнителя",
    "addressee_name": "ФИО адресата",
}
_IDENTIFIERS = {"inn": v.inn, "ogrn": v.ogrn, "kpp": v.kpp, "okpo": v.okpo}
_WITHOUT_GRADE = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Whom the letter goes to, in the nominative; empty strings where it is not known."""

    organisation: str = ""
    post: str = ""
    name: str = ""


def tidy_school(draft: SchoolDraft) -> SchoolDraft:
    """Make one line of every requisite; identifiers lose the spaces they were pasted with."""
    lines: dict[str, Any] = {name: v.clean(getattr(draft, name)) for name in (*_LINES, *_PERSONS)}
    lines |= {name: v.clean(getattr(draft, name)) for name in ("full_name", "phone", "executor_phone")}
    lines |= {name: v.compact(getattr(draft, name)) for name in (*_IDENTIFIERS, "email", "website")}
    return replace(draft, **lines)


def check_school(draft: SchoolDraft) -> tuple[FieldError, ...]:
    """Find what is wrong with the requisites; only the full name must be filled in."""
    return v.collect(
        ("full_name", v.text(draft.full_name, "Полное наименование", limit=600, required=True)),
        *((name, v.text(getattr(draft, name), what)) for name, what in _LINES.items()),
        *((name, v.person(getattr(draft, name), what)) for name, what in _PERSONS.items()),
        *((name, check(getattr(draft, name))) for name, check in _IDENTIFIERS.items()),
        ("phone", v.phone(draft.phone)),
        ("executor_phone", v.phone(draft.executor_phone)),
        ("email", v.email(draft.email)),
        ("website", v.url(draft.website, "Сайт")),
    )


def check_class(draft: ClassDraft, others: tuple[str, ...] = ()) -> tuple[FieldError, ...]:
    """Find what is wrong with a class; ``others`` are the names already taken."""
    name = v.clean(draft.name)
    taken = next((other for other in others if fold(other) == fold(name)), None)
    return v.collect(
        ("name", v.text(draft.name, "Класс", limit=30, required=True)),
        ("name", f"Класс {taken} уже есть в списке: измените его." if taken else None),
        ("pupils", v.count(draft.pupils, "Учеников")),
        ("parents", v.count(draft.parents, "Родителей")),
    )


def class_position(name: str) -> int:
    """Return the grade a class is sorted by («11Б» → 11); names without a number come last."""
    grade = re.match(r"\s*(\d{1,2})", name)
    return int(grade.group(1)) if grade else _WITHOUT_GRADE


def default_addressee(kind: SchoolKind, directive: DirectiveFields | None) -> Addressee:
    """Propose whom to answer: state and private schools answer the directive's own sender.

    A municipal school answers its municipal authority, which only the school can name: all empty.
    """
    if kind is SchoolKind.MUNICIPAL or directive is None:
        return Addressee()
    return Addressee(
        organisation=directive.sender, post=directive.signatory_post, name=directive.signatory_name
    )


def addressee(school: SchoolFields, directive: DirectiveFields | None) -> Addressee:
    """Return the addressee the school named, or the default one when it named none at all."""
    named = Addressee(
        organisation=school.addressee_organisation, post=school.addressee_post, name=school.addressee_name
    )
    return default_addressee(school.kind, directive) if named == Addressee() else named
