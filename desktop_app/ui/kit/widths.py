"""Columns stay as wide as the user has drawn them, after the next start too."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop_app.ui.kit.remembered import remembered

LEAST: Final = 32
"""A column that could hardly be found again is not brought back, px."""
MOST: Final = 1200
"""As above, for one that would push the others out of sight, px."""


class Widths(QObject):
    """Keeps the widths of one table among the settings of this user on this PC, under ``name``.

    Only what was drawn by the mouse is kept: a window that gets smaller widens and narrows columns too.
    """

    def __init__(self, table: QTableView, name: str) -> None:
        super().__init__(table)
        self._header = table.horizontalHeader()
        self._key = f"columns/{name}"
        self._store = remembered()
        self._held = self._drawn = False
        self._bring_back()
        self._header.sectionResized.connect(self._on_resized)
        self._header.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Learn when the mouse holds the heading, and write down what it has drawn when it lets go."""
        kind = event.type()
        if kind in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}:
            self._held, self._drawn = True, False
        elif kind is QEvent.Type.MouseButtonRelease:
            self._held = False
            if self._drawn:
                self._keep()
        return False

    def _bring_back(self) -> None:
        kept = str(self._store.value(self._key, "")).split("-")
        if len(kept) != self._header.count():
            return  # nothing is kept, or by a version with other columns
        for section, written in enumerate(kept):
            with suppress(ValueError):
                width = int(written)
                if self._can_be_drawn(section) and LEAST <= width <= MOST:
                    self._header.resizeSection(section, width)

    def _on_resized(self, _section: int, _before: int, _width: int) -> None:
        self._drawn = self._drawn or self._held

    def _keep(self) -> None:
        header = self._header
        widths = (header.sectionSize(section) for section in range(header.count()))
        self._store.setValue(self._key, "-".join(map(str, widths)))

    def _can_be_drawn(self, section: int) -> bool:
        drawn = self._header.sectionResizeMode(section) is QHeaderView.ResizeMode.Interactive
        return drawn and not self._header.isSectionHidden(section)
