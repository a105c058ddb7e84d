"""What the school's own card must hold: requisites there at all, and of the right shape."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from desktop_app.services import validation as v
from desktop_app.services.letters.checks.base import SHAPE, error, gost, warning
from desktop_app.services.letters.types import Finding
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.school.types import SchoolRow

_NEEDED: Final = (
    ("full_name", "Не указано полное наименование школы.", "5.5"),
    ("head_name", "Не указан руководитель школы: бумагу некому подписать.", "5.22"),
    ("head_post", "Не указана должность руководителя школы.", "5.22"),
)
_SHAPED: Final = (
    ("phone", "Телефон школы", v.phone),
    ("email", "Почта школы", v.email),
    ("website", "Сайт школы", v.url),
    ("executor_phone", "Телефон исполнителя", v.phone),
    ("inn", "ИНН школы", v.inn),
    ("ogrn", "ОГРН школы", v.ogrn),
    ("kpp", "КПП школы", v.kpp),
    ("okpo", "ОКПО школы", v.okpo),
)


def school_findings(facts: PaperFacts) -> Iterable[Finding]:
    """Yield missing requisites of the author, then those that look wrong."""
    school = facts.school
    for field, message, point in _NEEDED:
        if not getattr(school, field).strip():
            yield error(message, "school", field, gost(point))
    yield from _executor(school)
    if not school.address.strip():
        yield warning("В бланке нет адреса школы.", "school", "address", gost("5.8"))
    if not school.phone.strip():
        yield warning("В бланке нет телефона школы.", "school", "phone", gost("5.8"))
    for field, what, check in _SHAPED:
        wrong = check(getattr(school, field))
        if wrong:
            yield warning(f"{what} «{getattr(school, field).strip()}». {wrong}", "school", field, SHAPE)


def _executor(school: SchoolRow) -> Iterable[Finding]:
    if not school.executor_name.strip():
        told = "Не указан исполнитель: отметки о нём внизу листа не будет."
        yield warning(told, "school", "executor_name", gost("5.25"))
    elif not school.executor_phone.strip():
        yield warning("У исполнителя не указан телефон.", "school", "executor_phone", gost("5.25"))
