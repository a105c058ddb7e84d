"""A stored picture or PDF as large as the window allows, with what identifies it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.russian.dates import short_date
from desktop_app.services.attachments.types import AttachmentRow
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.pixels import picture_of
from desktop_app.ui.theme.colours import colours_of
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.ui.kit.pages import Pages

PDF = "application/pdf"
MOST_SHOWN = 30
"""Pages of a PDF that are drawn: nobody reads a book in this dialog."""
_KB = 1024
_PART = 0.85
"""How much of the window the dialog takes."""


class PictureView(QWidget):
    """A picture scaled down to fit, never blown up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = QImage()
        self._words = ""
        self.setMinimumSize(240, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage, words: str = "") -> None:
        """Show a picture, or the words when it is null."""
        self.image = image
        self._words = words
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint in the middle of the room there is."""
        painter = QPainter(self)
        if self.image.isNull():
            painter.setPen(QColor(colours_of(self).muted))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self.image.size()
        if size.width() > self.width() or size.height() > self.height():
            size.scale(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = self.rect()
        box.setSize(size)
        box.moveCenter(self.rect().center())
        painter.drawImage(box, self.image)
        painter.setPen(QColor(colours_of(self).border))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()


class PictureDialog(QDialog):
    """A stored picture: scaled to fit, when it was taken, and its SHA-256."""

    def __init__(self, services: Services, title: str, row: AttachmentRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._row = row
        self.view = PictureView(self)
        self.view.setAccessibleName(title)
        self.view.show_image(QImage(), self.tr("Читаю снимок…"))
        self._column = QVBoxLayout(self)
        self.facts = text_label(self._facts(0, 0), parent=self)
        self.digest = text_label(f"SHA-256: {row.sha256}", role="muted", parent=self)
        for label in (self.facts, self.digest):
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        box.rejected.connect(self.reject)
        column = self._column
        column.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        column.setSpacing(GAP)
        column.addWidget(self.view, 1)
        column.addWidget(self.facts)
        column.addWidget(self.digest)
        column.addWidget(box)
        self.resize(parent.window().size() * _PART)
        close = box.button(QDialogButtonBox.StandardButton.Close)
        close.setIcon(QIcon())
        close.setFocus()
        content = partial(services.attachments.content, row.id)
        if row.media_type == PDF:
            Operation(self, content, self._show_pages, self._on_refused).start()
        else:
            Operation(self, lambda: picture_of(content()), self._show_picture, self._on_refused).start()

    def _show_picture(self, image: QImage) -> None:
        self.view.show_image(image, self.tr("Этот файл не показать: он повреждён."))
        self.facts.setText(self._facts(image.width(), image.height()))

    def _show_pages(self, content: bytes) -> None:
        from desktop_app.ui.kit.pages import PagePreview  # noqa: PLC0415 - brings the PDF library, few are PDF

        pages = PagePreview(self, draw=_draw_attached)
        self._column.replaceWidget(self.view, pages)
        self.view.hide()
        pages.show_pdf(content)

    def _on_refused(self, error: AppError) -> None:
        self.view.show_image(QImage(), str(error))

    def _facts(self, width: int, height: int) -> str:
        row = self._row
        taken = (
            self.tr("Снято {0}").format(short_date(row.taken_on))
            if row.taken_on
            else self.tr("Дата съёмки в файле не указана")
        )
        size = self.tr("{0} × {1} точек").format(width, height) if width else ""
        weight = self.tr("{0} КБ").format(max(1, round(row.size / _KB)))
        return " · ".join(part for part in (taken, row.name, size, weight) if part)


def _draw_attached(pdf: bytes, dpi: int) -> Pages:
    """Draw a file somebody sent, in another process; raises ``AppError``."""
    from desktop_app.services.attachments.apart import draw_pdf  # noqa: PLC0415 - few proofs are PDF
    from desktop_app.ui.kit.pages import Pages  # noqa: PLC0415 - as above
    from desktop_app.ui.kit.pixels import page_image  # noqa: PLC0415 - as above

    pages, total = draw_pdf(pdf, dpi, MOST_SHOWN)
    return Pages(tuple(map(page_image, pages)), total)
