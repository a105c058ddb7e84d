"""Play the change history from the beginning and compare where it ends with what the file holds.

Every image stands in the history twice, as what one change left and as what the next one found, and the last
one stands in the table: one changed bit in either cannot hide.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from desktop_app.models.enums import GroupState
from desktop_app.services.history.recorder import WITNESSED

TABLES_QUERY: Final = "SELECT DISTINCT table_name FROM changes ORDER BY table_name"
"""Every table the history has heard of."""
CHANGES_QUERY: Final = (
    "SELECT changes.id, group_id, table_name, row_key, before, after, state FROM changes"
    " JOIN change_groups ON change_groups.id = changes.group_id WHERE table_name = ? ORDER BY changes.id"
)
"""Every change of a table in order, with the state of its group."""
IMAGES_QUERY: Final = "SELECT before, after FROM changes WHERE id = ?"
"""What one change found and left."""

Row = Mapping[str, Any]
_DONE: Final = (GroupState.ACTIVE, GroupState.FINAL)
_BY_SQLITE: Final = re.compile(r'\{"\w+":[^ ]')
"""How an image begins that SQLite wrote of many rows at once."""
_NOTHING: Final = hash(None)
"""The mark of a row that is not there."""
_LONG: Final = 60
"""Signs; a longer value is named, not shown."""
_PAPER_WORDS: Final = {
    "number": "номер",
    "dated": "дата",
    "addressee": "адресат",
    "subject": "содержание",
    "sheets": "число листов",
    "text": "текст",
    "sha256": "файл PDF",
    "state": "состояние",
    "void_reason": "причина аннулирования",
    "sent_on": "дата отправки",
    "acknowledged_on": "дата получения",
}


@dataclass(slots=True)
class _Story:
    """What the history knows of one row; of its images the marks alone: a long log would fill the memory."""

    now: int
    """The mark of the image the last change that stands left."""
    change: int
    """That change's id, or less than zero: one that was undone, what it found counts."""
    seen: set[int] | None = None
    """Marks of every image it has had, those of undone changes included; None: it was made and no more."""


class History(Protocol):
    """A file's history and tables as they are read."""

    def tables(self) -> Sequence[str]:
        """Return the names of the tables the history has heard of."""

    def changes(self, table: str) -> Iterable[Row]:
        """Return every change of a table in order."""

    def images(self, change: int) -> tuple[str | None, str | None]:
        """Return what a change found and left."""

    def rows(self, table: str) -> Iterable[tuple[str, Row]]:
        """Return every row of a table with its primary key as the recorder writes it."""


def replay_problems(history: History) -> Iterator[str]:
    """Name what the file holds otherwise than its history says.

    Only tables the history has heard of are read: a row a migration made stands in none of them.
    """
    for table in history.tables():
        yield from _Replay(history, table).problems()


class _Replay:
    """One table, played from the beginning."""

    def __init__(self, history: History, table: str) -> None:
        self._history = history
        self._table = table
        self._stories: dict[str, _Story] = {}

    def problems(self) -> Iterator[str]:
        """Name the steps that do not follow one another, then the rows that are otherwise than they say."""
        broken: set[str] = set()
        for change in self._history.changes(self._table):
            key = _as_recorded(str(change["row_key"]))
            if not self._take(key, change) and key not in broken:
                broken.add(key)
                place = _place(self._table, key)
                yield f"История изменений: {place} — шаг {change['id']} не продолжает предыдущий."
        yield from self._row_problems()

    def _take(self, key: str, change: Row) -> bool:
        """Take a change into its row's story; False when it does not follow the one before."""
        before, after, stands = _mark(change["before"]), _mark(change["after"]), _stands(change)
        story = self._stories.get(key)
        if story is None:
            self._stories[key] = story = _Story(before, -change["id"])
            follows = True
            if not (stands and change["before"] is None):
                story.seen = {before, after}
        else:
            follows = self._follows(change, story)
            story.seen = (story.seen or {_NOTHING, story.now}) | {before, after}
        if stands:
            story.now, story.change = after, change["id"]
        return follows

    def _follows(self, change: Row, story: _Story) -> bool:
        """Tell whether a change begins where the last ended; an undone one anywhere the row has been."""
        before = change["before"]
        mark = _mark(before)
        if _stands(change):
            known = mark == story.now
        else:
            known = before is None or mark in (story.seen or {_NOTHING, story.now})
        return known or _differing(self._image(story), before) == []

    def _image(self, story: _Story) -> str | None:
        found, left = self._history.images(abs(story.change))
        return left if story.change > 0 else found

    def _row_problems(self) -> Iterator[str]:
        table, stories = self._table, self._stories
        left = {key for key, story in stories.items() if story.now != _NOTHING}
        for key, row in self._history.rows(table):
            story = stories.get(key)
            if story is None:
                yield f"{_place(table, key)}: появилась не через программу."
                continue
            left.discard(key)
            if story.now == _NOTHING:
                yield f"{_place(table, key)}: по истории изменений удалена, но в файле есть."
                continue
            image = json.dumps(dict(row), ensure_ascii=False, sort_keys=True, default=str)
            if hash(image) == story.now:
                continue
            was = self._image(story)
            wrong = _differing(was, image)
            if wrong != []:
                said = _words(table, was, row, wrong)
                yield f"{_place(table, key)}: изменено не программой: {said}."
        for key in sorted(left):
            yield f"{_place(table, key)}: по истории изменений есть, но в файле её нет."


def _as_recorded(key: str) -> str:
    """Return a key as the recorder writes it: SQLite itself, which noted imported rows, leaves no blanks."""
    if "," not in key or ", " in key:
        return key
    try:
        return json.dumps(json.loads(key), ensure_ascii=False)
    except ValueError:
        return key


def _stands(change: Row) -> bool:
    """Tell whether what a change did is in the file: it was not undone, or it only added and stayed."""
    return change["state"] in _DONE or change["table_name"] in WITNESSED


def _mark(image: str | None) -> int:
    """Return the same number for images that say the same: SQLite's own have no blanks and another order."""
    if image is None or not _BY_SQLITE.match(image):
        return hash(image)
    try:
        return hash(json.dumps(json.loads(image), ensure_ascii=False, sort_keys=True))
    except ValueError:
        return hash(image)


def _differing(one: str | None, two: str | None) -> list[str] | None:
    """Return the columns in which two images differ; None when one of them is no image.

    A column that only the later schema has is not compared.
    """
    if one is None or two is None:
        return [] if one is two else None
    try:
        left, right = json.loads(one), json.loads(two)
        return sorted(name for name in left.keys() & right.keys() if left[name] != right[name])
    except (ValueError, AttributeError):
        return None


def _words(table: str, image: str | None, row: Row, wrong: list[str] | None) -> str:
    """Name the columns; for a paper with both values, elsewhere a value may be somebody's name."""
    if wrong is None or image is None:
        return "запись истории не читается"
    if table != "letters":
        return ", ".join(wrong)
    was = json.loads(image)
    return ", ".join(_change(name, was[name], row[name]) for name in wrong)


def _change(name: str, was: object, now: object) -> str:
    word = _PAPER_WORDS.get(name, name)
    short = max(len(str(was)), len(str(now))) <= _LONG
    return f"{word} («{was}», стало «{now}»)" if short and name != "sha256" else word


def _place(table: str, key: str) -> str:
    return f"Таблица «{table}», строка {key.strip('[]')}"
