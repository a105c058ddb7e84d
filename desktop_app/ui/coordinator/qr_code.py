"""A QR code on the screen, for a phone held before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from desktop_app.documents.qr import Symbol

SIDE = 184
"""Px; a link of eighty signs gets modules of four."""


class QrCode(QWidget):
    """Dark modules on white in either theme: cameras do not read the inverse reliably."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol: Symbol | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("QR-код ссылки на чат"))

    def show_payload(self, payload: str) -> bool:
        """Show a code of the text; False, and nothing to see, when it is empty or too long for one."""
        from desktop_app.documents.qr import MOST_BYTES, symbol_of  # noqa: PLC0415 - drawn late, imported late

        fits = 0 < len(payload.encode()) <= MOST_BYTES
        self._symbol = symbol_of(payload) if fits else None
        self.setVisible(fits)
        self.update()
        return fits

    def sizeHint(self) -> QSize:
        """Return the square it is drawn in."""
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw whole pixels only, with the quiet zone of four modules."""
        del event
        if self._symbol is None:
            return
        from desktop_app.documents.qr import QUIET  # noqa: PLC0415

        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        module = max(1, min(self.width(), self.height()) // (self._symbol.side + 2 * QUIET))
        left = (self.width() - module * self._symbol.side) // 2
        top = (self.height() - module * self._symbol.side) // 2
        for row, first, length in self._symbol.dark:
            box = QRectF(left + first * module, top + row * module, length * module, module)
            painter.fillRect(box, Qt.GlobalColor.black)
        painter.end()
