"""The run of a series inside a transaction: which number is next, and who may have a given one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.models.enums import LetterState, NumberSeries
from desktop_app.models.letter import Letter, NumberScheme
from desktop_app.services.errors import FieldError, ValidationError
from desktop_app.services.letters.pattern import MAX_LENGTH, NumberPattern, read_pattern
from desktop_app.services.letters.reservations import ReservationState, reservation_rows

DEFAULT_PATTERNS: Final = {NumberSeries.OUTGOING: "{serial}", NumberSeries.ORDERS: "{serial}-од"}


@dataclass(frozen=True, slots=True)
class Run:
    """Where a series stands: the serial to try first on a day, and whether it moves the stored scheme."""

    pattern: NumberPattern
    first: int
    used: frozenset[str]
    spent: frozenset[int]
    """Serials already on a paper or in reserve, whatever repeat stands behind them."""
    current: bool
    """False for a paper of a former year: its own run goes on, the present one is left alone."""

    def free(self, on: date, repeat: int = 0) -> Iterator[tuple[int, str]]:
        """Yield the serials not used yet with the numbers they make, in order and without end."""
        serial = self.first
        while True:
            number = self.pattern.number(serial, on, repeat)
            if number not in self.used and serial not in self.spent:
                yield serial, number
            serial += 1


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme as stored, or the one a series has before anything is stored."""

    series: NumberSeries
    pattern: str
    next_serial: int = 1
    serial_year: int | None = None
    yearly_restart: bool = True
    case_index: str = ""


def give_number(
    session: Session, series: NumberSeries, on: date, explicit: str | None = None, repeat: int = 0
) -> str:
    """Give a number to a paper dated ``on`` and move the scheme on, inside the caller's transaction.

    An ``explicit`` number is taken as it is; when it fits the pattern, the run goes on behind it, unless it
    was held in reserve: the run has passed it by already, or will. Raises ``ValidationError`` (``number``)
    when it is empty, too long or already used in the series and year.
    """
    scheme = scheme_of(session, series)
    run = run_of(session, scheme, on)
    if explicit is None:
        serial, number = next(run.free(on, repeat))
        _move(session, scheme, run, serial, on)
        return number
    number = checked_number(session, series, explicit, on)
    fitting = run.pattern.serial(number, on)
    if fitting is not None and fitting >= run.first and number not in run.used:
        _move(session, scheme, run, fitting, on)
    return number


def repeat_of(session: Session, series: NumberSeries, directive_id: int | None) -> int:
    """Count the papers of a series that already answer a letter: 0 for the first; a void one answers nothing.

    «П» of «РРР-ДД-НННННН/Г-П» is the mark of a repeated paper, so a first one has 0, never an empty place.
    """
    if directive_id is None:
        return 0
    query = select(func.count()).where(
        Letter.series == series,
        Letter.directive_id == directive_id,
        Letter.state.not_in([LetterState.DRAFT, LetterState.VOID]),
    )
    return session.scalar(query) or 0


def number_error(session: Session, series: NumberSeries, number: str, on: date) -> str:
    """Return why ``number`` cannot be given to a paper dated ``on``; empty when it can.

    A number held in reserve can: that is what it is held for.
    """
    plain = number.strip()
    if not plain:
        return "Номер не может быть пустым."
    if len(number) > MAX_LENGTH or not number.isprintable():
        return f"Номер длиннее {MAX_LENGTH} знаков или содержит невидимые знаки."
    if not any(map(str.isdigit, plain)):
        return f"В номере «{plain}» нет ни одной цифры."
    if plain in (taken for taken, _ in _registered(session, series, on.year)):
        return f"Номер {plain} за {on.year} год уже занят; номера не повторяются, даже аннулированные."
    for row in reservation_rows(session, series=series, year=on.year):
        if row.number == plain and row.state is ReservationState.RELEASED:
            return f"Номер {plain} за {on.year} год снят с резерва и больше не выдаётся: {row.reason}."
    return ""


def pattern_of(session: Session, series: NumberSeries) -> NumberPattern:
    """Return the pattern a series has now."""
    scheme = scheme_of(session, series)
    return read_pattern(scheme.pattern, series, scheme.case_index)


def checked_number(session: Session, series: NumberSeries, number: str, on: date) -> str:
    """Return the number as it is stored; raises ``ValidationError`` naming ``number``."""
    error = number_error(session, series, number, on)
    if error:
        raise ValidationError([FieldError("number", error)])
    return number.strip()


def scheme_of(session: Session, series: NumberSeries) -> Scheme:
    """Return how the numbers of a series are made now."""
    stored = session.get(NumberScheme, series)
    if stored is None:
        return Scheme(series, DEFAULT_PATTERNS[series])
    return Scheme(
        series=series,
        pattern=stored.pattern,
        next_serial=stored.next_serial,
        serial_year=stored.serial_year,
        yearly_restart=bool(stored.yearly_restart),
        case_index=stored.case_index,
    )


def run_of(session: Session, scheme: Scheme, on: date) -> Run:
    """Return where a series stands for papers dated ``on``."""
    pattern = read_pattern(scheme.pattern, scheme.series, scheme.case_index)
    wanted = on.year if scheme.yearly_restart else None
    registered = _registered(session, scheme.series, wanted)
    held = [(row.number, row.year) for row in reservation_rows(session, series=scheme.series, year=wanted)]
    used = frozenset(number for number, _ in (*registered, *held))
    spent = frozenset(_serials(pattern, (*registered, *held)))
    year = scheme.serial_year
    if not scheme.yearly_restart or year is None or year == on.year:
        return Run(pattern, scheme.next_serial, used, spent, current=True)
    if on.year < year:
        return Run(pattern, _goes_on(pattern, registered, held), used, spent, current=False)
    return Run(pattern, 1, used, spent, current=True)


def _goes_on(
    pattern: NumberPattern, registered: Iterable[tuple[str, int]], held: Iterable[tuple[str, int]]
) -> int:
    """Return the serial a former year goes on with: behind its last paper, else where its reserve begins."""
    last = max(_serials(pattern, registered), default=0)
    return last + 1 if last else min(_serials(pattern, held), default=1)


def pin_year(session: Session, series: NumberSeries, on: date) -> None:
    """Let the start value belong to the year of ``on`` when it belongs to none yet."""
    scheme = scheme_of(session, series)
    if scheme.serial_year is None:
        _stored(session, scheme).serial_year = on.year


def _serials(pattern: NumberPattern, numbers: Iterable[tuple[str, int]]) -> Iterator[int]:
    """Yield the serials of numbers given with their years; those another pattern made are left out."""
    for number, year in numbers:
        serial = pattern.serial(number, date(year, 1, 1))
        if serial is not None:
            yield serial


def _move(session: Session, scheme: Scheme, run: Run, given: int, on: date) -> None:
    """Put the scheme behind the serial just given; a former year's run leaves no mark."""
    if not run.current:
        return
    stored = _stored(session, scheme)
    stored.next_serial = given + 1
    stored.serial_year = max(scheme.serial_year or on.year, on.year)


def _stored(session: Session, scheme: Scheme) -> NumberScheme:
    """Return the row of a scheme, stored now when the series still went by its usual pattern."""
    stored = session.get(NumberScheme, scheme.series)
    if stored is None:
        stored = NumberScheme(
            series=scheme.series,
            pattern=scheme.pattern,
            next_serial=scheme.next_serial,
            yearly_restart=int(scheme.yearly_restart),
        )
        session.add(stored)
    return stored


def _registered(session: Session, series: NumberSeries, year: int | None) -> tuple[tuple[str, int], ...]:
    """Return every number of the series ever given in ``year`` (in any year for None), void ones included."""
    query = select(Letter.number, Letter.year).where(Letter.series == series, Letter.number.is_not(None))
    if year is not None:
        query = query.where(Letter.year == year)
    return tuple((row.number, row.year) for row in session.execute(query))


def next_numbers(session: Session, scheme: Scheme, on: date, count: int, repeat: int = 0) -> tuple[str, ...]:
    """Return the next ``count`` numbers of papers dated ``on``; nothing is given."""
    return tuple(number for _, number in islice(run_of(session, scheme, on).free(on, repeat), count))
