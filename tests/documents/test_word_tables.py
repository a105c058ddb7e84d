"""Tables of a Word file stand as those of the pages: height, size, and never one with what follows them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.models.enums import LetterheadStyle
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.books import Align, BookContent, Table, TableColumn
from desktop_app.services.papers.content import PaperContent
from desktop_app.services.papers.parts import Signature

from .ruler import measure
from .tables import journal, report
from .word import W, figure, part, text_of

PROFILE = PROFILES[ProfileName.GOST_2025]
CLASS_SHEET = BookContent(
    organisation="МБОУ г.\u00a0Иркутска СОШ №\u00a024",
    title="ЛИСТ ознакомления родителей 5А класса",
    period="",
    paragraphs=(),
    table=Table(
        (TableColumn("№ п/п", 14, Align.CENTRE), TableColumn("Подпись", 106), TableColumn("Дата", 45)),
        tuple((f"[{number}]", "", "") for number in range(1, 31)),
        numbered=False,
        least_height=8,
    ),
    signature=Signature("Классный руководитель", ""),
    landscape=False,
)
BARE = [
    CLASS_SHEET,
    journal(3, cover=None, certified=False),
    report(3, 0, executor=None),
    report(0, 0, executor=None),
]


def word(content: PaperContent) -> bytes:
    return ReportLabRenderer().word(content, PROFILE)


@pytest.mark.parametrize("content", BARE)
def test_no_table_follows_another_at_once(content: PaperContent) -> None:
    """Two tables side by side become one, and the signature would stand in the ruled rows."""
    (body,) = part(word(content), "word/document.xml")
    assert len(body.findall(f"{W}tbl")) >= 1
    assert not [one for one, two in pairwise(body) if one.tag == two.tag == f"{W}tbl"]


def test_the_lines_to_sign_on_are_as_high_as_on_the_pages() -> None:
    (body,) = part(word(CLASS_SHEET), "word/document.xml")
    heights = [
        figure(row, "trPr/trHeight", "val") for row in body.iter(f"{W}tr") if "Подпись" not in text_of(row)
    ]
    assert [round(height, 1) for height in heights[:30]] == [8.0] * 30


def test_a_table_is_set_in_the_size_of_its_pages() -> None:
    content = journal(3)
    size = measure(ReportLabRenderer().render(content, PROFILE).pdf)[-1].find("Примечание").size
    (body,) = part(word(content), "word/document.xml")
    (cell,) = [one for one in body.iter(f"{W}tc") if text_of(one).strip() == "Примечание"]
    held = cell.find(f"{W}p/{W}r/{W}rPr/{W}sz")
    assert held is not None
    assert float(held.get(f"{W}val") or 0) / 2 == pytest.approx(size)
    assert size < 10


@pytest.mark.parametrize("style", LetterheadStyle)
def test_a_report_has_the_margins_and_the_size_of_its_pages(style: LetterheadStyle) -> None:
    profile = replace(PROFILE, letterhead=style, smallest_size=13)
    content = report(2, 0)
    (body,) = part(ReportLabRenderer().word(content, profile), "word/document.xml")
    assert figure(body, "sectPr/pgMar", "left") == pytest.approx(profile.letter.left, abs=0.1)
    assert figure(body, "sectPr/pgMar", "right") == pytest.approx(profile.letter.right, abs=0.1)
    post = measure(ReportLabRenderer().render(content, profile).pdf)[-1].find("Директор")
    sizes = {
        float(held.get(f"{W}val") or 0) / 2
        for one in body.iter(f"{W}p")
        if text_of(one).strip() == "Директор"
        for held in one.iter(f"{W}sz")
    }
    assert sizes == {post.size} == {13}
