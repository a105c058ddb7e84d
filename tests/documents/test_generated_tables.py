"""Any book, report and memo under the ruler: rows, sums, rules, figures, captions, signature, halves.

``OTKLIK_SCHOOLS=400`` measures so many of each; the ordinary run measures fewer.
"""

from __future__ import annotations

import itertools
import os
import re
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.models.enums import LetterheadStyle
from desktop_app.services.layouts.profile import PROFILES, LayoutProfile, ProfileName
from desktop_app.services.papers.books import BookContent, MemoContent, ReportContent, Table
from desktop_app.services.papers.parts import Paragraph, Signature

from .ruler import MM, Sheet, measure
from .schools import EXECUTOR, OPENING, POST, POST_END, SIGNED, profiles
from .schools_tables import FIRST, LAST, LOST, books, memos, reports
from .tables import journal
from .test_book import check_sums
from .test_generated_schools import (
    NEAR,
    SCHOOLS,
    Measured,
    bare,
    check_fonts,
    check_free_place,
    check_letterhead,
    check_margins_and_page_numbers,
    printed,
    starts_paragraph,
)

PAD = 1.2
"""Millimetres between a rule and the text beside it."""
TABLES = settings(
    SCHOOLS,
    max_examples=SCHOOLS.max_examples if "OTKLIK_SCHOOLS" in os.environ else SCHOOLS.max_examples // 2,
)


@TABLES
@given(books, profiles)
def test_any_book_measures_what_its_profile_says(content: BookContent, profile: LayoutProfile) -> None:
    paper = printed(content, profile)
    if paper is None:
        return
    check_fonts(paper)
    check_margins_and_page_numbers(paper)
    check_cover_and_title(paper, content)
    check_table(paper, content.table)
    if content.certified:
        said = bare("".join(sheet.text for sheet in paper.sheets))
        assert re.search(rf"печатью{len(paper.sheets)}\([а-яё]+\)лист", said)
    if content.signature:
        check_table_signature(paper, rows=len(content.table.rows), size=12)
        check_free_place(paper)


@TABLES
@given(reports, profiles)
def test_any_report_measures_what_its_profile_says(content: ReportContent, profile: LayoutProfile) -> None:
    paper = printed(content, profile)
    if paper is None:
        return
    check_fonts(paper)
    check_margins_and_page_numbers(paper)
    check_letterhead(paper)
    check_titles(paper, content)
    if content.table.rows:
        check_table(paper, content.table)
    check_figures(paper, content)
    check_text_size(paper)
    check_table_signature(paper, rows=len(content.table.rows), size=min(profile.sizes))
    check_free_place(paper)
    if content.executor:
        foot = paper.sheets[-1].find("(3952) 00-00-02")
        assert foot.left == pytest.approx(paper.margins.left, abs=NEAR)
        assert foot.size == pytest.approx(profile.executor_size)
        assert paper.bottom - foot.baseline == pytest.approx((1.15 - 0.891) * foot.size / MM, abs=0.1)
        assert EXECUTOR.replace(" ", "") in paper.sheets[-1].text


@TABLES
@given(memos)
def test_any_memo_is_two_equal_halves(content: MemoContent) -> None:
    paper = ReportLabRenderer().render(content, PROFILES[ProfileName.GOST_2025])
    sheets = measure(paper.pdf)
    assert len(sheets) == paper.sheets
    for sheet in sheets:
        left, right = (
            [char for char in sheet.chars if (char.left > 148.5) is half] for half in (False, True)
        )
        assert [char.text for char in left] == [char.text for char in right]
        assert [one.left + 148.5 for one in left] == pytest.approx([two.left for two in right], abs=0.02)
        assert [one.baseline for one in left] == pytest.approx([two.baseline for two in right], abs=0.02)
        assert min((char.left for char in left), default=12) >= 12 - NEAR
        assert max((char.right for char in left), default=12) <= 148.5 - 12 + NEAR
        assert max((char.baseline for char in left), default=12) <= 198
        assert min((char.size for char in left), default=10) >= 10
    text = "".join(sheet.text for sheet in sheets)
    for paragraph in content.paragraphs:
        assert text.count(bare(as_shown(paragraph.text))) >= 2
    with pypdfium2.PdfDocument(paper.pdf) as document:
        pages = [page.render(scale=3).to_pil() for page in document]
    found = [code.text for page in pages for code in zxingcpp.read_barcodes(page)]
    assert found == ([content.link] * 2 if content.link else [])


@pytest.mark.parametrize("rows", [1, 2, 14, 15, 16, 17, 31, 32, 33, 300])
@pytest.mark.parametrize("landscape", [False, True])
def test_the_last_sheet_of_a_book_is_never_a_signature_alone(rows: int, *, landscape: bool) -> None:
    signature = Signature(f"{POST} {POST_END}", SIGNED)
    content = journal(rows, landscape=landscape, signature=signature, cover=None)
    numbered = tuple((f"[{n}]", *row[1:]) for n, row in enumerate(content.table.rows))
    content = replace(content, table=replace(content.table, rows=numbered))
    paper = printed(content, PROFILES[ProfileName.GOST_2025])
    assert paper is not None
    check_table_signature(paper, rows=rows, size=12)
    check_free_place(paper)


@TABLES
@given(
    st.lists(st.sampled_from(LOST), min_size=1, unique=True),
    st.sampled_from(("text", "cell", "memo", "title")),
)
def test_a_glyph_the_faces_lack_is_found_wherever_it_stands(marks: list[str], place: str) -> None:
    text = f"Снято {' '.join(marks)} сразу"
    content: BookContent | MemoContent = journal(3, cover=None)
    if place == "cell":
        row = content.table.rows[0]
        content = replace(content, table=replace(content.table, rows=((*row[:4], text, *row[5:]),)))
    elif place == "text":
        content = replace(content, paragraphs=(Paragraph(text),))
    elif place == "title":
        content = replace(content, title=text)
    else:
        content = MemoContent("Школа", "Памятка", (Paragraph(text),), "", "", ())
    paper = ReportLabRenderer().render(content, PROFILES[ProfileName.GOST_2025])
    assert all(mark in paper.warnings[0] and f"U+{ord(mark):04X}" in paper.warnings[0] for mark in marks)
    shown = "".join(sheet.text for sheet in measure(paper.pdf))
    assert shown.count("□") == len(marks) * (2 if place == "memo" else 1)


def check_cover_and_title(paper: Measured, content: BookContent) -> None:
    """The title is bold in the middle; on a cover the dates stand in the right lower corner."""
    first = paper.sheets[0]
    middle = (paper.margins.left + paper.right) / 2
    title = [char for char in first.chars if "Bold" in char.font and char.size > 13]
    lines = Sheet(title).lines()
    assert bare(content.title) in "".join(char.text for char in title)
    for line in lines:
        assert (line[0].left + line[-1].right) / 2 == pytest.approx(middle, abs=NEAR)
    if content.cover:
        assert {char.size for char in title} == {20}
        begun = first.find("Начат:")
        assert begun.left == pytest.approx(paper.right - 75, abs=NEAR)
        assert first.find("Окончен:").baseline < paper.bottom
    else:
        assert {char.size for char in title} == {14}
    if content.period:
        period = first.find(content.period)
        assert (period.left + period.right) / 2 == pytest.approx(middle, abs=NEAR)
        assert period.baseline > lines[-1][0].baseline


def edges_of(paper: Measured, table: Table) -> list[float]:
    """Where the rules of the table stand, in millimetres."""
    wide = paper.right - paper.margins.left
    scale = wide / sum(column.width for column in table.columns)
    widths = (column.width * scale for column in table.columns)
    return list(itertools.accumulate(widths, initial=paper.margins.left))


def check_table(paper: Measured, table: Table) -> None:
    """Rows in their order, each whole cell between its rules, the header on every sheet, the sums right."""
    edges = edges_of(paper, table)
    sheets = [sheet for sheet in paper.sheets if bare(FIRST) in sheet.text and bare(LAST) in sheet.text]
    text = "".join(sheet.text for sheet in paper.sheets)
    assert [text.count(f"[{number}]") for number in range(len(table.rows))] == [1] * len(table.rows)
    places = [text.find(f"[{number}]") for number in range(len(table.rows))]
    assert places == sorted(places)
    for sheet in paper.sheets:
        if any(f"[{number}]" in sheet.text for number in range(len(table.rows))):
            assert sheet in sheets, "rows without a header"
            assert not table.numbered or "12345" in sheet.text
    for sheet in sheets:
        check_cells(sheet, edges)
        if table.least_height:
            check_heights(sheet, table)
    if table.rows and table.columns[2].summed and not isinstance(paper.content, ReportContent):
        check_sums(paper.sheets, [int(row[2]) for row in table.rows], edges[3])


def check_cells(sheet: Sheet, edges: list[float]) -> None:
    """No character of a cell crosses a rule; totals are bold and may have wider cells."""
    top = sheet.find(FIRST).baseline
    marks = [char for char in sheet.chars if char.text == "[" and char.baseline > top]
    if not marks:
        return
    bottom = max(char.baseline for char in marks)
    body = [
        char
        for char in sheet.chars
        if top < char.baseline <= bottom and "Regular" in char.font and char.size <= 10
    ]
    for char in body:
        assert any(
            left + PAD - NEAR <= char.left and char.right <= right - PAD + NEAR
            for left, right in itertools.pairwise(edges)
        ), char


def check_heights(sheet: Sheet, table: Table) -> None:
    lines = sorted(char.baseline for char in sheet.chars if char.text == "[" and char.size <= 10)
    for high, low in itertools.pairwise(lines):
        assert low - high >= table.least_height - NEAR


def check_titles(paper: Measured, content: ReportContent) -> None:
    sheet, style = paper.sheets[0], paper.style
    middle = (paper.margins.left + paper.right) / 2
    start = sheet.text.find(bare(content.date), paper.head_end)
    assert sheet.chars[start].left == pytest.approx(paper.margins.left, abs=NEAR)
    assert sheet.chars[start].size == pytest.approx(paper.profile.register_size)
    at = sheet.text.find(content.title, start)
    title = sheet.chars[at : at + len(content.title)]
    assert (title[0].left + title[-1].right) / 2 == pytest.approx(middle, abs=NEAR)
    assert "Bold" in title[0].font
    heading = sheet.chars[at + len(content.title) :][: len(bare(content.heading))]
    assert "".join(char.text for char in heading) == bare(content.heading)
    for line in Sheet(heading).lines():
        assert (line[0].left + line[-1].right) / 2 == pytest.approx(middle, abs=NEAR)
    if style is LetterheadStyle.CORNER:
        assert title[0].baseline > sheet.chars[start].baseline


def check_figures(paper: Measured, content: ReportContent) -> None:
    """Each picture in its proportions, inside the margins, its caption below it on the same sheet."""
    with pypdfium2.PdfDocument(paper.pdf) as document:
        found = [
            (number, [side / MM for side in thing.get_bounds()], thing.get_px_size())
            for number, page in enumerate(document)
            for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
        ]
    found = found[int(bool(content.letterhead.logo)) :]
    assert len(found) == len(content.figures)
    for index, (sheet, (left, bottom, right, top), (wide, high)) in enumerate(found, 1):
        assert (right - left) / (top - bottom) == pytest.approx(wide / high, rel=0.02)
        assert left >= paper.margins.left - NEAR
        assert right <= paper.right + NEAR
        assert paper.height - top >= paper.margins.top - NEAR
        assert bottom >= paper.margins.bottom - NEAR
        assert top - bottom <= 95 + NEAR
        assert right - left <= wide / 72 * 25.4 + NEAR, "blown up"
        text = paper.sheets[sheet].text
        assert (left + right) / 2 == pytest.approx((paper.margins.left + paper.right) / 2, abs=NEAR)
        caption = next(
            at
            for at in range(len(text))
            if text.startswith(f"Рисунок№{index}", at) or text.startswith(f"Рисунок{index}", at)
        )
        below = paper.sheets[sheet].chars[caption].baseline - (paper.height - bottom)
        assert 0 < below < 15


def check_text_size(paper: Measured) -> None:
    """The lines above the table stand as every text does, in the smallest size of the profile."""
    first = paper.sheets[0]
    start = first.text.find(OPENING)
    size = min(paper.profile.sizes)
    if start < 0:
        return
    end = min(
        (at for at in (first.text.find("№п/п", start), first.text.find(POST, start)) if at > 0), default=-1
    )
    for line in Sheet(first.chars[start:end]).lines():
        if line[0].baseline < paper.bottom and starts_paragraph(line):
            assert line[0].left == pytest.approx(paper.margins.left + paper.profile.indent, abs=NEAR)
            assert line[0].size == pytest.approx(size)


def check_table_signature(paper: Measured, *, rows: int, size: float) -> None:
    """The signature at the right margin on the post's last line, on the last sheet, never alone there."""
    number, sheet, at = paper.signed
    assert number == len(paper.sheets) - 1
    first, last, name = sheet.find(POST, at), sheet.find(POST_END, at), sheet.find(SIGNED, at)
    assert first.left == pytest.approx(paper.margins.left, abs=NEAR)
    assert name.right == pytest.approx(paper.right, abs=NEAR)
    assert name.baseline == pytest.approx(last.baseline, abs=0.01)
    assert first.size == pytest.approx(size)
    above = [char for char in sheet.chars if paper.margins.top < char.baseline < first.baseline - 1]
    if rows or not isinstance(paper.content, BookContent):
        assert above, "the signature stands alone"
    if rows and isinstance(paper.content, BookContent):
        assert "[" in sheet.text or bare(LAST) in sheet.text


def as_shown(text: str) -> str:
    """Return ``text`` with what the faces show instead of what they lack."""
    return text.replace("\u20bd", "руб.").replace("\u2011", "-")
