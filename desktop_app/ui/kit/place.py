"""The place a screen stands in: it scrolls when the window is too small, and tells the screen its room."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop_app.ui.kit.page import Page


class Place(QScrollArea):
    """A scroll area that lets its page arrange itself by the room there is outside of the scroll bars."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the page before its size is asked for."""
        self.fit()
        super().resizeEvent(event)

    def setWidget(self, widget: QWidget) -> None:  # noqa: N802 - Qt's own
        """Take a page in, arranged for this place."""
        super().setWidget(widget)
        self.fit()

    def fit(self) -> None:
        """Tell the page how much room there is."""
        page = self.widget()
        if isinstance(page, Page):
            page.fit(self.size())
