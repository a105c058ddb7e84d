"""A ruler laid on the papers of generated schools: every requisite stands where the profile says.

The ordinary run measures a few dozen; OTKLIK_RULER=400 in the environment makes it 400 of each kind.
"""

from __future__ import annotations

import os
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from PIL import Image

from desktop_app.documents.preview import render_page
from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.documents.units import LINE_HEIGHT
from desktop_app.models.enums import LetterheadStyle
from desktop_app.services.errors import AppError
from desktop_app.services.layouts.profile import LayoutProfile, Margins
from desktop_app.services.papers.content import LetterContent, OrderContent
from desktop_app.services.papers.parts import Signature
from tests.documents.ruler import Sheet, embedded, measure
from tests.documents.schools import NAME, letters, orders, profiles

MANY = int(os.environ.get("OTKLIK_RULER", "25"))
RUN = settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))
NEAR = 0.35
"""Millimetres: PDFium rounds what it measures."""
POINT = 25.4 / 72


def sheets_of(content: LetterContent | OrderContent, profile: LayoutProfile) -> tuple[bytes, list[Sheet]]:
    try:
        paper = ReportLabRenderer().render(content, profile)
    except AppError as refusal:
        assert "не помещаются" in refusal.message  # noqa: PT017  # a refusal is as good as a paper
        assume(False)
    sheets = measure(paper.pdf)
    assert len(sheets) == paper.sheets
    return paper.pdf, sheets


def check_margins(sheets: list[Sheet], margins: Margins, profile: LayoutProfile) -> None:
    for sheet in sheets:
        body = [char for char in sheet.chars if char.baseline > margins.top]
        assert min(char.left for char in body) >= margins.left - NEAR
        assert max(char.right for char in body) <= 210 - margins.right + NEAR
        assert max(char.baseline for char in body) <= 297 - margins.bottom
    for number, sheet in enumerate(sheets, 1):
        top = [char for char in sheet.chars if char.baseline < margins.top and char.font.endswith("Regular")]
        assert "".join(char.text for char in top) == ("" if number == 1 else str(number))
        if number > 1:
            assert (top[0].left + top[-1].right) / 2 == pytest.approx(105, abs=NEAR)
            # the digit's own top: the baseline less the height of a digit, 0.66 of the size
            assert top[0].baseline - 0.66 * top[0].size * POINT >= profile.page_number_top - NEAR
            assert top[0].size == pytest.approx(profile.page_number_size)


def check_text(sheets: list[Sheet], profile: LayoutProfile, first: str) -> None:
    sheet = sheets[0]
    assume(first[:14].replace(" ", "") in sheet.text)
    begun = sheet.find(first[:14])
    size = begun.size
    assert any(size == pytest.approx(one) for one in profile.sizes)
    leading = size * LINE_HEIGHT * profile.spacing * POINT
    bare = NAME.replace("\u00a0", "")
    end = sheet.find(NAME).baseline - 1 if bare in sheet.text else 297
    body = [line for line in sheet.lines() if begun.baseline - NEAR <= line[0].baseline < end]
    lines = [line for line in body if line[-1].right - line[0].left > 100]
    for earlier, later in pairwise(lines):
        if earlier[0].size == later[0].size == pytest.approx(size):
            gap = later[0].baseline - earlier[0].baseline
            # a short last line of a paragraph between two long ones makes the gap a multiple
            assert gap / leading == pytest.approx(round(gap / leading), abs=0.05)


def check_signature(sheets: list[Sheet], sign: Signature, margins: Margins, profile: LayoutProfile) -> None:
    (holding,) = [sheet for sheet in sheets if NAME.replace("\u00a0", "") in sheet.text]
    name = holding.find(NAME)
    assert name.right == pytest.approx(210 - margins.right, abs=NEAR)
    last = sign.post.split()[-1]
    line = [char for char in holding.chars if abs(char.baseline - name.baseline) < 0.1]
    assert last in "".join(char.text for char in line)
    assert min(char.left for char in line) == pytest.approx(margins.left, abs=NEAR)
    post = [char for char in line if char.right < name.left - 1]
    assert max(char.right for char in post) <= margins.left + profile.post_width + NEAR
    if holding is not sheets[0]:
        above = [line for line in holding.lines() if margins.top < line[0].baseline < name.baseline - 1]
        assert len(above) >= 2 + len(sign.post) // 60, "the signature stands alone"


def free(pdf: bytes, sheets: list[Sheet], margins: Margins, profile: LayoutProfile) -> bool:
    """Tell whether the seal's place is white somewhere beside or below the signature."""
    index = next(n for n, sheet in enumerate(sheets) if NAME.replace("\u00a0", "") in sheet.text)
    name = sheets[index].find(NAME)
    page = render_page(pdf, index, 72)
    image = Image.frombuffer("RGB", (page.width, page.height), page.bgrx, "raw", "BGRX", page.stride, 1)
    ink = image.convert("L").point(lambda level: 255 if level < 200 else 0)
    dots = 72 / 25.4
    width, height = round(profile.seal_width * dots) - 2, round(profile.seal_height * dots) - 2
    right, bottom = round((210 - margins.right) * dots), round((297 - margins.bottom) * dots)
    left = round(margins.left * dots)
    for y in range(round((name.baseline - 40) * dots), bottom - height + 3):
        inked, _ = ink.crop((left, y, right, y + height)).getprojection()
        if "0" * width in "".join(map(str, inked)):
            return True
    return False


@RUN
@given(letters(), profiles())
def test_every_requisite_of_a_letter_stands_where_the_profile_says(
    content: LetterContent, profile: LayoutProfile
) -> None:
    pdf, sheets = sheets_of(content, profile)
    margins, first = profile.letter, sheets[0]
    check_margins(sheets, margins, profile)
    check_text(sheets, profile, content.paragraphs[0].text)
    check_signature(sheets, content.signature, margins, profile)
    assert all(embedded(pdf).values())
    head = first.find(content.letterhead.full_name.split()[0])
    people = first.find(content.addressees[0].name)
    assert people.left == pytest.approx(profile.addressee_x, abs=NEAR)
    assert people.right <= profile.addressee_x + profile.addressee_width + NEAR
    limit = profile.corner_width if profile.letterhead is not LetterheadStyle.LONGITUDINAL else 120
    assert head.right - head.left <= limit
    mark = first.find("№")
    assert mark.left >= margins.left - NEAR
    if profile.letterhead is LetterheadStyle.LONGITUDINAL:
        assert people.baseline > head.baseline
    else:
        assert head.left <= margins.left + profile.corner_width
    assert free(pdf, sheets, margins, profile)
    assert ("Контрольныйкод:A1B2-C3D4-E5F6" in sheets[-1].text) is not content.draft


@RUN
@given(orders(), profiles())
def test_every_requisite_of_an_order_stands_where_the_profile_says(
    content: OrderContent, profile: LayoutProfile
) -> None:
    pdf, sheets = sheets_of(content, profile)
    margins, first = profile.order, sheets[0]
    check_margins(sheets, margins, profile)
    check_text(sheets, profile, content.paragraphs[0].text)
    check_signature(sheets, content.signature, margins, profile)
    assert all(embedded(pdf).values())
    kind = first.find("ПРИКАЗ")
    assert (kind.left + kind.right) / 2 == pytest.approx((margins.left + 210 - margins.right) / 2, abs=NEAR)
    assert first.find(content.place).right == pytest.approx(210 - margins.right, abs=NEAR)
    assert free(pdf, sheets, margins, profile)
    for name in content.acknowledgements:
        assert any(name.replace(" ", "") in sheet.text for sheet in sheets)
