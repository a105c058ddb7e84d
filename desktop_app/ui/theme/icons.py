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
WINDOW_SIZES = (16, 24, 32, 48, 128)
"""Pixels at which window managers and task bars show the icon of a program."""


def icon_folder() -> Path:
    """Return the folder of the icons."""
    return resource("icons")


@cache
def icon(name: str, colour: str) -> QIcon:
    """Return the icon ``name`` drawn in ``colour`` («#rrggbb»)."""
    source = (icon_folder() / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    return _drawn(source, SIZES)


def program_icon() -> QIcon:
    """Return the icon of the program, in its own colours, for windows and the task bar."""
    return _drawn((icon_folder() / "otklik.svg").read_text(encoding="utf-8"), WINDOW_SIZES)


def _drawn(source: str, sizes: tuple[int, ...]) -> QIcon:
    renderer = QSvgRenderer(QByteArray(source.encode()))
    result = QIcon()
    for size in sizes:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        result.addPixmap(pixmap)
    return result
