"""Coverage of a long log: sums by day and classes, kept up to date event by event.

A day and a month are summed up once until one of their events changes; a period takes whole months and the
days at its ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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


_Sums = Mapping[int, tuple[int, int, int]]
"""By audience: the sum of those counted, the most different ones, the number of events."""


class LogSums:
    """The events that count."""

    def __init__(self, columns: LogColumns) -> None:
        self._columns = columns
        self._slots: dict[int, list[int]] = {}
        """By day, as the days are by month."""
        self._month: dict[int, int] = {}
        self._days: dict[int, list[int]] = {}
        self._sums: dict[int, _Sums] = {}
        self._months: dict[int, _Month] = {}

    def add(self, slot: int) -> None:
        """Count an event."""
        day = self._columns.days[slot]
        if day not in self._slots:
            self._slots[day] = []
            self._month[day] = _month_of(date.fromordinal(day))
            self._days.setdefault(self._month[day], []).append(day)
        self._slots[day].append(slot)
        self._forget(day)

    def remove(self, slot: int) -> None:
        """Count an event no more; its day must be what it was when it was added."""
        day = self._columns.days[slot]
        self._slots[day].remove(slot)
        self._forget(day)

    def warm(self) -> bool:
        """Sum up one month that is not; False when all are."""
        month = next((each for each in self._days if each not in self._months), None)
        if month is not None:
            self._months[month] = self._summed(self._days[month])
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

    def _forget(self, day: int) -> None:
        self._sums.pop(day, None)
        self._months.pop(self._month[day], None)

    def _between(self, since: date | None, until: date | None) -> Iterator[_Month]:
        first = _month_of(since) if since is not None else -1
        last = _month_of(until) if until is not None else _month_of(date.max)
        for month, days in self._days.items():
            if not first <= month <= last:
                continue
            if (month == first and since is not None) or (month == last and until is not None):
                low, high = (since or date.min).toordinal(), (until or date.max).toordinal()
                yield self._summed([day for day in days if low <= day <= high])
                continue
            if month not in self._months:
                self._months[month] = self._summed(days)
            yield self._months[month]

    def _summed(self, days: Iterable[int]) -> _Month:
        """Sum up days, each of which is summed up once until one of its events changes."""
        by_audience: dict[int, list[int]] = {}
        held = []
        for day in days:
            of_day = self._of_day(day)
            for audience, (contacts, most, events) in of_day.items():
                sums = by_audience.setdefault(audience, [day, day, 0, 0, 0])
                sums[0] = min(sums[0], day)
                sums[1] = max(sums[1], day)
                sums[2] += contacts
                sums[3] = max(sums[3], most)
                sums[4] += events
            if of_day:
                every = of_day.values()
                held.append(
                    (date.fromordinal(day), sum(one[2] for one in every), sum(one[0] for one in every))
                )
        return _Month(
            facts=tuple(
                EntryFacts(
                    date.fromordinal(first),
                    frozenset(self._columns.audiences[audience]),
                    contacts,
                    most,
                    events,
                )
                for audience, (first, _, contacts, most, events) in by_audience.items()
            ),
            last_days=tuple(date.fromordinal(sums[1]) for sums in by_audience.values()),
            days=tuple(held),
        )

    def _of_day(self, day: int) -> _Sums:
        if day not in self._sums:
            columns = self._columns
            sums: dict[int, tuple[int, int, int]] = {}
            for slot in self._slots[day]:
                contacts, most, events = sums.get(columns.audience[slot], (0, 0, 0))
                sums[columns.audience[slot]] = (
                    contacts + columns.parents[slot],
                    max(most, columns.unique_parents[slot]),
                    events + 1,
                )
            self._sums[day] = sums
        return self._sums[day]


def _month_of(day: date) -> int:
    """Return the number of a day's month among those of all years."""
    return _DECEMBER * day.year + day.month - 1
