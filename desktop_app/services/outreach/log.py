"""The log kept in memory while its file is open: found, sorted, summed and covered at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import reduce
from operator import and_
from typing import Final

from desktop_app.russian.fold import fold
from desktop_app.services.outreach.coverage import proved, weeks
from desktop_app.services.outreach.log_bits import bits_of, flags_of, places
from desktop_app.services.outreach.log_columns import COUNTS, FORMS, SUMMED, TRASH
from desktop_app.services.outreach.log_sums import Span
from desktop_app.services.outreach.log_upkeep import LogUpkeep
from desktop_app.services.outreach.narrow import narrow
from desktop_app.services.outreach.types import Coverage, OutreachFilter, OutreachTotals

FEW_FOUND: Final = 2_000
"""So few events found are sorted by themselves; of more the order of all is thinned out."""


class OutreachLog(LogUpkeep):
    """Answers about the log as it was at the last step."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: dict[tuple[date | None, date | None], Coverage] = {}
        self._answered = -1

    def find(
        self, wanted: OutreachFilter, by: str = "", *, descending: bool = False
    ) -> tuple[tuple[int, ...], OutreachTotals]:
        """Return the ids that meet the filter, by a field or the newest first, and the sums over them."""
        whole, chosen = self.whole(deleted=wanted.deleted), self._chosen(wanted)
        totals = whole if chosen is None else self._totals(chosen)
        if chosen is None or totals.events == whole.events:
            return self._all(by, descending=descending, deleted=wanted.deleted), whole
        flags = flags_of(chosen, len(self._columns))
        if totals.events < FEW_FOUND or wanted.deleted:
            some = self._orders.newest(places(flags))
            slots = self._orders.sort(some, by, descending=descending, book=self.book)
            return self._orders.ids(slots), totals
        return self._orders.thinned(flags, by, descending=descending, book=self.book), totals

    def totals(self, wanted: OutreachFilter) -> OutreachTotals:
        """Return the sums over the events that meet the filter."""
        chosen = self._chosen(wanted)
        return self.whole(deleted=wanted.deleted) if chosen is None else self._totals(chosen)

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

    def _all(self, by: str, *, descending: bool, deleted: bool) -> tuple[int, ...]:
        """Return every id of the log, or of the trash, in an order."""
        orders = self._orders
        if not deleted:
            return orders.every_id(by, descending=descending, book=self.book)
        trash = orders.newest(slot for slot, state in enumerate(self._columns.states) if state == TRASH)
        return orders.ids(orders.sort(trash, by, descending=descending, book=self.book))

    def _totals(self, chosen: int) -> OutreachTotals:
        contacts, pupils, handed_out = (self._columns.counts[name].sum(chosen) for name in SUMMED)
        return OutreachTotals(
            events=chosen.bit_count(), contacts=contacts, pupils=pupils, handed_out=handed_out
        )

    def _chosen(self, wanted: OutreachFilter) -> int | None:
        """Return the slots that meet the filter, a bit a slot; None: it lets all of a state through.

        Each condition goes through its column from end to end: in the order shown, memory is jumped about.
        """
        columns = self._columns
        met = [columns.search.found(narrow(word)) for word in fold(wanted.text).split()]
        if wanted.since is not None or wanted.until is not None:
            low, high = (wanted.since or date.min).toordinal(), (wanted.until or date.max).toordinal()
            met.append(bits_of(bytes(map(range(low, high + 1).__contains__, columns.days))))
        if wanted.form is not None:
            met.append(bits_of(columns.forms.translate(_only(FORMS.index(wanted.form)))))
        if wanted.class_id is not None:
            of_class = [not ids or wanted.class_id in ids for ids in columns.audiences]
            met.append(bits_of(bytes(map(of_class.__getitem__, columns.audience))))
        if not met:
            return None
        if self.whole(deleted=wanted.deleted).events != len(columns):
            met.append(bits_of(columns.states.translate(_only(TRASH if wanted.deleted else COUNTS))))
        return reduce(and_, met)


def _only(value: int) -> bytes:
    """Return the table that turns one value of a column into 1 and every other one into 0."""
    return bytes(value) + b"\x01" + bytes(255 - value)
