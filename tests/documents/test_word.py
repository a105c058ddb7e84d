"""A paper as a Word file: the same words and figures as its pages, no trace of the computer, fixed bytes."""

from __future__ import annotations

import zipfile
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.canvas import About
from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.documents.word.write import write_word
from desktop_app.models.enums import LetterheadStyle
from desktop_app.services.errors import AppError
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.books import MemoContent
from desktop_app.services.papers.content import LetterContent, OrderContent, PaperContent
from desktop_app.services.papers.parts import Paragraph, Signature

from .books import MEMO, REPORT, journal, picture
from .papers import LETTER, LETTERHEAD, ORDER
from .ruler import measure
from .test_renderer import LETTERS, ORDERS, ORDINARY
from .word import W, bare, figure, paragraph, paragraphs, part, size, text_of, words

PROFILE = PROFILES[ProfileName.GOST_2025]
ABOUT = About("Письмо", "МБОУ СОШ № 24", "Об исполнении письма")
MADE = datetime(2024, 6, 5, 10, 30, tzinfo=UTC)
EVERY = [LETTER, ORDER, REPORT, journal(3), journal(0), MEMO]


def word(content: PaperContent = LETTER) -> bytes:
    return ReportLabRenderer().word(content, PROFILE, MADE)


@pytest.mark.parametrize("content", [LETTER, ORDER, replace(LETTER, draft=True, date="", number="")])
def test_the_words_are_those_of_the_pages_in_their_order(content: LetterContent | OrderContent) -> None:
    shown = bare("".join(sheet.text for sheet in measure(ReportLabRenderer().render(content, PROFILE).pdf)))
    said = bare("".join(words(word(content))))
    shown = shown.replace("ПРОЕКТ", "")
    # the executor stands at the foot in both, yet is drawn before or after the rest
    mark = bare(content.executor.name + content.executor.phone) if content.executor else ""
    assert sorted(said) == sorted(shown)
    assert said.replace(mark, "") == shown.replace(mark, "")


@ORDINARY
@given(st.one_of(LETTERS, ORDERS))
def test_every_word_typed_is_in_the_file(content: LetterContent | OrderContent) -> None:
    try:
        docx = word(content)
    except AppError as refusal:
        assert "не помещаются" in refusal.message  # noqa: PT017  # as for the pages
        return
    said = bare("".join(words(docx)))
    for text in (content.heading, content.signature.name, *(one.text for one in content.paragraphs)):
        assert bare(text) in said
    Document(BytesIO(docx))


def test_margins_and_the_sheet_are_those_of_the_profile() -> None:
    for content, margins in ((LETTER, PROFILE.letter), (ORDER, PROFILE.order)):
        section = part(word(content), "word/document.xml").find(f".//{W}sectPr")
        assert section is not None
        for side in ("left", "right", "top", "bottom"):
            assert figure(section, "pgMar", side) == pytest.approx(getattr(margins, side), abs=0.02)
        assert figure(section, "pgMar", "header") == pytest.approx(10, abs=0.02)
        assert figure(section, "pgSz", "w") == pytest.approx(210, abs=0.02)


def test_text_is_justified_indented_and_as_large_as_on_the_pages() -> None:
    sheet = measure(ReportLabRenderer().render(LETTER, PROFILE).pdf)[0]
    line = paragraph(word(), "подтверждает исполнение")
    assert size(line) == pytest.approx(sheet.find("подтверждает").size)
    assert figure(line, "pPr/ind", "firstLine") == pytest.approx(12.5, abs=0.02)
    assert text_of(line).count("\u00a0") == LETTER.paragraphs[0].text.count("\u00a0")
    justified = line.find(f"{W}pPr/{W}jc")
    assert justified is not None
    assert justified.get(f"{W}val") == "both"


def test_a_long_letter_is_set_in_the_size_its_pages_are() -> None:
    for count in (1, 2, 3, 9):
        content = replace(LETTER, paragraphs=LETTER.paragraphs * count)
        sheet = measure(ReportLabRenderer().render(content, PROFILE).pdf)[0]
        assert size(paragraph(word(content), "подтверждает")) == pytest.approx(
            sheet.find("подтверждает").size
        )


def test_the_addressee_stands_where_the_profile_puts_it() -> None:
    cells = part(word(), "word/document.xml").findall(f".//{W}tc")
    assert figure(cells[0], "tcPr/tcW", "w") == pytest.approx(PROFILE.addressee_x - 20, abs=0.05)
    assert "Парфенову" in text_of(cells[1])
    borders = part(word(), "word/document.xml").findall(f".//{W}tblBorders")
    assert borders == []


def test_a_longitudinal_letterhead_is_a_block_across_the_sheet() -> None:
    profile = replace(PROFILE, letterhead=LetterheadStyle.LONGITUDINAL)
    docx = write_word(LETTER, profile, ABOUT)
    line = paragraph(docx, "ОГРН 1023800000000")
    width = 180 - figure(line, "pPr/ind", "left") - figure(line, "pPr/ind", "right")
    assert width == pytest.approx(120, abs=0.1)
    own, theirs = part(docx, "word/document.xml").findall(f".//{W}tbl")[0].findall(f".//{W}tc")
    assert figure(own, "tcPr/tcW", "w") == pytest.approx(90, abs=0.1)
    assert "05.06.2024" in text_of(own)
    assert "Парфенову" in text_of(theirs)


def test_a_wider_leading_is_that_of_the_pages() -> None:
    profile = replace(PROFILE, spacing=1.5)
    line = paragraph(ReportLabRenderer().word(LETTER, profile), "подтверждает исполнение")
    held = line.find(f"{W}pPr/{W}spacing")
    assert held is not None
    assert (held.get(f"{W}line"), held.get(f"{W}lineRule")) == ("360", "auto")


def test_a_short_text_has_no_heading_where_the_standard_lets_it_go() -> None:
    short = replace(LETTER, paragraphs=LETTER.paragraphs[:1])
    for profile in (replace(PROFILE, heading_lines=5), PROFILE):
        shown = measure(ReportLabRenderer().render(short, profile).pdf)[0].text
        said = bare("".join(words(ReportLabRenderer().word(short, profile))))
        assert (bare(LETTER.heading) in said) == (bare(LETTER.heading) in shown)


def test_an_order_on_a_corner_letterhead_has_its_lines_at_the_left() -> None:
    profile = replace(PROFILE, letterhead=LetterheadStyle.CORNER)
    line = paragraph(ReportLabRenderer().word(ORDER, profile), "ОГРН 1023800000000")
    assert figure(line, "pPr/ind", "left") == 0
    assert figure(line, "pPr/ind", "right") > 165 - PROFILE.corner_width - 1


@pytest.mark.parametrize("content", EVERY)
def test_a_character_the_pages_lack_is_no_obstacle(content: PaperContent) -> None:
    odd = spoiled(content)
    assert "😀" in "".join(words(word_alone(odd)))


def spoiled(record: Any) -> Any:
    """Return a paper with an odd character in every text of it."""
    if isinstance(record, str) and not isinstance(record, Enum):
        return f"{record} 😀\x0b"
    if isinstance(record, tuple | list):
        return type(record)(map(spoiled, record))
    if not is_dataclass(record):
        return record
    kept = {"code", "link", "logo", "image"}
    values = {one.name: getattr(record, one.name) for one in fields(record)}
    changes = {name: spoiled(value) for name, value in values.items() if name not in kept}
    return replace(record, **changes)  # type: ignore[type-var]


def test_the_decoding_stands_on_the_last_line_of_a_long_post() -> None:
    sign = Signature("Исполняющий обязанности директора муниципального учреждения", "О.Н.\u00a0Кузнецова")
    docx = word(replace(LETTER, signature=sign))
    tables = part(docx, "word/document.xml").findall(f".//{W}tbl")
    post, name = tables[-1].findall(f".//{W}tc")
    assert figure(post, "tcPr/tcW", "w") == pytest.approx(75, abs=0.05)
    for cell in (post, name):
        low = cell.find(f"{W}tcPr/{W}vAlign")
        assert low is not None
        assert low.get(f"{W}val") == "bottom"


def test_a_place_for_the_seal_stays_free() -> None:
    document = part(word(), "word/document.xml")
    body = document.find(f"{W}body")
    assert body is not None
    last = [held for held in body if held.tag == f"{W}p"][-1]
    assert text_of(last).strip() == ""
    lines = 1 + PROFILE.signature_gap  # the signature's own line and the empty ones above it
    own = lines * 14 * 1.15 / 72 * 25.4
    assert figure(last, "pPr/spacing", "line") + own == pytest.approx(PROFILE.seal_height, abs=0.1)


def test_the_code_is_a_picture_where_the_page_has_it() -> None:
    docx = word()
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("word/media/")]
        import zxingcpp  # noqa: PLC0415  # needed here only
        from PIL import Image, ImageOps  # noqa: PLC0415

        image = ImageOps.expand(Image.open(BytesIO(archive.read(name))).convert("L"), 40, 255)
    (found,) = zxingcpp.read_barcodes(image)
    assert found.text == LETTER.code
    assert "word/media" not in str(names(word(replace(LETTER, code=""))))
    old = ReportLabRenderer().word(LETTER, PROFILES[ProfileName.GOST_2016])
    assert "word/media" not in str(names(old))


def test_pages_are_numbered_from_the_second() -> None:
    docx = word()
    headers = [name for name in names(docx) if name.startswith("word/header")]
    fields = [part(docx, name).find(f".//{W}fldSimple") for name in headers]
    assert [field.get(f"{W}instr") for field in fields if field is not None] == [" PAGE "]
    assert part(docx, "word/document.xml").find(f".//{W}titlePg") is not None


def test_a_draft_is_marked_on_every_sheet_and_a_registered_paper_on_none() -> None:
    for content, wanted in ((replace(LETTER, draft=True), 2), (LETTER, 0)):
        docx = word(content)
        headers = [part(docx, name) for name in names(docx) if name.startswith("word/header")]
        assert sum("ПРОЕКТ" in text_of(header) for header in headers) == wanted


def test_a_report_has_its_table_and_numbered_figures() -> None:
    docx = word_alone(REPORT)
    said = " ".join(words(docx))
    for text in ("СПРАВКА", "Официальный сайт школы", "Рисунок 1 — Главная страница", "Рисунок 2 — Страница"):
        assert text in said
    assert len([name for name in names(docx) if name.startswith("word/media/")]) == 2


def test_a_journal_repeats_its_header_and_sums_its_columns() -> None:
    docx = word_alone(journal(40))
    rows = part(docx, "word/document.xml").findall(f".//{W}tbl")[0].findall(f"{W}tr")
    assert len(rows) == 2 + 40 + 1
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows[:3]] == [True, True, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert text_of(rows[-1]).split() == ["Всего", "1000", "820"]
    section = part(docx, "word/document.xml").find(f".//{W}sectPr")
    assert section is not None
    assert figure(section, "pgSz", "w") == pytest.approx(297, abs=0.02)


def test_a_journal_is_certified_in_figures_and_in_words() -> None:
    docx = word_alone(journal(3))
    certified = " ".join(words(docx))
    assert "скреплено печатью листов: __ (____)." in certified
    fields = part(docx, "word/document.xml").iter(f"{W}fldSimple")
    counted = [
        str(field.get(f"{W}instr")).split() for field in fields if "NUMPAGES" in str(field.get(f"{W}instr"))
    ]
    assert counted == [["NUMPAGES"], ["NUMPAGES", "\\*", "CardText"]]


def test_no_two_tables_run_together() -> None:
    plain = replace(journal(3), certified=False, cover=None)
    for content in (journal(3), plain, REPORT, replace(REPORT, figures=())):
        body = part(word_alone(content), "word/document.xml").find(f"{W}body")
        assert body is not None
        kinds = [one.tag for one in body]
        assert (f"{W}tbl", f"{W}tbl") not in set(pairwise(kinds)), "the signature would get the table's rules"


def test_an_empty_journal_says_so() -> None:
    docx = word_alone(journal(0))
    assert "Записей за период нет." in " ".join(words(docx))
    rows = part(docx, "word/document.xml").findall(f".//{W}tbl")[0].findall(f"{W}tr")
    assert len(rows) == 3, "two of the header and the sentence: nothing is summed"


def test_a_memo_stands_on_its_sheet_twice() -> None:
    said = " ".join(words(word_alone(MEMO)))
    assert said.count("Памятка для родителей") == 2
    assert said.count(MEMO.link) == 2


@pytest.mark.parametrize(
    ("memo", "times"),
    [
        (replace(MEMO, link="", link_caption="", contacts=()), 2),
        (replace(MEMO, paragraphs=MEMO.paragraphs * 9), 18),
        (replace(MEMO, link="https://example.ru/" + "я" * 900), 2),
    ],
    ids=["no link", "longer than its half", "a link too long for a code"],
)
def test_a_memo_of_any_length_says_everything_twice(memo: MemoContent, times: int) -> None:
    assert " ".join(words(word_alone(memo))).count("можно узнать на официальной странице") == times


def test_an_emblem_stands_above_the_letterhead() -> None:
    emblem = picture(200, 200, "PNG")
    content = replace(LETTER, code="", letterhead=replace(LETTERHEAD, logo=emblem))
    docx = write_word(content, PROFILE, ABOUT)
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert archive.read(name) == emblem
    assert paragraphs(docx)[0].find(f".//{W}drawing") is not None


def test_characters_xml_cannot_hold_are_left_out_and_markup_is_text() -> None:
    content = replace(LETTER, paragraphs=(Paragraph("Тег <b>&amp;</b>\x0b\x00\ufffe и 😀"),))
    assert "Тег <b>&amp;</b> и 😀" in text_of(paragraph(word(content), "Тег"))


@pytest.mark.parametrize("content", EVERY)
def test_the_same_paper_is_the_same_bytes(content: PaperContent) -> None:
    assert word_alone(content) == word_alone(content)


def test_the_file_names_the_school_and_not_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "petrova-computer")
    docx = word()
    properties = Document(BytesIO(docx)).core_properties
    assert (properties.title, properties.author) == (
        "Письмо от 05.06.2024 № 01-12/34",
        "МБОУ г.\u00a0Иркутска СОШ №\u00a024",
    )
    assert properties.last_modified_by == properties.author
    assert properties.created == properties.modified == MADE
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    assert b"petrova" not in held
    assert b"python-docx" not in held


def test_only_the_papers_face_and_language_are_in_the_file() -> None:
    styles = part(word(), "word/styles.xml")
    fonts = {held.get(f"{W}ascii") for held in styles.iter(f"{W}rFonts")}
    assert fonts == {"Times New Roman"}
    assert {held.get(f"{W}val") for held in styles.iter(f"{W}lang")} == {"ru-RU"}


def word_alone(content: PaperContent) -> bytes:
    """Return the file made from the content alone, without pages to follow."""
    return write_word(content, PROFILE, ABOUT, MADE)


def names(docx: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return archive.namelist()
