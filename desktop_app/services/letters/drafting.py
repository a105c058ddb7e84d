"""Drafts: what is stored of them, the facts they follow, and the content they make."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from desktop_app.models.enums import LetterState, NumberSeries, PaperKind
from desktop_app.models.letter import Letter
from desktop_app.services.errors import FieldError, NotFoundError
from desktop_app.services.layouts.profile import ProfileName
from desktop_app.services.letters.enclosures import (
    enclosure_drafts,
    enclosure_errors,
    enclosure_rows,
    write_enclosures,
)
from desktop_app.services.letters.notes import answer_words, paper_words
from desktop_app.services.letters.types import LetterDraft, LetterRow
from desktop_app.services.papers.build import addressed_to, build_paper
from desktop_app.services.papers.content import RegisteredContent
from desktop_app.services.papers.facts import PaperFacts, Scope, gather
from desktop_app.services.papers.period import period_errors
from desktop_app.services.validation import require_valid

SERIES = {
    PaperKind.CONFIRMATION: NumberSeries.OUTGOING,
    PaperKind.BANNER_REPORT: NumberSeries.OUTGOING,
    PaperKind.ORDER: NumberSeries.ORDERS,
}
"""The run of numbers of every kind that is registered."""


def find_letter(session: Session, letter_id: int) -> Letter:
    """Return a stored paper; raises ``NotFoundError``."""
    letter = session.get(Letter, letter_id)
    if letter is None:
        raise NotFoundError("Этой бумаги в учёте нет: возможно, её удалили.")
    return letter


def draft_of(letter: Letter, dated: date | None = None) -> LetterDraft:
    """Return a stored draft as it was sent, dated ``dated`` when that is given."""
    return LetterDraft(
        kind=PaperKind(letter.kind),
        directive_id=letter.directive_id,
        appointment_id=letter.appointment_id,
        profile=ProfileName(letter.profile),
        edited_text=letter.edited_text,
        dated=dated or letter.dated,
        since=letter.since,
        until=letter.until,
        enclosures=enclosure_drafts(letter),
        corrects_id=letter.corrects_id,
    )


def write_draft(session: Session, letter: Letter, draft: LetterDraft, today: date) -> None:
    """Put a draft into its row, with the addressee and the subject it would have now, for the list.

    Raises ``ValidationError`` for a period that runs backwards and for attachments that cannot be.
    """
    require_valid(draft_errors(draft))
    content = draft_content(draft, facts_of(session, draft, today))
    letter.kind, letter.series = draft.kind, SERIES[draft.kind]
    letter.state, letter.profile = LetterState.DRAFT, draft.profile
    letter.directive_id, letter.appointment_id = draft.directive_id, draft.appointment_id
    letter.edited_text, letter.dated = draft.edited_text, draft.dated
    letter.since, letter.until, letter.corrects_id = draft.since, draft.until, draft.corrects_id
    write_enclosures(letter, draft.enclosures)
    letter.addressee, letter.subject = addressed_to(content), content.heading.replace("\u00a0", " ")


def draft_errors(draft: LetterDraft) -> tuple[FieldError, ...]:
    """Name what keeps a draft from being stored at all."""
    if draft.kind not in SERIES:
        return (FieldError("kind", "Эта бумага печатается по учёту и номера не получает."),)
    return (*period_errors(draft.since, draft.until), *enclosure_errors(draft))


def facts_of(session: Session, draft: LetterDraft, today: date) -> PaperFacts:
    """Gather the facts for the day of the paper: its own, else that of the recorded order, else today."""
    is_order = draft.kind is PaperKind.ORDER
    day = draft.dated or today
    scope = Scope(
        since=draft.since,
        until=draft.until,
        corrects_id=draft.corrects_id,
        proving=draft.kind is PaperKind.BANNER_REPORT,
    )
    facts = gather(
        session,
        directive_id=draft.directive_id,
        appointment_id=draft.appointment_id,
        on=day,
        appointing=is_order,
        scope=scope,
    )
    person = facts.appointment
    if not is_order or draft.dated is not None or person is None or person.order_date is None:
        return facts
    return gather(
        session,
        directive_id=draft.directive_id,
        appointment_id=person.id,
        on=person.order_date,
        appointing=True,
        scope=scope,
    )


def draft_content(
    draft: LetterDraft, facts: PaperFacts, number: str = "", dated_on: str = ""
) -> RegisteredContent:
    """Return what is printed; without a number it is a draft."""
    return build_paper(draft.kind, facts, draft.edited_text, number=number, dated_on=dated_on)


def letter_row(session: Session, letter: Letter, better: Letter | None = None) -> LetterRow:
    """Return a paper as it is shown; ``better`` is the registered one that stands in for it."""
    old = session.get(Letter, letter.corrects_id) if letter.corrects_id is not None else None
    return LetterRow(
        id=letter.id,
        kind=PaperKind(letter.kind),
        state=LetterState(letter.state),
        profile=ProfileName(letter.profile),
        number=letter.number,
        dated=letter.dated,
        addressee=letter.addressee,
        subject=letter.subject,
        sheets=letter.sheets,
        sha256=letter.sha256,
        edited_text=letter.edited_text,
        directive_id=letter.directive_id,
        appointment_id=letter.appointment_id,
        sent_on=letter.sent_on,
        sent_how=letter.sent_how,
        acknowledged_on=letter.acknowledged_on,
        acknowledged_number=letter.acknowledged_number,
        void_reason=letter.void_reason,
        since=letter.since,
        until=letter.until,
        enclosures=enclosure_rows(letter),
        corrects_id=letter.corrects_id,
        corrects=paper_words(old),
        corrected_id=better.id if better else None,
        corrected=paper_words(better),
        answer_id=letter.answer_id,
        answer=answer_words(session, letter),
    )
