"""What may be named in a text: found by typing, put into it by Enter or a double click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.texts.types import PlaceholderRow
from desktop_app.ui.kit.fields import LineField
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.kit.table import Column, TableModel, TableView
from desktop_app.ui.theme.style import GAP, TARGET


class PlaceholderList(QWidget):
    """A search line, the placeholders with what they say now, and what the chosen one is."""

    chosen = Signal(str, str)
    """What is to be put into the text before and after the cursor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PlaceholderRow, ...] = ()
        self.search = LineField(self.tr("Найти поле"), self, limit=60)
        self.search.setAccessibleName(self.tr("Найти поле"))
        self.search.setClearButtonEnabled(True)
        self.search.changed.connect(self._show)
        self.search.returnPressed.connect(self._on_return)
        columns: tuple[Column[PlaceholderRow], ...] = (
            Column(self.tr("Поле"), lambda row: row.name, width=190, least=110),
            Column(self.tr("Сейчас"), lambda row: row.value, stretch=True, least=96),
        )
        self.model: TableModel[PlaceholderRow] = TableModel(columns, self)
        self.table = TableView(self.model, self)
        self.table.setAccessibleName(self.tr("Поля текста: Enter вставляет"))
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.setSortingEnabled(False)
        self.table.verticalHeader().setDefaultSectionSize(TARGET)
        self.table.opened.connect(lambda row: self.chosen.emit(row.insert, row.close))
        self.table.selection_changed.connect(self._on_selected)
        self.about = text_label("", role="muted", parent=self)
        self.about.setMinimumHeight(2 * self.about.fontMetrics().lineSpacing())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self.about)

    def show_rows(self, rows: Sequence[PlaceholderRow]) -> None:
        """Show the placeholders; the chosen one stays chosen."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        self._show()

    def _show(self) -> None:
        wanted = self.search.value().casefold()
        before = [row.name for row in self.table.selected_rows()]
        rows = [row for row in self._rows if wanted in f"{row.name} {row.about}".casefold()]
        self.model.set_rows(rows)
        if before:
            self.table.select_where(lambda row: row.name == before[0])

    def _on_return(self) -> None:
        """Go down to what was found; one alone is put into the text at once."""
        rows = self.model.rows()
        if len(rows) == 1:
            self.chosen.emit(rows[0].insert, rows[0].close)
        elif rows:
            self.table.select_line(0)
            self.table.setFocus()

    def _on_selected(self) -> None:
        rows = self.table.selected_rows()
        hint = self.tr("Enter или двойной щелчок вставляет поле в текст.")
        self.about.setText(rows[0].about if rows else hint)
