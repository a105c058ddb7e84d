"""Numbers kept for papers still to come: reserved, then used or given up with a reason, never forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.enums import NumberSeries
from desktop_app.models.letter import NumberReservation
from desktop_app.services.errors import AppError, FieldError, NotFoundError, ValidationError
from desktop_app.services.validation import line, tidy


class ReservationState(StrEnum):
    """Where a reservation stands."""

    HELD = "held"
    USED = "used"
    RELEASED = "released"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservationRow:
    """One reserved number; ``year`` is the year of the papers it is kept for."""

    id: int
    series: NumberSeries
    year: int
    number: str
    reserved_on: date
    note: str
    state: ReservationState
    letter_id: int | None
    released_on: date | None
    reason: str


def reservation_rows(
    session: Session, *, series: NumberSeries | None = None, year: int | None = None, held: bool = False
) -> tuple[ReservationRow, ...]:
    """Return the reservations in the order they were made; ``held``: only those a paper may still take."""
    query = select(NumberReservation).order_by(NumberReservation.id)
    if series is not None:
        query = query.where(NumberReservation.series == series)
    if year is not None:
        query = query.where(NumberReservation.year == year)
    if held:
        query = query.where(NumberReservation.letter_id.is_(None), NumberReservation.released_on.is_(None))
    return tuple(_row(stored) for stored in session.scalars(query))


def use_reservation(session: Session, series: NumberSeries, year: int, number: str, letter_id: int) -> None:
    """Note which paper took a reserved number, in the transaction that registers it; others stay."""
    stored = session.scalar(
        select(NumberReservation).where(
            NumberReservation.series == series,
            NumberReservation.year == year,
            NumberReservation.number == number,
            NumberReservation.released_on.is_(None),
        )
    )
    if stored is not None:
        stored.letter_id = letter_id


def release_reservation(session: Session, reservation_id: int, reason: str, on: date) -> ReservationRow:
    """Give up a reserved number for good; raises ``ValidationError`` naming ``reason``."""
    wrong = "" if reason.strip() else "Укажите, почему номер не понадобился."
    if wrong or line(reason):
        raise ValidationError([FieldError("reason", wrong or line(reason))])
    stored = session.get(NumberReservation, reservation_id)
    if stored is None:
        raise NotFoundError("Этого номера в резерве нет: возможно, резерв отменили.")
    state = _state(stored)
    if state is ReservationState.USED:
        raise AppError(
            f"Номер {stored.number} уже стоит на бумаге.", hint="Ошибочную бумагу аннулируют с причиной."
        )
    if state is ReservationState.RELEASED:
        raise AppError(f"Номер {stored.number} уже снят с резерва: {stored.release_reason}.")
    stored.released_on, stored.release_reason = on, tidy(reason)
    session.flush()
    return _row(stored)


def add_reservation(
    session: Session, series: NumberSeries, year: int, number: str, note: str, on: date
) -> ReservationRow:
    """Store a number as reserved; the caller has made sure that it is free."""
    stored = NumberReservation(series=series, year=year, number=number, note=tidy(note), reserved_on=on)
    session.add(stored)
    session.flush()
    return _row(stored)


def _state(stored: NumberReservation) -> ReservationState:
    if stored.letter_id is not None:
        return ReservationState.USED
    return ReservationState.HELD if stored.released_on is None else ReservationState.RELEASED


def _row(stored: NumberReservation) -> ReservationRow:
    return ReservationRow(
        id=stored.id,
        series=NumberSeries(stored.series),
        year=stored.year,
        number=stored.number,
        reserved_on=stored.reserved_on,
        note=stored.note,
        state=_state(stored),
        letter_id=stored.letter_id,
        released_on=stored.released_on,
        reason=stored.release_reason,
    )
