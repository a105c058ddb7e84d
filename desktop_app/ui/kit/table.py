"""Tables: a lean model over frozen rows, sorted as an own list, and a view with this program's habits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from desktop_app.ui.kit.badge_delegate import TONE_ROLE, BadgeDelegate
from desktop_app.ui.kit.narrow import Narrowing
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.kit.tips import tip_of
from desktop_app.ui.theme.colours import Tone

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The frozen row behind an index."""
_TEXT, _ALIGNMENT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.TextAlignmentRole)
_OTHERS = frozenset(map(int, (_ALIGNMENT, ROW_ROLE, TONE_ROLE)))
"""Plain numbers: of the six roles asked of every cell painted most are none of these."""
ROW_HEIGHT = 36
AROUND = 26
"""Room at both sides of a heading, px."""

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: title, text of a cell, what it is sorted by (the text when nothing is given).

    ``tone`` paints the cell as a state badge; ``stretch`` gives the column the spare width, ``width`` is px.
    Short of room, a column is narrowed down to ``least``, then one that ``leaves`` is hidden and said in the
    tip of its row; of a column with the spare width ``least`` is the room it is to have.
    """

    title: str
    text: Callable[[Row], str]
    key: Callable[[Row], Any] | None = None
    align: Qt.AlignmentFlag = LEFT
    tone: Callable[[Row], Tone | None] | None = None
    width: int = 120
    stretch: bool = False
    least: int = 0
    leaves: bool = False


class TableModel(QAbstractTableModel, Generic[Row]):
    """Rows as they came from a service; the texts of a row are made when the row is first shown."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: Sequence[Row] = []
        self._texts: list[tuple[str, ...] | None] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows, in the order the user has chosen."""
        self.beginResetModel()
        self._rows = list(rows)
        if self._sorted is not None:
            self._rows = self._ordered(*self._sorted)
        self._texts = [None] * len(self._rows)
        self.endResetModel()

    def rows(self) -> tuple[Row, ...]:
        """Return the rows in the order shown."""
        return tuple(self._rows)

    def row_at(self, index: int) -> Row:
        """Return the row shown at a line."""
        return self._rows[index]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text, alignment, tone or the row itself; every other role leaves at once."""
        if role == _TEXT:
            line = index.row()
            texts = self._texts[line]
            if texts is None:
                row = self._rows[line]
                texts = self._texts[line] = tuple(column.text(row) for column in self.columns)
            return texts[index.column()]
        if role not in _OTHERS:
            return None
        if role == _ALIGNMENT:
            return self.columns[index.column()].align
        if role == ROW_ROLE:
            return self._rows[index.row()]
        if role == TONE_ROLE:
            tone = self.columns[index.column()].tone
            return None if tone is None else tone(self._rows[index.row()])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return titles, aligned as their columns are."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].align
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the own list; what is selected stays selected. A negative column keeps the order given."""
        self._sorted = (column, order) if 0 <= column < len(self.columns) else None
        if self._sorted is None:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(id(self._rows[index.row()]), index.column()) for index in before]
        self._rows = self._ordered(column, order)
        self._texts = [None] * len(self._rows)
        if held:
            where = {id(row): line for line, row in enumerate(self._rows)}
            self.changePersistentIndexList(before, [self.index(where[row], cell) for row, cell in held])
        self.layoutChanged.emit()

    def _ordered(self, column: int, order: Qt.SortOrder) -> list[Row]:
        definition = self.columns[column]
        key = definition.key or (lambda row: definition.text(row).casefold())

        def missing_last(row: Row) -> tuple[bool, Any]:
            value = key(row)
            return (value is None, "" if value is None else value)

        descending = order is Qt.SortOrder.DescendingOrder
        filled = [row for row in self._rows if not missing_last(row)[0]]
        empty = [row for row in self._rows if missing_last(row)[0]]
        return sorted(filled, key=key, reverse=descending) + empty


class TableView(QTableView):
    """Whole rows, no grid, lines of 36 px; Enter or a double click opens, Delete deletes, Tab leaves."""

    opened = Signal(object)
    """The row that was opened."""
    delete_pressed = Signal()
    selection_changed = Signal()

    def __init__(self, model: TableModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._model = model
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._narrowing = Narrowing(self, model.columns, self._set_up_header(model))
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.row_at(index.row())))
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        model.modelReset.connect(self.selection_changed)

    def selected_rows(self) -> tuple[Any, ...]:
        """Return the selected rows from top to bottom."""
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._model.row_at(line) for line in lines)

    def select_line(self, line: int) -> None:
        """Select one row alone and bring it into view.

        ``selectRow`` asks the keyboard: with Ctrl still down from Ctrl+5 it would toggle the row instead.
        """
        index = self._model.index(line, 0)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def select_where(self, wanted: Callable[[Any], bool]) -> bool:
        """Select the first row that fits and bring it into view; False when none does."""
        for line, row in enumerate(self._model.rows()):
            if wanted(row):
                self.select_line(line)
                return True
        return False

    def fit_columns(self) -> None:
        """Share out the width there is; after a column was shown or hidden."""
        self._narrowing.fit()

    def tip(self, index: Index) -> str:
        """Return what is said of a cell when the pointer rests on it."""
        return tip_of(str(index.data(Qt.ItemDataRole.ToolTipRole) or "") or self._narrowing.tip(index))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way where there is little room."""
        super().resizeEvent(event)
        self.fit_columns()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say in the tip what is cut in the cell under the pointer, or what the model says of it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            tip = self.tip(index)
            if tip:
                QToolTip.showText(event.globalPos(), tip, self.viewport(), self.visualRect(index))
                return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, delete on Delete."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self._model.row_at(self.currentIndex().row()))
        elif event.key() == Qt.Key.Key_Delete and self.selectionModel().hasSelection():
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _set_up_header(self, model: TableModel[Any]) -> list[int]:
        """Give every column its width, and return what their headings need."""
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # nothing is ever selected in it: asked which columns are, it would walk every cell that is selected
        header.setSelectionModel(QItemSelectionModel(model, header))
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        font = QFont(header.font())
        font.setBold(True)
        bold = QFontMetrics(font)
        heads = [bold.horizontalAdvance(column.title) + AROUND for column in model.columns]
        for section, column in enumerate(model.columns):
            if column.stretch:
                header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
            self.setColumnWidth(section, max(by_font(column.width), heads[section]))
            if column.tone is not None:
                self.setItemDelegateForColumn(section, BadgeDelegate(self))
        return heads
