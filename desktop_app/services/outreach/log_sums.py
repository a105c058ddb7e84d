"""Coverage of a long log: sums by day and classes, kept up to date event by event.

A month is summed up once until one of its events changes; a period takes whole months and the days at its
ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.services.outreach.coverage import EntryFacts
from desktop_app.services.outreach.log_columns import LogColumns

_Cell = tuple[int, int]
"""A day and the place of its audience."""
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
        self._cells: dict[int, dict[_Cell, list[int]]] = {}
        self._months: dict[int, _Month] = {}
        self._of_day: dict[int, int] = {}

    def add(self, slot: int) -> None:
        """Count an event."""
        month, cell = self._place(slot)
        self._cells.setdefault(month, {}).setdefault(cell, []).append(slot)
        self._months.pop(month, None)

    def remove(self, slot: int) -> None:
        """Count an event no more; it must be as it was when it was added."""
        month, cell = self._place(slot)
        cells = self._cells[month]
        cells[cell].remove(slot)
        if not cells[cell]:
            del cells[cell]
        self._months.pop(month, None)

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

    def _place(self, slot: int) -> tuple[int, _Cell]:
        day = self._columns.days[slot]
        month = self._of_day.get(day)
        if month is None:
            month = self._of_day[day] = _month_of(date.fromordinal(day))
        return month, (day, self._columns.audience[slot])

    def _between(self, since: date | None, until: date | None) -> Iterator[_Month]:
        first = _month_of(since) if since is not None else -1
        last = _month_of(until) if until is not None else None
        for month, cells in self._cells.items():
            if month < first or (last is not None and month > last):
                continue
            if month in {first, last}:
                low = since.toordinal() if since is not None else 0
                high = until.toordinal() if until is not None else date.max.toordinal()
                yield self._summed({cell: slots for cell, slots in cells.items() if low <= cell[0] <= high})
                continue
            if month not in self._months:
                self._months[month] = self._summed(cells)
            yield self._months[month]

    def _summed(self, cells: dict[_Cell, list[int]]) -> _Month:
        parents, unique = self._columns.parents, self._columns.unique_parents
        by_audience: dict[int, tuple[int, int, int, int, int]] = {}
        by_day: dict[int, tuple[int, int]] = {}
        for (day, audience), slots in cells.items():
            contacts = sum(parents[slot] for slot in slots)
            most = max(unique[slot] for slot in slots)
            first, last, before, greatest, events = by_audience.get(audience, (day, day, 0, 0, 0))
            by_audience[audience] = (
                min(first, day), max(last, day), before + contacts, max(greatest, most), events + len(slots),
            )  # fmt: skip
            held, reached = by_day.get(day, (0, 0))
            by_day[day] = (held + len(slots), reached + contacts)
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
            last_days=tuple(date.fromordinal(last) for _, last, *_ in by_audience.values()),
            days=tuple((date.fromordinal(day), *sums) for day, sums in by_day.items()),
        )


def _month_of(day: date) -> int:
    """Return the number of a day's month among those of all years."""
    return _DECEMBER * day.year + day.month - 1
