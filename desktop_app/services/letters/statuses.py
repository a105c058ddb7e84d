"""What happens to a paper after its number: sent, received, answered, corrected."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.directive import Directive
from desktop_app.models.enums import LetterState, PaperKind
from desktop_app.models.letter import Letter
from desktop_app.russian.dates import short_date
from desktop_app.services.errors import AppError, FieldError, NotFoundError, ValidationError
from desktop_app.services.letters.drafting import draft_of, find_letter
from desktop_app.services.letters.notes import corrections, paper_words
from desktop_app.services.letters.types import LetterDraft


def note_sent(session: Session, letter_id: int, on: date, how: str, today: date) -> Letter:
    """Note when and how a letter was sent; may be corrected until it is acknowledged."""
    letter = in_state(session, letter_id, LetterState.REGISTERED, LetterState.SENT)
    _refuse_order(letter)
    _check_day("sent_on", on, letter.dated, "Дата отправки раньше даты письма", today)
    if not how.strip():
        raise ValidationError([FieldError("sent_how", "Укажите, как отправлено письмо.")])
    letter.state, letter.sent_on, letter.sent_how = LetterState.SENT, on, how.strip()
    return letter


def note_acknowledged(session: Session, letter_id: int, on: date, number: str, today: date) -> Letter:
    """Note that the addressee has the letter, and under which number of theirs, if it is known."""
    letter = in_state(session, letter_id, LetterState.SENT, LetterState.ACKNOWLEDGED)
    _check_day("acknowledged_on", on, letter.sent_on, "Дата получения раньше даты отправки", today)
    letter.state = LetterState.ACKNOWLEDGED
    letter.acknowledged_on, letter.acknowledged_number = on, number.strip()
    return letter


def note_answer(session: Session, letter_id: int, directive_id: int | None) -> Letter:
    """Link the incoming letter that answered a sent one; None takes the link away."""
    letter = in_state(session, letter_id, LetterState.SENT, LetterState.ACKNOWLEDGED)
    if directive_id is None:
        letter.answer_id = None
        return letter
    answer = session.get(Directive, directive_id)
    if answer is None:
        raise NotFoundError("Этого входящего письма в учёте нет.", hint="Обновите список.")
    if answer.id == letter.directive_id:
        raise ValidationError([FieldError("answer_id", "На это письмо школа сама отвечает: ответ — другое.")])
    if letter.sent_on is not None and answer.dated < letter.sent_on:
        told = (
            f"Входящее письмо от {short_date(answer.dated)} раньше отправки ({short_date(letter.sent_on)})."
        )
        raise ValidationError([FieldError("answer_id", told)])
    letter.answer_id = answer.id
    return letter


def correcting_draft(session: Session, letter_id: int) -> LetterDraft:
    """Return a new draft in place of a registered paper: same kind, period, attachments; the text is anew."""
    letter = in_state(session, letter_id, LetterState.REGISTERED, LetterState.SENT, LetterState.ACKNOWLEDGED)
    problem = correction_problem(session, letter.id)
    if problem:
        raise AppError(problem, hint="Исправляют последнюю из них.")
    begun = select(Letter.id).where(Letter.corrects_id == letter.id, Letter.state == LetterState.DRAFT)
    if session.scalar(begun.limit(1)) is not None:
        raise AppError(
            f"Исправление бумаги {paper_words(letter)} уже готовится.",
            hint="Откройте его проект в списке или удалите.",
        )
    old = draft_of(letter)
    return LetterDraft(
        kind=old.kind,
        directive_id=old.directive_id,
        appointment_id=old.appointment_id,
        profile=old.profile,
        since=old.since,
        until=old.until,
        enclosures=old.enclosures,
        corrects_id=letter.id,
    )


def correction_problem(session: Session, corrects_id: int | None) -> str:
    """Return why nothing can stand in for a paper: it is void, or has its correction already."""
    old = session.get(Letter, corrects_id) if corrects_id is not None else None
    if old is None:
        return ""
    if old.state == LetterState.VOID:
        return f"Бумага {paper_words(old)} аннулирована: исправлять нечего."
    better = corrections(session).get(old.id)
    return f"Бумага {paper_words(old)} уже исправлена: {paper_words(better)}." if better is not None else ""


def unregistered(session: Session, letter_id: int) -> Letter:
    """Return a draft; raises ``AppError`` when the paper is registered."""
    letter = find_letter(session, letter_id)
    if letter.state != LetterState.DRAFT:
        raise AppError(
            f"Бумага № {letter.number} зарегистрирована и больше не меняется.",
            hint="Подготовьте исправление: новую бумагу взамен этой. Ошибочную аннулируйте с причиной.",
        )
    return letter


def in_state(session: Session, letter_id: int, *states: LetterState) -> Letter:
    """Return a paper in one of the states; raises ``AppError`` that says what comes first."""
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


def _refuse_order(letter: Letter) -> None:
    if letter.kind == PaperKind.ORDER:
        raise AppError("Приказ не отправляют: он остаётся в школе.")


def _check_day(field: str, day: date, earliest: date | None, message: str, today: date) -> None:
    if earliest is not None and day < earliest:
        raise ValidationError([FieldError(field, f"{message} ({short_date(earliest)}).")])
    if day > today:
        raise ValidationError([FieldError(field, f"{short_date(day)} ещё не наступило.")])
