"""A table short of room: columns are narrowed, then leave; what is cut is said in a tip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QTableView

from desktop_app.ui.kit.scale import by_font

if TYPE_CHECKING:
    from desktop_app.ui.kit.table import Column

STRETCH_ROOM: Final = 120
"""What a column that takes the spare width has before the others are narrowed for it, px."""


class Narrowing:
    """The widths of one table's columns, shared out anew when its own width changes."""

    def __init__(self, view: QTableView, columns: Sequence[Column[Any]], heads: Sequence[int]) -> None:
        """Take the columns as they are now; ``heads``: what their headings need, px, is left to each."""
        self._view = view
        self._columns = columns
        self._least = [max(by_font(column.least), head) for column, head in zip(columns, heads, strict=True)]
        self._full = [view.columnWidth(place) for place in range(len(columns))]
        self._gives = any(column.least or column.leaves for column in columns if not column.stretch)
        self._begun = False
        self._left: tuple[int, ...] = ()
        self._widths: dict[int, int] = {}

    def fit(self) -> None:
        """Narrow what may be narrowed, then hide what may leave; a width the user dragged stays till then."""
        if not self._gives:
            return
        if not self._begun:
            self._begun = True  # what the user once drew has been brought back since
            self._full = [self._view.columnWidth(place) or full for place, full in enumerate(self._full)]
        left, widths = self._shared_out(self._view.viewport().width())
        if (left, widths) == (self._left, self._widths):
            return
        for place in {*left, *self._left}:
            self._view.setColumnHidden(place, place in left)
        for place, width in widths.items():
            self._view.setColumnWidth(place, width)
        self._left, self._widths = left, widths

    def tip(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return the text of a cell that is cut, and what the columns that left say of its row."""
        if not index.isValid():
            return ""
        text = str(index.data() or "")
        cut = self._view.sizeHintForIndex(index).width() > self._view.columnWidth(index.column())
        lines = [text] if cut else []
        for place in self._left:
            said = str(index.sibling(index.row(), place).data() or "")
            lines += [f"{self._columns[place].title}: {said}"] if said else []
        return "\n".join(lines)

    def _shared_out(self, room: int) -> tuple[tuple[int, ...], dict[int, int]]:
        """Return which columns leave, and the widths of the others that may be narrowed."""
        shown = [
            place
            for place in range(len(self._columns))
            if place in self._left or not self._view.isColumnHidden(place)
        ]
        left: list[int] = []
        leavers = [place for place in shown if self._columns[place].leaves]
        while self._short(shown, room) > self._spare(shown) and leavers:
            left.append(leavers.pop())
            shown.remove(left[-1])
        spare = self._spare(shown)
        share = min(1.0, max(0, self._short(shown, room)) / spare) if spare else 0.0
        widths = {
            place: self._full[place] - round((self._full[place] - self._least[place]) * share)
            for place in shown
            if self._may_narrow(place)
        }
        return tuple(sorted(left)), widths

    def _may_narrow(self, place: int) -> bool:
        column = self._columns[place]
        return bool(column.least) and not column.stretch and self._least[place] < self._full[place]

    def _short(self, shown: Sequence[int], room: int) -> int:
        """Return how many px are missing when every column has what it likes."""
        return sum(map(self._wanted, shown)) - room

    def _wanted(self, place: int) -> int:
        column = self._columns[place]
        if not column.stretch:
            return self._full[place]
        return self._least[place] if column.least else max(self._least[place], STRETCH_ROOM)

    def _spare(self, shown: Sequence[int]) -> int:
        """Return how many px can be won by narrowing."""
        return sum(self._full[place] - self._least[place] for place in shown if self._may_narrow(place))
