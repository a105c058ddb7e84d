"""What stands between a draft and its number: errors block registering, warnings do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop_app.models.enums import PaperKind
from desktop_app.services.layouts.profile import ProfileName
from desktop_app.services.letters.checks.banners import banner_findings
from desktop_app.services.letters.checks.cases import case_findings
from desktop_app.services.letters.checks.dates import date_findings
from desktop_app.services.letters.checks.edited import edited_findings
from desktop_app.services.letters.checks.letter import addressee_findings, coordinator_findings
from desktop_app.services.letters.checks.order import order_findings
from desktop_app.services.letters.checks.pages import page_findings
from desktop_app.services.letters.checks.record import record_findings
from desktop_app.services.letters.checks.school import school_findings
from desktop_app.services.letters.checks.scope import scope_findings
from desktop_app.services.letters.types import Finding, LetterDraft, Severity
from desktop_app.services.papers.content import RegisteredContent
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.texts.findings import text_findings

__all__ = ["fact_findings", "in_order", "page_findings", "record_findings"]


def fact_findings(draft: LetterDraft, facts: PaperFacts, content: RegisteredContent) -> tuple[Finding, ...]:
    """Return everything the record says about a draft, errors first."""
    found = [
        *school_findings(facts),
        *text_findings(draft.kind, facts),
        *(found for kind in _written_now(draft) for found in text_findings(kind, facts)),
        *edited_findings(draft, facts),
        *date_findings(draft, facts),
        *scope_findings(draft, facts, content),
    ]
    if draft.kind is PaperKind.ORDER:
        found += order_findings(facts)
    if draft.kind is PaperKind.CONFIRMATION:
        found += [*addressee_findings(facts, content), *coordinator_findings(facts)]
    if draft.kind is PaperKind.CONFIRMATION or (facts.portals and draft.kind is PaperKind.BANNER_REPORT):
        found += banner_findings(facts)  # a report of no portals is an error, said once
    found += case_findings(draft, facts)
    return in_order(draft, found)


def _written_now(draft: LetterDraft) -> Iterable[PaperKind]:
    """Return the kinds of what goes with a letter and gets its words with it; an order was signed before."""
    return (one.kind for one in draft.enclosures if one.kind is not PaperKind.ORDER)


def in_order(draft: LetterDraft, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with errors first, their clauses by the standard the paper is laid out by."""
    if draft.profile is ProfileName.GOST_2016:
        found = (replace(one, clause=one.clause.replace("7.0.97-2025", "7.0.97-2016")) for one in found)
    return tuple(sorted(found, key=lambda finding: finding.severity is Severity.WARNING))
