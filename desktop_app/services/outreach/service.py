"""The outreach log: what parents were told, found, summed up and proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from time import sleep
from typing import Final

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from desktop_app.models.outreach import OutreachClass, OutreachEntry
from desktop_app.services.attachments.service import prepare, put
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.clock import Clock
from desktop_app.services.errors import FieldError, NotFoundError
from desktop_app.services.history.many import delete_rows, update_rows
from desktop_app.services.outreach import rules
from desktop_app.services.outreach.log import OutreachLog
from desktop_app.services.outreach.log_upkeep import data_version
from desktop_app.services.outreach.queries import COUNTS, conditions, search_text
from desktop_app.services.outreach.rows import rows_named, rows_where
from desktop_app.services.outreach.types import (
    Coverage,
    LogLook,
    OutreachDraft,
    OutreachFilter,
    OutreachRow,
    OutreachTotals,
)
from desktop_app.services.outreach.year_book import YearBook
from desktop_app.services.steps import Step, quietly
from desktop_app.services.store import Store
from desktop_app.services.validation import require_valid

PASSING: Final = 1_000
"""So many events may be read before an answer without anybody waiting."""

_LET_IN: Final = 0.002
"""Seconds that whoever waits for the file needs to take it."""
_EVERYTHING = OutreachFilter()
_AT_ONCE: Final = 1_000


class OutreachService:
    """Events with parents."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._log = store.kept(OutreachLog)

    def today(self) -> date:
        """Return the day it is by the program's clock."""
        return self._clock.today()

    def list(self, wanted: OutreachFilter = _EVERYTHING) -> tuple[OutreachRow, ...]:
        """Return the events that meet the filter, the newest first."""
        with self._store.read_long() as session:
            return rows_where(session, *conditions(wanted))

    def version(self) -> tuple[int, int]:
        """Return what changes with every change of the file, whoever made it."""
        with self._store.read() as session:
            return self._store.revision, data_version(session)

    def prompt(self) -> bool:
        """Tell whether the log can be asked in passing; else ``prepare`` has a lot to read first."""
        with self._store.read() as session:
            return self._log.waiting(session, self._store.revision) <= PASSING

    def prepare(self) -> None:
        """Read what the log has to read, letting others at the file in between; for a background thread."""
        busy = True
        while busy:
            with self._store.read() as session:
                busy = not self._log.step(session, self._store.revision) or self._log.warm()
            if self._store.awaited:
                sleep(_LET_IN)

    def follow(self) -> None:
        """Read what a large change left to be read, on its own thread, if anybody looks at the log."""
        if self._log.in_use:
            self.prepare()

    def find(
        self, wanted: OutreachFilter = _EVERYTHING, by: str = "", *, descending: bool = False
    ) -> tuple[int, ...]:
        """Return the ids that meet the filter, by a field of ``OutreachRow`` or the newest first."""
        with self._current() as log:
            return log.find(wanted, by, descending=descending)[0]

    def look(
        self, wanted: OutreachFilter = _EVERYTHING, by: str = "", *, descending: bool = False
    ) -> LogLook:
        """Return the ids that meet the filter as ``find`` does, with every sum a screen shows beside them."""
        with self._current() as log:
            return _look(log, wanted, by, descending=descending)

    def look_and_coverage(
        self, wanted: OutreachFilter, by: str = "", *, descending: bool = False
    ) -> tuple[LogLook, Coverage]:
        """Return ``look`` and the ``coverage`` of the filter's period, read in one go."""
        with self._current() as log:
            look = _look(log, wanted, by, descending=descending)
            return look, log.coverage(wanted.since, wanted.until)

    def newest(self, most: int) -> tuple[int, ...]:
        """Return the ids of the newest events, read from the file itself: for a first look at a long log."""
        entry = OutreachEntry
        query = select(entry.id).where(COUNTS).order_by(entry.held_on.desc(), entry.id.desc()).limit(most)
        with self._store.read() as session:
            return tuple(session.scalars(query))

    def rows(self, ids: Sequence[int]) -> tuple[OutreachRow, ...]:
        """Return a few events in the order named, those in the trash too; those gone are left out."""
        with self._store.read() as session:
            found = rows_named(session, ids, self._book(session))
        return tuple(found[key] for key in ids if key in found)

    def get(self, entry_id: int) -> OutreachRow:
        """Return one event; raises ``NotFoundError``."""
        with self._store.read() as session:
            return _row(session, entry_id)

    def totals(self, wanted: OutreachFilter = _EVERYTHING) -> OutreachTotals:
        """Return the sums over the events that meet the filter."""
        with self._current() as log:
            return log.totals(wanted)

    def check(self, draft: OutreachDraft, entry_id: int | None = None) -> tuple[FieldError, ...]:  # noqa: ARG002 - one signature for every service
        """Return what keeps ``draft`` from being stored, field by field."""
        with self._store.read() as session:
            return self._errors(draft, self._book(session))

    def save(self, draft: OutreachDraft, entry_id: int | None = None) -> OutreachRow:
        """Store a new event, or change the one named; raises ``ValidationError`` and ``NotFoundError``."""
        label = "Добавлено мероприятие" if entry_id is None else "Изменено мероприятие"
        with self._store.write(label) as session:
            book = YearBook(session)
            require_valid(self._errors(draft, book))
            entry = OutreachEntry() if entry_id is None else _entry(session, entry_id)
            _fill(entry, draft)
            entry.search = search_text(entry, {key: book.name(key, entry.held_on) for key in draft.class_ids})
            session.add(entry)
            session.flush()
            return _row(session, entry.id)

    def delete(self, ids: Sequence[int], step: Step = quietly) -> int:
        """Put events into the trash as one step of the history; return how many of them there were.

        ``step`` is told how many of how many are done, and may raise: then nothing has changed.
        """
        label = "Удалено мероприятие" if len(ids) == 1 else f"Удалены мероприятия: {len(ids)}"
        with self._store.write(label) as session:
            return _move(session, ids, COUNTS, self._clock.now(), step)

    def restore(self, ids: Sequence[int], step: Step = quietly) -> int:
        """Take events out of the trash as one step of the history; return how many there were.

        ``step`` as in ``delete``.
        """
        label = "Возвращено мероприятие" if len(ids) == 1 else f"Возвращены мероприятия: {len(ids)}"
        with self._store.write(label) as session:
            return _move(session, ids, OutreachEntry.deleted_at.is_not(None), None, step)

    def empty_trash(self, step: Step = quietly) -> int:
        """Remove what is in the trash as one step of the history; return how many events there were.

        ``step`` as in ``delete``.
        """
        with self._store.write("Очищена корзина мероприятий") as session:
            inside = conditions(OutreachFilter(deleted=True))
            ids = session.scalars(select(OutreachEntry.id).where(*inside)).all()
            gone = 0
            for some in _portions(ids):
                delete_rows(session, OutreachClass, OutreachClass.entry_id.in_(some))
                gone += delete_rows(session, OutreachEntry, OutreachEntry.id.in_(some))
                step(gone, len(ids))
            return gone

    def attach(self, entry_id: int, file: NewFile) -> OutreachRow:
        """Attach a proof (picture or PDF) in place of the one before; raises ``AppError``."""
        ready = prepare(file)
        with self._store.write("Приложено подтверждение мероприятия") as session:
            entry = _entry(session, entry_id)
            entry.attachment_id = put(session, ready, self._clock.now()).id
            session.flush()
            return _row(session, entry_id)

    def coverage(self, since: date | None = None, until: date | None = None) -> Coverage:
        """Return what the events between both days, these included, prove about the parents reached."""
        with self._current() as log:
            return log.coverage(since, until)

    @contextmanager
    def _current(self) -> Iterator[OutreachLog]:
        """Lend the log as the file is now."""
        with self._store.read() as session:
            self._log.catch_up(session, self._store.revision)
            yield self._log

    def _book(self, session: Session) -> YearBook:
        return self._log.book_at(self._store.revision) or YearBook(session)

    def _errors(self, draft: OutreachDraft, book: YearBook) -> tuple[FieldError, ...]:
        here = {facts.class_id: facts.parents for facts in book.classes(draft.held_on)}
        parents = {**book.parents, **here} if draft.class_ids else here
        return rules.check(draft, today=self._clock.today(), parents=parents)


def _look(log: OutreachLog, wanted: OutreachFilter, by: str, *, descending: bool) -> LogLook:
    ids, shown = log.find(wanted, by, descending=descending)
    return LogLook(
        ids=ids,
        shown=shown,
        everything=log.whole(deleted=wanted.deleted).events,
        in_trash=log.whole(deleted=True).events,
    )


def _entry(session: Session, entry_id: int) -> OutreachEntry:
    entry = session.get(OutreachEntry, entry_id)
    if entry is None or entry.deleted_at is not None:
        raise NotFoundError("Этого мероприятия в файле уже нет.", hint="Обновите список.")
    return entry


def _move(
    session: Session,
    ids: Sequence[int],
    state: ColumnElement[bool],
    deleted_at: datetime | None,
    step: Step,
) -> int:
    """Put the events named that are in the state wanted into the trash, or take them out of it."""
    moved = done = 0
    for some in _portions(ids):
        rows = and_(OutreachEntry.id.in_(some), state)
        moved += update_rows(session, OutreachEntry, rows, {"deleted_at": deleted_at})
        done += len(some)
        step(done, len(ids))
    return moved


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the ids in portions that one statement takes."""
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _fill(entry: OutreachEntry, draft: OutreachDraft) -> None:
    """Copy the draft; class links that stay are left alone, so that the history holds only what changed."""
    assert draft.held_on is not None  # noqa: S101 - the rules refuse a draft without a date
    entry.held_on, entry.form = draft.held_on, draft.form.value
    for name in ("topic", "responsible", "proof", "note"):
        setattr(entry, name, getattr(draft, name).strip())
    for name in ("parents", "unique_parents", "pupils", "handed_out", "attachment_id"):
        setattr(entry, name, getattr(draft, name))
    wanted = dict.fromkeys(draft.class_ids)
    for link in [link for link in entry.classes if link.class_id not in wanted]:
        entry.classes.remove(link)
    present = {link.class_id for link in entry.classes}
    entry.classes.extend(OutreachClass(class_id=key) for key in wanted if key not in present)


def _row(session: Session, entry_id: int) -> OutreachRow:
    row = rows_named(session, (entry_id,), YearBook(session)).get(entry_id)
    if row is None:
        raise NotFoundError("Этого мероприятия в файле уже нет.", hint="Обновите список.")
    return row
