"""Look at a stored picture or PDF as large as the window allows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.russian.dates import short_date
from desktop_app.services.attachments.types import AttachmentRow
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.theme.style import MARGIN

PDF_DPI = 110


class PictureView(QWidget):
    """A picture scaled to fit, never enlarged."""

    def __init__(self, image: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = image
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return the picture's own size within reason."""
        return self._image.size().boundedTo(QSize(1000, 560))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture in the middle."""
        size = self._image.size()
        if size.width() > self.width() or size.height() > self.height():
            size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        target = self.rect().adjusted(0, 0, 0, 0)
        target.setSize(size)
        target.moveCenter(self.rect().center())
        painter.drawImage(target, self._image)


class PictureDialog(QDialog):
    """The picture, when it was taken, and its hash."""

    def __init__(self, row: AttachmentRow, content: bytes, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(row.name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.view = PictureView(load_image(row, content), self)
        self.view.setAccessibleName(row.name)
        column.addWidget(self.view, 1)
        taken = self.tr("Снято {0}. ").format(short_date(row.taken_on)) if row.taken_on else ""
        facts = text_label(taken + self.tr("SHA-256: {0}").format(row.sha256), role="muted", parent=self)
        facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(facts)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        box.rejected.connect(self.reject)
        column.addWidget(box)


def load_image(row: AttachmentRow, content: bytes) -> QImage:
    """Return the picture, or the first page of a PDF; a null image when it cannot be read."""
    if row.media_type != "application/pdf":
        return QImage.fromData(content)
    from desktop_app.documents.preview import render_page  # noqa: PLC0415 - few proofs are PDF

    page = render_page(content, 0, PDF_DPI)
    return QImage(page.bgrx, page.width, page.height, page.stride, QImage.Format.Format_RGB32).copy()
