"""Take a person out of the change history, so that every image still follows the one before it.

The same value of a column is replaced the same way in every image of a row, and the value the row holds now
is not replaced at all: the chain of images stays whole, and the last one still is the row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from desktop_app.models.history import Change, ChangeGroup
from desktop_app.models.tables import metadata

Image = dict[str, Any]
_CHANGE: Final = (Change.id, Change.table_name, Change.row_key, Change.before, Change.after)
_WITHOUT_PATRONYMIC: Final = 2
"""Names of somebody called by the surname and the first name only."""
_NO_OTHER_PATRONYMIC: Final = r"(?!\s+\w+(?:вич|вн|ичн|ич|оглы|кызы))"
"""After such a name: with a patronymic it is a namesake, or is looked for as a whole."""
GONE: Final = "…"
"""What stands where somebody was named."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What a person is known by in the history."""

    within: tuple[str, ...]
    """Looked for inside of texts, however spaced and spelled: names and their forms, longer ones first."""
    whole: frozenset[str]
    """Values that are taken away only as a whole: phones, addresses, a surname alone."""
    stems: tuple[str, ...]
    """Parts one of which stands in everything of ``within``, in each spelling: few enough to look through a
    whole file for."""

    def in_text(self, text: str) -> bool:
        """Tell whether a text names the person."""
        return text in self.whole or any(each.search(text) for each in _patterns(self.within))

    def without(self, value: Any) -> Any:
        """Return a value of an image without the person."""
        if not isinstance(value, str):
            return value
        if value in self.whole:
            return GONE
        for each in _patterns(self.within):
            value = each.sub(GONE, value)
        return value


def spellings(word: str) -> tuple[str, ...]:
    """Return how a word may be written: with «ё» or «е» for it, in capitals too."""
    plain = word.replace("ё", "е").replace("Ё", "Е")
    return tuple(dict.fromkeys((word, plain, word.upper(), plain.upper())))


@cache
def _patterns(parts: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return what finds each name: initials spaced anyhow, «ё» and «е» alike, in capitals or not."""
    return tuple(re.compile(rf"(?<!\w){_pattern(part)}(?!\w)", re.IGNORECASE) for part in parts)


def _pattern(part: str) -> str:
    signs = re.sub(r"\.(?=\w)", ". ", re.sub(r"\s+", " ", part))
    found = re.sub("[её]", "[её]", re.escape(signs), flags=re.IGNORECASE)
    found = found.replace(r"\.\ ", r"\.\s*").replace(r"\ ", r"\s+")
    if found.endswith(r"\."):
        return f"{found}?"
    return found if len(part.split()) != _WITHOUT_PATRONYMIC else found + _NO_OTHER_PATRONYMIC


def images_of(session: Session, table: str, row_id: int) -> tuple[Image, ...]:
    """Return every image the history keeps of a row."""
    query = select(Change.before, Change.after).where(*_of(table, row_id))
    return tuple(json.loads(image) for pair in session.execute(query) for image in pair if image is not None)


def forget_row(session: Session, table: str, row_key: str) -> None:
    """Drop what the history knows of a row that is gone itself."""
    session.execute(delete(Change).where(Change.table_name == table, Change.row_key == row_key))


def overwrite(session: Session, table: str, row_id: int, values: Mapping[str, Any]) -> None:
    """Set ``values`` in every image of one row."""
    _rewrite(
        session, select(*_CHANGE).where(*_of(table, row_id)), lambda _: lambda image: _with(image, values)
    )


def erase(session: Session, traces: Traces, *, papers_of: int) -> None:
    """Take the person out of the images of every other row, and out of the labels of what was done.

    What a row still holds, that very value, stays in its images too: it is there on a ground of its own, and
    an image without it would not be told from a forged one. Every earlier value loses the person. Papers on
    the appointment ``papers_of`` that were deleted as drafts lose their text.
    """
    text = func.coalesce(Change.before, "").concat(func.coalesce(Change.after, ""))
    needles = [*map(_quoted, traces.stems), *(f'"{_quoted(each)}"' for each in traces.whole)]
    found = or_(*(func.instr(text, needle) > 0 for needle in needles))
    drafts = (Change.table_name == "letters") & (
        func.json_extract(func.coalesce(Change.after, Change.before), "$.appointment_id") == papers_of
    )
    live: dict[tuple[str, str], Image | None] = {}

    def change_of(change: Any) -> Callable[[Image], Image]:
        key = (change.table_name, change.row_key)
        if key not in live:
            live[key] = _row(session, *key)
        row = live[key]
        if row is None and change.table_name == "letters":
            return lambda image: _blank_paper(image, papers_of, traces)
        held = row or {}
        return lambda image: {
            name: value if name in held and value == held[name] else traces.without(value)
            for name, value in image.items()
        }

    _rewrite(session, select(*_CHANGE).where(or_(found, drafts)), change_of)
    for group_id, label in session.execute(select(ChangeGroup.id, ChangeGroup.label)).all():
        if traces.in_text(label):
            named = update(ChangeGroup).where(ChangeGroup.id == group_id)
            session.execute(named.values(label=traces.without(label)))


def _of(table: str, row_id: int) -> tuple[Any, Any]:
    return Change.table_name == table, Change.row_key == json.dumps([row_id])


def _rewrite(session: Session, query: Any, change_of: Callable[[Any], Callable[[Image], Image]]) -> None:
    for change in session.execute(query).all():
        made = change_of(change)
        pair = {
            name: json.dumps(made(json.loads(image)), ensure_ascii=False, sort_keys=True)
            for name, image in (("before", change.before), ("after", change.after))
            if image is not None
        }
        if pair != {name: getattr(change, name) for name in pair}:
            session.execute(update(Change).where(Change.id == change.id).values(pair))


def _with(image: Image, values: Mapping[str, Any]) -> Image:
    return {**image, **{name: value for name, value in values.items() if name in image}}


def _blank_paper(image: Image, appointment_id: int, traces: Traces) -> Image:
    """Return a deleted draft without its words when it was about the person."""
    if image.get("appointment_id") == appointment_id:
        return _with(image, {"edited_text": None, "text": ""})
    return {name: traces.without(value) for name, value in image.items()}


def _row(session: Session, table: str, row_key: str) -> Image | None:
    columns = metadata.tables[table].primary_key.columns
    same = [column == value for column, value in zip(columns, json.loads(row_key), strict=True)]
    row = session.execute(select(metadata.tables[table]).where(*same)).mappings().first()
    return None if row is None else dict(row)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]
