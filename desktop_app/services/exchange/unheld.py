"""Rows that say themselves that nothing took place: «отменено» in a note, «нет» under «Выполнение»."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
        topics = {column.place: _IN_TOPIC for column in columns if column.field == "topic"}
        notes = {column.place: _SAYS for column in columns if column.title and column.field in {SKIP, "note"}}
        self._told = topics | notes
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
        for place in self._told:
            cell = cells[place] if place < len(cells) else None
            if isinstance(cell, str) and _may_say(cell) and self._told[place].fullmatch(fold(cell)):
                return cell.strip()
        for place in self._states:
            cell = cells[place] if place < len(cells) else None
            if isinstance(cell, str) and fold(cell) in _NO:
                return cell.strip()
        return ""


def _may_say(text: str) -> bool:
    """Tell fast whether a text is worth a closer look: a long log has a hundred thousand that are not."""
    low = text.lower()
    return "отмен" in low or "перен" in low or "планир" in low or "не " in low
