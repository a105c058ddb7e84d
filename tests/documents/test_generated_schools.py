"""Any school's letter and order under a ruler: what the PDF measures is what its profile says.

``OTKLIK_SCHOOLS=400`` measures so many letters and so many orders; the ordinary run measures fewer.
"""

from __future__ import annotations

import itertools
import os
from dataclasses import dataclass, replace

import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from PIL import Image
from pypdfium2 import raw

from desktop_app.documents.preview import render_page
from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.models.enums import LetterheadStyle
from desktop_app.services.errors import AppError
from desktop_app.services.layouts.profile import LayoutProfile, Margins
from desktop_app.services.papers.books import BookContent, ReportContent
from desktop_app.services.papers.content import LetterContent, OrderContent
from desktop_app.services.papers.parts import Paragraph

from .ruler import MM, Char, Sheet, embedded, measure
from .schools import HEADING, OPENING, POST, POST_END, SIGNED, letters, orders, profiles

NEAR = 0.3
DPI = 72
SCHOOLS = settings(
    max_examples=int(os.environ.get("OTKLIK_SCHOOLS", "30")),
    deadline=None,
    phases=tuple(phase for phase in Phase if phase is not Phase.shrink or "OTKLIK_SCHOOLS" not in os.environ),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
Paper = LetterContent | OrderContent | ReportContent | BookContent


@dataclass
class Measured:
    """A printed paper with the figures it must keep."""

    content: Paper
    profile: LayoutProfile
    margins: Margins
    style: LetterheadStyle
    pdf: bytes
    sheets: list[Sheet]
    width: float = 210
    height: float = 297

    @property
    def right(self) -> float:
        return self.width - self.margins.right

    @property
    def bottom(self) -> float:
        return self.height - self.margins.bottom

    @property
    def draft(self) -> bool:
        return not isinstance(self.content, BookContent) and self.content.draft

    @property
    def head_end(self) -> int:
        """Where the author's data ends in the text of the first sheet."""
        dated = isinstance(self.content, LetterContent | ReportContent)
        mark = (self.content.date or "____") if dated else "ПРИКАЗ"
        return self.sheets[0].text.find(mark)

    @property
    def signed(self) -> tuple[int, Sheet, int]:
        """The sheet with the signature, and where the post begins in its text."""
        number = max(index for index, sheet in enumerate(self.sheets) if POST in sheet.text)
        return number, self.sheets[number], self.sheets[number].text.rfind(POST)

    def body(self, number: int) -> list[list[Char]]:
        """The lines of the text that stand on one sheet."""
        sheet = self.sheets[number]
        begun = any(OPENING in one.text for one in self.sheets[:number])
        start = 0 if begun else sheet.text.find(OPENING)
        ends = [sheet.text.find(mark) for mark in ("Приложение:", POST)]
        end = min((at for at in ends if at >= 0), default=len(sheet.chars))
        bottom = self.bottom
        told = any(POST in one.text or "Приложение:" in one.text for one in self.sheets[:number])
        if told or start < 0:
            return []
        chars = [one for one in sheet.chars[start:end] if self.margins.top < one.baseline < bottom]
        return Sheet(chars).lines()


def printed(content: Paper, profile: LayoutProfile) -> Measured | None:
    """Print and measure; None when the program says that the requisites leave no room."""
    try:
        pdf = ReportLabRenderer().render(content, profile).pdf
    except AppError as refusal:
        event(refusal.message)
        return None
    letter = not isinstance(content, OrderContent)
    usual = LetterheadStyle.CORNER if letter else LetterheadStyle.LONGITUDINAL
    margins = profile.letter if letter else profile.order
    paper = Measured(content, profile, margins, profile.letterhead or usual, pdf, measure(pdf))
    if isinstance(content, BookContent) and content.landscape:
        paper.width, paper.height = paper.height, paper.width
    return paper


@SCHOOLS
@given(letters, profiles)
def test_any_letter_measures_what_its_profile_says(content: LetterContent, profile: LayoutProfile) -> None:
    paper = printed(content, profile)
    if paper is None:
        return
    check_what_every_paper_keeps(paper)
    check_addressees(paper, content)


@SCHOOLS
@given(orders, profiles)
def test_any_order_measures_what_its_profile_says(content: OrderContent, profile: LayoutProfile) -> None:
    paper = printed(content, profile)
    if paper is not None:
        check_what_every_paper_keeps(paper)


@settings(SCHOOLS, max_examples=max(SCHOOLS.max_examples // 5, 6))
@given(letters, profiles)
def test_a_letter_that_just_fills_its_sheet_and_one_line_more(
    content: LetterContent, profile: LayoutProfile
) -> None:
    """Search for the length at which the sheet overflows: there signature and free place are tight."""

    def lines(count: int) -> Measured | None:
        text = tuple(Paragraph(OPENING) for _ in range(count))
        return printed(replace(content, paragraphs=text, attachments=()), profile)

    fits, over = 1, 64
    shortest = lines(fits)
    if shortest is None or len(shortest.sheets) > 1:
        return
    while over - fits > 1:
        middle = (fits + over) // 2
        paper = lines(middle)
        assert paper is not None
        fits, over = (middle, over) if len(paper.sheets) == 1 else (fits, middle)
    for count in (fits, over):
        paper = lines(count)
        assert paper is not None
        check_signature(paper)
        check_free_place(paper)


def check_what_every_paper_keeps(paper: Measured) -> None:
    check_fonts(paper)
    check_margins_and_page_numbers(paper)
    check_letterhead(paper)
    check_emblem(paper)
    check_heading(paper)
    check_text(paper)
    check_signature(paper)
    check_free_place(paper)


def check_fonts(paper: Measured) -> None:
    fonts = embedded(paper.pdf)
    assert fonts
    assert all(fonts.values())
    assert all("OtklikSerif" in name for name in fonts)


def check_margins_and_page_numbers(paper: Measured) -> None:
    for number, sheet in enumerate(paper.sheets, 1):
        above = [char for char in sheet.chars if char.baseline < paper.margins.top]
        inside = [char for char in sheet.chars if char.baseline >= paper.margins.top]
        assert min(char.left for char in sheet.chars) >= paper.margins.left - NEAR
        assert max(char.right for char in sheet.chars) <= paper.right + NEAR
        assert max(char.baseline for char in inside) <= paper.bottom + NEAR
        digits = [char for char in above if char.text.isdigit()]
        mark = "".join(char.text for char in above if not char.text.isdigit())
        assert mark == ("ПРОЕКТ" if paper.draft else "")
        assert "".join(char.text for char in digits) == (str(number) if number > 1 else "")
        if digits:
            top = digits[0].baseline - 0.68 * digits[0].size / MM
            assert (digits[0].left + digits[-1].right) / 2 == pytest.approx(paper.width / 2, abs=NEAR)
            assert top >= max(10, paper.profile.page_number_top) - 0.01
            assert digits[0].size == pytest.approx(paper.profile.page_number_size)


def check_letterhead(paper: Measured) -> None:
    lines = Sheet(paper.sheets[0].chars[: paper.head_end]).lines()
    spans = [(line[0].left, line[-1].right) for line in lines]
    corner = paper.style is LetterheadStyle.CORNER
    widest = paper.profile.corner_width if corner else paper.profile.longitudinal_width
    assert max(right - left for left, right in spans) <= widest + NEAR
    middles = [(left + right) / 2 for left, right in spans]
    assert max(middles) - min(middles) < NEAR
    if corner:
        assert min(left for left, _ in spans) == pytest.approx(paper.margins.left, abs=NEAR)
    else:
        assert middles[0] == pytest.approx((paper.margins.left + paper.right) / 2, abs=NEAR)


def check_emblem(paper: Measured) -> None:
    logo = paper.content.letterhead.logo
    with pypdfium2.PdfDocument(paper.pdf) as document:
        counts = [len(list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))) for page in document]
        assert counts == [int(bool(logo)), *[0] * (len(counts) - 1)]
        if not logo:
            return
        (picture,) = document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
        left, bottom, right, top = (side / MM for side in picture.get_bounds())
        wide, high = picture.get_px_size()
    assert (right - left) / (top - bottom) == pytest.approx(wide / high, rel=0.01)
    assert top - bottom <= min(17, paper.profile.logo_height) + 0.01
    assert 297 - top == pytest.approx(paper.margins.top, abs=NEAR)
    assert left >= paper.margins.left - NEAR
    assert right <= paper.right + NEAR
    assert paper.sheets[0].chars[0].baseline > 297 - bottom
    assert logo.startswith(b"\x89PNG") or logo in paper.pdf


def check_heading(paper: Measured) -> None:
    sheet = paper.sheets[0]
    start = sheet.text.find(bare(paper.content.heading))
    assert start >= 0
    chars = sheet.chars[start : start + len(bare(paper.content.heading))]
    assert chars[0].left == pytest.approx(paper.margins.left, abs=NEAR)
    assert max(char.right for char in chars) <= paper.margins.left + paper.profile.heading_width + NEAR


def check_addressees(paper: Measured, content: LetterContent) -> None:
    sheet, profile = paper.sheets[0], paper.profile
    start = sheet.text.find(HEADING) + len(bare(content.heading))
    count = sum(len(bare(one.organisation + one.post + one.name)) for one in content.addressees)
    left_column, people = sheet.chars[:start], sheet.chars[start : start + count]
    assert people[-1].text == "."
    assert min(char.left for char in people) == pytest.approx(profile.addressee_x, abs=NEAR)
    assert max(char.right for char in people) <= profile.addressee_x + profile.addressee_width + NEAR
    top = people[0].baseline - 0.891 * people[0].size / MM
    if paper.style is LetterheadStyle.CORNER:
        assert top == pytest.approx(paper.margins.top, abs=NEAR)
        beside = left_column
    else:
        assert top > left_column[paper.head_end - 1].baseline
        beside = left_column[paper.head_end :]
    assert max(char.right for char in beside) <= profile.addressee_x + NEAR


def check_text(paper: Measured) -> None:
    for number in range(len(paper.sheets)):
        lines = paper.body(number)
        leading = {line[0].size * 1.15 * paper.profile.spacing / MM for line in lines}
        assert len(leading) <= 1
        sizes = {round(char.size, 2) for line in lines for char in line}
        assert sizes <= {round(size, 2) for size in paper.profile.sizes}
        for high, low in itertools.pairwise(lines):
            assert low[0].baseline - high[0].baseline == pytest.approx(leading.copy().pop(), abs=0.11)
            if not starts_paragraph(low):
                short = paper.right - max(char.right for char in high)
                assert short < NEAR or short >= 2.5 * high[0].size / MM - NEAR
        for line in lines:
            indent = paper.profile.indent if starts_paragraph(line) else 0
            assert line[0].left == pytest.approx(paper.margins.left + indent, abs=NEAR)


def check_signature(paper: Measured) -> None:
    number, sheet, at = paper.signed
    first, last, name = sheet.find(POST, at), sheet.find(POST_END, at), sheet.find(SIGNED, at)
    assert first.left == pytest.approx(paper.margins.left, abs=NEAR)
    assert name.right == pytest.approx(paper.right, abs=NEAR)
    assert name.baseline == pytest.approx(last.baseline, abs=0.01)
    total = sum(len(paper.body(index)) for index in range(len(paper.sheets)))
    with_it = len(paper.body(number))
    if any("Приложение:" in one.text for one in paper.sheets[:number]):  # the list is longer than the sheet
        above = [one for one in sheet.chars if paper.margins.top < one.baseline < first.baseline - 1]
        with_it = len(Sheet(above).lines())
    assert with_it >= min(2, total)
    if total:
        gap = first.baseline - sheet.chars[at - 1].baseline
        leading = first.size * 1.15 * paper.profile.spacing / MM
        assert gap == pytest.approx((paper.profile.signature_gap + 1) * leading, abs=0.11)


def check_free_place(paper: Measured) -> None:
    """Find a white rectangle of the seal's size between or below the parts of the signature."""
    number, sheet, at = paper.signed
    page = render_page(paper.pdf, number, DPI)
    image = Image.frombuffer("RGB", (page.width, page.height), page.bgrx, "raw", "BGRX", page.stride, 1)
    ink = image.convert("L").point(lambda level: 255 if level < 200 else 0)
    dots = DPI / 25.4
    above = [char.baseline for char in sheet.chars if char.baseline < sheet.chars[at].baseline - 1]
    top = round((max(above) + 1.5) * dots)
    bottom = round(paper.bottom * dots)
    wide = round(max(70, paper.profile.seal_width) * dots) - 1
    high = round(max(25, paper.profile.seal_height) * dots) - 1
    lefts = range(round(paper.margins.left * dots), round(paper.right * dots) - wide + 2)
    assert any(longest_gap(ink.crop((x, top, x + wide, bottom))) >= high for x in lefts)


def longest_gap(strip: Image.Image) -> int:
    """Return how many rows without ink follow one another."""
    _, rows = strip.getprojection()
    return max((len(list(run)) for inked, run in itertools.groupby(rows) if not inked), default=0)


def starts_paragraph(line: list[Char]) -> bool:
    return "".join(char.text for char in line).startswith(OPENING)


def bare(text: str) -> str:
    return text.replace(" ", "").replace("\u00a0", "")
