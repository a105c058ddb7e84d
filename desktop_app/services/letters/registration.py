"""Registering: number, text, PDF and the register's row, all inside the caller's one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.coordinator import Appointment
from desktop_app.models.enums import LetterState, NumberSeries, PaperKind, RegisterEvent
from desktop_app.models.letter import Letter
from desktop_app.russian.dates import short_date
from desktop_app.services.attachments.service import put
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.errors import AppError, FieldError, ValidationError
from desktop_app.services.layouts.resolve import layout_for
from desktop_app.services.letters.control import control_code
from desktop_app.services.letters.drafting import draft_content, draft_of, facts_of
from desktop_app.services.letters.findings import fact_findings
from desktop_app.services.letters.numbering import give_number, number_error
from desktop_app.services.letters.register import append_entry, last_register_hash
from desktop_app.services.letters.types import Finding, LetterDraft, Severity
from desktop_app.services.papers.build import addressed_to, plain_text
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.press import PaperRenderer


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
        _refuse_errors(draft, facts)
        if draft.kind is PaperKind.ORDER:
            _refuse_second_order(session, facts)
            number = number if number is not None else _order_number(facts)
        given = give_number(session, NumberSeries(letter.series), facts.on, number)
        content = replace(
            draft_content(draft, facts, given, short_date(facts.on)),
            control=control_code(last_register_hash(session)),
        )
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
        append_entry(session, letter, RegisterEvent.REGISTERED, self.now)
        if draft.kind is PaperKind.ORDER:
            _note_order(session, letter)

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
    """Yield why an order cannot have the record's number: one is issued already, or the number is taken."""
    person = facts.appointment
    if draft.kind is not PaperKind.ORDER or person is None:
        return
    issued = _standing_order(session, person.id)
    if issued is not None:
        yield Finding(severity=Severity.ERROR, message=_second(issued), screen="register", field="number")
        return
    number = _order_number(facts)
    error = number_error(session, NumberSeries.ORDERS, number, facts.on) if number else ""
    if error:
        yield Finding(severity=Severity.ERROR, message=error, screen="coordinator", field="order_number")


def _refuse_second_order(session: Session, facts: PaperFacts) -> None:
    issued = _standing_order(session, facts.appointment.id) if facts.appointment else None
    if issued is not None:
        raise AppError(_second(issued), hint="Аннулируйте его с указанием причины, если он ошибочен.")


def _second(issued: str) -> str:
    return f"Приказ об этом назначении уже зарегистрирован: № {issued}."


def _standing_order(session: Session, appointment_id: int) -> str | None:
    """Return the number of the order in force on an appointment, or None."""
    return session.scalar(
        select(Letter.number).where(
            Letter.kind == PaperKind.ORDER,
            Letter.appointment_id == appointment_id,
            Letter.state.not_in([LetterState.DRAFT, LetterState.VOID]),
        )
    )


def _order_number(facts: PaperFacts) -> str | None:
    """Return the number the record already has for this order, else None."""
    named = facts.appointment.order_number.strip() if facts.appointment else ""
    return named or None


def _note_order(session: Session, letter: Letter) -> None:
    """Let the appointment name the order as it was registered: later letters quote it."""
    person = session.get_one(Appointment, letter.appointment_id)
    person.order_number = letter.number or ""
    person.order_date = letter.dated


def _forget_order(session: Session, letter: Letter) -> None:
    """Take a void order out of the appointment: nobody is appointed by it any more."""
    person = session.get(Appointment, letter.appointment_id) if letter.appointment_id else None
    if person is not None and (person.order_number.strip(), person.order_date) == (
        letter.number,
        letter.dated,
    ):
        person.order_number, person.order_date = "", None


def _file_name(kind: PaperKind, number: str, on: date) -> str:
    word = "Приказ" if kind is PaperKind.ORDER else "Письмо"
    plain = "".join("-" if char in '\\/:*?"<>|' else char for char in number)
    return f"{word} {plain} от {short_date(on)}.pdf"
