"""The papers, what is known of one, and its pages: side by side, or each behind a tab where it is narrow."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QTabBar, QVBoxLayout, QWidget

from desktop_app.ui.kit.labels import scrolled
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.theme.style import GAP, MARGIN

NARROW: Final = 960
"""Pixels; with less, a page beside the form would be too small to be read (1366 px at 125 %)."""
LIST, FORM, PAGES = range(3)
"""The parts, by their places."""


class LettersDesk(QWidget):
    """Left the table and what is under it, right the pages; in a narrow window a tab for each.

    What stands here is made in its place (``left``, ``under``, ``splitter``) and then laid out: what is moved
    is styled again, and all at once.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._narrow = False
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(self.tr("Что показать"))
        for title in (self.tr("Бумаги"), self.tr("Сведения и правка"), self.tr("Страницы")):
            self.tabs.addTab(title)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.hide()
        self.tabs.currentChanged.connect(lambda _place: self._arrange())
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.left = QWidget(self.splitter)
        self._area = _Down(self.left)
        self.under = QWidget(self._area.viewport())
        self._table: QWidget | None = None
        self._paper: QWidget | None = None

    def lay_out(self, table: QWidget, under: tuple[QWidget, ...], paper: QWidget) -> None:
        """Put the parts where they belong."""
        self._table, self._paper = table, paper
        column = QVBoxLayout(self.under)
        column.setContentsMargins(0, 0, GAP, 0)
        for widget in under:
            column.addWidget(widget)
        column.addStretch(1)
        lines = QVBoxLayout(self.left)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2 * GAP)
        lines.addWidget(table, 2)
        lines.addWidget(scrolled(self.under, self._area), 3)
        lines.addStretch(0)  # a short table stands at the top
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([500, 640])
        self.splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(self.tabs)
        whole.addWidget(self.splitter, 1)
        self._arrange()

    def bring(self, part: int) -> None:
        """Bring a part forward where there is room for one of them only."""
        self.tabs.setCurrentIndex(part)

    def fit(self, room: QSize) -> None:
        """Put each part behind its tab when the screen's room, px, does not do for all."""
        narrow = room.width() - 2 * MARGIN < by_font(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self.tabs.setVisible(narrow)
            self._arrange()

    def _arrange(self) -> None:
        if self._table is None or self._paper is None:
            return
        part = self.tabs.currentIndex() if self._narrow else None
        self.left.setVisible(part in {None, LIST, FORM})
        self._table.setVisible(part in {None, LIST})
        self._area.setVisible(part in {None, FORM})
        self._paper.setVisible(part in {None, PAGES})
        layout = self.layout()
        if layout is not None:
            self.splitter.updateGeometry()
            layout.invalidate()  # behind the words for no papers nobody asks it how wide it is now
            self.updateGeometry()


class _Down(QScrollArea):
    """A place that scrolls down and is never narrower than what is in it: nothing is cut off at the right."""

    def minimumSizeHint(self) -> QSize:
        """Return the least width of what is in it, with the bar."""
        inside, hint = self.widget(), super().minimumSizeHint()
        if inside is None:
            return hint
        return QSize(
            inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width(), hint.height()
        )
