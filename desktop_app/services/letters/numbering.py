"""Numbers of papers: one run a series and year, given inside the transaction that registers the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.enums import NumberSeries
from desktop_app.models.letter import Letter, NumberScheme
from desktop_app.services.clock import Clock
from desktop_app.services.errors import FieldError, ValidationError
from desktop_app.services.letters.pattern import MAX_LENGTH, NumberPattern, read_pattern
from desktop_app.services.school.types import SchemeDraft, SchemeRow
from desktop_app.services.store import Store

DEFAULT_PATTERNS: Final = {NumberSeries.OUTGOING: "{serial}", NumberSeries.ORDERS: "{serial}-од"}
_MOST: Final = 9_999_999


@dataclass(frozen=True, slots=True)
class Run:
    """Where a series stands: the serial to try first on a day, and whether it moves the stored scheme."""

    pattern: NumberPattern
    first: int
    used: frozenset[str]
    current: bool
    """False for a paper of a former year: its own run goes on, the present one is left alone."""

    def free(self, on: date) -> Iterator[tuple[int, str]]:
        """Yield the serials not used yet with the numbers they make, in order and without end."""
        serial = self.first
        while True:
            number = self.pattern.number(serial, on)
            if number not in self.used:
                yield serial, number
            serial += 1


@dataclass(frozen=True, slots=True)
class _Scheme:
    """A scheme as stored, or the one a series has before anything is stored."""

    series: NumberSeries
    pattern: str
    next_serial: int = 1
    serial_year: int | None = None
    yearly_restart: bool = True


class NumberingService:
    """How the numbers of each series are made."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def schemes(self) -> tuple[SchemeRow, ...]:
        """Return the scheme of every series with the next three numbers it would give today."""
        today = self._clock.today()
        with self._store.read() as session:
            return tuple(_row(session, _scheme(session, series), today) for series in NumberSeries)

    def save(self, draft: SchemeDraft) -> SchemeRow:
        """Store a scheme; a changed ``next_serial`` is the next one given, whatever its year.

        Raises ``ValidationError`` naming ``pattern`` or ``next_serial``.
        """
        errors = self.check(draft)
        if errors:
            raise ValidationError(errors)
        with self._store.write("Изменение нумерации") as session:
            stored = session.get(NumberScheme, draft.series)
            if stored is None:
                stored = NumberScheme(series=draft.series, next_serial=draft.next_serial, serial_year=None)
                session.add(stored)
            elif stored.next_serial != draft.next_serial:
                stored.next_serial, stored.serial_year = draft.next_serial, None
            stored.pattern = draft.pattern
            stored.yearly_restart = int(draft.yearly_restart)
            session.flush()
            return _row(session, _scheme(session, draft.series), self._clock.today())

    def preview(self, series: NumberSeries, on: date, count: int = 3) -> tuple[str, ...]:
        """Return the next ``count`` numbers that papers dated ``on`` would get; nothing is given."""
        with self._store.read() as session:
            return _next_numbers(session, _scheme(session, series), on, count)

    def check(self, draft: SchemeDraft) -> tuple[FieldError, ...]:
        """Name what is wrong with a scheme; nothing is read or stored."""
        errors = []
        try:
            read_pattern(draft.pattern, draft.series)
        except ValueError as error:
            errors.append(FieldError("pattern", str(error)))
        if not 1 <= draft.next_serial <= _MOST:
            errors.append(FieldError("next_serial", f"Следующий номер — целое число от 1 до {_MOST}."))
        return tuple(errors)


def give_number(session: Session, series: NumberSeries, on: date, explicit: str | None = None) -> str:
    """Give a number to a paper dated ``on`` and move the scheme on, inside the caller's transaction.

    An ``explicit`` number is taken as it is; when it fits the pattern, the run goes on behind it. Raises
    ``ValidationError`` (``number``) when it is empty, too long or already used in the series and year.
    """
    scheme = _scheme(session, series)
    run = _run(session, scheme, on)
    if explicit is None:
        serial, number = next(run.free(on))
        _move(session, scheme, run, serial, on)
        return number
    number = _checked(session, series, explicit, on)
    fitting = run.pattern.serial(number, on)
    if fitting is not None and fitting >= run.first:
        _move(session, scheme, run, fitting, on)
    return number


def number_error(session: Session, series: NumberSeries, number: str, on: date) -> str:
    """Return why ``number`` cannot be given to a paper dated ``on``; empty when it can."""
    if not number.strip():
        return "Номер не может быть пустым."
    if len(number) > MAX_LENGTH or not number.isprintable():
        return f"Номер длиннее {MAX_LENGTH} знаков или содержит невидимые знаки."
    if number.strip() in _used(session, series, on.year):
        return (
            f"Номер {number.strip()} за {on.year} год уже занят; номера не повторяются, даже аннулированные."
        )
    return ""


def _checked(session: Session, series: NumberSeries, number: str, on: date) -> str:
    error = number_error(session, series, number, on)
    if error:
        raise ValidationError([FieldError("number", error)])
    return number.strip()


def _scheme(session: Session, series: NumberSeries) -> _Scheme:
    stored = session.get(NumberScheme, series)
    if stored is None:
        return _Scheme(series, DEFAULT_PATTERNS[series])
    return _Scheme(
        series, stored.pattern, stored.next_serial, stored.serial_year, bool(stored.yearly_restart)
    )


def _run(session: Session, scheme: _Scheme, on: date) -> Run:
    pattern = read_pattern(scheme.pattern, scheme.series)
    if not scheme.yearly_restart:
        return Run(pattern, scheme.next_serial, _used(session, scheme.series, None), current=True)
    used = _used(session, scheme.series, on.year)
    year = scheme.serial_year
    if year is None or year == on.year:
        return Run(pattern, scheme.next_serial, used, current=True)
    if on.year < year:
        serials = [serial for number in used if (serial := pattern.serial(number, on)) is not None]
        return Run(pattern, max(serials, default=0) + 1, used, current=False)
    return Run(pattern, 1, used, current=True)


def _move(session: Session, scheme: _Scheme, run: Run, given: int, on: date) -> None:
    """Put the scheme behind the serial just given; a former year's run leaves no mark."""
    if not run.current:
        return
    stored = session.get(NumberScheme, scheme.series)
    if stored is None:
        stored = NumberScheme(
            series=scheme.series, pattern=scheme.pattern, yearly_restart=int(scheme.yearly_restart)
        )
        session.add(stored)
    stored.next_serial = given + 1
    stored.serial_year = max(scheme.serial_year or on.year, on.year)


def _used(session: Session, series: NumberSeries, year: int | None) -> frozenset[str]:
    """Return every number of the series ever given in ``year`` (in any year for None), void ones included."""
    query = select(Letter.number).where(Letter.series == series, Letter.number.is_not(None))
    if year is not None:
        query = query.where(Letter.year == year)
    return frozenset(number for number in session.scalars(query) if number is not None)


def _next_numbers(session: Session, scheme: _Scheme, on: date, count: int) -> tuple[str, ...]:
    return tuple(number for _, number in islice(_run(session, scheme, on).free(on), count))


def _row(session: Session, scheme: _Scheme, today: date) -> SchemeRow:
    return SchemeRow(
        series=scheme.series,
        pattern=scheme.pattern,
        next_serial=scheme.next_serial,
        yearly_restart=scheme.yearly_restart,
        preview=_next_numbers(session, scheme, today, 3),
    )
