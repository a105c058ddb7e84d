"""PDF files as proof: can their pages be shown, and what they look like.

Runs in the reader's process only: everything here may meet a hostile file.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final, NamedTuple

from desktop_app.services.errors import AppError

MOST_PAGES: Final = 1_000
"""A protocol has a few pages; a book is no proof."""
_MOST_PIXELS: Final = 12_000_000
"""Pixels a page is drawn with at most: A4 at 330 dpi."""
_SMALL_DPI: Final = 20.0
_POINTS: Final = 72
_PASSWORD: Final = 4
"""PDFium's own number for a file that wants a password."""
_HINT: Final = "Сохраните документ как PDF заново или добавьте снимок страницы."


class ScanPage(NamedTuple):
    """Pixels of a page: rows of ``stride`` bytes, four bytes a pixel (blue, green, red, unused)."""

    width: int
    height: int
    stride: int
    bgrx: bytes


def look_through(content: bytes) -> int:
    """Return how many pages there are; raises ``AppError`` when the first cannot be drawn."""
    total, pages = drawn(content, _SMALL_DPI, 1)
    for _page in pages:
        break
    return total


def drawn(content: bytes, dpi: float, most: int) -> tuple[int, Iterator[ScanPage]]:
    """Return the number of pages, and the first ``most`` of them as pixels, drawn one after another."""
    document = _opened(content)
    total = len(document)
    if not 0 < total <= MOST_PAGES:
        document.close()
        said = (
            "В этом PDF нет ни одной страницы."
            if not total
            else f"В этом PDF слишком много страниц: {total}."
        )
        raise AppError(said, hint=f"Можно не больше {MOST_PAGES}: оставьте только нужные.")
    return total, _pages(document, min(total, most), dpi)


def _opened(content: bytes) -> Any:
    import pypdfium2  # noqa: PLC0415 - a library few proofs need

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise AppError(
                "Этот PDF закрыт паролем.", hint="Сохраните его без пароля и добавьте снова."
            ) from error
        raise AppError("Это не PDF или файл повреждён.", hint=_HINT) from error


def _pages(document: Any, number: int, dpi: float) -> Iterator[ScanPage]:
    import pypdfium2  # noqa: PLC0415 - as above

    with closing(document):
        for index in range(number):
            try:
                page = document[index]
                bitmap = page.render(scale=_scale(page, dpi), rev_byteorder=False, prefer_bgrx=True)
            except (pypdfium2.PdfiumError, ValueError, OverflowError) as error:
                raise AppError(f"Страница {index + 1} этого PDF не читается.", hint=_HINT) from error
            yield ScanPage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            page.close()


def _scale(page: Any, dpi: float) -> float:
    """Return the scale for ``dpi``, smaller for a page as large as a wall."""
    width, height = page.get_size()
    if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
        raise ValueError("a page without a size")
    scale = dpi / _POINTS
    pixels = width * height * scale * scale
    return float(scale if pixels <= _MOST_PIXELS else scale * math.sqrt(_MOST_PIXELS / pixels))
