"""How long a look at a banner says something about today."""

from __future__ import annotations

from datetime import date

from desktop_app.russian.plurals import count


def is_old(checked: date | None, on: date, term: int) -> bool:
    """Return whether a look is more than ``term`` days older than ``on``."""
    return checked is not None and (on - checked).days > term


def days(term: int) -> str:
    """Return the term after «старше»: «30 дней», «21 дня»."""
    return count(term, "дня", "дней", "дней")
