"""Line icons, drawn in the colour asked for when they are asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.paths import resource

SIZES = (20, 40)
"""An icon is shown at 20 px, or twice as large on a dense screen."""


def icon_folder() -> Path:
    """Return the folder of the icons."""
    return resource("icons")


@cache
def icon(name: str, colour: str) -> QIcon:
    """Return the icon ``name`` drawn in ``colour`` («#rrggbb»)."""
    source = (icon_folder() / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    result = QIcon()
    for size in SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        result.addPixmap(pixmap)
    return result
