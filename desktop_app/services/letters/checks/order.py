"""What an order needs: somebody to appoint, a date that agrees with the record, a place."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.russian.dates import short_date
from desktop_app.services.letters.checks.base import error, gost, warning
from desktop_app.services.letters.types import Finding
from desktop_app.services.papers.facts import PaperFacts


def order_findings(facts: PaperFacts) -> Iterable[Finding]:
    """Yield what is missing in an order of appointment."""
    person = facts.appointment
    if person is None or not person.name.strip():
        yield error("Не указан ответственный: назначать некого.", "coordinator", "name", gost("5.18"))
        return
    if not person.post.strip():
        yield warning("У ответственного не указана должность.", "coordinator", "post", gost("5.18"))
    if person.order_date is not None and person.order_date != facts.on:
        told = f"В учёте приказ от {short_date(person.order_date)}, а бумага от {short_date(facts.on)}."
        yield warning(told, "coordinator", "order_date", gost("5.10"))
    if not facts.school.locality.strip():
        told = "Не указан населённый пункт: в приказе не будет места издания."
        yield warning(told, "school", "locality", gost("5.13"))
