"""Count working days by Russia's production calendar: a five-day week, transfers, working Saturdays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

_DAY: Final = timedelta(days=1)


class _Calendar(Protocol):
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


def next_working_day(day: date, regional: RegionalDays = _NONE) -> date:
    """Return ``day`` itself when people work on it, else the first working day after it (ГК РФ, ст. 193)."""
    return day if is_working_day(day, regional) else add_working_days(day, 1, regional)


@cache
def _calendar() -> _Calendar:
    """Return the federal calendar; imported late, since the window opens before the first date is counted."""
    from holidays.countries.russia import RU  # noqa: PLC0415

    make: Callable[[], _Calendar] = RU
    return make()
