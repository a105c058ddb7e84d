"""The log in memory and how it follows the file.

SQLite keeps the truth. A change, whoever makes it, is heard of (``LogChanges``), and the events it touched
are read again before the next answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.models.outreach import OutreachEntry
from desktop_app.services.outreach.log_changes import LogChanges
from desktop_app.services.outreach.log_columns import (
    COUNTS,
    GONE,
    SUMMED,
    TRASH,
    LogColumns,
    read_above,
    read_named,
)
from desktop_app.services.outreach.log_order import LogOrders
from desktop_app.services.outreach.log_sums import LogSums
from desktop_app.services.outreach.types import OutreachTotals
from desktop_app.services.outreach.year_book import YearBook
from desktop_app.services.school.service import school_goals

STEP: Final = 2_000
"""Events read in one go: for so long the file's lock is held against the window."""
FEW: Final = 300
"""Up to so many changed events mend the orders; more have them made anew."""
MOST_OF: Final = 3
"""When more than one event in so many changed, reading all of them is quicker than mending."""

Classes = Mapping[int, tuple[int, ...]]


def data_version(session: Session) -> int:
    """Return SQLite's number that every commit of another connection to the file changes."""
    return int(session.connection().exec_driver_sql("PRAGMA data_version").scalar() or 0)


class LogUpkeep:
    """Columns, orders and sums of one open file; called with the file's lock held, inside ``Store.read``."""

    def __init__(self) -> None:
        self._changes = LogChanges()
        self._book: YearBook | None = None
        self._target: int | None = None
        self._seen: int | None = None
        self._revision = self._begun = -1
        self._forget()

    def waiting(self, session: Session, revision: int) -> int:
        """Return about how many events are to be read before the next answer."""
        stale = self._written_by_others(session)
        if revision == self._revision and not stale:
            return 0
        greatest = session.scalar(select(func.max(OutreachEntry.id))) or 0
        if stale or not self._top or not self._changes.installed(session):
            return int(greatest)
        return max(0, greatest - self._top) + self._changes.waiting(session)

    def step(self, session: Session, revision: int) -> bool:
        """Read some of what changed; True when nothing is left and the log is as the file is."""
        if self._written_by_others(session):
            self._forget()
        if revision == self._revision:
            return True
        try:
            if revision != self._begun:
                self._begin(session, revision)
            if self._take_in(session):
                return False
        except BaseException:
            self._forget()  # half a step taken in would be worse than reading everything again
            raise
        self._revision = revision
        return True

    def warm(self) -> bool:
        """Make a part of what the first answers need; False when there is nothing left to make."""
        self._orders.warm(self.book)
        return self._sums.warm() or self._columns.search.warm()

    def catch_up(self, session: Session, revision: int) -> None:
        """Read everything that changed."""
        while not self.step(session, revision):
            pass

    def whole(self, *, deleted: bool) -> OutreachTotals:
        """Return the sums over the log, or over the trash."""
        events, contacts, pupils, handed_out = self._whole[TRASH if deleted else COUNTS]
        return OutreachTotals(events=events, contacts=contacts, pupils=pupils, handed_out=handed_out)

    @property
    def in_use(self) -> bool:
        """Whether anybody has asked for the log yet."""
        return self._begun >= 0

    def book_at(self, revision: int) -> YearBook | None:
        """Return what the classes are and were, if that was read at this revision of the file."""
        return self._book if revision == self._begun else None

    def _written_by_others(self, session: Session) -> bool:
        """Tell whether another program has written to the file since it was read: nobody heard what."""
        return self._seen is not None and self._seen != data_version(session)

    @property
    def book(self) -> YearBook:
        """What the classes are and were."""
        assert self._book is not None  # noqa: S101 - nobody asks before the first step
        return self._book

    def _forget(self) -> None:
        self._columns = LogColumns()
        self._orders = LogOrders(self._columns)
        self._sums = LogSums(self._columns)
        self._whole = {state: [0, 0, 0, 0] for state in (COUNTS, TRASH)}
        self._revision = self._begun = -1
        self._top = 0

    def _begin(self, session: Session, revision: int) -> None:
        """Read what is small anew: the classes and the target."""
        book = YearBook(session)
        if self._book is None or not book.says_the_same(self._book):
            self._orders.forget("classes")
        self._book, self._target = book, school_goals(session).coverage_target
        self._begun, self._seen = revision, data_version(session)

    def _take_in(self, session: Session) -> bool:
        """Read one step; False when there was nothing to read."""
        if not self._changes.installed(session):
            begun = self._begun
            self._forget()
            self._begun = begun
            self._changes.install(session)
        elif self._top and self._changes.waiting(session) > max(FEW, len(self._columns) // MOST_OF):
            begun = self._begun
            self._forget()
            self._begun = begun
            self._changes.drop(session)
        ids = self._changes.take(session, STEP)
        if ids:
            self._read_again(ids, *read_named(session, ids))
            return True
        rows, classes = read_above(session, self._top, STEP)
        if rows:
            self._add(rows, classes)
            self._top = rows[-1][0]
            self._changes.know(session, self._top)
        return bool(rows)

    def _read_again(self, ids: Sequence[int], rows: Sequence[Any], classes: Classes) -> None:
        """Put events that changed, came back or went into their slots; those after ``_top`` wait for it."""
        known = self._columns.slots_of(ids)
        mend = self._whether_to_mend(len(ids))
        found = {row[0]: row for row in rows}
        for key, slot in known.items():
            self._leave(slot, mend=mend)
            if key in found:
                self._columns.replace(slot, found[key], classes.get(key, ()))
            else:
                self._columns.bury(slot)
            self._enter([slot], mend=mend)
        self._add([row for row in rows if row[0] not in known and row[0] <= self._top], classes)

    def _add(self, rows: Sequence[Any], classes: Classes) -> None:
        if rows:
            self._enter(self._columns.append(rows, classes), mend=self._whether_to_mend(len(rows)))

    def _whether_to_mend(self, events: int) -> bool:
        if events > FEW:
            self._orders.forget()
        return events <= FEW

    def _leave(self, slot: int, *, mend: bool) -> None:
        """Take an event out of what is summed and sorted, before it changes."""
        state = self._columns.states[slot]
        if state == GONE:
            return
        self._count([slot], state, -1)
        if state == COUNTS:
            self._sums.remove(slot)
            if mend:
                self._orders.take_out(slot, self.book)

    def _enter(self, slots: Iterable[int], *, mend: bool) -> None:
        """Put events, as they are now, into what is summed and sorted."""
        by_state: dict[int, list[int]] = {COUNTS: [], TRASH: [], GONE: []}
        for slot in slots:
            by_state[self._columns.states[slot]].append(slot)
        for state in (COUNTS, TRASH):
            self._count(by_state[state], state, 1)
        for slot in by_state[COUNTS]:
            self._sums.add(slot)
            if mend:
                self._orders.put_in(slot, self.book)

    def _count(self, slots: Sequence[int], state: int, sign: int) -> None:
        sums = self._whole[state]
        sums[0] += sign * len(slots)
        for place, name in enumerate(SUMMED, 1):
            values = getattr(self._columns, name)
            sums[place] += sign * sum(values[slot] for slot in slots)
