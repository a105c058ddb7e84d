"""Small pictures for the tables, read off the window's thread and kept while the page lives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from desktop_app.services.attachments.apart import draw_pdf
from desktop_app.services.attachments.types import AttachmentRow
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.picture import PDF
from desktop_app.ui.kit.pixels import page_image, picture_of

if TYPE_CHECKING:
    from desktop_app.services.container import Services

THUMB = QSize(72, 48)
"""The room a small picture has in a table, px."""
SHARPNESS = 2
"""Small pictures are kept this much larger than they are shown, for screens with dense pixels."""
_DPI = 40


def thumbnail(content: bytes, media_type: str) -> QImage:
    """Return a stored picture, or the first page of a PDF, in the room of a small one; null if unreadable.

    Safe in a thread.
    """
    room = THUMB * SHARPNESS
    if media_type != PDF:
        return picture_of(content, room)
    try:
        pages, _total = draw_pdf(content, _DPI, 1)
    except AppError:  # a file kept before such files were looked through
        return QImage()
    if not pages:
        return QImage()
    return page_image(pages[0]).scaled(
        room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


class PictureShelf(QObject):
    """Thumbnails by the attachment's id; ``arrived`` says that there are more of them."""

    arrived = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._images: dict[int, QImage] = {}
        self._asked: set[int] = set()

    def image(self, attachment_id: int) -> QImage | None:
        """Return the thumbnail, null when the file is no picture, None while it is not read yet."""
        return self._images.get(attachment_id)

    def want(self, rows: Iterable[AttachmentRow | None]) -> None:
        """Read what is not on the shelf yet; the bytes of a stored file never change."""
        wanted = {row.id: row for row in rows if row is not None and row.id not in self._asked}
        if not wanted:
            return
        self._asked |= set(wanted)
        Operation(self, lambda: self._read(wanted), self._on_read, lambda _error: None).start()

    def _read(self, wanted: dict[int, AttachmentRow]) -> dict[int, QImage]:
        return {number: self._thumb(row) for number, row in wanted.items()}

    def _thumb(self, row: AttachmentRow) -> QImage:
        try:
            return thumbnail(self._services.attachments.content(row.id), row.media_type)
        except AppError:  # gone meanwhile: the table says «файл»
            return QImage()

    def _on_read(self, images: dict[int, QImage]) -> None:
        self._images |= images
        self.arrived.emit()
