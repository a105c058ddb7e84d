"""Pages as pixels."""

from __future__ import annotations

import time
from threading import Thread
from typing import Any

import pypdfium2
import pytest

from desktop_app.documents import preview
from desktop_app.documents.preview import page_sizes, render_page
from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.layouts.profile import PROFILES, ProfileName

from .papers import LETTER, ORDER


def test_a_page_is_as_large_as_the_sheet_and_white_outside_the_text() -> None:
    pdf = ReportLabRenderer().render(LETTER, PROFILES[ProfileName.GOST_2025]).pdf
    ((width, height),) = page_sizes(pdf)
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)
    page = render_page(pdf, 0, 72)
    assert (page.width, page.height) == (596, 842)
    assert page.stride >= page.width * 4
    assert len(page.bgrx) == page.stride * page.height
    assert page.bgrx[:3] == b"\xff\xff\xff"
    assert min(page.bgrx[0::4]) < 64


def test_a_page_that_is_not_there_is_an_index_error() -> None:
    pdf = ReportLabRenderer().render(ORDER, PROFILES[ProfileName.GOST_2025]).pdf
    for index in (-1, 1):
        with pytest.raises(IndexError):
            render_page(pdf, index, 72)


def test_only_one_thread_at_a_time_is_inside_the_library_that_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is zoomed while another is still drawn, or printed meanwhile: PDFium ended the program then."""
    pdf = ReportLabRenderer().render(LETTER, PROFILES[ProfileName.GOST_2025]).pdf
    inside, most = [0], [0]

    class Watched(pypdfium2.PdfDocument):  # type: ignore[misc]  # the library has no types
        def __enter__(self) -> Any:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            time.sleep(0.002)  # long enough for another thread to come in, if it may
            return super().__enter__()

        def __exit__(self, *ended: object) -> None:
            super().__exit__(*ended)
            inside[0] -= 1

    monkeypatch.setattr(preview.pypdfium2, "PdfDocument", Watched)

    def look() -> None:
        for dpi in range(40, 45):
            render_page(pdf, len(page_sizes(pdf)) - 1, dpi)

    threads = [Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, inside) == ([1], [0])
