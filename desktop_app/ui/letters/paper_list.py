"""The list of papers, no higher than it needs to be: what is known of the chosen one stands below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.services.letters.types import LetterRow
from desktop_app.ui.kit.row_menu import RowMenu
from desktop_app.ui.kit.table import TableView
from desktop_app.ui.kit.widths import Widths
from desktop_app.ui.letters.table_model import LetterTableModel

_LEAST, _ROW, _EDGES = 150, 36, 4
"""Pixels: the least height of the table, of a row or the header, of the frame; short tables leave room."""


class PaperList(TableView):
    """Papers, one of which is chosen; ``buttons`` are what a right click offers."""

    def __init__(self, buttons: Sequence[QPushButton], parent: QWidget) -> None:
        papers = LetterTableModel()
        super().__init__(papers, parent)
        self.papers = papers
        self.setAccessibleName(self.tr("Бумаги"))
        self.setMinimumHeight(_LEAST)
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        RowMenu(self, *buttons)
        Widths(self, "papers")

    def show_papers(self, rows: Sequence[LetterRow]) -> None:
        """Show these papers, in their order."""
        self.papers.set_rows(rows)
        self.setMaximumHeight(max(_LEAST, _ROW * (len(rows) + 1) + _EDGES))
