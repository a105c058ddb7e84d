"""One sheet of paper on the desk: its place is known at once, its picture comes when somebody looks at it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from desktop_app.documents.preview import render_page
from desktop_app.ui.kit.pixels import page_image

SCREEN_DPI = 96
SHARPNESS = 1.5
"""Pages are drawn this much larger than they are shown, so that thin letters stay readable."""
_POINTS_PER_INCH = 72
_WHITE, _INK = "#ffffff", "#5b6675"
"""Paper is white in a dark window too, and what is said on it grey, 5.9 : 1."""


def shown_size(points: tuple[float, float], scale: float) -> QSize:
    """Return the pixels a page of ``points`` takes on the screen at ``scale`` (1.0 is its own size)."""
    width, height = (round(side * SCREEN_DPI * scale / _POINTS_PER_INCH) for side in points)
    return QSize(width, height)


def draw_page(pdf: bytes, index: int, scale: float) -> QImage:
    """Return one page of ``pdf`` as a picture for ``scale``; safe outside of the window's thread."""
    return page_image(render_page(pdf, index, round(SCREEN_DPI * scale * SHARPNESS)))


class PageView(QWidget):
    """A sheet; ``drawn`` says whether its picture is of what is shown now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawn = False
        self._pixmap = QPixmap()
        self._said = ""

    def say(self, text: str) -> None:
        """Say on the empty sheet what is awaited."""
        self._said = text
        self.update()

    def show_image(self, image: QImage) -> None:
        """Show the picture of the page."""
        self._pixmap = QPixmap.fromImage(image)
        self.drawn = True
        self.update()

    def forget(self) -> None:
        """Let the picture go: the sheet is far from what is looked at."""
        self._pixmap = QPixmap()
        self.drawn = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page smoothly at its size; white paper until its picture is there."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(_WHITE))
        if not self._pixmap.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self.rect(), self._pixmap)
        elif self._said:
            painter.setPen(QColor(_INK))
            upper = self.rect().adjusted(0, 0, 0, -self.height() * 2 // 3)
            painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, self._said)
        painter.setPen(self.palette().mid().color())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
