"""The mark of a target on a painted bar."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from desktop_app.ui.theme.colours import Colours

_OVER = 3
"""The mark stands out of the bar on both sides, px."""
_FULL = 100


def paint_target(painter: QPainter, colours: Colours, track: QRectF, percent: int) -> None:
    """Paint an upright line over a bar whose whole ``track`` is 100 %."""
    x = track.left() + track.width() * min(percent, _FULL) / _FULL
    painter.setPen(QPen(QColor(colours.text), 2))
    painter.drawLine(QPointF(x, track.top() - _OVER), QPointF(x, track.bottom() + _OVER))
