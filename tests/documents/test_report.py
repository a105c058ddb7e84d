"""The report and the memo under a ruler, and many papers in one file."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from desktop_app.documents.cells import cell_lines
from desktop_app.documents.fonts import faces
from desktop_app.documents.glyphs import Cleaner
from desktop_app.documents.linebreak import break_lines
from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.errors import AppError
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.parts import Awaited, Paragraph

from .papers import LETTER, ORDER
from .ruler import embedded, measure
from .tables import MEMO, figure, report, screenshot

NEAR = 0.3
PROFILE = PROFILES[ProfileName.GOST_2025]


def pictures(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """Return left, bottom, right and top of the pictures of each page, in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            [thing.get_bounds() for thing in document[index].get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]
            for index in range(len(document))
        ]


@settings(max_examples=25, deadline=None)
@given(
    rows=st.integers(0, 25),
    shapes=st.lists(st.tuples(st.integers(40, 900), st.integers(40, 900)), max_size=5),
)
def test_any_report_keeps_figures_captions_and_signature_together(
    rows: int, shapes: list[tuple[int, int]]
) -> None:
    figures = tuple(figure(number, screenshot(*shape)) for number, shape in enumerate(shapes, 1))
    paper = ReportLabRenderer().render(report(rows, 0, figures=figures), PROFILE)
    sheets = measure(paper.pdf)
    assert paper.sheets == len(sheets)
    for sheet, found in zip(sheets, pictures(paper.pdf), strict=True):
        inside = [char for char in sheet.chars if char.baseline > 18]
        assert min(char.left for char in inside) >= 20 - NEAR
        assert max(char.right for char in inside) <= 200 + NEAR
        assert max(char.baseline for char in inside) <= 277
        assert sheet.text.count("Рисунок№") + len(found) == sheet.text.count("Рисунок")
        for left, bottom, right, top in found:
            assert left >= 20 * 72 / 25.4 - 1
            assert right <= 200 * 72 / 25.4 + 1
            assert top - bottom <= 96 * 72 / 25.4
    last = sheets[-1]
    sign, caption = last.find("О.Н. Кузнецова"), last.find("Смирнова Анна Петровна")
    assert sign.right == pytest.approx(200, abs=NEAR)
    above_line = 2 * 12 * 1.15 / (72 / 25.4) + 0.891 * 12 / (72 / 25.4)
    free = caption.baseline - 0.891 * 10 / (72 / 25.4) - (sign.baseline - above_line)
    assert free >= 25, "the place of the seal is not free"
    above = [char for char in last.chars if 18 < char.baseline < sign.baseline - 1]
    assert above, "the signature stands alone"


def test_two_screenshots_stand_on_one_sheet_and_their_bytes_are_copied() -> None:
    image = screenshot(1920, 1080)
    paper = ReportLabRenderer().render(report(0, 0, figures=(figure(1, image), figure(2, image))), PROFILE)
    assert image in paper.pdf
    wide = report(0, 0, figures=tuple(figure(n, screenshot(1920, 1080 + n)) for n in range(1, 6)))
    assert max(map(len, pictures(ReportLabRenderer().render(wide, PROFILE).pdf))) == 2


def test_a_png_is_drawn_too_and_what_is_no_picture_is_refused() -> None:
    paper = ReportLabRenderer().render(report(1, 0, figures=(figure(1, screenshot(kind="PNG")),)), PROFILE)
    assert sum(map(len, pictures(paper.pdf))) == 1
    for broken in (b"", b"\xff\xd8\xff\xe0broken", b"GIF89a", b"\x89PNG\r\n\x1a\n"):
        with pytest.raises(AppError, match="не читается"):
            ReportLabRenderer().render(report(1, 0, figures=(figure(1, broken),)), PROFILE)


def test_the_report_begins_as_a_letter_and_a_draft_says_so() -> None:
    first = measure(ReportLabRenderer().render(report(3, 0), PROFILE).pdf)[0]
    assert first.find("05.06.2024 № 01-12/35").left == pytest.approx(20, abs=NEAR)
    title = first.find("СПРАВКА")
    assert (title.left + title.right) / 2 == pytest.approx(110, abs=NEAR)
    assert "Bold" in title.font
    draft = measure(ReportLabRenderer().render(report(3, 0, draft=True, date="", number=""), PROFILE).pdf)
    assert all("ПРОЕКТ" in sheet.text for sheet in draft)
    assert "№__________" in draft[0].text


def test_the_halves_of_a_memo_are_equal_and_its_code_is_read() -> None:
    paper = ReportLabRenderer().render(MEMO, PROFILE)
    assert paper.sheets == 1
    assert paper.warnings == ()
    assert set(embedded(paper.pdf).values()) == {True}
    (sheet,) = measure(paper.pdf)
    left, right = ([c for c in sheet.chars if (c.left > 148.5) is half] for half in (False, True))
    assert [c.text for c in left] == [c.text for c in right]
    assert [c.left + 148.5 for c in left] == pytest.approx([c.left for c in right], abs=0.02)
    assert [c.baseline for c in left] == pytest.approx([c.baseline for c in right], abs=0.02)
    assert min(char.left for char in sheet.chars) >= 12 - NEAR
    assert max(char.right for char in sheet.chars) <= 297 - 12 + NEAR
    with pypdfium2.PdfDocument(paper.pdf) as document:
        image = document[0].render(scale=2).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [MEMO.link] * 2


@settings(max_examples=15, deadline=None)
@given(repeats=st.integers(0, 8))
def test_a_memo_goes_down_to_ten_points_and_no_further(repeats: int) -> None:
    paper = ReportLabRenderer().render(replace(MEMO, paragraphs=MEMO.paragraphs * repeats), PROFILE)
    sheets = measure(paper.pdf)
    assert min(char.size for sheet in sheets for char in sheet.chars) >= 10
    assert max(char.baseline for sheet in sheets for char in sheet.chars) <= 198
    assert any("не помещается" in warning for warning in paper.warnings) == (len(sheets) > 1)
    assert any("слов" in warning for warning in paper.warnings) == (repeats > 2)


def test_many_papers_are_one_file_and_each_counts_its_own_sheets() -> None:
    long = replace(LETTER, paragraphs=LETTER.paragraphs * 8)
    renderer = ReportLabRenderer()
    alone = [renderer.render(paper, PROFILE) for paper in (long, LETTER, ORDER)]
    together = renderer.many(iter((long, LETTER, ORDER)), PROFILE)
    assert together.sheets == sum(paper.sheets for paper in alone)
    texts = [sheet.text for paper in alone for sheet in measure(paper.pdf)]
    assert [sheet.text for sheet in measure(together.pdf)] == texts
    assert set(embedded(together.pdf).values()) == {True}


def test_no_papers_make_no_file() -> None:
    with pytest.raises(AppError, match="Нет бумаг"):
        ReportLabRenderer().many((), PROFILE)


@settings(max_examples=200, deadline=None)
@given(
    text=st.text("абв  -/.,№\u00a0Xy0", min_size=1, max_size=90).map(lambda text: " ".join(text.split(" "))),
    width=st.floats(300, 9_000),
)
def test_cells_break_as_paragraphs_do(text: str, width: float) -> None:
    text = " ".join(filter(None, text.split(" "))) or "а"
    face = faces().regular
    set_, wanted = cell_lines(text, face, width), break_lines(text, face, width)
    assert [line.text for line in set_] == [line.text for line in wanted]
    assert [line.width for line in set_] == pytest.approx([line.width for line in wanted])


@given(st.text(max_size=40))
def test_cleaning_leaves_clean_text_alone_and_cleans_the_rest_once(text: str) -> None:
    cleaner = Cleaner(faces())
    once = cleaner.text(text)
    assert cleaner.text(once) is once
    assert "  " not in once
    assert unicodedata.is_normalized("NFC", once)
    assert all(faces().regular.has(mark) and faces().bold.has(mark) for mark in once)


def test_a_book_of_three_hundred_different_characters_reads_back() -> None:
    known = sorted(faces().regular.characters & faces().bold.characters)
    marks = [chr(code) for code in known if chr(code).isalpha() and code < 0x530][:400]
    text = " ".join(marks)
    paper = ReportLabRenderer().render(report(0, 0, paragraphs=(Paragraph(text),)), PROFILE)
    shown = "".join(sheet.text for sheet in measure(paper.pdf))
    clean = Cleaner(faces()).text(text).replace(" ", "")
    assert len(set(clean)) > 300
    assert clean in shown


def test_the_same_content_gives_the_same_bytes() -> None:
    once, again = (ReportLabRenderer().render(report(12, 2), PROFILE) for _ in range(2))
    assert once.pdf == again.pdf


def test_a_registered_report_bears_its_control_code_and_a_draft_keeps_the_room() -> None:
    whole = report(3, 1)
    registered = replace(whole, draft=False, number="01-12/7", date="05.06.2024", control="A1B2-C3D4-E5F6")
    waits = Awaited(number=registered.number, date=registered.date, control=registered.control)
    draft = replace(registered, draft=True, number="", date="", control="", awaited=waits)
    final, drawn = (
        measure(ReportLabRenderer().render(one, PROFILES[ProfileName.GOST_2025]).pdf)
        for one in (registered, draft)
    )
    assert "Контрольныйкод:A1B2-C3D4-E5F6" in final[-1].text
    assert "Контрольный" not in drawn[-1].text
    assert len(final) == len(drawn)
    signed = [sheets[-1].find(whole.signature.name).baseline for sheets in (final, drawn)]
    assert signed[0] == signed[1]
