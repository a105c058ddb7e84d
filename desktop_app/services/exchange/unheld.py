"""Rows that say themselves that nothing took place: «отменено» in a note, «нет» under «Выполнение»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from desktop_app.russian.fold import fold
from desktop_app.services.exchange.row_questions import SKIP_ROWS, unheld_question
from desktop_app.services.exchange.types import SKIP, Cell, ColumnGuess, Question
from desktop_app.services.exchange.vocabulary import plain

_NOT: Final = (
    r"(?:не (?:был[оа]? )?(?:проведен\w*|проводил\w*|состоял\w+|выполнен\w*|реализован\w*)"
    r"|отмен(?:а|ен\w*)|перенес(?:ен\w*|ли)|перенос\b|(?:за)?планир(?:уется|овано))"
)
_SAYS: Final = re.compile(rf"{_NOT}\b.*")
_IN_TOPIC: Final = re.compile(rf".*\({_NOT}\b[^)]*\)\W*|{_NOT}\W*")
"""A topic may be about what was called off; in brackets, or alone, it is the event that was."""
_STATE: Final = re.compile(r"\b(?:выполн|исполн|реализ|провед|состоял|статус|отметк)")
_NO: Final = frozenset({"нет", "не", "no"})


class Unheld:
    """What tells that an event did not take place, in the columns of one table."""

    def __init__(self, columns: Sequence[ColumnGuess], chosen: str) -> None:
        self._chosen = chosen
        self._rows: list[int] = []
        self._example = ""
        self._topics = [column.place for column in columns if column.field == "topic"]
        self._notes = [column.place for column in columns if column.title and column.field in {SKIP, "note"}]
        self._states = [
            column.place
            for column in columns
            if column.field in {SKIP, "note"} and _STATE.search(plain(column.title))
        ]

    def leaves_out(self, number: int, cells: tuple[Cell, ...]) -> str:
        """Return the words of a row to leave out: it says that nothing took place, and the user agrees."""
        said = self._said(cells)
        if not said:
            return ""
        self._rows.append(number)
        self._example = self._example or said
        return said if self._chosen == SKIP_ROWS else ""

    def questions(self) -> list[Question]:
        """Ask about the rows found, unless the user has decided."""
        return [unheld_question(self._rows, self._example)] if self._rows and not self._chosen else []

    def _said(self, cells: tuple[Cell, ...]) -> str:
        """Return the words of a row that say so, nothing where it says no such thing."""
        for places, tells in ((self._notes, _SAYS), (self._topics, _IN_TOPIC)):
            for text in _texts(cells, places):
                if tells.fullmatch(fold(text)):
                    return text.strip()
        return next((text.strip() for text in _texts(cells, self._states) if fold(text) in _NO), "")


def _texts(cells: tuple[Cell, ...], places: Iterable[int]) -> Iterable[str]:
    given = (cells[place] for place in places if place < len(cells))
    return (cell for cell in given if isinstance(cell, str))
