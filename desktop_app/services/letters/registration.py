"""Registering: number, text, PDF and the register's row, all inside the caller's one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from desktop_app.models.coordinator import Appointment
from desktop_app.models.enums import LetterState, NumberSeries, PaperKind, RegisterEvent
from desktop_app.models.letter import Letter
from desktop_app.russian.dates import short_date
from desktop_app.services.attachments.service import put
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.errors import AppError, FieldError, ValidationError
from desktop_app.services.layouts.profile import LayoutProfile
from desktop_app.services.layouts.resolve import layout_for
from desktop_app.services.letters.awaited import order_number
from desktop_app.services.letters.checks.base import error as error_of
from desktop_app.services.letters.checks.base import gost
from desktop_app.services.letters.control import control_code
from desktop_app.services.letters.drafting import draft_content, draft_errors, draft_of, facts_of
from desktop_app.services.letters.enclosures import enclosures_of, marks, order_problem
from desktop_app.services.letters.findings import fact_findings
from desktop_app.services.letters.issued import standing_order
from desktop_app.services.letters.numbering import give_number, number_error, repeat_of
from desktop_app.services.letters.register import append_entry, last_register_hash
from desktop_app.services.letters.reservations import use_reservation
from desktop_app.services.letters.statuses import correction_problem
from desktop_app.services.letters.types import Finding, LetterDraft, Severity
from desktop_app.services.papers.build import addressed_to, plain_text, with_marks
from desktop_app.services.papers.content import PaperContent
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.parts import AttachmentMark, Paragraph
from desktop_app.services.papers.press import PaperRenderer, RenderedPaper
from desktop_app.services.validation import require_valid

_ONCE: Final = "правило программы: об одном назначении один действующий приказ"


@dataclass(frozen=True, slots=True)
class Registration:
    """What is needed to register: who draws, and the moment it is recorded at."""

    renderer: PaperRenderer
    today: date
    now: datetime

    def register(self, session: Session, letter: Letter, number: str | None, on: date | None) -> None:
        """Give ``letter`` its number, bytes and row; raises ``ValidationError`` naming what blocks it."""
        draft = draft_of(letter, on)
        facts = facts_of(session, draft, self.today)
        require_valid(draft_errors(draft))
        _refuse_errors(draft, facts)
        _refuse_second_correction(session, draft)
        _refuse_missing_order(session, draft, facts)
        if draft.kind is PaperKind.ORDER:
            _refuse_second_order(session, draft, facts)
            number = number if number is not None else order_number(facts)
        series = NumberSeries(letter.series)
        repeat = repeat_of(session, series, facts.directive.id if facts.directive else None)
        given = give_number(session, series, facts.on, number, repeat)
        content = draft_content(draft, facts, given, short_date(facts.on))
        listed = self._enclose(session, letter, draft, facts, given, content.paragraphs)
        content = replace(with_marks(content, listed), control=control_code(last_register_hash(session)))
        layout = layout_for(session, draft.kind, draft.profile)
        rendered = self.renderer.final(content, layout, self.now)
        name = _file_name(draft.kind, given, facts.on)
        stored = put(session, NewFile(name=name, content=rendered.pdf), self.now)
        letter.directive_id = facts.directive.id if facts.directive else None
        letter.appointment_id = facts.appointment.id if facts.appointment else None
        letter.number, letter.year, letter.dated = given, facts.on.year, facts.on
        letter.addressee, letter.subject = addressed_to(content), content.heading.replace("\u00a0", " ")
        letter.text, letter.sheets = plain_text(content), rendered.sheets
        letter.pdf_id, letter.sha256 = stored.id, stored.sha256
        letter.state = LetterState.REGISTERED
        session.flush()
        use_reservation(session, series, facts.on.year, given, letter.id)
        append_entry(session, letter, RegisterEvent.REGISTERED, self.now)
        if draft.kind is PaperKind.ORDER:
            _note_order(session, letter)

    def _enclose(
        self,
        session: Session,
        letter: Letter,
        draft: LetterDraft,
        facts: PaperFacts,
        number: str,
        body: Sequence[Paragraph],
    ) -> tuple[AttachmentMark, ...]:
        """Draw and store what goes with the letter while it is still a draft; return the marks to print."""
        wanted = enclosures_of(session, draft, facts, short_date(facts.on))
        drawn = [one.pages(self._final) for one in wanted]
        for place, (row, one, pages) in enumerate(zip(letter.attachments, wanted, drawn, strict=True), 1):
            name = _plain(f"Приложение {place} к письму {number} - {one.title}.pdf")
            stored = put(session, NewFile(name=name, content=pages.pdf), self.now)
            row.title, row.sheets = one.title, pages.sheets
            row.pdf_id, row.sha256 = stored.id, stored.sha256
        session.flush()
        return marks(wanted, drawn, body)

    def _final(self, content: PaperContent, layout: LayoutProfile) -> RenderedPaper:
        return self.renderer.final(content, layout, self.now)

    def void(self, session: Session, letter: Letter, reason: str) -> None:
        """Annul a registered paper: its number stays taken, the reason goes into the register."""
        letter.state, letter.void_reason = LetterState.VOID, reason
        session.flush()
        append_entry(session, letter, RegisterEvent.VOID, self.now, reason)
        if letter.kind == PaperKind.ORDER:
            _forget_order(session, letter)


def _refuse_errors(draft: LetterDraft, facts: PaperFacts) -> None:
    found = fact_findings(draft, facts, draft_content(draft, facts))
    errors = [FieldError(one.field, one.message) for one in found if one.severity is Severity.ERROR]
    if errors:
        raise ValidationError(errors)


def number_findings(session: Session, draft: LetterDraft, facts: PaperFacts) -> Iterable[Finding]:
    """Yield why a paper cannot be registered: it corrects what cannot be, or an order's number is taken."""
    problem = correction_problem(session, draft.corrects_id)
    if problem:
        yield Finding(severity=Severity.ERROR, message=problem, screen="letters", field="corrects_id")
    problem = order_problem(session, draft, facts)
    if problem:
        yield error_of(problem, "letters", "enclosures", gost("5.19"))
    person = facts.appointment
    if draft.kind is not PaperKind.ORDER or person is None:
        return
    issued = standing_order(session, person.id, draft.corrects_id)
    if issued is not None:
        yield error_of(_second(issued), "register", "number", _ONCE)
        return
    number = order_number(facts)
    error = number_error(session, NumberSeries.ORDERS, number, facts.on) if number else ""
    if error:
        yield error_of(error, "coordinator", "order_number", gost("5.11"))


def _refuse_second_correction(session: Session, draft: LetterDraft) -> None:
    problem = correction_problem(session, draft.corrects_id)
    if problem:
        raise AppError(problem, hint="Удалите этот проект и исправьте последнюю из бумаг.")


def _refuse_second_order(session: Session, draft: LetterDraft, facts: PaperFacts) -> None:
    issued = standing_order(session, facts.appointment.id, draft.corrects_id) if facts.appointment else None
    if issued is not None:
        raise AppError(_second(issued), hint="Аннулируйте его с указанием причины, если он ошибочен.")


def _refuse_missing_order(session: Session, draft: LetterDraft, facts: PaperFacts) -> None:
    problem = order_problem(session, draft, facts)
    if problem:
        raise ValidationError([FieldError("enclosures", problem)])


def _second(issued: Letter) -> str:
    return f"Приказ об этом назначении уже зарегистрирован: № {issued.number}."


def _note_order(session: Session, letter: Letter) -> None:
    """Let the appointment name the order as it was registered: later letters quote it."""
    person = session.get_one(Appointment, letter.appointment_id)
    person.order_number = letter.number or ""
    person.order_date = letter.dated


def _forget_order(session: Session, letter: Letter) -> None:
    """Take a void order out of the appointment; the one it had replaced is in force again."""
    person = session.get(Appointment, letter.appointment_id) if letter.appointment_id else None
    if person is not None and (person.order_number.strip(), person.order_date) == (
        letter.number,
        letter.dated,
    ):
        old = session.get(Letter, letter.corrects_id) if letter.corrects_id is not None else None
        stands = old is not None and old.state != LetterState.VOID
        person.order_number = (old.number or "") if old is not None and stands else ""
        person.order_date = old.dated if old is not None and stands else None


def _file_name(kind: PaperKind, number: str, on: date) -> str:
    word = {PaperKind.ORDER: "Приказ", PaperKind.BANNER_REPORT: "Справка"}.get(kind, "Письмо")
    return _plain(f"{word} {number} от {short_date(on)}.pdf")


def _plain(name: str) -> str:
    """Return a name every file system takes."""
    return "".join("-" if char in '\\/:*?"<>|' else char for char in name)
