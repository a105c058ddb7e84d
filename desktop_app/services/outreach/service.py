"""The outreach log: what parents were told, found, summed up and proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from desktop_app.models.outreach import OutreachClass, OutreachEntry
from desktop_app.services.attachments.service import prepare, put
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.clock import Clock
from desktop_app.services.errors import FieldError, NotFoundError
from desktop_app.services.outreach import rules
from desktop_app.services.outreach.order import ordered_ids
from desktop_app.services.outreach.queries import (
    COUNTS,
    WHOLE_SCHOOL,
    class_links,
    conditions,
    search_text,
)
from desktop_app.services.outreach.sums import CoverageSums
from desktop_app.services.outreach.types import (
    Coverage,
    OutreachDraft,
    OutreachFilter,
    OutreachForm,
    OutreachRow,
    OutreachTotals,
)
from desktop_app.services.outreach.year_book import YearBook
from desktop_app.services.store import Store
from desktop_app.services.validation import require_valid

_EVERYTHING = OutreachFilter()
_AT_ONCE = 500
_HIDDEN = {"search", "deleted_at"}
_COLUMNS = tuple(column for column in OutreachEntry.__table__.columns if column.name not in _HIDDEN)


class OutreachService:
    """Events with parents."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._sums = CoverageSums(store)

    def list(self, wanted: OutreachFilter = _EVERYTHING) -> tuple[OutreachRow, ...]:
        """Return the events that meet the filter, the newest first."""
        with self._store.read() as session:
            return _rows(session, *conditions(wanted))

    def find(
        self, wanted: OutreachFilter = _EVERYTHING, by: str = "", *, descending: bool = False
    ) -> tuple[int, ...]:
        """Return the ids that meet the filter, by a field of ``OutreachRow`` or the newest first."""
        with self._store.read() as session:
            return ordered_ids(session, conditions(wanted), by, descending=descending)

    def rows(self, ids: Sequence[int]) -> tuple[OutreachRow, ...]:
        """Return a few events in the order named, those in the trash too; those gone are left out."""
        with self._store.read() as session:
            found = {row.id: row for row in _rows(session, OutreachEntry.id.in_(ids))}
        return tuple(found[key] for key in ids if key in found)

    def get(self, entry_id: int) -> OutreachRow:
        """Return one event; raises ``NotFoundError``."""
        with self._store.read() as session:
            return _row(session, entry_id)

    def totals(self, wanted: OutreachFilter = _EVERYTHING) -> OutreachTotals:
        """Return the sums over the events that meet the filter."""
        entry = OutreachEntry
        sums = [
            func.coalesce(func.sum(column), 0) for column in (entry.parents, entry.pupils, entry.handed_out)
        ]
        with self._store.read() as session:
            row = session.execute(select(func.count(), *sums).select_from(entry).where(*conditions(wanted)))
            return OutreachTotals(
                **dict(zip(("events", "contacts", "pupils", "handed_out"), row.one(), strict=True))
            )

    def check(self, draft: OutreachDraft, entry_id: int | None = None) -> tuple[FieldError, ...]:  # noqa: ARG002 - one signature for every service
        """Return what keeps ``draft`` from being stored, field by field."""
        with self._store.read() as session:
            return self._errors(draft, YearBook(session))

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

    def delete(self, ids: Sequence[int]) -> None:
        """Put events into the trash as one step of the history; those already gone are passed over."""
        label = "Удалено мероприятие" if len(ids) == 1 else f"Удалены мероприятия: {len(ids)}"
        with self._store.write(label) as session:
            now = self._clock.now()
            for entry in _entries(session, ids, COUNTS):
                entry.deleted_at = now

    def restore(self, ids: Sequence[int]) -> int:
        """Take events out of the trash as one step of the history; return how many were there."""
        label = "Возвращено мероприятие" if len(ids) == 1 else f"Возвращены мероприятия: {len(ids)}"
        with self._store.write(label) as session:
            found = list(_entries(session, ids, OutreachEntry.deleted_at.is_not(None)))
            for entry in found:
                entry.deleted_at = None
            return len(found)

    def empty_trash(self) -> int:
        """Remove what is in the trash as one step of the history; return how many events there were."""
        with self._store.write("Очищена корзина мероприятий") as session:
            found = session.scalars(
                select(OutreachEntry).where(*conditions(OutreachFilter(deleted=True)))
            ).all()
            for entry in found:
                session.delete(entry)
            return len(found)

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
        return self._sums.coverage(since, until)

    def _errors(self, draft: OutreachDraft, book: YearBook) -> tuple[FieldError, ...]:
        here = {facts.class_id: facts.parents for facts in book.classes(draft.held_on)}
        parents = {**book.parents, **here} if draft.class_ids else here
        return rules.check(draft, today=self._clock.today(), parents=parents)


def _entry(session: Session, entry_id: int) -> OutreachEntry:
    entry = session.get(OutreachEntry, entry_id)
    if entry is None or entry.deleted_at is not None:
        raise NotFoundError("Этого мероприятия в файле уже нет.", hint="Обновите список.")
    return entry


def _entries(session: Session, ids: Sequence[int], state: ColumnElement[bool]) -> Iterator[OutreachEntry]:
    """Yield the events named that are in the state wanted, a statement for every ``_AT_ONCE`` of them."""
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        yield from session.scalars(select(OutreachEntry).where(OutreachEntry.id.in_(some), state)).all()


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
    rows = _rows(session, OutreachEntry.id == entry_id)
    if not rows:
        raise NotFoundError("Этого мероприятия в файле уже нет.", hint="Обновите список.")
    return rows[0]


def _rows(session: Session, *wanted: ColumnElement[bool]) -> tuple[OutreachRow, ...]:
    links = class_links(session, *wanted)
    query = select(*_COLUMNS).where(*wanted).order_by(OutreachEntry.held_on.desc(), OutreachEntry.id.desc())
    rows = []
    for stored in session.execute(query).mappings():
        classes = links.get(stored["id"], ())
        rows.append(
            OutreachRow(
                **{**stored, "form": OutreachForm(stored["form"])},
                class_ids=tuple(class_id for class_id, _ in classes),
                classes=", ".join(name for _, name in classes) or WHOLE_SCHOOL,
            )
        )
    return tuple(rows)
