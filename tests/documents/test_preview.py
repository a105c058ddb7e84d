"""Pages as pixels."""

from __future__ import annotations

import pytest

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
