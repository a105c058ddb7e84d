"""Count working days by Russia's production calendar: a five-day week, transfers, working Saturdays."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, Protocol

from desktop_app.paths import resource

if TYPE_CHECKING:
    from collections.abc import Callable

_DAY: Final = timedelta(days=1)
_FRIDAY: Final = 5


class WorkCalendar(Protocol):
    """What is used of the ``holidays`` library; it adds a year by itself when first asked about it."""

    def is_working_day(self, key: date, /) -> bool:
        """Tell whether people work on this day."""


@dataclass(frozen=True, slots=True)
class RegionalDays:
    """What a region or the user adds to the federal calendar; a day named in both sets is a working day."""

    extra_days_off: frozenset[date] = frozenset()
    extra_working: frozenset[date] = frozenset()


_NONE: Final = RegionalDays()


def is_working_day(day: date, regional: RegionalDays = _NONE) -> bool:
    """Tell whether people work on this day, Saturdays moved by the government included."""
    if day in regional.extra_working:
        return True
    if day in regional.extra_days_off:
        return False
    shipped = _shipped()
    if day.year in shipped.years:
        return day not in shipped.days_off if day.isoweekday() <= _FRIDAY else day in shipped.working_weekends
    return _calendar().is_working_day(day)


def working_days_between(start: date, end: date, regional: RegionalDays = _NONE) -> int:
    """Count the working days after ``start`` up to and including ``end``.

    From 30.05.2024 to 05.06.2024 there are 4. With ``end`` before ``start`` it is the count of the way back,
    negative: minus the working days after ``end`` up to and including ``start``.
    """
    if end < start:
        return -working_days_between(end, start, regional)
    days = ((start + _DAY * step) for step in range(1, (end - start).days + 1))
    return sum(is_working_day(day, regional) for day in days)


def add_working_days(day: date, n: int, regional: RegionalDays = _NONE) -> date:
    """Return the ``n``-th working day after ``day``, before it for a negative ``n``, ``day`` for zero."""
    step = _DAY if n > 0 else -_DAY
    for _ in range(abs(n)):
        day += step
        while not is_working_day(day, regional):
            day += step
    return day


@dataclass(frozen=True, slots=True)
class _Shipped:
    """What ``make_calendar`` wrote: the days unlike a plain five-day week, and the years known."""

    years: range
    days_off: frozenset[date]
    working_weekends: frozenset[date]


@cache
def _shipped() -> _Shipped:
    """Read the table shipped with the program: the library would load the calendars of all countries."""
    data = json.loads(resource("calendar/russia.json").read_text(encoding="utf-8"))
    return _Shipped(
        range(data["first_year"], data["last_year"] + 1),
        frozenset(map(date.fromisoformat, data["days_off"])),
        frozenset(map(date.fromisoformat, data["working_weekends"])),
    )


@cache
def _calendar() -> WorkCalendar:
    """Return the federal calendar of any year; slow to import, and needed only outside the table's years."""
    from holidays.countries.russia import RU  # noqa: PLC0415

    make: Callable[[], WorkCalendar] = RU
    return make()
