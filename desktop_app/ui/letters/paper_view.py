"""The pages of a paper and of what goes with it: one tab a paper, none while there is only one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from desktop_app.services.letters.types import PaperPart
from desktop_app.ui.kit.pages import PagePreview
from desktop_app.ui.theme.style import GAP

_ROOMY = 4
"""Tabs that have room for whole words; of more, cut short, each would look like the next."""


class PaperView(QWidget):
    """Shows the chosen paper of a set; what is shown is what is printed and saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[PaperPart, ...] = ()
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(self.tr("Письмо и приложения"))
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.hide()
        self.tabs.currentChanged.connect(self._on_chosen)
        self.preview = PagePreview(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.tabs)
        column.addWidget(self.preview, 1)

    def show_parts(self, parts: Sequence[PaperPart]) -> None:
        """Show a set; the place in it stays when the set has as many papers as the one before."""
        place = self.tabs.currentIndex() if len(parts) == len(self._parts) else 0
        self._parts = tuple(parts)
        blocked = self.tabs.blockSignals(True)  # noqa: FBT003 - Qt's own
        while self.tabs.count():
            self.tabs.removeTab(0)
        for number, part in enumerate(parts):
            named = self.tr("Приложение {0}") if len(parts) <= _ROOMY else self.tr("Прил. {0}")
            title = named.format(number) if number else part.title
            index = self.tabs.addTab(title)
            self.tabs.setTabToolTip(index, self.tr("{0}, листов: {1}").format(part.title, part.sheets))
        self.tabs.setCurrentIndex(max(place, 0))
        self.tabs.blockSignals(blocked)
        self.tabs.setVisible(len(parts) > 1)
        self._on_chosen(self.tabs.currentIndex())

    def clear(self) -> None:
        """Show nothing."""
        self._parts = ()
        self.tabs.hide()
        self.preview.clear()

    def expect(self) -> None:
        """Show an empty sheet: another paper is coming."""
        self._parts = ()
        self.tabs.hide()
        self.preview.expect()

    def _on_chosen(self, index: int) -> None:
        if 0 <= index < len(self._parts):
            self.preview.show_pdf(self._parts[index].pdf)
