"""Cells with a small picture, and cells of two lines."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.ui.banners.pictures import THUMB
from desktop_app.ui.theme.colours import colours_of

Index = QModelIndex | QPersistentModelIndex

IMAGE_ROLE = Qt.ItemDataRole.UserRole + 2
"""The small picture of a cell, None while it is read or when there is none."""
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 3
"""The second, quieter line of a cell."""
ROW = THUMB.height() + 8
"""The height of a row with a picture, px."""
_INSET = 8
_TEXT = 11
"""Where Qt's own cells begin their text, px: the two lines stand under the heading as those do."""


def _paint_row(painter: QPainter, option: QStyleOptionViewItem) -> QWidget:
    view = option.widget
    view.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, view)
    return view


class ThumbDelegate(QStyledItemDelegate):
    """The picture fitted into the cell; the cell's text in grey where there is none."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the picture in a thin frame, never tinted by the selection."""
        image = index.data(IMAGE_ROLE)
        view = _paint_row(painter, option)
        colours = colours_of(view)
        painter.save()
        if isinstance(image, QImage) and not image.isNull():
            size = image.size().scaled(
                THUMB.boundedTo(option.rect.size() - QSize(_INSET, _INSET)),
                Qt.AspectRatioMode.KeepAspectRatio,
            )
            box = QRect(0, 0, size.width(), size.height())
            box.moveCenter(option.rect.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(box), image)
            painter.setPen(QPen(QColor(colours.border)))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        else:
            painter.setPen(QColor(colours.muted))
            painter.drawText(option.rect, int(Qt.AlignmentFlag.AlignCenter), str(index.data() or ""))
        painter.restore()


class TwoLineDelegate(QStyledItemDelegate):
    """The cell's text, and its detail in grey under it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint both lines, each cut with an ellipsis where the column ends."""
        view = _paint_row(painter, option)
        box = option.rect.adjusted(_TEXT, 0, -_INSET, 0)
        line = painter.fontMetrics().lineSpacing()
        top = QRect(box.x(), box.center().y() - line, box.width(), line)
        under = top.translated(0, line + 2)
        cut = Qt.TextElideMode.ElideRight
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.save()
        painter.setPen(view.palette().color(QPalette.ColorRole.Text))
        painter.drawText(top, left, painter.fontMetrics().elidedText(str(index.data()), cut, top.width()))
        painter.setPen(QColor(colours_of(view).muted))
        detail = str(index.data(DETAIL_ROLE) or "")
        painter.drawText(under, left, painter.fontMetrics().elidedText(detail, cut, under.width()))
        painter.restore()
