"""The place a screen stands in: it scrolls when the window is too small, and tells the screen its room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop_app.ui.kit.page import Page

_AWAY, _WHEN_NEEDED = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded


class Place(QScrollArea):
    """A scroll area that lets its page arrange itself by the room there is outside of the scroll bars."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the page before its size is asked for."""
        self.fit()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See whether the page has room when something in it has changed."""
        page = self.widget()
        if event.type() == QEvent.Type.LayoutRequest and watched is page and isinstance(page, Page):
            self._settle(page)
        return super().eventFilter(watched, event)

    def setWidget(self, widget: QWidget) -> None:  # noqa: N802 - Qt's own
        """Take a page in, arranged for this place."""
        super().setWidget(widget)
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized):  # till then its size is nobody's room
            self.fit()

    def fit(self) -> None:
        """Tell the page how much room there is."""
        page = self.widget()
        if isinstance(page, Page):
            page.fit(self.size())
            self._settle(page)

    def _settle(self, page: Page) -> None:
        """Show no bar where all has room without one.

        Beside a bar the lines are shorter and there are more of them: Qt, which measures beside the bar it
        shows, would never take it away again.
        """
        least, room = page.minimumSizeHint(), self.size()
        high = max(least.height(), page.heightForWidth(room.width()))
        roomy = least.width() <= room.width() and high <= room.height()
        if self.verticalScrollBarPolicy() != (policy := _AWAY if roomy else _WHEN_NEEDED):
            self.setVerticalScrollBarPolicy(policy)
