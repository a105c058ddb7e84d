"""A right click on a row: what the buttons beside the table do, and the text under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton

from desktop_app.ui.kit.table import TableView


class RowMenu(QObject):
    """Shows the buttons that are shown, greyed where they are grey, so that both say the same."""

    def __init__(self, table: TableView, *buttons: QPushButton) -> None:
        super().__init__(table)
        self._table = table
        self._buttons = buttons
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_wanted)

    def open_at(self, place: QPoint) -> QMenu | None:
        """Choose the row at a place of the table, or the current one, and show its menu; None without a row.

        A row that the screen does not let be chosen has no menu: the buttons speak of another one.
        """
        index = self._table.indexAt(place)
        if not index.isValid():
            index = self._table.currentIndex()
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if not self._is_selected(row):
            self._table.select_line(row)
        if not self._is_selected(row):
            return None
        menu = self._menu(self._table.model().index(row, column))
        menu.popup(self._table.viewport().mapToGlobal(place))
        return menu

    def _menu(self, index: QModelIndex) -> QMenu:
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self._buttons:
            if button.isHidden():
                continue
            if button.menu() is not None:
                # its actions and not itself: what an action shows goes when the action does
                more = menu.addMenu(button.text())
                more.addActions(button.menu().actions())
                more.setEnabled(button.isEnabled())
                continue
            action = menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        text = str(index.data() or "")
        if text:
            if menu.actions():
                menu.addSeparator()
            copy = menu.addAction(self.tr("Скопировать «{0}»").format(_short(text).replace("&", "&&")))
            copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(text))
        return menu

    def _is_selected(self, row: int) -> bool:
        return self._table.selectionModel().isRowSelected(row, QModelIndex())

    def _on_wanted(self, place: QPoint) -> None:
        self.open_at(place)


def _short(text: str, most: int = 40) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
