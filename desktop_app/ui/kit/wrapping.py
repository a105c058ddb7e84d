"""A row of widgets that goes on in the next line where the window is too narrow for all of them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.theme.style import GAP

_WHOLE = Qt.AlignmentFlag(0)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """One widget of the row; ``stretch`` shares the width that is left, 0 keeps to what it likes."""

    widget: QWidget
    stretch: int
    align: Qt.AlignmentFlag

    def least(self) -> int:
        """Return the width it takes at least, px; what does not grow takes what it likes, and no less."""
        widget = self.widget
        narrowest = max(widget.minimumWidth(), widget.minimumSizeHint().width())
        wanted = narrowest if self.stretch else max(narrowest, widget.sizeHint().width())
        return min(wanted, widget.maximumWidth())


class WrappingRow(QWidget):
    """Side by side as in ``QHBoxLayout`` while there is room, else in several lines, from left to right.

    With ``to_right`` lines in which nothing grows end at the right edge. A line more makes the row higher and
    never lower: a scroll bar that comes of it takes room away, and no arrangement sends it away again.
    """

    def __init__(self, parent: QWidget | None = None, *, to_right: bool = False, gap: int = GAP) -> None:
        super().__init__(parent)
        self._to_right = to_right
        self._gap = gap
        self._parts: list[_Part] = []
        self._lines: list[list[_Part]] = []
        self._rows: list[QHBoxLayout] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self._gap)

    def add(
        self, widget: QWidget, *, stretch: int = 0, align: Qt.AlignmentFlag = _WHOLE, at: int | None = None
    ) -> None:
        """Add a widget, at a place or at the end."""
        self._parts.insert(len(self._parts) if at is None else at, _Part(widget, stretch, align))
        self._put([list(self._parts)])

    def lines(self) -> list[list[QWidget]]:
        """Return the widgets line by line."""
        return [[part.widget for part in line] for line in self._lines]

    def sizeHint(self) -> QSize:
        """Return the width of all in one line, px, and the height of the lines there are."""
        widths = [max(part.least(), part.widget.sizeHint().width()) for part in self._shown()]
        return QSize(sum(widths) + self._gap * max(0, len(widths) - 1), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest widget, px: each may stand in a line of its own."""
        least = max((part.least() for part in self._shown()), default=0)
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin a line where the width does not do for all."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """See whether all have room when one of them has changed, come or gone."""
        if event.type() == QEvent.Type.LayoutRequest and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self._fit()
        return super().event(event)

    def _shown(self) -> list[_Part]:
        return [part for part in self._parts if not part.widget.isHidden()]

    def _fit(self) -> None:
        lines: list[list[_Part]] = []
        used = 0
        for part in self._parts:
            needed = 0 if part.widget.isHidden() else part.least() + (self._gap if used else 0)
            if lines and used + needed <= self.width():
                lines[-1].append(part)
                used += needed
            else:
                lines.append([part])
                used = 0 if part.widget.isHidden() else part.least()
        if lines != self._lines:
            self._put(lines)

    def _put(self, lines: list[list[_Part]]) -> None:
        for row, line in zip(self._rows, self._lines, strict=False):
            for part in line:
                # not taken: an item that outlives its widget's next one keeps the sizes that one remembers
                row.removeWidget(part.widget)
            while row.takeAt(0) is not None:
                pass  # the empty room at an end
        while len(self._rows) < len(lines):
            self._rows.append(QHBoxLayout())
            self._rows[-1].setSpacing(self._gap)
            self._column.addLayout(self._rows[-1])
        for row, line in zip(self._rows, lines, strict=False):
            grows = any(part.stretch for part in line)
            if self._to_right and not grows:
                row.addStretch(1)
            for part in line:
                row.addWidget(part.widget, part.stretch, part.align)
            if not self._to_right and not grows:
                row.addStretch(1)
        self._lines = lines
        self.updateGeometry()
