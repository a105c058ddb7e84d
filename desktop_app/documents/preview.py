"""Pictures of pages for the preview and the printer: PDFium's pixels, no window system here."""

from __future__ import annotations

from typing import NamedTuple

import pypdfium2

_POINTS_PER_INCH = 72


class PageBitmap(NamedTuple):
    """Pixels of a page: rows of ``stride`` bytes, four bytes a pixel (blue, green, red, unused)."""

    width: int
    height: int
    stride: int
    bgrx: bytes


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return the width and height of every page in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [document.get_page_size(index) for index in range(len(document))]


def render_page(pdf: bytes, index: int, dpi: int) -> PageBitmap:
    """Draw page ``index`` (from 0) on white at ``dpi``; raise ``IndexError`` when there is no such page."""
    with pypdfium2.PdfDocument(pdf) as document:
        if not 0 <= index < len(document):
            raise IndexError(index)
        bitmap = document[index].render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=False, prefer_bgrx=True)
        return PageBitmap(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
