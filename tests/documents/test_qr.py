"""The code on the sheet reads back, in its place, and gives way to the text."""

from __future__ import annotations

from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image

from desktop_app.documents.preview import render_page
from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.content import LetterContent
from desktop_app.services.papers.parts import Paragraph

from .papers import LETTER
from .ruler import measure

DPI = 200


def read(content: LetterContent, profile: ProfileName = ProfileName.GOST_2025) -> list[zxingcpp.Barcode]:
    page = render_page(ReportLabRenderer().render(content, PROFILES[profile]).pdf, 0, DPI)
    image = Image.frombuffer("RGB", (page.width, page.height), page.bgrx, "raw", "BGRX", page.stride, 1)
    return zxingcpp.read_barcodes(image)


@pytest.mark.parametrize("payload", ["https://example.ru/а", LETTER.code, "Я" * 200])
def test_the_code_reads_back_from_the_page(payload: str) -> None:
    (code,) = read(replace(LETTER, paragraphs=LETTER.paragraphs[:1], code=payload))
    assert code.text == payload
    assert code.ec_level == "M"


def test_the_code_stands_at_the_bottom_right_and_no_text_runs_under_it() -> None:
    content = replace(LETTER, paragraphs=LETTER.paragraphs * 5)
    (code,) = read(content)
    corner = code.position.bottom_right
    assert corner.x / DPI * 25.4 == pytest.approx(200, abs=0.5)
    assert corner.y / DPI * 25.4 == pytest.approx(277, abs=0.5)
    left, top = code.position.top_left.x / DPI * 25.4, code.position.top_left.y / DPI * 25.4
    first, *_ = measure(ReportLabRenderer().render(content, PROFILES[ProfileName.GOST_2025]).pdf)
    assert not [char for char in first.chars if char.right > left - 2 and char.baseline > top - 2]


def test_the_profile_of_2016_has_no_code() -> None:
    assert read(LETTER, ProfileName.GOST_2016) == []


def test_a_code_without_room_at_the_foot_stands_below_the_addressee_or_is_left_out_with_a_word() -> None:
    seen = set()
    for lines in range(10, 40):
        text = tuple(Paragraph("Строка.") for _ in range(lines))
        content = replace(LETTER, paragraphs=text)
        paper = ReportLabRenderer().render(content, PROFILES[ProfileName.GOST_2025])
        found = read(content)
        missing = any("QR-код" in warning for warning in paper.warnings)
        assert len(found) == (0 if missing else 1)
        seen.add("none" if missing else "top" if found[0].position.top_left.y < 100 / 25.4 * DPI else "foot")
    assert "foot" in seen
    assert seen - {"foot"}


def test_a_payload_too_long_is_left_out_with_a_word() -> None:
    content = replace(LETTER, code="я" * 301)
    paper = ReportLabRenderer().render(content, PROFILES[ProfileName.GOST_2025])
    assert any("600 байт" in warning for warning in paper.warnings)
    assert read(content) == []
