"""Papers from draft to archive: preview, findings, registering, and what happens to them afterwards."""

from __future__ import annotations

import builtins
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.enums import LetterState, PaperKind
from desktop_app.models.letter import Letter
from desktop_app.russian.dates import short_date
from desktop_app.services.clock import Clock
from desktop_app.services.errors import AppError, FieldError, ValidationError
from desktop_app.services.layouts.profile import LayoutProfile
from desktop_app.services.layouts.resolve import layout_for
from desktop_app.services.letters.archive import pdf_bytes
from desktop_app.services.letters.drafting import (
    draft_content,
    draft_of,
    facts_of,
    find_letter,
    letter_row,
    write_draft,
)
from desktop_app.services.letters.findings import fact_findings, in_order, page_findings, record_findings
from desktop_app.services.letters.registration import Registration, number_findings
from desktop_app.services.letters.types import Finding, LetterDraft, LetterRow, Severity
from desktop_app.services.papers.build import proposed_body
from desktop_app.services.papers.content import PaperContent
from desktop_app.services.papers.press import PaperRenderer, RenderedPaper
from desktop_app.services.store import Store

_KINDS = {PaperKind.CONFIRMATION: "письма", PaperKind.ORDER: "приказа"}


class LetterService:
    """The school's papers."""

    def __init__(self, store: Store, clock: Clock, renderer: PaperRenderer) -> None:
        self._store = store
        self._clock = clock
        self._renderer = renderer
        self._drawn: tuple[PaperContent, LayoutProfile, RenderedPaper] | None = None

    def today(self) -> date:
        """Return the day a paper is dated when nothing else is said."""
        return self._clock.today()

    def list(self) -> tuple[LetterRow, ...]:
        """Return every paper, newest first."""
        with self._store.read() as session:
            return tuple(
                letter_row(one) for one in session.scalars(select(Letter).order_by(Letter.id.desc()))
            )

    def get(self, letter_id: int) -> LetterRow:
        """Return one paper; raises ``NotFoundError``."""
        with self._store.read() as session:
            return letter_row(find_letter(session, letter_id))

    def create(self, draft: LetterDraft) -> LetterRow:
        """Store a new draft."""
        with self._store.write(f"Создание {_KINDS[draft.kind]}") as session:
            letter = Letter(created_at=self._clock.now())
            write_draft(session, letter, draft, self._clock.today())
            session.add(letter)
            session.flush()
            return letter_row(letter)

    def save(self, letter_id: int, draft: LetterDraft) -> LetterRow:
        """Change a draft; raises ``AppError`` when the paper is registered."""
        with self._store.write(f"Изменение {_KINDS[draft.kind]}") as session:
            letter = _draft(session, letter_id)
            write_draft(session, letter, draft, self._clock.today())
            session.flush()
            return letter_row(letter)

    def delete(self, letter_id: int) -> None:
        """Delete a draft; a registered paper stays and raises ``AppError``."""
        with self._store.write("Удаление проекта бумаги") as session:
            session.delete(_draft(session, letter_id))

    def proposed_text(self, draft: LetterDraft) -> str:
        """Return the body the record gives, paragraphs split by a newline, whatever was rewritten."""
        with self._store.read() as session:
            return proposed_body(draft.kind, facts_of(session, draft, self._clock.today()))

    def preview(self, paper: LetterDraft | int) -> RenderedPaper:
        """Render a draft, or return the archived bytes of a registered paper."""
        if isinstance(paper, LetterDraft):
            with self._store.read() as session:
                draft = paper
                facts = facts_of(session, draft, self._clock.today())
                layout = layout_for(session, draft.kind, draft.profile)
            return self._render(draft_content(draft, facts), layout)
        with self._store.read() as session:
            letter = find_letter(session, paper)
            if letter.pdf_id is not None:
                return RenderedPaper(pdf_bytes(session, letter.pdf_id), letter.sheets or 0)
            draft = draft_of(letter)
        return self.preview(draft)

    def findings(self, draft: LetterDraft) -> tuple[Finding, ...]:
        """Return what is to be mended or looked at before registering, errors first."""
        with self._store.read() as session:
            facts = facts_of(session, draft, self._clock.today())
            layout = layout_for(session, draft.kind, draft.profile)
            found = builtins.list(number_findings(session, draft, facts))
            found += record_findings(session, draft, facts, self._clock.today())
        content = draft_content(draft, facts)
        found += fact_findings(draft, facts, content)
        try:
            found += page_findings(draft, self._render(content, layout), facts)
        except AppError as error:
            found.append(
                Finding(severity=Severity.ERROR, message=str(error), screen="school", field="full_name")
            )
        return in_order(draft, found)

    def register(self, letter_id: int, number: str | None = None, on: date | None = None) -> LetterRow:
        """Give a draft its number and date, render and archive it, and enter it in the register, or nothing.

        Number: the given one, else the one the record has for this order, else the next of the scheme. Raises
        ``ValidationError`` naming what blocks it; then no number is spent.
        """
        with self._store.write("Регистрация бумаги", final=True) as session:
            letter = _draft(session, letter_id)
            self._registration().register(session, letter, number, on)
            return letter_row(letter)

    def pdf(self, letter_id: int) -> bytes:
        """Return the archived bytes of a registered paper, or the rendered draft."""
        return self.preview(letter_id).pdf

    def mark_sent(self, letter_id: int, on: date, how: str) -> LetterRow:
        """Note when and how a registered letter was sent; may be corrected until it is acknowledged."""
        with self._store.write("Отметка об отправке") as session:
            letter = _in_state(session, letter_id, LetterState.REGISTERED, LetterState.SENT)
            if letter.kind == PaperKind.ORDER:
                raise AppError("Приказ не отправляют: он остаётся в школе.")
            self._check_day("sent_on", on, letter.dated, "Дата отправки раньше даты письма")
            if not how.strip():
                raise ValidationError([FieldError("sent_how", "Укажите, как отправлено письмо.")])
            letter.state, letter.sent_on, letter.sent_how = LetterState.SENT, on, how.strip()
            session.flush()
            return letter_row(letter)

    def mark_acknowledged(self, letter_id: int, on: date, number: str) -> LetterRow:
        """Note that the addressee has the letter, and under which number of theirs, if it is known."""
        with self._store.write("Отметка о получении") as session:
            letter = _in_state(session, letter_id, LetterState.SENT, LetterState.ACKNOWLEDGED)
            self._check_day("acknowledged_on", on, letter.sent_on, "Дата получения раньше даты отправки")
            letter.state = LetterState.ACKNOWLEDGED
            letter.acknowledged_on, letter.acknowledged_number = on, number.strip()
            session.flush()
            return letter_row(letter)

    def void(self, letter_id: int, reason: str) -> LetterRow:
        """Annul a registered paper; its number is never given again."""
        if not reason.strip():
            raise ValidationError([FieldError("void_reason", "Укажите причину аннулирования.")])
        with self._store.write("Аннулирование бумаги", final=True) as session:
            letter = _in_state(
                session, letter_id, LetterState.REGISTERED, LetterState.SENT, LetterState.ACKNOWLEDGED
            )
            self._registration().void(session, letter, reason.strip())
            session.flush()
            return letter_row(letter)

    def _render(self, content: PaperContent, profile: LayoutProfile) -> RenderedPaper:
        """Draw a draft; the last one is kept, because the preview and the findings ask for the same pages."""
        drawn = self._drawn
        if drawn is None or drawn[:2] != (content, profile):
            drawn = (content, profile, self._renderer.render(content, profile))
            self._drawn = drawn
        return drawn[2]

    def _registration(self) -> Registration:
        return Registration(self._renderer, self._clock.today(), self._clock.now())

    def _check_day(self, field: str, day: date, earliest: date | None, message: str) -> None:
        if earliest is not None and day < earliest:
            raise ValidationError([FieldError(field, f"{message} ({short_date(earliest)}).")])
        if day > self._clock.today():
            raise ValidationError([FieldError(field, f"{short_date(day)} ещё не наступило.")])


def _draft(session: Session, letter_id: int) -> Letter:
    letter = find_letter(session, letter_id)
    if letter.state != LetterState.DRAFT:
        raise AppError(
            f"Бумага № {letter.number} зарегистрирована и больше не меняется.",
            hint="Ошибочную бумагу аннулируют с указанием причины и готовят новую.",
        )
    return letter


def _in_state(session: Session, letter_id: int, *states: LetterState) -> Letter:
    letter = find_letter(session, letter_id)
    if letter.state not in states:
        reasons = {
            LetterState.DRAFT: "Сначала зарегистрируйте бумагу.",
            LetterState.VOID: "Бумага аннулирована.",
            LetterState.REGISTERED: "Сначала отметьте отправку.",
            LetterState.ACKNOWLEDGED: "Получение письма уже отмечено.",
        }
        raise AppError(reasons.get(LetterState(letter.state), "Так отметить эту бумагу нельзя."))
    return letter
