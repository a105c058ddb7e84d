"""A list of classes in the next school year: what is proposed, and what is wrong with it; pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop_app.services import validation as v
from desktop_app.services.errors import FieldError
from desktop_app.services.school.class_names import grade_of
from desktop_app.services.school.types import ClassRow

_WHOLE_SCHOOL: Final = 11
_BASIC_SCHOOL: Final = 9
_MERGED: Final = "Если классы объединяются, отметьте у второго «Выпуск», а числа общего впишите у первого."


@dataclass(frozen=True, slots=True, kw_only=True)
class Promoted:
    """A class in the next year; without ``class_id`` it is a new one, ``leaves`` means that it graduates."""

    name: str
    pupils: int = 0
    parents: int = 0
    class_id: int | None = None
    leaves: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    """The proposal: the school year that ends (the calendar year it began in) and every class in the next."""

    year: int
    classes: tuple[Promoted, ...]


def propose(classes: Sequence[ClassRow]) -> tuple[Promoted, ...]:
    """Return every class a year older; a name without a number stays, the last year leaves.

    The last year is the eleventh where the school has a tenth or an eleventh, the ninth elsewhere.
    """
    grades = [grade_of(row.name) or 0 for row in classes]
    last = _WHOLE_SCHOOL if max(grades, default=0) > _BASIC_SCHOOL else _BASIC_SCHOOL
    return tuple(
        Promoted(
            class_id=row.id,
            name=row.name if grade >= last else next_name(row.name),
            pupils=row.pupils,
            parents=row.parents,
            leaves=grade >= last,
        )
        for row, grade in zip(classes, grades, strict=True)
    )


def next_name(name: str) -> str:
    """Return «6А» for «5А»; a name without a number stays as it is."""
    return re.sub(r"^\d+", lambda digits: str(int(digits[0]) + 1), name)


def check_promotion(classes: Sequence[Promoted], taken: frozenset[str]) -> tuple[FieldError, ...]:
    """Return what is wrong, by fields «3.name»: the place in the list and the column.

    ``taken`` are the casefolded names of the classes that left before.
    """
    names = Counter(v.tidy(one.name).casefold() for one in classes if not one.leaves)
    errors = v.Errors()
    for place, one in enumerate(classes):
        if one.leaves:
            continue
        name = v.tidy(one.name)
        twice = names[name.casefold()] > 1 or name.casefold() in taken
        errors.add(
            f"{place}.name",
            v.filled(one.name, "класс, например 6А"),
            v.line(one.name, longest=40),
            f"Класс {name} назван дважды. {_MERGED}" if twice else "",
        )
        errors.add(f"{place}.pupils", v.count(one.pupils))
        errors.add(f"{place}.parents", v.count(one.parents))
    return errors.all()
