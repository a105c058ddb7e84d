"""Pictures of pages for the preview and the printer: PDFium's pixels, no window system here."""

from __future__ import annotations

from threading import Lock
from typing import Final, NamedTuple

import pypdfium2

_POINTS_PER_INCH = 72
_ONE_AT_A_TIME: Final = Lock()
"""PDFium is one library with one memory for all threads: two of them in it at once end the program."""


class PageBitmap(NamedTuple):
    """Pixels of a page: rows of ``stride`` bytes, four bytes a pixel (blue, green, red, unused)."""

    width: int
    height: int
    stride: int
    bgrx: bytes


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return the width and height of every page in points."""
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        return [document.get_page_size(index) for index in range(len(document))]


def render_page(pdf: bytes, index: int, dpi: int) -> PageBitmap:
    """Draw page ``index`` (from 0) on white at ``dpi``; raise ``IndexError`` when there is no such page."""
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        if not 0 <= index < len(document):
            raise IndexError(index)
        page = document[index]
        bitmap = page.render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=False, prefer_bgrx=True)
        drawn = PageBitmap(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()  # here, not when the last name of it goes: by then another thread may be inside
        page.close()
        return drawn
