"""Where the fields of a form stand: two beside one another, or all below each other where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.ui.theme.style import GAP

COLUMNS = 2


class FieldGrid(QGridLayout):
    """Cells over the whole width or half of it, in the order they were added."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._cells: list[tuple[QWidget, bool]] = []
        self._columns = COLUMNS
        self._next = 0
        self.setHorizontalSpacing(2 * GAP)
        self.setVerticalSpacing(GAP)
        self._share()

    def add(self, cell: QWidget, *, half: bool) -> None:
        """Put a cell after the others; one of half the width stands beside its neighbour."""
        self._cells.append((cell, half))
        self._put(cell, half=half)

    def fit(self, width: int) -> None:
        """Put halves below each other where a width, px, does not do for two of them."""
        columns = COLUMNS if self._needed() <= width else 1
        if columns == self._columns:
            return
        self._columns = columns
        self._share()
        self.arrange(self._cells)

    def arrange(self, cells: Sequence[tuple[QWidget, bool]]) -> None:
        """Put these cells in their order, each with whether it is half the width; others leave the grid."""
        for cell, _half in self._cells:
            self.removeWidget(cell)
        self._cells, self._next = list(cells), 0
        for cell, half in self._cells:
            self._put(cell, half=half)

    def least(self) -> int:
        """Return the width of the widest cell, px: all may stand below each other."""
        return max((cell.minimumSizeHint().width() for cell, _half in self._cells), default=0)

    def _needed(self) -> int:
        """Return the width of two halves that are equally wide, px."""
        halves = [cell.minimumSizeHint().width() for cell, half in self._cells if half]
        return COLUMNS * max(halves, default=0) + self.horizontalSpacing()

    def _put(self, cell: QWidget, *, half: bool) -> None:
        span = 1 if half else self._columns
        if self._next % self._columns and span > 1:
            self._next += 1
        line, column = divmod(self._next, self._columns)
        self.addWidget(cell, line, column, 1, span)
        self._next += span

    def _share(self) -> None:
        for column in range(COLUMNS):
            self.setColumnStretch(column, int(column < self._columns))


class FieldArea(QWidget):
    """The part of a form its fields stand in; all below each other make it higher, and never lower."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.grid = FieldGrid(self)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest field, px: it may become so narrow."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.grid.least()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the fields below each other where the width does not do for two."""
        super().resizeEvent(event)
        self.grid.fit(event.size().width())

    def event(self, event: QEvent) -> bool:
        """See whether the fields have room when one of them has come or changed."""
        if event.type() == QEvent.Type.LayoutRequest and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.grid.fit(self.width())
        return super().event(event)
