"""Read classes as people type them: «5А, 5б», «5 А», «7», «вся школа»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_app.services.school.types import ClassRow

WHOLE_SCHOOL = "вся школа"

_LOOKALIKES = str.maketrans("abekmhopctyx", "авекмнорстух")
_SIGNS = re.compile(r"[\s«»\"'’\-–—.]+")
_GAPS = re.compile(r"[,;]|\s+и\s+")


def read_classes(text: str, classes: Sequence[ClassRow]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the ids in the order of the school's list, and the parts that name no class.

    A bare number is every class of that grade; latin letters that look Russian are taken for Russian ones.
    """
    by_name = {_plain(row.name): row.id for row in classes}
    found: set[int] = set()
    unknown: list[str] = []
    for part in _GAPS.split(text):
        wanted = _plain(part)
        if not wanted or wanted == _plain(WHOLE_SCHOOL):
            continue
        ids = _ids(wanted, by_name) or _ids_of_words(part, by_name)
        found.update(ids)
        if not ids:
            unknown.append(part.strip())
    return tuple(row.id for row in classes if row.id in found), tuple(unknown)


def write_classes(ids: Sequence[int], classes: Sequence[ClassRow]) -> str:
    """Return «5А, 5Б» in the order of the school's list; an empty line is the whole school."""
    wanted = set(ids)
    return ", ".join(row.name for row in classes if row.id in wanted)


def grade_of(name: str) -> int | None:
    """Return the number a class's name begins with."""
    digits = re.match(r"\d+", name)
    return int(digits[0]) if digits else None


def _ids(wanted: str, by_name: dict[str, int]) -> set[int]:
    if wanted in by_name:
        return {by_name[wanted]}
    if wanted.isdecimal():
        return {key for name, key in by_name.items() if grade_of(name) == int(wanted)}
    return set()


def _ids_of_words(part: str, by_name: dict[str, int]) -> set[int]:
    """Read «5А 5Б», typed without commas; nothing when one of the words is no class."""
    found: set[int] = set()
    for word in part.split():
        ids = _ids(_plain(word), by_name)
        if not ids:
            return set()
        found |= ids
    return found


def _plain(name: str) -> str:
    return _SIGNS.sub("", name).casefold().translate(_LOOKALIKES).replace("ё", "е")
