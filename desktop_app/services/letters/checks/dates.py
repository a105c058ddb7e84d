"""The paper's date against the letter's: answered at all, in time, and not before it was written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from desktop_app.models.enums import PaperKind
from desktop_app.russian.dates import short_date
from desktop_app.russian.plurals import count
from desktop_app.russian.workdays import working_days_between
from desktop_app.services.directive.types import DirectiveRow
from desktop_app.services.letters.checks.base import error, gost, wanted_by, warning
from desktop_app.services.letters.types import Finding, LetterDraft
from desktop_app.services.papers.facts import PaperFacts

SOON: Final = 2
"""So many working days before the term, and fewer, are worth a word."""


def date_findings(draft: LetterDraft, facts: PaperFacts) -> Iterable[Finding]:
    """Yield what the dates of the letter and of the paper say together."""
    directive = facts.directive
    answers = draft.kind is PaperKind.CONFIRMATION
    if directive is None or directive.dated is None:
        if answers:
            told = "Не указано письмо, на которое отвечает школа."
            yield error(told, "overview", "number", gost("5.12"))
        else:
            where = "приказе" if draft.kind is PaperKind.ORDER else "справке"
            told = f"В {where} не будет ссылки на письмо: его нет в учёте."
            yield warning(told, "overview", "number", gost("5.12"))
        return
    if facts.on < directive.dated:
        told = f"Дата бумаги {short_date(facts.on)} раньше даты письма {short_date(directive.dated)}."
        yield (error if answers else warning)(told, "letters", "dated", gost("5.10"))
    else:
        yield from _term(directive, facts, answers=answers)


def _term(directive: DirectiveRow, facts: PaperFacts, *, answers: bool) -> Iterable[Finding]:
    due = directive.due_on
    if due is None:
        return
    left = working_days_between(facts.on, due)
    if facts.on > due:
        told = f"Срок по письму истёк {short_date(due)}."
    elif not answers or left > SOON:
        return
    elif facts.on == due:
        told = f"{short_date(due)} — последний день срока по письму."
    else:
        days = count(left, "рабочий день", "рабочих дня", "рабочих дней")
        told = f"До срока по письму ({short_date(due)}) {days}."
    yield warning(told, "overview", "due_on", wanted_by(facts))
