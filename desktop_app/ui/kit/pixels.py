"""Pictures of the window's: read from their bytes, or made of a page's pixels."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader


class Pixels(Protocol):
    """Rows of ``stride`` bytes, four bytes a pixel (blue, green, red, unused)."""

    @property
    def width(self) -> int:
        """Pixels across."""
        ...

    @property
    def height(self) -> int:
        """Pixels down."""
        ...

    @property
    def stride(self) -> int:
        """Bytes of a row."""
        ...

    @property
    def bgrx(self) -> bytes | memoryview:
        """All rows."""
        ...


def page_image(page: Pixels) -> QImage:
    """Return a page's pixels as a picture of its own; safe outside of the window's thread."""
    image = QImage(page.bgrx, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    return image.copy()  # the bytes belong to the page


def picture_of(content: bytes, room: QSize | None = None) -> QImage:
    """Return a picture, in its own shape as large as ``room`` lets it be; null when it cannot be read.

    Safe outside of the window's thread, and the window's goes on meanwhile: ``QImage`` itself reads without
    letting another thread have the interpreter, 40 ms for two million pixels.
    """
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if room is not None and size.isValid():
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
