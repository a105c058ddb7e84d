"""Import and export of tables: a dry run first, then all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.event_log import ImportedFile
from desktop_app.models.outreach import OutreachClass, OutreachEntry
from desktop_app.russian.fold import fold
from desktop_app.russian.plurals import count
from desktop_app.services.apart.room import never
from desktop_app.services.banners.rows import portal_rows
from desktop_app.services.clock import Clock
from desktop_app.services.copies.disk import write_whole
from desktop_app.services.copies.service import CopyService
from desktop_app.services.errors import AppError
from desktop_app.services.event_log import LogKind, note
from desktop_app.services.exchange.headings import subject_of, vocabulary
from desktop_app.services.exchange.known_portals import known_portals, last_outcomes, seen_before
from desktop_app.services.exchange.planning import COUNT_NAMES, Counts, EventKey, Known, plan_import
from desktop_app.services.exchange.portal_planning import plan_portals
from desktop_app.services.exchange.portal_storing import store_portals
from desktop_app.services.exchange.reading import (
    Cancelled,
    Stopped,
    read_content,
    read_file,
    read_pasted,
)
from desktop_app.services.exchange.sheets import Sheet, outreach_sheet, portals_sheet
from desktop_app.services.exchange.storing import insert_events
from desktop_app.services.exchange.types import Answers, ImportPlan, RawTable, Subject, TableFormat
from desktop_app.services.outreach.queries import COUNTS
from desktop_app.services.outreach.service import OutreachService
from desktop_app.services.outreach.types import OutreachFilter
from desktop_app.services.outreach.year_book import YearBook
from desktop_app.services.school.service import SchoolService
from desktop_app.services.store import Store

_HEAD = 20
"""Rows among which headings are looked for."""
_FEW = 2
"""So many known headings two kinds of tables may share: «Вид», «Название»."""
_EVERYTHING = OutreachFilter()
_NO_ANSWERS = Answers()


def _quietly(_done: int) -> None:
    """Tell nobody."""


class ExchangeService:
    """Tables that come in and go out."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._outreach = OutreachService(store, clock)

    def read(self, path: Path, *, sheet: str = "", encoding: str = "", stopped: Stopped = never) -> RawTable:
        """Read a table file in a process of its own; raises ``AppError``, ``Cancelled``."""
        return read_file(path, sheet=sheet, encoding=encoding, stopped=stopped)

    def read_bytes(
        self, content: bytes, name: str, *, sheet: str = "", encoding: str = "", stopped: Stopped = never
    ) -> RawTable:
        """Read the bytes of a table file; raises ``AppError``, ``Cancelled``."""
        return read_content(content, name, sheet=sheet, encoding=encoding, stopped=stopped)

    def read_clipboard(self, text: str) -> RawTable:
        """Read what a spreadsheet put on the clipboard; raises ``AppError``."""
        return read_pasted(text, "буфер обмена")

    def kind_of(self, table: RawTable) -> Subject:
        """Tell a log from a list of portals by its headings; raises ``AppError`` when they do not say."""
        found = subject_of(cells for _, cells in table.rows[:_HEAD])
        if found is None:
            raise AppError(
                "По заголовкам не понять, журнал это или список баннеров.",
                hint="Укажите --kind outreach или --kind portals.",
            )
        return found

    def plan(
        self,
        table: RawTable,
        answers: Answers = _NO_ANSWERS,
        *,
        subject: Subject = Subject.OUTREACH,
        stopped: Stopped = never,
    ) -> ImportPlan:
        """Return what would come in and what keeps it from coming in; nothing is stored.

        Raises ``AppError`` for a table that is surely of the other kind, and ``Cancelled``.
        """

        def look_in(_row: int) -> None:
            if stopped():
                raise Cancelled

        _refuse_other_kind(table, subject)
        if subject is Subject.PORTALS:
            with self._store.read_long() as session:
                known = known_portals(session, table.source.sha256, self._clock.today())
            return plan_portals(table, known, answers, look_in)
        return plan_import(table, self._known(table.source.sha256), answers, look_in)

    def store(
        self,
        plan: ImportPlan,
        *,
        progress: Callable[[int], None] = _quietly,
        stopped: Stopped = never,
    ) -> int:
        """Store the plan's rows in one transaction, undone as one step; return how many.

        A verified copy of the file comes first. Raises ``AppError`` when the plan is not ready or the record
        has changed since, ``Cancelled``, ``StorageError``; then nothing has come in.
        """
        if not plan.ready:
            raise AppError("Таблица не загружена: в ней остались вопросы или ошибки.")
        self._store.refuse_read_only()
        CopyService(self._store.path, self._clock).make_noted()

        def step(done: int) -> None:
            if stopped():
                raise Cancelled
            progress(done)

        portals = plan.subject is Subject.PORTALS
        what = "Загружены порталы" if portals else "Загружены мероприятия"
        with self._store.write(f"{what}: {plan.coming}") as session:
            if portals:
                store_portals(session, plan.portals, self._clock.today(), step)
            else:
                book = YearBook(session)
                if any(one not in book.parents for draft in plan.drafts for one in draft.class_ids):
                    raise AppError("Классы школы с тех пор изменились.", hint="Проверьте таблицу ещё раз.")
                insert_events(session, plan.drafts, book, step)
            self._note_import(session, plan)
        if not portals:
            self._outreach.follow()
        return plan.coming

    def _note_import(self, session: Session, plan: ImportPlan) -> None:
        """Keep the hash of a file that came in, and that something did."""
        now = self._clock.now()
        session.add(ImportedFile(sha256=plan.source.sha256, imported_at=now, entries=plan.coming))
        came = count(plan.coming, "мероприятие", "мероприятия", "мероприятий")
        if plan.subject is Subject.PORTALS:
            came = count(plan.coming, "портал", "портала", "порталов")
        note(session, LogKind.IMPORT, f"Загружено из таблицы: {came}.", now)

    def export(self, subject: Subject, target: Path, wanted: OutreachFilter = _EVERYTHING) -> int:
        """Write a table, its kind by the suffix of ``target``; return how many rows. Raises ``AppError``."""
        suffix = target.suffix.lower().lstrip(".")
        if suffix not in set(TableFormat):
            raise AppError(
                f"Такой вид таблицы не записывается: {target.name}", hint="Назовите файл .xlsx или .csv."
            )
        from desktop_app.services.exchange.writing import as_csv, as_xlsx  # noqa: PLC0415 - only here

        sheet = self._sheet(subject, wanted)
        write_whole(target, as_xlsx(sheet) if suffix == TableFormat.XLSX else as_csv(sheet))
        self._log(subject, f"в файл {suffix.upper()}", len(sheet.rows))
        return len(sheet.rows)

    def for_clipboard(self, subject: Subject, wanted: OutreachFilter = _EVERYTHING) -> tuple[str, int]:
        """Return a table as text for the clipboard, and how many rows it has."""
        from desktop_app.services.exchange.writing import as_clipboard  # noqa: PLC0415 - only here

        sheet = self._sheet(subject, wanted)
        self._log(subject, "в буфер обмена", len(sheet.rows))
        return as_clipboard(sheet), len(sheet.rows)

    def _sheet(self, subject: Subject, wanted: OutreachFilter) -> Sheet:
        if subject == Subject.OUTREACH:
            return outreach_sheet(self._outreach.list(wanted))
        with self._store.read_long() as session:
            return portals_sheet(portal_rows(session), last_outcomes(session))

    def _log(self, subject: Subject, where: str, rows: int) -> None:
        """Note that data left the record; a file that cannot be written has nowhere to note it."""
        if self._store.read_only:
            return
        what = "журнал работы с родителями" if subject == Subject.OUTREACH else "список баннеров"
        sentence = f"Выгружен {what} {where}: {count(rows, 'строка', 'строки', 'строк')}."
        with self._store.write_unrecorded() as session:
            note(session, LogKind.EXPORT, sentence, self._clock.now())

    def _known(self, sha256: str) -> Known:
        classes = SchoolService(self._store).classes()
        with self._store.read_long() as session:
            seen_on, seen_entries = seen_before(session, sha256)
            return Known(
                classes=classes,
                today=self._clock.today(),
                events=_events(session),
                seen_on=seen_on,
                seen_entries=seen_entries,
            )


def _refuse_other_kind(table: RawTable, subject: Subject) -> None:
    """Refuse a table whose headings are those of the other kind and hardly any of this."""
    head = [cells for _, cells in table.rows[:_HEAD]]
    if subject_of(head) in {None, subject}:
        return
    if max(map(vocabulary(subject).known_in, head), default=0) <= _FEW:
        other = {
            Subject.OUTREACH: ("журнал работы с родителями, а не список баннеров", "Родители"),
            Subject.PORTALS: ("список баннеров, а не журнал работы с родителями", "Баннеры"),
        }
        what, screen = other[Subject.OUTREACH if subject is Subject.PORTALS else Subject.PORTALS]
        raise AppError(f"Похоже, это {what}.", hint=f"Загрузите таблицу на экране «{screen}».")


def _events(session: Session) -> dict[EventKey, frozenset[Counts]]:
    """Return what was counted at the events of the record, by what makes two events the same."""
    classes: dict[int, list[int]] = {}
    for entry_id, class_id in session.execute(select(OutreachClass.entry_id, OutreachClass.class_id)):
        classes.setdefault(entry_id, []).append(class_id)
    counted = [getattr(OutreachEntry, name) for name in COUNT_NAMES]
    query = select(OutreachEntry.id, OutreachEntry.held_on, OutreachEntry.form, OutreachEntry.topic, *counted)
    found: dict[EventKey, frozenset[Counts]] = {}
    alike: dict[Counts, frozenset[Counts]] = {}
    for entry_id, held_on, form, topic, *counts in session.execute(query.where(COUNTS)):
        key = (held_on, form, tuple(sorted(classes.get(entry_id, ()))), fold(topic))
        numbers = tuple(counts)
        one = alike.setdefault(numbers, frozenset({numbers}))  # a long log counts the same things often
        found[key] = found[key] | one if key in found else one
    return found
