"""The very pages of a paper: the PDF's own bytes turned into pictures off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.documents.preview import page_sizes, render_page
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.pixels import page_image
from desktop_app.ui.theme.style import GAP

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
SCREEN_DPI = 96
SHARPNESS = 1.5
"""Pages are drawn this much larger than they are shown, so that thin letters stay readable."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages as pictures; ``total`` is how many the file has, when not all are shown."""

    images: tuple[QImage, ...]
    total: int = 0


Draw = Callable[[bytes, int], Pages]
"""From the bytes of a PDF and a resolution in dpi to its pages; called outside of the window's thread."""


def draw_pages(pdf: bytes, dpi: int) -> Pages:
    """Return every page of a paper of ours."""
    return Pages(tuple(page_image(render_page(pdf, index, dpi)) for index in range(len(page_sizes(pdf)))))


class PageView(QWidget):
    """One sheet of paper on the desk."""

    def __init__(self, image: QImage, zoom: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap.fromImage(image)
        self._size = QSize(round(image.width() / SHARPNESS), round(image.height() / SHARPNESS))
        self.setFixedSize(self._size)
        self.setProperty("zoom", zoom)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page smoothly at its size."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), self._pixmap)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PagePreview(QWidget):
    """Pages one under another with zoom; what is shown is what is printed and saved."""

    def __init__(self, parent: QWidget | None = None, *, zoom: int = 1, draw: Draw = draw_pages) -> None:
        super().__init__(parent)
        self._pdf = b""
        self._draw_pages = draw
        self._zoom = zoom
        self._operation: Operation[Pages] | None = None
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(self.tr("Страницы бумаги"))
        self.count = text_label("", role="muted", parent=self)
        self.zoom_out = QPushButton("−", self)
        self.zoom_in = QPushButton("+", self)
        self.zoom_label = QLabel(self)
        bar = QHBoxLayout()
        bar.addWidget(self.count, 1)
        for widget, name in (
            (self.zoom_out, self.tr("Уменьшить")),
            (self.zoom_label, self.tr("Масштаб")),
            (self.zoom_in, self.tr("Увеличить")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(name)
            bar.addWidget(widget)
        self.zoom_out.clicked.connect(lambda: self._change_zoom(-1))
        self.zoom_in.clicked.connect(lambda: self._change_zoom(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(bar)
        column.addWidget(self._area, 1)
        self._show_zoom()

    @property
    def pdf(self) -> bytes:
        """The bytes shown; empty when nothing is."""
        return self._pdf

    def show_pdf(self, pdf: bytes) -> None:
        """Show the pages of ``pdf``; the place scrolled to stays."""
        self._pdf = pdf
        self._draw()

    def clear(self) -> None:
        """Show nothing."""
        self._pdf = b""
        if self._operation is not None:
            self._operation.cancel()
        self._show(Pages(()))

    def _draw(self) -> None:
        if self._operation is not None:
            self._operation.cancel()
        pdf, dpi = self._pdf, round(SCREEN_DPI * ZOOMS[self._zoom] * SHARPNESS)
        self._operation = Operation(
            self,
            lambda: self._draw_pages(pdf, dpi),
            self._show,
            lambda error: self.count.setText(str(error)),
        )
        self._operation.start()

    def _show(self, pages: Pages) -> None:
        place = self._area.verticalScrollBar().value()
        desk = QWidget()
        column = QVBoxLayout(desk)
        column.setSpacing(2 * GAP)
        for number, image in enumerate(pages.images, start=1):
            view = PageView(image, ZOOMS[self._zoom], desk)
            view.setAccessibleName(self.tr("Страница {0}").format(number))
            column.addWidget(view, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._area.setWidget(desk)
        self._area.verticalScrollBar().setValue(place)
        shown = len(pages.images)
        words = self.tr("Листов: {0}").format(shown) if shown else ""
        if pages.total > shown:
            words = self.tr("Показаны листы 1–{0} из {1}").format(shown, pages.total)
        self.count.setText(words)

    def _change_zoom(self, step: int) -> None:
        self._zoom = min(max(self._zoom + step, 0), len(ZOOMS) - 1)
        self._show_zoom()
        if self._pdf:
            self._draw()

    def _show_zoom(self) -> None:
        self.zoom_label.setText(self.tr("{0} %").format(round(ZOOMS[self._zoom] * 100)))
        self.zoom_out.setEnabled(self._zoom > 0)
        self.zoom_in.setEnabled(self._zoom < len(ZOOMS) - 1)
