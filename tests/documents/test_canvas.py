"""The file we write is the page ReportLab's canvas would draw, and a file every reader takes."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFilter

from desktop_app.documents.book import BookLayout
from desktop_app.documents.canvas import About, draw
from desktop_app.documents.flow import Sheet
from desktop_app.documents.fonts import faces
from desktop_app.documents.glyphs import Cleaner
from desktop_app.documents.many import lay_out
from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.books import BookContent
from desktop_app.services.papers.content import PaperContent
from desktop_app.services.papers.parts import Addressee, Paragraph

from .books import picture
from .papers import LETTER, ORDER
from .plain import draw_plainly
from .ruler import Char, measure
from .tables import MEMO, journal, report

PROFILE = PROFILES[ProfileName.GOST_2025]
MOST_APART = 40
ABOUT = About("Письмо (проект)", "Школа", "О\u00a0проекте")
EVERYTHING = "".join(map(chr, sorted(faces().regular.characters & faces().bold.characters)))
GLYPHS = replace(
    LETTER,
    paragraphs=tuple(Paragraph(" ".join(EVERYTHING[at : at + 30])) for at in range(0, len(EVERYTHING), 30)),
)
"""Every character of the faces: more than one byte can tell apart."""
PAPERS: dict[str, PaperContent] = {
    "letter": LETTER,
    "draft with an emblem": replace(
        LETTER, draft=True, letterhead=replace(LETTER.letterhead, logo=picture(90, 120, "PNG"))
    ),
    "order": ORDER,
    "report": report(12, 3),
    "journal": journal(70),
    "memo": MEMO,
    "every glyph": GLYPHS,
}


def sheets_of(content: PaperContent) -> list[Sheet]:
    cleaner = Cleaner(faces())
    printable = cleaner.record(content)
    if isinstance(printable, BookContent):
        return list(BookLayout(printable, PROFILE, faces(), cleaner.text).sheets())
    return list(lay_out(printable, PROFILE, faces(), cleaner.text).sheets)


def pictures(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=1.5).to_pil().convert("L") for page in document]


def farthest(one: Image.Image, two: Image.Image) -> float:
    """Return the largest difference of a dot, of 255, both softened: edges fall between dots."""
    soft = [picture.filter(ImageFilter.GaussianBlur(2)) for picture in (one, two)]
    return float(ImageChops.difference(*soft).getextrema()[1])


def near(char: Char) -> tuple[str, int, int, float, str]:
    """Return where a character stands to a twentieth of a millimetre, and how it is set."""
    return char.text, round(char.left * 20), round(char.baseline * 20), round(char.size, 2), char.font[-8:]


@pytest.mark.parametrize("name", PAPERS)
def test_our_file_shows_what_the_plain_path_shows(name: str) -> None:
    sheets = sheets_of(PAPERS[name])
    ours, plain = draw(sheets, ABOUT), draw_plainly(sheets)
    for one, two in zip(pictures(ours), pictures(plain), strict=True):
        assert one.size == two.size
        assert farthest(one, two) < MOST_APART
    for mine, theirs in zip(measure(ours), measure(plain), strict=True):
        assert mine.text == theirs.text
        apart = [
            (one, two)
            for one, two in zip(mine.chars, theirs.chars, strict=True)
            if abs(one.left - two.left) > 0.05 or abs(one.baseline - two.baseline) > 0.05
        ]
        assert not apart
        assert [near(one)[3:] for one in mine.chars] == [near(one)[3:] for one in theirs.chars]


def test_the_comparison_sees_a_line_that_moved() -> None:
    sheets = sheets_of(LETTER)
    plain = draw_plainly(sheets)
    sheets[0].texts = [
        placed._replace(baseline=placed.baseline + 3) if number == 20 else placed
        for number, placed in enumerate(sheets[0].texts)
    ]
    (one,), (two,) = pictures(draw(sheets, ABOUT)), pictures(plain)
    assert farthest(one, two) > 2 * MOST_APART


@pytest.mark.parametrize("name", PAPERS)
def test_the_file_is_sound_to_another_reader(name: str, tmp_path: Path) -> None:
    pdf = ReportLabRenderer().render(PAPERS[name], PROFILE).pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        assert not document.check_pdf_syntax()
        assert str(document.Root.Lang) == "ru-RU"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo.Title)
        assert str(document.docinfo.Creator) == "Отклик"
    if tool := shutil.which("qpdf"):
        file = tmp_path / "paper.pdf"
        file.write_bytes(pdf)
        done = subprocess.run([tool, "--check", str(file)], capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_whatever_the_file_says_of_itself_is_read_back(title: str, author: str, subject: str) -> None:
    said = [text.encode("utf-16-be", "replace").decode("utf-16-be") for text in (title, author, subject)]
    with pikepdf.open(BytesIO(draw([Sheet()], About(title, author, subject)))) as document:
        information = document.docinfo
        assert [str(information[key]) for key in ("/Title", "/Author", "/Subject")] == said


def test_letters_drawn_together_are_the_letters_drawn_alone() -> None:
    """What is remembered of one letter never shows in the next."""
    letters = [
        replace(
            LETTER,
            number=f"01-12/{number}",
            addressees=(Addressee("", f"Директору школы № {number}" * (1 + number % 3), "Янову\u00a0Я.Я."),),
            paragraphs=LETTER.paragraphs[: 1 + number % 4],
            executor=LETTER.executor if number % 2 else None,
            code=f"код {number}" if number % 5 else "",
            draft=number % 7 == 0,
        )
        for number in range(12)
    ]
    together = ReportLabRenderer().many(iter(letters), PROFILE)
    alone = [ReportLabRenderer().render(letter, PROFILE) for letter in letters]
    assert together.sheets == sum(paper.sheets for paper in alone)
    sheets = [sheet for paper in alone for sheet in measure(paper.pdf)]
    assert [[char._replace(font="") for char in sheet.chars] for sheet in measure(together.pdf)] == [
        [char._replace(font="") for char in sheet.chars] for sheet in sheets
    ]
    for paper, letter in zip(alone, letters, strict=True):
        assert ReportLabRenderer().render(letter, PROFILE) == paper


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_every_kind_is_drawn(mode: str) -> None:
    stream = BytesIO()
    Image.new(mode, (60, 40)).save(stream, "PNG")
    paper = ReportLabRenderer().render(
        report(1, 1, figures=(replace(report(1, 1).figures[0], image=stream.getvalue()),)), PROFILE
    )
    with pikepdf.open(BytesIO(paper.pdf)) as document:
        assert not document.check_pdf_syntax()
        kinds = [
            str(held.ColorSpace)
            for held in document.objects
            if isinstance(held, pikepdf.Stream) and held.get("/Subtype") == "/Image"
        ]
    assert "/DeviceRGB" in kinds


@pytest.mark.parametrize(
    ("mode", "colours"), [("L", "/DeviceGray"), ("RGB", "/DeviceRGB"), ("CMYK", "/DeviceCMYK")]
)
def test_the_bytes_of_a_jpeg_are_in_the_file_as_they_are(mode: str, colours: str) -> None:
    stream = BytesIO()
    Image.new(mode, (60, 40)).save(stream, "JPEG", progressive=True)
    image = replace(report(1, 1).figures[0], image=stream.getvalue())
    paper = ReportLabRenderer().render(report(1, 1, figures=(image, image)), PROFILE)
    with pikepdf.open(BytesIO(paper.pdf)) as document:
        (held,) = [
            held
            for held in document.objects
            if isinstance(held, pikepdf.Stream) and held.get("/Subtype") == "/Image"
        ]
        assert held.read_raw_bytes() == stream.getvalue()
        assert (int(held.Width), int(held.Height), str(held.ColorSpace)) == (60, 40, colours)
