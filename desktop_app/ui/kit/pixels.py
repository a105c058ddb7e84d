"""Pixels of a page turned into a picture of the window's."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QImage


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
    def bgrx(self) -> bytes:
        """All rows."""
        ...


def page_image(page: Pixels) -> QImage:
    """Return a page's pixels as a picture of its own; safe outside of the window's thread."""
    image = QImage(page.bgrx, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    return image.copy()  # the bytes belong to the page
