"""What is dropped on the banners' screen: a picture proves the portal under the mouse, a table comes in."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.banners.detail import PortalDetail
from desktop_app.ui.banners.portal_list import PortalList
from desktop_app.ui.exchange.table_menu import TableMenu, table_of
from desktop_app.ui.kit.drop import take_copy
from desktop_app.ui.kit.labels import retouch
from desktop_app.ui.kit.page import Page


class PageWithDrops(Page):
    """A list of portals beside the detail of the chosen one, that take files anywhere."""

    table: PortalList
    tables: TableMenu
    detail: PortalDetail

    def can_prove(self) -> bool:
        """Return whether a portal that is stored is chosen."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a picture anywhere on the page, not only on its zone, and a table."""
        if table_of(event.mimeData()) is not None:
            take_copy(event)
        elif self.can_prove() and _is_picture(event.mimeData()):
            retouch(self._zone(), "over", "true")
            take_copy(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Choose the portal under the mouse: what is dropped on a row belongs to it."""
        if table_of(event.mimeData()) is None and _is_picture(event.mimeData()):
            self._choose_under(event)
        take_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Let the zone look idle again."""
        retouch(self._zone(), "over", "false")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand a dropped picture to the zone, a table to the import."""
        retouch(self._zone(), "over", "false")
        if table_of(event.mimeData()) is not None:
            self.tables.take_mime(event.mimeData())
            take_copy(event)
            return
        self._choose_under(event)
        if self.can_prove() and self.detail.looks.zone.take_mime(event.mimeData()):
            take_copy(event)

    def _choose_under(self, event: QDropEvent) -> None:
        view = self.table.viewport()
        spot = view.mapFrom(self, event.position().toPoint())
        index = self.table.indexAt(spot)
        if self.table.isVisible() and view.rect().contains(spot) and index.isValid():
            self.table.select_line(index.row())

    def _zone(self) -> QWidget:
        return self.detail.looks.zone


def _is_picture(mime: QMimeData) -> bool:
    return mime.hasUrls() or mime.hasImage()
