"""Pictures of pages for the preview and the printer: PDFium's pixels, no window system here."""

from __future__ import annotations

import ctypes
import mmap
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
    bgrx: memoryview


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
            scale=dpi / _POINTS_PER_INCH,
            rotation=270 if turned else 0,
            rev_byteorder=False,
            prefer_bgrx=True,
            bitmap_maker=_untouched,
        )
        drawn = PageBitmap(
            bitmap.width, bitmap.height, bitmap.stride, memoryview(bitmap.buffer).cast("B").toreadonly()
        )
        bitmap.close()  # here, not when the last name of it goes: by then another thread may be inside
        return drawn


def pictures_of(pdf: bytes, index: int) -> list[Box]:
    """Return where the pictures of page ``index`` lie, in points: left, bottom, right, top."""
    with _page(pdf, index) as page:
        return [found.get_bounds() for found in page.get_objects((pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))]


def _untouched(
    width: int,
    height: int,
    format: int,  # noqa: A002 - PDFium's own names
    rev_byteorder: bool,  # noqa: FBT001 - as above
) -> pypdfium2.PdfBitmap:
    """Return a bitmap in memory that PDFium is the first to touch.

    An array of Python's own is filled with zeros and copied at the end, and the interpreter kept meanwhile:
    40 ms for a sheet at 300 dots an inch.
    """
    size = 4 * width * height
    room = (ctypes.c_ubyte * size).from_buffer(mmap.mmap(-1, size))
    return pypdfium2.PdfBitmap.new_native(width, height, format, rev_byteorder, buffer=room)


@contextmanager
def _page(pdf: bytes, index: int) -> Iterator[pypdfium2.PdfPage]:
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        if not 0 <= index < len(document):
            raise IndexError(index)
        page = document[index]
        yield page
        page.close()
