"""The columns of a table beside what is found in it, or below it where the window is too narrow for both."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.kit.labels import scrolled
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.theme.style import GAP

LEFT, RIGHT = 540, 530
"""Room of the columns and of what is found, px."""
LEAST: Final = 400
"""The columns need this much, and so does what is found; a window of 910 px (1366 at 150 %) has it, px."""
SEEN: Final = 120
"""Pixels of the list of errors where everything scrolls together."""


class TwoParts(QScrollArea):
    """Side by side each part keeps to the height there is; below each other they scroll together.

    What is found stands first then: the questions are there, and they come before the guesses at the columns.
    """

    def __init__(self, how: QWidget, columns: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self._narrow = False
        self._listed: QWidget | None = None
        self.found = QVBoxLayout()
        """What is found, to be filled."""
        self.found.setSpacing(GAP)
        self._area = scrolled(columns)
        left = QVBoxLayout()
        left.addWidget(how)
        left.addWidget(self._area, 1)
        inside = QWidget(self.viewport())
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(2 * GAP)
        self._both.addLayout(left, LEFT)
        self._both.addLayout(self.found, RIGHT)
        columns.installEventFilter(self)
        scrolled(inside, self)
        self._arrange()

    def add_list(self, listed: QWidget) -> None:
        """Add what takes the height that is left, or a few lines where everything scrolls."""
        self._listed = listed
        self.found.addWidget(listed, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts below each other where the width does not do for both."""
        super().resizeEvent(event)
        narrow = self.width() < 2 * by_font(LEAST)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        """Give the columns their height when there are others."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._give_height()
        return False

    def _arrange(self) -> None:
        narrow = self._narrow
        direction = QBoxLayout.Direction
        self._both.setDirection(direction.BottomToTop if narrow else direction.LeftToRight)
        self._area.setMinimumWidth(0 if narrow else by_font(LEAST))
        if self._listed is not None:
            self._listed.setMinimumHeight(by_font(SEEN) if narrow else 0)
        self._give_height()

    def _give_height(self) -> None:
        self._area.setMinimumHeight(self._columns.sizeHint().height() if self._narrow else 0)
