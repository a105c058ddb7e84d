"""Where the parts of the window stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from desktop_app.ui.shell.window import MainWindow


def laid_out(window: MainWindow) -> QWidget:
    """Return the window's parts in their places: the rail at the left, the status bar below everything."""
    whole = QWidget(window)
    rows = QVBoxLayout(whole)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    row, column = QHBoxLayout(), QVBoxLayout()
    # a message stands in the header's place: below the page it would push the lowest buttons out of sight
    column.addWidget(window.header)
    column.addWidget(window.line)
    column.addWidget(window.notice)
    column.addWidget(window.stack, 1)
    row.addWidget(window.rail)
    row.addLayout(column, 1)
    rows.addLayout(row, 1)
    rows.addWidget(window.status)
    return whole
