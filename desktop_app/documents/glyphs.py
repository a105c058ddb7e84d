"""Text the faces can print: harmless substitutes for what they lack, a warning for the rest."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from operator import is_not
from typing import TYPE_CHECKING, Any, Final, TypeVar

from desktop_app.services.papers.parts import Executor, Letterhead, Signature

if TYPE_CHECKING:
    from desktop_app.documents.fonts import Faces

MISSING: Final = "□"
"""Printed where a glyph is missing, so that the gap is seen on the preview."""

_SUBSTITUTES: Final = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2043": "-",
    "\u20bd": "руб.",
    "\u2007": "\u00a0",
    "\u202f": "\u00a0",
    "\u02bc": "\u2019",
    "\u2003": " ",
    "\u2002": " ",
    "\u2009": "\u00a0",
    "\u200a": "",
}
_INVISIBLE: Final = {
    "\u00ad",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u2060",
    "\ufeff",
    "\ufe0e",
    "\ufe0f",
}
_NBSP: Final = "\u00a0"
_BLANKS: Final = re.compile(r"[^\S\u00a0]+")
_LEFT: Final = {"code", "rows"}
"""Fields that are not drawn with the faces, or are cleaned as they are read."""
_COMMON: Final = {tuple, Letterhead, Signature, Executor}
"""Parts that many papers have alike."""

_Record = TypeVar("_Record")


class Cleaner:
    """Makes the strings of one paper printable and remembers the characters that are not."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._odd = _odd(faces).search
        self._lost: dict[str, None] = {}
        self._known: dict[Any, Any] = {}
        """Parts of papers that were cleaned, for the same parts of other papers."""

    def text(self, raw: str) -> str:
        """Return ``raw`` composed (NFC), with single blanks and only characters both faces have."""
        if self._odd(raw) is None:  # a journal has 100,000 cells, and nearly all are as they should be
            return raw
        composed = unicodedata.normalize("NFC", raw)
        line = _BLANKS.sub(" ", composed).strip(" ")
        regular, bold = self._faces
        if all(regular.has(mark) and bold.has(mark) for mark in set(line)):
            return line
        return _BLANKS.sub(" ", "".join(map(self._one, line))).strip(" ")

    def record(self, record: _Record) -> _Record:
        """Return a copy of the frozen ``record`` whose strings, nested ones too, have passed ``text``."""
        changes = {}
        kind: Any = type(record)
        for name in _names(kind):
            value = getattr(record, name)
            cleaned = self.text(value) if type(value) is str else self._part(value)
            if cleaned is not value:
                changes[name] = cleaned
        return replace(record, **changes) if changes else record  # type: ignore[type-var]

    def warnings(self) -> list[str]:
        """Return one sentence naming every character that was lost, or nothing."""
        if not self._lost:
            return []
        named = ", ".join(
            f"«{mark}» (U+{ord(mark):04X})" if mark.isprintable() else f"U+{ord(mark):04X}"
            for mark in self._lost
        )
        return [f"В шрифте нет символов: {named}. На бумаге вместо каждого стоит «{MISSING}»."]

    def _part(self, value: Any) -> Any:
        """Return what ``_value`` does; once for equal parts, unless they cannot be compared at a glance."""
        if type(value) not in _COMMON:
            return self._value(value)
        known = self._known.get(value)
        if known is None:
            known = self._known[value] = self._value(value)
        return known

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return value if isinstance(value, Enum) else self.text(value)
        if isinstance(value, tuple):
            cleaned = tuple(map(self._value, value))
            return cleaned if any(map(is_not, cleaned, value)) else value
        return self.record(value) if is_dataclass(value) else value

    def _one(self, mark: str) -> str:
        if self._faces.regular.has(mark) and self._faces.bold.has(mark):
            return mark
        if mark in _INVISIBLE or unicodedata.category(mark) == "Cc":
            return ""
        if mark in _SUBSTITUTES:
            return _SUBSTITUTES[mark]
        self._lost[mark] = None
        return MISSING


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Return the fields of a dataclass whose strings are drawn."""
    return tuple(field.name for field in fields(kind) if field.name not in _LEFT)


@cache
def _odd(faces: Faces) -> re.Pattern[str]:
    """Return what finds a character or a blank that ``Cleaner.text`` may have to change."""
    shared = map(chr, sorted(faces.regular.characters & faces.bold.characters))
    present = [
        mark
        for mark in shared
        if (mark == _NBSP or not mark.isspace())
        and not unicodedata.combining(mark)
        and unicodedata.is_normalized("NFC", mark)
    ]
    return re.compile(rf"[^ {re.escape(''.join(present))}]|  |^ | $")
