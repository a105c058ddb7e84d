"""Paint a table's cell as a state badge."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.ui.theme.colours import Tone, colours_of

TONE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The tone of a cell, or None."""


class BadgeDelegate(QStyledItemDelegate):
    """The cell's text in a rounded box of the tone's colours."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the row's background, then the badge."""
        tone = index.data(TONE_ROLE)
        view = option.widget
        if tone is None or not isinstance(view, QWidget):
            super().paint(painter, option, index)
            return
        view.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, view)
        text = str(index.data() or "")
        colour, soft = colours_of(view).tone(Tone(tone))
        cell = QRectF(option.rect)
        width = min(painter.fontMetrics().horizontalAdvance(text) + 20.0, cell.width() - 8)
        box = QRectF(cell.x() + 4, cell.center().y() - 11, width, 22)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(soft))
        painter.drawRoundedRect(box, 11, 11)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) - 12)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)
        painter.restore()
