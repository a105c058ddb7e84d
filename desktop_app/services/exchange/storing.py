"""Store a plan: everything in one transaction, as one step of the history, in a few statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from desktop_app.models.base import Base
from desktop_app.models.outreach import OutreachClass, OutreachEntry
from desktop_app.services.history.recorder import note_inserted
from desktop_app.services.outreach.log_changes import unheard
from desktop_app.services.outreach.queries import searched
from desktop_app.services.outreach.types import OutreachDraft
from desktop_app.services.outreach.year_book import YearBook

_AT_ONCE: Final = 5_000
_ENTRIES: Final = Base.metadata.tables[OutreachEntry.__tablename__]
_LINKS: Final = Base.metadata.tables[OutreachClass.__tablename__]
_PLAIN: Final = ("parents", "unique_parents", "pupils", "handed_out")


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
    connection = session.connection()
    done = 0
    rows = _rows(drafts, first, book)
    while some := list(islice(rows, _AT_ONCE)):
        connection.execute(insert(_ENTRIES), some)
        done += len(some)
        progress(done)
    links = _links(drafts, first)
    while some := list(islice(links, _AT_ONCE)):
        connection.execute(insert(_LINKS), some)
        progress(done)


def _rows(drafts: Iterable[OutreachDraft], first: int, book: YearBook) -> Iterator[dict[str, Any]]:
    for number, draft in enumerate(drafts, first):
        texts = {name: getattr(draft, name).strip() for name in ("topic", "responsible", "proof", "note")}
        day = draft.held_on or date.max  # a checked draft has its date
        names = [book.name(class_id, day) for class_id in draft.class_ids]
        yield {
            "id": number,
            "held_on": draft.held_on,
            "form": draft.form.value,
            **texts,
            **{name: getattr(draft, name) for name in _PLAIN},
            "search": searched(texts.values(), draft.form, names),
        }


def _links(drafts: Iterable[OutreachDraft], first: int) -> Iterator[dict[str, int]]:
    for number, draft in enumerate(drafts, first):
        for class_id in dict.fromkeys(draft.class_ids):
            yield {"entry_id": number, "class_id": class_id}
