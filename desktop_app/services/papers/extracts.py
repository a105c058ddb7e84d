"""Papers printed from the record whenever they are wanted: never numbered, never archived on their own."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from desktop_app.models.enums import PaperKind
from desktop_app.services.errors import FieldError, ValidationError
from desktop_app.services.papers.banner_report import banner_report
from desktop_app.services.papers.class_sheet import class_sheet
from desktop_app.services.papers.content import PaperContent
from desktop_app.services.papers.evidence import portal_evidence
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.journal import outreach_journal
from desktop_app.services.papers.memo import parents_memo
from desktop_app.services.papers.outgoing import outgoing_register
from desktop_app.services.texts.compose import written


def extract_content(
    session: Session, kind: PaperKind, facts: PaperFacts, class_id: int | None = None
) -> PaperContent:
    """Return an extract by the facts' day and period; raises ``ValidationError`` for a missing class."""
    if kind is PaperKind.CLASS_SHEET:
        if class_id is None:
            raise ValidationError(
                [FieldError("class_id", "Выберите класс; классы записывают на экране «Школа».")]
            )
        return class_sheet(session, facts, class_id)
    if kind is PaperKind.OUTREACH_JOURNAL:
        return outreach_journal(session, facts)
    if kind is PaperKind.OUTGOING_REGISTER:
        return outgoing_register(session, facts)
    if kind is PaperKind.MEMO:
        return parents_memo(facts)
    raise ValueError(kind)


def enclosed_content(session: Session, kind: PaperKind, facts: PaperFacts, dated_on: str) -> PaperContent:
    """Return a paper as it goes with a letter dated as ``facts``: a report bears the date and no number."""
    if kind is PaperKind.BANNER_REPORT:
        proved = replace(facts, evidence=portal_evidence(session, facts.looks), corrects=None)
        words = written(kind, proved)
        return banner_report(proved, words.heading, words.paragraphs, dated_on=dated_on)
    return extract_content(session, kind, facts)
