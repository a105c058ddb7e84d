"""What a paper covers: its period, the paper it stands in for, the portals a report is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from desktop_app.models.enums import PaperKind
from desktop_app.russian.dates import short_date
from desktop_app.russian.spaces import NBSP
from desktop_app.services.letters.checks.base import FIGURES, error, warning
from desktop_app.services.letters.types import Finding, LetterDraft
from desktop_app.services.papers.content import RegisteredContent
from desktop_app.services.papers.correction import names_paper
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.words import dated

_NAMED: Final = "правило программы: исправление называет прежнюю бумагу"
_ABOUT: Final = "правило программы: справка составляется о записанном"


def scope_findings(draft: LetterDraft, facts: PaperFacts, content: RegisteredContent) -> Iterable[Finding]:
    """Yield what is wrong with the period, the correction and the subject of a paper."""
    if draft.until is not None and draft.until > facts.on:
        told = f"Период кончается позже даты бумаги: учтено по {short_date(facts.on)}."
        yield warning(told, "letters", "until", FIGURES)
    old = facts.corrects
    if old is not None and not names_paper(content.paragraphs, old):
        told = f"В тексте не названа бумага, взамен которой он готовится: {dated(old.dated, old.number)}."
        yield error(told.replace(NBSP, " "), "letters", "edited_text", _NAMED)
    if draft.kind is PaperKind.BANNER_REPORT and not facts.portals:
        told = "В учёте нет ни одного портала: справку составить не о чем."
        yield error(told, "banners", "name", _ABOUT)
