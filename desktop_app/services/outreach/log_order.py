"""The orders of the log: made once, and mended in place when a few events change."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import compress
from operator import itemgetter
from typing import Any, Final

from desktop_app.russian.fold import fold
from desktop_app.services.labels import OUTREACH_FORMS
from desktop_app.services.outreach.log_columns import COUNTS, FORMS, NOT_COUNTED, TEXTS, LogColumns
from desktop_app.services.outreach.year_book import YearBook
from desktop_app.services.school.calendar import year_start
from desktop_app.services.school.order import class_order

_KEPT: Final = 4
"""Orders remembered, the newest first being one."""
_MANY: Final = 5_000
"""From so many slots on the keys of all are made at once."""
_NEWEST: Final = ("", False)
LAST: Final = 2**62
"""Stands after every number."""
_LAST_TEXT: Final = "\u0100"
"""Stands after every narrowed text."""
_FORM_RANKS: Final = tuple(
    sorted(FORMS, key=lambda form: fold(OUTREACH_FORMS[form])).index(form) for form in FORMS
)


class LogOrders:
    """Slots of the events that count by a field; missing values last, equals with the newest first."""

    def __init__(self, columns: LogColumns) -> None:
        self._columns = columns
        self._made: dict[tuple[str, bool], array[int]] = {}
        self._ready: tuple[tuple[str, bool], _Ready] | None = None
        """The order asked for last, ready to be shown and thinned out."""

    def warm(self, book: YearBook) -> None:
        """Make what the first look and the first search need."""
        self._whole("", descending=False, book=book).thinned(bytes(len(self._columns)))

    def every_id(self, by: str, *, descending: bool, book: YearBook) -> tuple[int, ...]:
        """Return the ids of the events that count, by a field of ``OutreachRow`` or the newest first."""
        return self._whole(by, descending=descending, book=book).ids

    def thinned(self, flags: bytes, by: str, *, descending: bool, book: YearBook) -> tuple[int, ...]:
        """Return the ids, in an order, of the slots that a flag lets through."""
        return self._whole(by, descending=descending, book=book).thinned(flags)

    def slots(self, by: str, *, descending: bool, book: YearBook) -> array[int]:
        """Return the slots by a field of ``OutreachRow``; no field is the newest first."""
        wanted = (by, descending) if by else _NEWEST
        if wanted not in self._made:
            if by:
                # the other way round is as good a start as any: of equals the newest stand first there too
                start = self._made.get((by, not descending)) or self.slots("", descending=False, book=book)
                others = [key for key in self._made if key != _NEWEST]
                if len(others) >= _KEPT - 1:
                    del self._made[others[0]]
                self._made[wanted] = array("i", self.sort(start, by, descending=descending, book=book))
            else:
                states = self._columns.states
                counts = self.newest(slot for slot, state in enumerate(states) if state == COUNTS)
                self._made[wanted] = array("i", counts)
        return self._made[wanted]

    def ids(self, slots: Iterable[int]) -> tuple[int, ...]:
        """Return the ids of slots."""
        return tuple(map(self._columns.ids.__getitem__, slots))

    def newest(self, slots: Iterable[int]) -> list[int]:
        """Put slots, given in ascending order, with the newest first."""
        columns = self._columns
        late_first = list(slots)
        late_first.reverse()
        if not columns.ascending:
            late_first.sort(key=columns.ids.__getitem__, reverse=True)
        late_first.sort(key=columns.days.__getitem__, reverse=True)  # a stable sort keeps the ids descending
        return late_first

    def sort(self, newest: Sequence[int], by: str, *, descending: bool, book: YearBook) -> list[int]:
        """Sort slots that stand with the newest first."""
        if not by:
            return list(newest)
        if len(newest) < _MANY:
            key = self._key(by, book)
            keys = {slot: key(slot) for slot in newest}
            return _sorted(newest, keys, may_miss=_may_miss(by), descending=descending)
        return sorted(newest, key=self._keys(by, book, descending=descending).__getitem__, reverse=descending)

    def take_out(self, slot: int, book: YearBook) -> None:
        """Take a slot out of every order, before its event changes."""
        for wanted, slots in self._made.items():
            line = self._line(wanted, slot, book)
            del slots[line]
            if self._ready is not None and self._ready[0] == wanted:
                self._ready[1].take_out(line)

    def put_in(self, slot: int, book: YearBook) -> None:
        """Put the slot of an event that counts where it belongs in every order."""
        for wanted, slots in self._made.items():
            line = self._line(wanted, slot, book)
            slots.insert(line, slot)
            if self._ready is not None and self._ready[0] == wanted:
                self._ready[1].put_in(line, self._columns.ids[slot])

    def forget(self, by: str | None = None) -> None:
        """Forget every order, or those by one field."""
        self._ready = None
        self._made = {key: slots for key, slots in self._made.items() if by is not None and key[0] != by}

    def _whole(self, by: str, *, descending: bool, book: YearBook) -> _Ready:
        wanted = (by, descending) if by else _NEWEST
        if self._ready is None or self._ready[0] != wanted:
            slots = self.slots(by, descending=descending, book=book)
            self._ready = wanted, _Ready(slots, self._columns.ids)
        return self._ready[1]

    def _line(self, wanted: tuple[str, bool], slot: int, book: YearBook) -> int:
        """Return where a slot stands in an order, or would."""
        slots = self._made[wanted]
        before = self._comparison(wanted[0], descending=wanted[1], book=book)
        low, high = 0, len(slots)
        while low < high:
            middle = (low + high) // 2
            if before(slots[middle], slot):
                low = middle + 1
            else:
                high = middle
        return low

    def _comparison(self, by: str, *, descending: bool, book: YearBook) -> Callable[[int, int], bool]:
        """Return what tells whether one slot stands before another."""
        days, ids = self._columns.days, self._columns.ids
        key = self._key(by, book) if by else None

        def before(one: int, other: int) -> bool:
            if key is not None:
                left, right = key(one), key(other)
                missing = [_may_miss(by) and value in _MISSING for value in (left, right)]
                if missing[0] != missing[1]:
                    return missing[1]
                if left != right:
                    return bool(left > right) if descending else bool(left < right)
            return (days[one], ids[one]) > (days[other], ids[other])

        return before

    def _key(self, by: str, book: YearBook) -> Callable[[int], Any]:
        columns = self._columns
        if by == "held_on":
            return columns.days.__getitem__
        if by == "form":
            forms = columns.forms
            return lambda slot: _FORM_RANKS[forms[slot]]
        if by == "classes":
            years, names = _Years(), _ClassKeys(columns, book)
            return lambda slot: names[columns.audience[slot], years[columns.days[slot]]]
        if by in TEXTS:
            return lambda slot: columns.text(slot, by)
        values: Sequence[int] = getattr(columns, by)
        return values.__getitem__

    def _keys(self, by: str, book: YearBook, *, descending: bool) -> Sequence[Any]:
        """Return the keys of all slots at once, so that what is missing comes last in this direction.

        Where few differ they are numbers: those are sorted faster than texts.
        """
        columns = self._columns
        if by == "form":
            return list(map(_FORM_RANKS.__getitem__, columns.forms))
        if by == "classes":
            return _class_keys(columns, book)
        if by in TEXTS:
            different = columns.different[by]
            if different.known:
                return different.keys(missing=-1 if descending else LAST)
            texts = columns.all_texts(by)
            return texts if descending or all(texts) else [text or _LAST_TEXT for text in texts]
        values: Sequence[int] = columns.days if by == "held_on" else getattr(columns, by)
        if by == "unique_parents" and not descending and NOT_COUNTED in values:
            return [LAST if value == NOT_COUNTED else value for value in values]
        return values


class _Ready:
    """A whole order, ready to be shown and to be thinned out.

    Its numbers are copies that lie in memory one after another in this very order: the slots' own lie all
    over it, and going through those takes four times as long.
    """

    def __init__(self, slots: array[int], ids: Sequence[int]) -> None:
        self._slots = slots
        self.ids = tuple(array("q", map(ids.__getitem__, slots)))
        self._in_order: Callable[[bytes], Iterable[int]] | None = None
        """Puts flags of slots into the order."""

    def thinned(self, flags: bytes) -> tuple[int, ...]:
        """Return the ids of the slots that a flag lets through."""
        if self._in_order is None:
            slots = self._slots
            self._in_order = (
                itemgetter(*slots)
                if len(slots) > 1  # of one place it picks what stands there, of several a row of it
                else lambda flags: map(flags.__getitem__, slots)
            )
        return tuple(compress(self.ids, self._in_order(flags)))

    def take_out(self, line: int) -> None:
        """Follow the order, which has lost a line."""
        self.ids = self.ids[:line] + self.ids[line + 1 :]
        self._in_order = None

    def put_in(self, line: int, entry_id: int) -> None:
        """Follow the order, which has gained a line."""
        self.ids = (*self.ids[:line], entry_id, *self.ids[line:])
        self._in_order = None


class _Years(dict[int, date]):
    """The school years of days."""

    def __missing__(self, day: int) -> date:
        self[day] = year = year_start(date.fromordinal(day))
        return year


class _YearNumbers(dict[int, int]):
    """Numbers of the school years of days, in the order they are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[date, int] = {}

    def __missing__(self, day: int) -> int:
        start = year_start(date.fromordinal(day))
        self[day] = number = self._numbers.setdefault(start, len(self._numbers))
        return number

    def starts(self) -> list[date]:
        """Return the years by their numbers."""
        return list(self._numbers)


class _ClassKeys(dict[tuple[int, date], tuple[int, str]]):
    """The key of what an audience was called in a school year; the whole school comes first."""

    def __init__(self, columns: LogColumns, book: YearBook) -> None:
        super().__init__()
        self._audiences = columns.audiences
        self._book = book

    def __missing__(self, place: tuple[int, date]) -> tuple[int, str]:
        names = self._book.names(self._audiences[place[0]], place[1])
        self[place] = key = class_order(", ".join(names)) if names else (-1, "")
        return key


def _class_keys(columns: LogColumns, book: YearBook) -> list[int]:
    """Return of every slot the place of its classes' names, as they were in its year, among all there are."""
    years, names, audiences = _YearNumbers(), _ClassKeys(columns, book), len(columns.audiences)
    of_slots = zip(columns.audience, map(years.__getitem__, columns.days), strict=True)
    events = [audience + audiences * year for audience, year in of_slots]  # numbers: no pairs to be collected
    starts = years.starts()
    different = {event: names[event % audiences, starts[event // audiences]] for event in set(events)}
    places = {key: place for place, key in enumerate(sorted(set(different.values())))}
    ranks = {event: places[key] for event, key in different.items()}
    return list(map(ranks.__getitem__, events))


def _sorted(
    newest: Sequence[int], keys: Mapping[int, Any] | Sequence[Any], *, may_miss: bool, descending: bool
) -> list[int]:
    if not may_miss:
        return sorted(newest, key=keys.__getitem__, reverse=descending)
    filled = [slot for slot in newest if keys[slot] not in _MISSING]
    filled.sort(key=keys.__getitem__, reverse=descending)
    return filled + [slot for slot in newest if keys[slot] in _MISSING]


_MISSING: Final = (NOT_COUNTED, "")


def _may_miss(by: str) -> bool:
    return by == "unique_parents" or by in TEXTS
