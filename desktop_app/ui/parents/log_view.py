"""The table of the log: columns give way to the topic when there is little room; files may be dropped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.services.outreach.types import OutreachRow
from desktop_app.ui.exchange.table_menu import table_of
from desktop_app.ui.kit.table import TableView
from desktop_app.ui.parents.table_model import (
    HANDED_OUT,
    PROOF,
    PUPILS,
    RESPONSIBLE,
    TOPIC,
    OutreachTableModel,
)

GIVES_WAY = (RESPONSIBLE, PROOF, PUPILS, HANDED_OUT)
"""The columns that are hidden one after another; the form of an event shows them all."""
TOPIC_ROOM = 200
"""The topic is given at least this much, px."""


class LogView(TableView):
    """The events found."""

    file_dropped = Signal(object, object)
    """The event's row and the drop's data."""
    table_dropped = Signal(object)
    """The data of a drop that is a table of events."""
    pasted = Signal()
    """Ctrl+V was pressed on an event."""

    def __init__(self, model: OutreachTableModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._log = model
        self.setAccessibleName(self.tr("Журнал мероприятий"))
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)

    def show_rows(self, rows: Sequence[OutreachRow]) -> None:
        """Show other rows; what was selected and the place scrolled to stay."""
        held = {row.id for row in self.selected_rows()}
        current = self.currentIndex()
        current_id = self._log.row_at(current.row()).id if current.isValid() else None
        line_before = current.row()
        place = self.verticalScrollBar().value()
        self._log.set_rows(rows)
        selection = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        if line_before >= 0 and rows:  # where a deleted event stood the arrows go on
            nearest = self._log.index(min(line_before, len(rows) - 1), 0)
            selection.setCurrentIndex(nearest, flags.NoUpdate)
        for line, row in enumerate(self._log.rows()):
            if row.id == current_id:
                selection.setCurrentIndex(self._log.index(line, 0), flags.NoUpdate)
            if row.id in held:
                selection.select(self._log.index(line, 0), flags.Select | flags.Rows)
        self.verticalScrollBar().setValue(place)

    def select_id(self, entry_id: int) -> bool:
        """Select an event and bring it into view; False when the filter hides it."""
        return self.select_where(lambda row: row.id == entry_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide what has no room."""
        super().resizeEvent(event)
        self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a picture of the clipboard on Ctrl+V."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files and pictures."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show which event would get the file; a table is taken anywhere."""
        if table_of(event.mimeData()) is not None:
            event.acceptProposedAction()
            return
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.selectRow(index.row())
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Give the file to the event under the pointer; a table is taken anywhere."""
        if table_of(event.mimeData()) is not None:
            self.table_dropped.emit(event.mimeData())
            event.acceptProposedAction()
            return
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.file_dropped.emit(self._log.row_at(index.row()), event.mimeData())
            event.acceptProposedAction()

    def _fit_columns(self) -> None:
        columns = self._log.columns
        spare = self.viewport().width() - sum(
            column.width for place, column in enumerate(columns) if place != TOPIC
        )
        for place in GIVES_WAY:
            hide = spare < TOPIC_ROOM
            self.setColumnHidden(place, hide)
            spare += columns[place].width if hide else 0
