"""The table of the log: columns give way to the topic when there is little room; files may be dropped."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.exchange.table_menu import table_of
from desktop_app.ui.kit.drop import take_copy
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.kit.table import TableView
from desktop_app.ui.kit.widths import Widths
from desktop_app.ui.parents.log_model import LogModel
from desktop_app.ui.parents.table_model import (
    HANDED_OUT,
    PROOF,
    PUPILS,
    RESPONSIBLE,
    TOPIC,
)

GIVES_WAY = (RESPONSIBLE, PROOF, PUPILS, HANDED_OUT)
"""The columns that are hidden one after another; the form of an event shows them all."""
FEW = 8
"""So many selected events are looked up one by one."""
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

    def __init__(self, model: LogModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._log = model
        self.setAccessibleName(self.tr("Журнал мероприятий"))
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        Widths(self, "events")

    def show_ids(self, ids: tuple[int, ...]) -> None:
        """Show other events; what was selected and the place scrolled to stay."""
        held = frozenset(self.selected_ids())
        line_before = self.currentIndex().row()
        current_id = self._log.ids[line_before] if line_before >= 0 else None
        place = self.verticalScrollBar().value()
        self._log.show_ids(ids)
        selection = self.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        if line_before >= 0 and ids:  # where a deleted event stood the arrows go on
            line = ids.index(current_id) if current_id in ids else min(line_before, len(ids) - 1)
            selection.setCurrentIndex(self._log.index(line, 0), flags.NoUpdate)
        if held:
            selection.select(self._ranges(held), flags.Select | flags.Rows)
        self.verticalScrollBar().setValue(place)

    def selected_ids(self) -> tuple[int, ...]:
        """Return the ids of the selected events from top to bottom; their rows are not read."""
        ranges = sorted((each.top(), each.bottom()) for each in self.selectionModel().selection().toList())
        return tuple(key for top, bottom in ranges for key in self._log.ids[top : bottom + 1])

    def select_id(self, entry_id: int) -> bool:
        """Select an event and bring it into view; False when the filter hides it."""
        if entry_id not in self._log.ids:
            return False
        self.select_line(self._log.ids.index(entry_id))
        return True

    def _ranges(self, held: frozenset[int]) -> QItemSelection:
        """Return the lines of these events, neighbours as one range."""
        found = QItemSelection()
        last = len(self._log.columns) - 1
        ids = self._log.ids
        if len(held) <= FEW:
            lines = sorted(ids.index(key) for key in held if key in ids)
        else:
            lines = [line for line, key in enumerate(ids) if key in held]
        for _, run in groupby(enumerate(lines), key=lambda pair: pair[1] - pair[0]):
            together = [line for _, line in run]
            found.select(self._log.index(together[0], 0), self._log.index(together[-1], last))
        return found

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
            take_copy(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show which event would get the file; a table is taken anywhere."""
        if table_of(event.mimeData()) is not None:
            take_copy(event)
            return
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.selectRow(index.row())
            take_copy(event)
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Give the file to the event under the pointer; a table is taken anywhere."""
        if table_of(event.mimeData()) is not None:
            self.table_dropped.emit(event.mimeData())
            take_copy(event)
            return
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.file_dropped.emit(self._log.row_at(index.row()), event.mimeData())
            take_copy(event)

    def _fit_columns(self) -> None:
        columns = self._log.columns
        spare = self.viewport().width() - sum(
            by_font(column.width) for place, column in enumerate(columns) if place != TOPIC
        )
        for place in GIVES_WAY:
            hide = spare < TOPIC_ROOM
            self.setColumnHidden(place, hide)
            spare += by_font(columns[place].width) if hide else 0
