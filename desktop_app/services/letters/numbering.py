"""Numbers of papers: one run a series and year, given inside the transaction that registers the paper."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from desktop_app.models.enums import NumberSeries
from desktop_app.models.letter import NumberScheme
from desktop_app.services.clock import Clock
from desktop_app.services.errors import FieldError, ValidationError
from desktop_app.services.letters.pattern import index_error, read_pattern
from desktop_app.services.letters.reservations import (
    ReservationRow,
    add_reservation,
    release_reservation,
    reservation_rows,
)
from desktop_app.services.letters.runs import (
    DEFAULT_PATTERNS,
    Scheme,
    checked_number,
    give_number,
    next_numbers,
    number_error,
    pin_year,
    repeat_of,
    run_of,
    scheme_of,
)
from desktop_app.services.school.types import SchemeDraft, SchemeRow
from desktop_app.services.store import Store
from desktop_app.services.validation import line

__all__ = ["DEFAULT_PATTERNS", "NumberingService", "give_number", "number_error", "repeat_of"]

_MOST: Final = 9_999_999


class NumberingService:
    """How the numbers of each series are made."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def schemes(self) -> tuple[SchemeRow, ...]:
        """Return the scheme of every series with the next three numbers it would give today."""
        today = self._clock.today()
        with self._store.read() as session:
            return tuple(_row(session, scheme_of(session, series), today) for series in NumberSeries)

    def save(self, draft: SchemeDraft) -> SchemeRow:
        """Store a scheme; a changed ``next_serial`` is the next one given, whatever its year.

        Raises ``ValidationError`` naming ``pattern`` or ``next_serial``.
        """
        errors = self.check(draft)
        if errors:
            raise ValidationError(errors)
        today = self._clock.today()
        with self._store.write("Изменение нумерации") as session:
            stored = session.get(NumberScheme, draft.series)
            if stored is None:
                stored = NumberScheme(series=draft.series, next_serial=draft.next_serial, serial_year=None)
                session.add(stored)
            elif _next_today(session, scheme_of(session, draft.series), today) != draft.next_serial:
                stored.next_serial, stored.serial_year = draft.next_serial, None
            stored.pattern, stored.case_index = draft.pattern, draft.case_index
            stored.yearly_restart = int(draft.yearly_restart)
            session.flush()
            return _row(session, scheme_of(session, draft.series), today)

    def preview(
        self, series: NumberSeries, on: date, count: int = 3, directive_id: int | None = None
    ) -> tuple[str, ...]:
        """Return the next ``count`` numbers that papers dated ``on`` would get; nothing is given.

        ``directive_id``: the letter they answer, for the repeat; without one they answer none.
        """
        with self._store.read() as session:
            repeat = repeat_of(session, series, directive_id)
            return next_numbers(session, scheme_of(session, series), on, count, repeat)

    def preview_of(self, draft: SchemeDraft, count: int = 3) -> tuple[str, ...]:
        """Return the numbers a scheme would give today if it were stored; none while it is wrong."""
        if self.check(draft):
            return ()
        with self._store.read() as session:
            stored = scheme_of(session, draft.series)
            moved = _next_today(session, stored, self._clock.today()) != draft.next_serial
            scheme = Scheme(
                series=draft.series,
                pattern=draft.pattern,
                next_serial=draft.next_serial if moved else stored.next_serial,
                serial_year=None if moved else stored.serial_year,
                yearly_restart=draft.yearly_restart,
                case_index=draft.case_index,
            )
            return next_numbers(session, scheme, self._clock.today(), count)

    def check(self, draft: SchemeDraft) -> tuple[FieldError, ...]:
        """Name what is wrong with a scheme; nothing is read or stored."""
        errors = []
        try:
            read_pattern(draft.pattern, draft.series)
        except ValueError as error:
            errors.append(FieldError("pattern", str(error)))
        wrong = index_error(draft.pattern, draft.case_index)
        if wrong:
            errors.append(FieldError("case_index", wrong))
        if not 1 <= draft.next_serial <= _MOST:
            errors.append(FieldError("next_serial", f"Следующий номер — целое число от 1 до {_MOST}."))
        return tuple(errors)

    def today(self) -> date:
        """Return the day a number is reserved for when nothing else is said."""
        return self._clock.today()

    def reservations(self) -> tuple[ReservationRow, ...]:
        """Return every number ever reserved, in the order of reserving: held, used and released."""
        with self._store.read() as session:
            return reservation_rows(session)

    def reserved(self, series: NumberSeries, year: int) -> tuple[ReservationRow, ...]:
        """Return the numbers a paper of the series and year may still take from the reserve."""
        with self._store.read() as session:
            return reservation_rows(session, series=series, year=year, held=True)

    def reserve(
        self, series: NumberSeries, note: str, number: str | None = None, on: date | None = None
    ) -> ReservationRow:
        """Keep the next number, or a given one, for a paper dated in the year of ``on``; the scheme skips it.

        The run itself does not move, so undoing the reservation leaves no gap. Raises ``ValidationError``
        naming ``number`` or ``note``.
        """
        day = on or self._clock.today()
        wrong = "" if note.strip() else "Напишите, для какой бумаги номер."
        if wrong or line(note):
            raise ValidationError([FieldError("note", wrong or line(note))])
        with self._store.write("Резервирование номера") as session:
            if number is None:
                kept = next_numbers(session, scheme_of(session, series), day, 1)[0]
                pin_year(session, series, day)
            else:
                kept = checked_number(session, series, number, day)
                _refuse_held(session, series, kept, day.year)
            return add_reservation(session, series, day.year, kept, note, self._clock.today())

    def release(self, reservation_id: int, reason: str) -> ReservationRow:
        """Give up a reserved number; it stays listed with its reason and is never given again."""
        with self._store.write("Освобождение номера") as session:
            return release_reservation(session, reservation_id, reason, self._clock.today())


def _refuse_held(session: Session, series: NumberSeries, number: str, year: int) -> None:
    for row in reservation_rows(session, series=series, year=year, held=True):
        if row.number == number:
            said = f"Номер {number} за {year} год уже зарезервирован: {row.note}."
            raise ValidationError([FieldError("number", said)])


def _next_today(session: Session, scheme: Scheme, today: date) -> int:
    """Return the serial to try first today: in a new year it is one again, whatever the old year came to."""
    run = run_of(session, scheme, today)
    return run.first if run.current else scheme.next_serial


def _row(session: Session, scheme: Scheme, today: date) -> SchemeRow:
    return SchemeRow(
        series=scheme.series,
        pattern=scheme.pattern,
        next_serial=_next_today(session, scheme, today),
        yearly_restart=scheme.yearly_restart,
        case_index=scheme.case_index,
        preview=next_numbers(session, scheme, today, 3),
    )
