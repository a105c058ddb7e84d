"""Lines that stand above several events and say whose they are: «5А класс», «Общешкольные мероприятия»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from desktop_app.russian.fold import fold
from desktop_app.services.exchange.types import Cell
from desktop_app.services.exchange.values import read_class_ids
from desktop_app.services.school.class_names import WHOLE_SCHOOL
from desktop_app.services.school.types import ClassRow

_TIME: Final = re.compile(
    r".*(?:январ|феврал|март|апрел|\bма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр|четверт|триместр"
    r"|полугоди|год\b|недел|квартал).*"
)
"""What says when and not whose: the class named above stays."""
_LED: Final = re.compile(r"[,;(–—-]\s*(?:кл(?:ассный|\.)?\s*рук|учитель)\w*.*", re.IGNORECASE)
"""Who leads the class says nothing about which class it is."""
_WHOLE: Final = re.compile(r"(?:общешкольн|вся школа|все классы|по школе).*")
_CLASS: Final = re.compile(
    r".*\b(?:1[0-2]|[1-9])\W*[а-я]?\b.*\bкл|.*\bкл\w*\.? ?(?:1[0-2]|[1-9])|(?:1[0-2]|[1-9]) ?[а-я]$"
)


class Sections:
    """The class named by the last such line, for events that name none themselves."""

    def __init__(self, classes: Sequence[ClassRow]) -> None:
        self._classes = classes
        self._cell: Cell = None
        self._unknown = ""

    def take(self, cell: Cell) -> bool:
        """Read a line without an event; tell whether it says whose the events below are."""
        text = fold(_LED.sub("", str(cell or ""))).strip(" :.,")
        if _WHOLE.fullmatch(text):
            named: Cell = WHOLE_SCHOOL
        else:
            named = text if self._names_classes(text) else None
        if named is not None:
            self._cell, self._unknown = named, ""
            return True
        if _CLASS.match(text) or (self._cell is not None and not _TIME.fullmatch(text)):
            self._cell, self._unknown = None, str(cell)
        return False

    def cell(self) -> Cell:
        """Return what to read as the classes of an event below; raises ``ValueError`` where unclear."""
        if self._unknown:
            raise ValueError(f"Не ясно, какой класс: «{self._unknown[:80]}». Укажите класс в каждой строке.")
        return self._cell

    def _names_classes(self, text: str) -> bool:
        try:
            return bool(read_class_ids(text, self._classes))
        except ValueError:
            return False
