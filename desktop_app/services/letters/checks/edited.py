"""A text the user rewrote: it is there, and its numbers and dates are those of the record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from typing import Any, Final

from desktop_app.russian.dates import parse_date, short_date
from desktop_app.services.letters.checks.base import FIGURES, error, gost, listed, warning
from desktop_app.services.letters.drafting import draft_content
from desktop_app.services.letters.types import Finding, LetterDraft
from desktop_app.services.papers.build import addressed_to, edited_body, plain_text
from desktop_app.services.papers.facts import PaperFacts

_MONTH: Final = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_DATE: Final = re.compile(
    rf"\b\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d\d)\b|\b\d{{1,2}}\s+(?:{_MONTH})\s+\d{{4}}\b", re.IGNORECASE
)
_ITEM: Final = re.compile(r"^\s*\d+(?:\.\d+)*\.\s", re.MULTILINE)
_NUMBER: Final = re.compile(r"\d+(?:[.,/‑–-]\d+)*")


def edited_findings(draft: LetterDraft, facts: PaperFacts) -> Iterable[Finding]:
    """Yield what is to be looked at in a text that no longer follows the record."""
    if draft.edited_text is None:
        return
    if not edited_body(draft.edited_text):
        yield error("Текст бумаги пуст.", "letters", "edited_text", gost("5.18"))
        return
    strange = _strange(draft.edited_text, draft, facts)
    if strange:
        told = f"В учёте нет того, что названо в изменённом тексте: {listed(strange)}."
    else:
        told = "Текст изменён вручную и больше не следует за учётом: сверьте числа и даты."
    yield warning(told, "letters", "edited_text", FIGURES)


def _strange(text: str, draft: LetterDraft, facts: PaperFacts) -> list[str]:
    """Return the dates and numbers of ``text`` that neither the record's own text nor its facts hold."""
    content = draft_content(replace(draft, edited_text=None), facts)
    known = "\n".join((plain_text(content), addressed_to(content), *_said(facts)))
    dates, numbers = _dates(known), set(_numbers(known))
    numbers |= {str(day.year) for day in dates if isinstance(day, date)}
    found = {
        short_date(day) if isinstance(day, date) else day: None for day in _dates(text) if day not in dates
    }
    found |= {number: None for number in _numbers(text) if number not in numbers}
    return list(found)


def _dates(text: str) -> dict[date | str, None]:
    """Return the dates of a text; one that does not exist is returned as it is written."""
    found: dict[date | str, None] = {}
    for written in _DATE.findall(text):
        try:
            found[parse_date(written)] = None
        except ValueError:
            found[written] = None
    return found


def _numbers(text: str) -> Iterable[str]:
    """Yield the numbers of a text that are neither part of a date nor the number of an item."""
    rest = _ITEM.sub("\n", _DATE.sub(" ", text))
    return (number.replace("‑", "-").replace("–", "-") for number in _NUMBER.findall(rest))


def _said(facts: PaperFacts) -> Iterable[str]:
    """Yield every value of the record a text may speak of."""
    for row in (facts.school, facts.directive, facts.appointment, facts.outreach, *facts.portals):
        if row is not None:
            yield from (_written(getattr(row, field.name)) for field in fields(row))
    if facts.directive is not None:
        yield from (_written(item.due_on) for item in facts.directive.requirements)
    hung = sum(portal.hangs for portal in facts.applicable)
    yield f"{len(facts.portals)} {len(facts.applicable)} {hung} {len(facts.applicable) - hung}"
    yield short_date(facts.on)


def _written(value: Any) -> str:
    if isinstance(value, date):
        return short_date(value)
    return str(value) if isinstance(value, str | int) else ""
