"""School years: from 1 September to 31 August, named by the calendar year they begin in."""

from __future__ import annotations

from datetime import date
from typing import Final

_SEPTEMBER: Final = 9
_APRIL: Final = 4


def school_year(day: date) -> int:
    """Return the calendar year in which the school year of ``day`` began."""
    return day.year if day.month >= _SEPTEMBER else day.year - 1


def year_start(day: date) -> date:
    """Return the 1 September on which the school year of ``day`` began."""
    return date(school_year(day), _SEPTEMBER, 1)


def year_name(year: int) -> str:
    """Return «2024/25»."""
    return f"{year}/{(year + 1) % 100:02}"


def last_to_close(today: date) -> int:
    """Return the latest school year whose classes may be moved on; from April on the next lists are made."""
    return today.year - (1 if today.month >= _APRIL else 2)
