"""The table of portals, in a wide window and in a narrow one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.services.banners.types import PortalRow
from desktop_app.ui.banners.delegates import ROW, ThumbDelegate, TwoLineDelegate
from desktop_app.ui.banners.pictures import PictureShelf
from desktop_app.ui.banners.table_models import (
    PORTAL_DATE,
    PORTAL_NAME,
    PORTAL_STATUS,
    PORTAL_THUMB,
    PortalTableModel,
)
from desktop_app.ui.kit.badge_delegate import BadgeDelegate
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.kit.table import TableView

LEAST = 340
"""The least width of the table, px."""
_WIDTHS = {True: (72, 116), False: (88, 128)}
"""Widths of the pictures' and of the states' columns in a narrow window and in a wide one, px."""


class PortalList(TableView):
    """One portal is chosen at a time."""

    def __init__(self, shelf: PictureShelf, parent: QWidget | None = None) -> None:
        self.portals = PortalTableModel(shelf)
        super().__init__(self.portals, parent)
        self.setAccessibleName(self.tr("Порталы"))
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setItemDelegateForColumn(PORTAL_THUMB, ThumbDelegate(self))
        self.setItemDelegateForColumn(PORTAL_NAME, TwoLineDelegate(self))
        self.setItemDelegateForColumn(PORTAL_DATE, BadgeDelegate(self))
        self.setMinimumWidth(LEAST)
        self.set_narrow(narrow=False)

    def chosen(self) -> PortalRow | None:
        """Return the portal chosen."""
        rows = self.selected_rows()
        return rows[0] if rows else None

    def select_id(self, portal_id: int) -> bool:
        """Choose a portal; False when it is not in the table."""
        return self.select_where(lambda row: row.id == portal_id)

    def show_rows(self, rows: tuple[PortalRow, ...], wanted: int | None) -> None:
        """Show other rows and choose ``wanted``, or what now stands in its line; announces nothing."""
        line = max(self.currentIndex().row(), 0)
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.portals.set_rows(rows)
        if not (wanted is not None and self.select_id(wanted)) and rows:
            self.select_line(min(line, len(rows) - 1))
        self.blockSignals(blocked)

    def is_narrow(self) -> bool:
        """Return whether the table does without the date of the last look."""
        return self.isColumnHidden(PORTAL_DATE)

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave the room to the names."""
        self.setColumnHidden(PORTAL_DATE, narrow)
        pictures, states = _WIDTHS[narrow]
        self.setColumnWidth(PORTAL_THUMB, by_font(pictures))
        self.setColumnWidth(PORTAL_STATUS, by_font(states))
