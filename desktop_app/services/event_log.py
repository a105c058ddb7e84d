"""The log of what left the record or came into it: one sentence a thing, never a name."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desktop_app.models.connection import SCHEMA_VERSION
from desktop_app.models.database import Database
from desktop_app.models.enums import LogKind, PaperKind
from desktop_app.models.event_log import LogEntry
from desktop_app.services.clock import Clock
from desktop_app.services.copies.disk import in_russian, write_whole
from desktop_app.services.labels import PAPER_KINDS
from desktop_app.services.store import Store

__all__ = ["EventLog", "EventRow", "LogKind", "note", "note_apart", "paper_saved"]


_ACT = "акт об уничтожении персональных данных"


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as it is shown."""

    id: int
    happened_at: datetime
    kind: LogKind
    sentence: str


def note(session: Session, kind: LogKind, sentence: str, now: datetime) -> None:
    """Add one line in the transaction of ``session``; the caller sees to it that nobody is named."""
    session.add(LogEntry(happened_at=now, kind=kind.value, sentence=sentence))


def note_apart(path: Path, kind: LogKind, sentence: str, now: datetime) -> bool:
    """Add one line to a file that may be open elsewhere in this process; return whether it was written.

    What is noted has happened already, so a file that cannot be written refuses nothing. An older or a newer
    schema is left alone.
    """
    with suppress(OSError, sqlite3.Error, DBAPIError):
        database = Database(path)
        try:
            with database.changing() as session:
                version = session.connection().exec_driver_sql("PRAGMA user_version").scalar_one()
                if version != SCHEMA_VERSION:
                    return False
                note(session, kind, sentence, now)
        finally:
            database.close()
        return True
    return False


def paper_saved(kind: PaperKind, number: str | None, ending: str) -> str:
    """Return the sentence for a paper written to a file; ``ending`` is «pdf» or «docx»."""
    return f"Сохранено в файл {ending.upper()}: {_paper(kind, number)}."


class EventLog:
    """What was done with the record; undo never touches it, and nothing takes a line away."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def rows(self) -> tuple[EventRow, ...]:
        """Return every event, newest first."""
        with self._store.read() as session:
            return tuple(
                EventRow(one.id, one.happened_at, LogKind(one.kind), one.sentence)
                for one in session.scalars(select(LogEntry).order_by(LogEntry.id.desc()))
            )

    def printed(self, kind: PaperKind, number: str | None = None) -> None:
        """Note a paper that went to a printer; raises ``StorageError``."""
        self._note(LogKind.PRINT, f"Отправлено на печать: {_paper(kind, number)}.")

    def saved(self, kind: PaperKind, number: str | None, ending: str) -> None:
        """Note a paper written to a file of the user's choice; raises ``StorageError``."""
        self._note(LogKind.EXPORT, paper_saved(kind, number, ending))

    def act_printed(self) -> None:
        """Note the act of a destruction that went to a printer; raises ``StorageError``."""
        self._note(LogKind.PRINT, f"Отправлено на печать: {_ACT}.")

    def act_saved(self) -> None:
        """Note the act of a destruction written to a file; raises ``StorageError``."""
        self._note(LogKind.EXPORT, f"Сохранено в файл PDF: {_ACT}.")

    def save_csv(self, rows: Sequence[EventRow], target: Path, names: Mapping[str, str]) -> None:
        """Write events as CSV for a spreadsheet, their kinds called by ``names``; raises ``StorageError``."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow(("Когда", "Что", "Событие"))
        for row in rows:
            moment = f"{row.happened_at.astimezone():%d.%m.%Y %H:%M}"
            writer.writerow((moment, names[row.kind.value], row.sentence))
        with in_russian("журнал событий не сохранён"):
            write_whole(target, out.getvalue().encode("utf-8-sig"))

    def _note(self, kind: LogKind, sentence: str) -> None:
        """Write a line; a file opened for reading only has nowhere to note it."""
        if self._store.read_only:
            return
        with self._store.write_unrecorded() as session:
            note(session, kind, sentence, self._clock.now())


def _paper(kind: PaperKind, number: str | None) -> str:
    name = PAPER_KINDS[kind]
    return f"{name} № {number}" if number else f"{name}, без номера"
