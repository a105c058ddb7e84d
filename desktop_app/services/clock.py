"""The clock, handed to every service, so that tests and reprints can hold it still."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Whoever knows what time it is."""

    def today(self) -> date:
        """Return the local calendar date."""

    def now(self) -> datetime:
        """Return the moment in UTC."""


class SystemClock:
    """The machine's clock."""

    def today(self) -> date:
        """Return the local calendar date."""
        return datetime.now().astimezone().date()

    def now(self) -> datetime:
        """Return the moment in UTC."""
        return datetime.now(UTC)
