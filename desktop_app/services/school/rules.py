"""What a school, a class must be like."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields

from desktop_app.services import validation as v
from desktop_app.services.errors import FieldError
from desktop_app.services.school.types import ClassDraft, Goals, SchoolFields

_WHOLE = 100
_YEAR = 366

_CHECKS = {
    "phone": v.phone,
    "executor_phone": v.phone,
    "email": v.email,
    "website": v.url,
    "inn": v.inn,
    "ogrn": v.ogrn,
    "kpp": v.kpp,
    "okpo": v.okpo,
    "head_name": v.person,
    "executor_name": v.person,
    "addressee_name": v.person,
}


def check_school(draft: SchoolFields) -> tuple[FieldError, ...]:
    """Return what is wrong with the school; only its full name is required."""
    errors = v.Errors()
    errors.add("full_name", v.filled(draft.full_name, "полное наименование школы"))
    for field in fields(draft):
        value = getattr(draft, field.name)
        if isinstance(value, str):
            errors.add(field.name, _CHECKS.get(field.name, _line)(value))
    return errors.all()


def _line(value: str) -> str:
    # a name copied from a letterhead comes in several lines; it is kept as one
    return v.line(v.tidy(value))


def check_class(draft: ClassDraft, taken: Collection[str]) -> tuple[FieldError, ...]:
    """Return what is wrong with a class; ``taken`` are the names of the other classes, casefolded."""
    errors = v.Errors()
    errors.add(
        "name",
        v.filled(draft.name, "класс, например 5А"),
        v.line(draft.name, longest=40),
        f"Класс {v.tidy(draft.name)} уже есть." if v.tidy(draft.name).casefold() in taken else "",
    )
    errors.add("pupils", v.count(draft.pupils))
    errors.add("parents", v.count(draft.parents))
    return errors.all()


def check_goals(goals: Goals) -> tuple[FieldError, ...]:
    """Return what is wrong with the goals."""
    errors = v.Errors()
    target = goals.coverage_target
    in_range = target is None or 1 <= target <= _WHOLE
    errors.add("coverage_target", "" if in_range else f"Охват — целое число от 1 до {_WHOLE} %.")
    in_term = 1 <= goals.check_days <= _YEAR
    errors.add("check_days", "" if in_term else f"Срок — от 1 до {_YEAR} дней.")
    return errors.all()
