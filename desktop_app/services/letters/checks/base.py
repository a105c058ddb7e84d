"""What every rule of the checker uses: findings with their clause, and the fields they may lead to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from desktop_app.services.letters.severity import Severity
from desktop_app.services.letters.types import Finding
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.words import clean

FIELDS: Final[dict[str, frozenset[str]]] = {
    "overview": frozenset({"number", "dated", "due_on", "subject"}),
    "coordinator": frozenset(
        {"name", "post", "phone", "email", "order_number", "order_date", "chat_joined_on"},
    ),
    "banners": frozenset({"name", "status"}),
    "parents": frozenset({"entry"}),
    "letters": frozenset({"edited_text", "dated", "until", "enclosures"}),
    "register": frozenset({"number"}),
    "school": frozenset(
        {
            *("full_name", "short_name", "founder", "locality", "address", "phone", "email", "website"),
            *("inn", "ogrn", "kpp", "okpo", "head_name", "head_post", "executor_name", "executor_phone"),
            *("addressee_organisation", "addressee_name", "cases", "classes", "texts"),
        }
    ),
}
"""Every screen and field a finding may name; what stands after a colon («entry:3») is the place in a list."""

EVIDENCE: Final = "правило программы: сказано только подтверждённое"
FIGURES: Final = "правило программы: числа берутся из учёта"
SHAPE: Final = "правило программы: вид и контрольные цифры"
_STANDARD: Final = "ГОСТ Р 7.0.97-2025"
_SHOWN: Final = 5


def error(message: str, screen: str, field: str, clause: str) -> Finding:
    """Return a finding that blocks registering."""
    return _finding(Severity.ERROR, message, screen, field, clause)


def warning(message: str, screen: str, field: str, clause: str) -> Finding:
    """Return a finding that only wants a look."""
    return _finding(Severity.WARNING, message, screen, field, clause)


def gost(point: str) -> str:
    """Return a clause of the standard in force; a paper laid out by the older one gets its name instead."""
    return f"{_STANDARD}, {point}"


def wanted_by(facts: PaperFacts) -> str:
    """Return the letter that asks for something, as the clause of a rule."""
    directive = facts.directive
    number = clean(directive.number) if directive else ""
    return f"письмо № {number}" if number else "письмо, на которое отвечает школа"


def listed(names: Sequence[str]) -> str:
    """Return the first names in a row and how many are left."""
    rest = len(names) - _SHOWN
    shown = ", ".join(clean(name) for name in names[:_SHOWN])
    return f"{shown} и ещё {rest}" if rest > 0 else shown


def _finding(severity: Severity, message: str, screen: str, field: str, clause: str) -> Finding:
    if field.partition(":")[0] not in FIELDS[screen]:
        raise LookupError(f"{screen}/{field}")  # a rule that leads nowhere is a bug
    return Finding(severity=severity, message=message, screen=screen, field=field, clause=clause)
