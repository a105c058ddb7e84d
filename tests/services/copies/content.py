"""What a data file holds, and small changes to it, with plain SQLite."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from desktop_app.models.database import Database
from desktop_app.models.school import School
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer, add_portal, write_record

NOW = datetime(2024, 6, 5, 9, 30, tzinfo=UTC)


def write_papers(path: Path) -> None:
    """Fill an empty file with a school, an order, a letter and a void one, and close it."""
    database = Database(path)
    store = Store(database, FrozenClock())
    write_record(store)
    add_portal(store, "Сайт школы", "verified", placed_on=date(2024, 6, 3))
    letters = LetterService(store, FrozenClock(), FakeRenderer())
    letters.register(letters.create(LetterDraft(kind=PaperKind.ORDER)).id)
    letters.register(letters.create(LetterDraft(kind=PaperKind.CONFIRMATION)).id)
    void = letters.register(letters.create(LetterDraft(kind=PaperKind.CONFIRMATION)).id)
    letters.void(void.id, "ошибка в адресате")
    database.close()


def content(path: Path) -> list[str]:
    """Return everything in a file as SQL: rows, attachments, schema."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw:
        return list(raw.iterdump())


def change(path: Path, *statements: str) -> None:
    """Run statements on a file behind the program's back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement)


def rename_school(path: Path, name: str) -> None:
    """Change one visible thing as the program would."""
    database = Database(path)
    with Store(database, FrozenClock()).write("Школа") as session:
        session.get_one(School, 1).short_name = name
    database.close()


def listing(folder: Path) -> list[str]:
    """Return the names in a folder, hidden ones included; empty when it is not there."""
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []
