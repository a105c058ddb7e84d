"""Store a plan: everything in one transaction, as one step of the history, in a few statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.models.outreach import OutreachClass, OutreachEntry
from desktop_app.services.history.recorder import note_inserted
from desktop_app.services.outreach.log_changes import unheard
from desktop_app.services.outreach.queries import searched
from desktop_app.services.outreach.types import OutreachDraft
from desktop_app.services.outreach.year_book import YearBook

_AT_ONCE: Final = 5_000
_ENTRIES: Final = OutreachEntry.__tablename__
_LINKS: Final = OutreachClass.__tablename__
_TEXTS: Final = ("topic", "responsible", "proof", "note")
_NUMBERS: Final = ("parents", "unique_parents", "pupils", "handed_out")
_texts_of = attrgetter(*_TEXTS)
_numbers_of = attrgetter(*_NUMBERS)


def insert_events(
    session: Session,
    drafts: Sequence[OutreachDraft],
    book: YearBook,
    progress: Callable[[int], None],
) -> None:
    """Insert checked drafts in their order; ``progress`` is told how many are in and may raise to stop."""
    first = (session.scalar(select(func.max(OutreachEntry.id))) or 0) + 1
    with unheard(session, first):
        _insert(session, drafts, first, book, progress)
    note_inserted(session, OutreachEntry, OutreachEntry.id >= first)
    note_inserted(session, OutreachClass, OutreachClass.entry_id >= first)


def _insert(
    session: Session,
    drafts: Sequence[OutreachDraft],
    first: int,
    book: YearBook,
    progress: Callable[[int], None],
) -> None:
    run = session.connection().exec_driver_sql
    done = 0
    rows = _rows(drafts, first, book)
    while some := list(islice(rows, _AT_ONCE)):
        run(_insertion(_ENTRIES, ("id", "held_on", "form", *_TEXTS, *_NUMBERS, "search")), some)
        done += len(some)
        progress(done)
    links = _links(drafts, first)
    while pairs := list(islice(links, _AT_ONCE)):
        run(_insertion(_LINKS, ("entry_id", "class_id")), pairs)
        progress(done)


def _insertion(table: str, columns: Sequence[str]) -> str:
    """Return a plain statement: of one SQLAlchemy makes, every row's values are put together three times."""
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of the model


def _rows(drafts: Iterable[OutreachDraft], first: int, book: YearBook) -> Iterator[tuple[Any, ...]]:
    for number, draft in enumerate(drafts, first):
        texts = [text.strip() for text in _texts_of(draft)]
        day = draft.held_on or date.max  # a checked draft has its date
        names = [book.name(class_id, day) for class_id in draft.class_ids]
        search = searched(texts, draft.form, names)
        yield (number, day.isoformat(), draft.form.value, *texts, *_numbers_of(draft), search)


def _links(drafts: Iterable[OutreachDraft], first: int) -> Iterator[tuple[int, int]]:
    for number, draft in enumerate(drafts, first):
        for class_id in dict.fromkeys(draft.class_ids):
            yield number, class_id
