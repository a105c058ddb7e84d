"""Play the change history from the beginning and compare where it ends with what the file holds.

Every image stands in the history twice, as what one change left and as what the next one found, and the last
one stands in the table: one changed bit in either cannot hide.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from desktop_app.models.enums import GroupState
from desktop_app.services.history.recorder import WITNESSED

CHANGES_QUERY: Final = (
    "SELECT changes.id, group_id, table_name, row_key, before, after, state FROM changes"
    " JOIN change_groups ON change_groups.id = changes.group_id ORDER BY changes.id"
)
"""Every change in order, with the state of its group."""

Row = Mapping[str, Any]
Rows = Callable[[str], Iterable[tuple[str, Row]]]
"""Reads a table by its name: every row with its primary key as the recorder writes it."""
_DONE: Final = (GroupState.ACTIVE, GroupState.FINAL)
_BY_SQLITE: Final = re.compile(r'\{"\w+":[^ ]')
"""How an image begins that SQLite wrote of many rows at once."""
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
    """What the history knows of one row."""

    now: str | None
    """The image the last change that stands left; None: the row is not there."""
    seen: set[int] = field(default_factory=set)
    """Marks of every image it has had, those of undone changes included."""


def replay_problems(changes: Iterable[Row], rows: Rows) -> Iterator[str]:
    """Name what the file holds otherwise than its history says; ``rows`` reads a table by its name.

    Only tables the history has heard of are read: a row a migration made stands in none of them.
    """
    stories: dict[tuple[str, str], _Story] = {}
    broken: set[tuple[str, str]] = set()
    for change in changes:
        key = (str(change["table_name"]), _as_recorded(str(change["row_key"])))
        story = stories.setdefault(key, _Story(now=change["before"]))
        if key not in broken and not _follows(change, story):
            broken.add(key)
            yield f"История изменений: {_place(key)} — шаг {change['id']} не продолжает предыдущий."
        story.seen |= {_mark(change["before"]), _mark(change["after"])}
        if _stands(change):
            story.now = change["after"]
    for table in sorted({table for table, _ in stories}):
        own = {key: story for (name, key), story in stories.items() if name == table}
        yield from _table_problems(table, own, rows(table))


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


def _follows(change: Row, story: _Story) -> bool:
    """Tell whether a change begins where the one before it ended; an undone one anywhere the row has been."""
    before = change["before"]
    if _stands(change):
        return before == story.now or _differing(story.now, before) == []
    known = not story.seen or before is None or _mark(before) in story.seen
    return known or _differing(story.now, before) == []


def _mark(image: str | None) -> int:
    """Return the same number for images that say the same: SQLite's own have no blanks and another order."""
    if image is None or not _BY_SQLITE.match(image):
        return hash(image)
    try:
        return hash(json.dumps(json.loads(image), ensure_ascii=False, sort_keys=True))
    except ValueError:
        return hash(image)


def _table_problems(
    table: str, stories: Mapping[str, _Story], rows: Iterable[tuple[str, Row]]
) -> Iterator[str]:
    left = {key for key, story in stories.items() if story.now is not None}
    for key, row in rows:
        if key not in stories:
            yield f"{_place((table, key))}: появилась не через программу."
            continue
        left.discard(key)
        image = stories[key].now
        if image is None:
            yield f"{_place((table, key))}: по истории изменений удалена, но в файле есть."
            continue
        wrong = _differing(image, json.dumps(dict(row), ensure_ascii=False, sort_keys=True, default=str))
        if wrong != []:
            yield f"{_place((table, key))}: изменено не программой: {_words(table, image, row, wrong)}."
    for key in sorted(left):
        yield f"{_place((table, key))}: по истории изменений есть, но в файле её нет."


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


def _words(table: str, image: str, row: Row, wrong: list[str] | None) -> str:
    """Name the columns; for a paper with both values, elsewhere a value may be somebody's name."""
    if wrong is None:
        return "запись истории не читается"
    if table != "letters":
        return ", ".join(wrong)
    was = json.loads(image)
    return ", ".join(_change(name, was[name], row[name]) for name in wrong)


def _change(name: str, was: object, now: object) -> str:
    word = _PAPER_WORDS.get(name, name)
    short = max(len(str(was)), len(str(now))) <= _LONG
    return f"{word} («{was}», стало «{now}»)" if short and name != "sha256" else word


def _place(key: tuple[str, str]) -> str:
    return f"Таблица «{key[0]}», строка {key[1].strip('[]')}"
