"""Look at a proof: a picture, or the pages of a PDF."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.attachments.types import AttachmentRow
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.theme.style import GAP, MARGIN


class PictureView(QScrollArea):
    """A picture as wide as there is room, never larger than it is."""

    def __init__(self, picture: QPixmap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(self.tr("Снимок"))
        self._picture = picture
        self._label = QLabel(self)
        self.setWidget(self._label)
        self._scale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture to the new width."""
        super().resizeEvent(event)
        self._scale()

    def _scale(self) -> None:
        width = min(self._picture.width(), max(self.viewport().width(), 1))
        if self._label.pixmap().width() != width:
            self._label.setPixmap(
                self._picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            )
            self._label.adjustSize()


class ProofViewer(QDialog):
    """The file's name over its content; Escape closes."""

    def __init__(self, row: AttachmentRow, content: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Подтверждение"))
        self.resize(820, 640)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 2 * GAP, MARGIN, 2 * GAP)
        column.setSpacing(GAP)
        column.addWidget(text_label(self._caption(row), role="muted", parent=self))
        column.addWidget(self._view(row, content), 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Закрыть"))
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _caption(self, row: AttachmentRow) -> str:
        if row.taken_on is None:
            return row.name
        return self.tr("{0}, снято {1}").format(row.name, row.taken_on.strftime("%d.%m.%Y"))

    def _view(self, row: AttachmentRow, content: bytes) -> QWidget:
        if row.media_type == "application/pdf":
            from desktop_app.ui.letters.preview import PagePreview  # noqa: PLC0415 - PDF drawing is loaded late

            pages = PagePreview(self)
            pages.show_pdf(content)
            return pages
        picture = QPixmap()
        if not picture.loadFromData(content):
            return text_label(self.tr("Снимок не читается."), role="problem", parent=self)
        return PictureView(picture, self)
