"""The period a paper speaks of: both days included, by default from the letter's date to the paper's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.russian.dates import short_date
from desktop_app.russian.spaces import NBSP
from desktop_app.services.errors import FieldError


@dataclass(frozen=True, slots=True)
class Period:
    """Both bounds are included; without ``since`` it begins with the record."""

    since: date | None
    until: date

    @property
    def words(self) -> str:
        """Return «с 01.09.2024 по 31.05.2025», or «по 31.05.2025» when the beginning is open."""
        begins = f"с{NBSP}{short_date(self.since)} " if self.since else ""
        return f"{begins}по{NBSP}{short_date(self.until)}"


def period_errors(since: date | None, until: date | None) -> tuple[FieldError, ...]:
    """Name a period that ends before it begins."""
    if since is not None and until is not None and until < since:
        message = f"Период кончается {short_date(until)}, раньше своего начала {short_date(since)}."
        return (FieldError("until", message),)
    return ()


def period_of(since: date | None, until: date | None, *, usual: date | None, on: date) -> Period:
    """Return the period of a paper dated ``on``: what happens later it cannot tell of."""
    return Period(usual if since is None else since, on if until is None else min(until, on))
