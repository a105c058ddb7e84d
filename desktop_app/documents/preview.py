"""Pictures of pages for the preview and the printer: PDFium's pixels, no window system here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final, NamedTuple

import pypdfium2
import pypdfium2.raw

_POINTS_PER_INCH = 72
_ONE_AT_A_TIME: Final = Lock()
"""PDFium is one library with one memory for all threads: two of them in it at once end the program."""


Box = tuple[float, float, float, float]


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


def render_page(pdf: bytes, index: int, dpi: int, *, turned: bool = False) -> PageBitmap:
    """Draw page ``index`` (from 0) on white at ``dpi``, a ``turned`` one with its top to the left.

    Raises ``IndexError`` when there is no such page.
    """
    with _page(pdf, index) as page:
        bitmap = page.render(
            scale=dpi / _POINTS_PER_INCH, rotation=270 if turned else 0, rev_byteorder=False, prefer_bgrx=True
        )
        drawn = PageBitmap(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()  # here, not when the last name of it goes: by then another thread may be inside
        return drawn


def pictures_of(pdf: bytes, index: int) -> list[Box]:
    """Return where the pictures of page ``index`` lie, in points: left, bottom, right, top."""
    with _page(pdf, index) as page:
        return [found.get_bounds() for found in page.get_objects((pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))]


@contextmanager
def _page(pdf: bytes, index: int) -> Iterator[pypdfium2.PdfPage]:
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        if not 0 <= index < len(document):
            raise IndexError(index)
        page = document[index]
        yield page
        page.close()
