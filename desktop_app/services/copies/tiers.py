"""Which copies are worth keeping: the newest of each of 7 days, 5 weeks and 12 months, and the last five."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import Final

from desktop_app.services.copies.types import Tier

_Made = tuple[int, date]
"""A copy's sequence number and the local day it was made on."""

_TIERS: Final[tuple[tuple[Tier, int, Callable[[date], Hashable]], ...]] = (
    (Tier.DAILY, 7, lambda day: day),
    (Tier.WEEKLY, 5, lambda day: day.isocalendar()[:2]),
    (Tier.MONTHLY, 12, lambda day: (day.year, day.month)),
)

_RECENT: Final = 5


def tiers(copies: Iterable[_Made]) -> dict[int, Tier]:
    """Return the tier of every copy by its sequence number; what no tier needs is ``SPARE``.

    Newest means the highest sequence number: a clock that jumped decides only what counts as one day, never
    which copy of it, nor which days are the last.
    """
    newest_first = sorted(copies, reverse=True)
    kept = {sequence: Tier.SPARE for sequence, _ in newest_first}
    for tier, places, period in _TIERS:
        best: dict[Hashable, int] = {}
        for sequence, day in newest_first:
            best.setdefault(period(day), sequence)
        for sequence in list(best.values())[:places]:
            if kept[sequence] is Tier.SPARE:
                kept[sequence] = tier
    for sequence, _ in newest_first[:_RECENT]:
        if kept[sequence] is Tier.SPARE:
            kept[sequence] = Tier.RECENT
    return kept
