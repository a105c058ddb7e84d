"""Coverage of a long log: sums by day and classes, kept up to date event by event.

A month is summed up once until one of its events changes; a period takes whole months and the days at its
ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.services.outreach.coverage import EntryFacts
from desktop_app.services.outreach.log_columns import LogColumns

Span = tuple[frozenset[int], date, date, int]
"""Classes (none: the whole school), first and last day, number of events."""
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class _Month:
    """A month's events summed up by audience, and by day."""

    facts: tuple[EntryFacts, ...]
    """Their day is the first of the audience's."""
    last_days: tuple[date, ...]
    """The last day of each of ``facts``."""
    days: tuple[tuple[date, int, int], ...]


class LogSums:
    """The events that count."""

    def __init__(self, columns: LogColumns) -> None:
        self._columns = columns
        self._slots: dict[int, list[int]] = {}
        self._months: dict[int, _Month] = {}
        self._of_day: dict[int, int] = {}

    def add(self, slot: int) -> None:
        """Count an event."""
        month = self._month(slot)
        self._slots.setdefault(month, []).append(slot)
        self._months.pop(month, None)

    def remove(self, slot: int) -> None:
        """Count an event no more; its day must be what it was when it was added."""
        month = self._month(slot)
        self._slots[month].remove(slot)
        self._months.pop(month, None)

    def warm(self) -> bool:
        """Sum up one month that is not; False when all are."""
        month = next((each for each in self._slots if each not in self._months), None)
        if month is not None:
            self._months[month] = self._summed(self._slots[month])
        return month is not None

    def facts(self, since: date | None, until: date | None) -> list[EntryFacts]:
        """Return the events of a period by audience, each month's apart with its first day."""
        return [fact for month in self._between(since, until) for fact in month.facts]

    def spans(self, until: date) -> list[Span]:
        """Return of every audience its first and last day up to ``until``, and how many events there were."""
        spans: dict[frozenset[int], Span] = {}
        for month in self._between(None, until):
            for fact, last in zip(month.facts, month.last_days, strict=True):
                _, first, before, events = spans.get(fact.class_ids, (fact.class_ids, fact.held_on, last, 0))
                spans[fact.class_ids] = (
                    fact.class_ids, min(first, fact.held_on), max(before, last), events + fact.events,
                )  # fmt: skip
        return list(spans.values())

    def days(self, since: date | None, until: date | None) -> Iterator[tuple[date, int, int]]:
        """Yield day, events and contacts of a period."""
        for month in self._between(since, until):
            yield from month.days

    def _month(self, slot: int) -> int:
        day = self._columns.days[slot]
        month = self._of_day.get(day)
        if month is None:
            month = self._of_day[day] = _month_of(date.fromordinal(day))
        return month

    def _between(self, since: date | None, until: date | None) -> Iterator[_Month]:
        first = _month_of(since) if since is not None else -1
        last = _month_of(until) if until is not None else _month_of(date.max)
        days = self._columns.days
        for month, slots in self._slots.items():
            if not first <= month <= last:
                continue
            if (month == first and since is not None) or (month == last and until is not None):
                low, high = (since or date.min).toordinal(), (until or date.max).toordinal()
                yield self._summed([slot for slot in slots if low <= days[slot] <= high])
                continue
            if month not in self._months:
                self._months[month] = self._summed(slots)
            yield self._months[month]

    def _summed(self, slots: Iterable[int]) -> _Month:
        columns = self._columns
        by_audience: dict[int, list[int]] = {}
        by_day: dict[int, list[int]] = {}
        for slot in slots:
            day, contacts, most = columns.days[slot], columns.parents[slot], columns.unique_parents[slot]
            sums = by_audience.setdefault(columns.audience[slot], [day, day, 0, 0, 0])
            sums[0] = min(sums[0], day)
            sums[1] = max(sums[1], day)
            sums[2] += contacts
            sums[3] = max(sums[3], most)
            sums[4] += 1
            held = by_day.setdefault(day, [0, 0])
            held[0] += 1
            held[1] += contacts
        return _Month(
            facts=tuple(
                EntryFacts(
                    date.fromordinal(first), frozenset(columns.audiences[audience]), contacts, most, events
                )
                for audience, (first, _, contacts, most, events) in by_audience.items()
            ),
            last_days=tuple(date.fromordinal(sums[1]) for sums in by_audience.values()),
            days=tuple((date.fromordinal(day), events, sums) for day, (events, sums) in by_day.items()),
        )


def _month_of(day: date) -> int:
    """Return the number of a day's month among those of all years."""
    return _DECEMBER * day.year + day.month - 1
