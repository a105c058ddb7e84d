"""The log kept in memory while its file is open: found, sorted, summed and covered at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import compress
from typing import Final

from desktop_app.russian.fold import fold
from desktop_app.services.outreach.coverage import proved, weeks
from desktop_app.services.outreach.log_columns import COUNTS, FORMS, TRASH
from desktop_app.services.outreach.log_sums import Span
from desktop_app.services.outreach.log_upkeep import SUMMED, LogUpkeep
from desktop_app.services.outreach.narrow import narrow
from desktop_app.services.outreach.types import Coverage, OutreachFilter, OutreachTotals

Mask = bytes | bytearray

FEW_FOUND: Final = 2_000
"""So few events found are sorted by themselves; of more the order of all is thinned out."""
FEW_NEWEST: Final = 10_000
"""The same where they are wanted with the newest first: their days are at hand."""


class OutreachLog(LogUpkeep):
    """Answers about the log as it was at the last step."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: dict[tuple[date | None, date | None], Coverage] = {}
        self._answered = -1

    def find(
        self, wanted: OutreachFilter, by: str = "", *, descending: bool = False
    ) -> tuple[Sequence[int], OutreachTotals]:
        """Return the slots that meet the filter, by a field or the newest first, and the sums over them."""
        whole = self.whole(deleted=wanted.deleted)
        mask = self._mask(wanted)
        number = whole.events if mask is None else mask.count(1)
        if mask is None or number == whole.events:
            return self._all(by, descending=descending, deleted=wanted.deleted), whole
        if not number:
            return (), OutreachTotals(events=0, contacts=0, pupils=0, handed_out=0)
        if number < (FEW_FOUND if by else FEW_NEWEST) or wanted.deleted:
            some = self._orders.newest(_places(mask))
            slots = self._orders.sort(some, by, descending=descending, book=self.book)
            contacts, pupils, handed_out = (
                sum(map(getattr(self._columns, name).__getitem__, some)) for name in SUMMED
            )
        else:
            in_order = self._all(by, descending=descending, deleted=False)
            slots = list(compress(in_order, map(mask.__getitem__, in_order)))
            contacts, pupils, handed_out = (
                sum(compress(getattr(self._columns, name), mask)) for name in SUMMED
            )
        return slots, OutreachTotals(events=number, contacts=contacts, pupils=pupils, handed_out=handed_out)

    def ids(self, slots: Sequence[int]) -> tuple[int, ...]:
        """Return the ids of slots."""
        return self._orders.ids(slots)

    def coverage(self, since: date | None, until: date | None) -> Coverage:
        """Return what the events between both days, these included, prove."""
        if self._answered != self._revision:
            self._answers.clear()
            self._answered = self._revision
        period = (since, until)
        if period not in self._answers:
            found = proved(
                self.book.classes(until),
                self.book.held(self._sums.facts(since, until)),
                by_week=weeks(self._sums.days(since, until)),
                gone=self.book.parents,
            )
            self._answers[period] = replace(found, target=self._target)
        return self._answers[period]

    def told(self, until: date) -> list[Span]:
        """Return of every audience its first and last day up to ``until``, and how many events there were."""
        return self._sums.spans(until)

    def _all(self, by: str, *, descending: bool, deleted: bool) -> Sequence[int]:
        """Return every slot of the log, or of the trash, in an order."""
        orders = self._orders
        if not deleted:
            return orders.slots(by, descending=descending, book=self.book)
        trash = orders.newest(slot for slot, state in enumerate(self._columns.states) if state == TRASH)
        return orders.sort(trash, by, descending=descending, book=self.book)

    def _mask(self, wanted: OutreachFilter) -> Mask | None:
        """Tell of every slot, by 1 or 0, whether it meets the filter; None: it lets all of a state through.

        Each condition goes through its column from end to end: in the order shown, memory is jumped about.
        """
        columns = self._columns
        mask: Mask | None = None
        for word in fold(wanted.text).split():
            mask = _both(mask, columns.search.found(narrow(word)))
        if wanted.since is not None or wanted.until is not None:
            low, high = (wanted.since or date.min).toordinal(), (wanted.until or date.max).toordinal()
            mask = _both(mask, bytes([low <= day <= high for day in columns.days]))
        if wanted.form is not None:
            mask = _both(mask, columns.forms.translate(_only(FORMS.index(wanted.form))))
        if wanted.class_id is not None:
            of_class = [not ids or wanted.class_id in ids for ids in columns.audiences]
            mask = _both(mask, bytes(map(of_class.__getitem__, columns.audience)))
        state = TRASH if wanted.deleted else COUNTS
        if mask is None or self.whole(deleted=wanted.deleted).events == len(columns):
            return mask
        return _both(mask, columns.states.translate(_only(state)))


def _both(one: Mask | None, other: Mask) -> Mask:
    if one is None:
        return other
    together = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    return together.to_bytes(len(one), "little")


def _only(value: int) -> bytes:
    """Return the table that turns one value of a column into 1 and every other one into 0."""
    return bytes(value) + b"\x01" + bytes(255 - value)


def _places(mask: Mask) -> Iterator[int]:
    """Yield the slots a mask lets through, ascending; few are found faster than all are looked at."""
    place = mask.find(1)
    while place >= 0:
        yield place
        place = mask.find(1, place + 1)
