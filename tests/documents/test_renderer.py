"""Whatever is typed comes out as a paper or a sentence: fixed bytes, nothing lost, nothing over the edge."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.documents import renderer
from desktop_app.documents.layout import Layout
from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.errors import AppError
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.content import LetterContent, OrderContent, PaperContent
from desktop_app.services.papers.parts import (
    Addressee,
    AttachmentMark,
    Executor,
    Letterhead,
    Paragraph,
    ParagraphKind,
    Signature,
)

from .papers import LETTER, ORDER
from .ruler import measure

WORD = st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя-АБВ№«»<&>0123456789", min_size=1, max_size=22)
PHRASE = st.lists(WORD, max_size=12).map(" ".join)
TEXT = st.lists(WORD, min_size=1, max_size=120).map(" ".join)
PARAGRAPHS = st.lists(st.builds(Paragraph, TEXT, st.sampled_from(ParagraphKind)), max_size=12).map(tuple)
PHRASES = st.lists(PHRASE, max_size=5).map(tuple)
HEADS = st.builds(Letterhead, PHRASE, PHRASE, PHRASE, PHRASES, PHRASES)
SIGNATURES = st.builds(Signature, PHRASE, PHRASE)
EXECUTORS = st.none() | st.builds(Executor, PHRASE, PHRASE)
LETTERS = st.builds(
    LetterContent,
    HEADS,
    st.lists(st.builds(Addressee, PHRASE, PHRASE, PHRASE), min_size=1, max_size=4).map(tuple),
    *([st.sampled_from(["", "05.06.2024", "5 июня 2024 г."])] + [PHRASE] * 5),
    PARAGRAPHS,
    st.lists(st.builds(AttachmentMark, PHRASE, st.integers(1, 300)), max_size=30).map(tuple),
    SIGNATURES,
    EXECUTORS,
    st.sampled_from(["", "код", "я" * 60, "я" * 300, "я" * 400]),
    st.booleans(),
)
ORDERS = st.builds(
    OrderContent, HEADS, *[PHRASE] * 4, PARAGRAPHS, SIGNATURES, PHRASES, EXECUTORS, st.booleans()
)
ORDINARY = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def drawn(content: PaperContent, profile: ProfileName = ProfileName.GOST_2025) -> None:
    try:
        paper = ReportLabRenderer().render(content, PROFILES[profile])
    except AppError as refusal:
        assert "не помещаются" in refusal.message  # noqa: PT017  # a refusal is as good as a paper
        return
    margins = (30, 195) if isinstance(content, OrderContent) else (20, 200)
    sheets = measure(paper.pdf)
    assert len(sheets) == paper.sheets
    for sheet in sheets:
        assert min((char.left for char in sheet.chars), default=30) >= margins[0] - 0.3
        assert max((char.right for char in sheet.chars), default=30) <= margins[1] + 0.3
        assert max((char.baseline for char in sheet.chars), default=30) <= 277
    for paragraph in content.paragraphs if len(sheets) == 1 else ():
        assert paragraph.text.replace(" ", "") in sheets[0].text


@ORDINARY
@given(LETTERS, st.sampled_from(list(PROFILES)))
def test_any_letter_stays_inside_its_margins(content: LetterContent, profile: ProfileName) -> None:
    drawn(content, profile)


@ORDINARY
@given(ORDERS)
def test_any_order_stays_inside_its_margins(content: OrderContent) -> None:
    drawn(content)


@ORDINARY
@given(st.text(max_size=80))
def test_any_character_gives_a_paper(text: str) -> None:
    paper = ReportLabRenderer().render(
        replace(LETTER, paragraphs=(Paragraph(text),), heading=text), PROFILES[ProfileName.GOST_2025]
    )
    assert paper.pdf.startswith(b"%PDF")


def test_the_same_content_gives_the_same_bytes() -> None:
    for content in (LETTER, ORDER):
        first = ReportLabRenderer().render(content, PROFILES[ProfileName.GOST_2025])
        ReportLabRenderer().render(replace(content, heading="О другом"), PROFILES[ProfileName.GOST_2025])
        assert ReportLabRenderer().render(content, PROFILES[ProfileName.GOST_2025]) == first


def test_markup_is_printed_as_it_was_typed() -> None:
    text = "Тег <b>жирный</b> & «кавычки» (скобки) \\ косая."
    paper = ReportLabRenderer().render(
        replace(LETTER, paragraphs=(Paragraph(text),)), PROFILES[ProfileName.GOST_2025]
    )
    measure(paper.pdf)[0].find(text)
    assert not paper.warnings


def test_a_missing_glyph_is_named_and_seen() -> None:
    paper = ReportLabRenderer().render(
        replace(LETTER, paragraphs=(Paragraph("Спасибо 😀 школе"),)), PROFILES[ProfileName.GOST_2025]
    )
    assert any("😀" in warning and "U+1F600" in warning for warning in paper.warnings)
    measure(paper.pdf)[0].find("Спасибо □ школе")


def test_harmless_characters_are_replaced_without_a_word() -> None:
    text = "Цена 5\u00a0₽, сайт\u2011визитка, мяг\u00adкий и\u0306"
    paper = ReportLabRenderer().render(
        replace(LETTER, paragraphs=(Paragraph(text),)), PROFILES[ProfileName.GOST_2025]
    )
    measure(paper.pdf)[0].find("Цена 5 руб., сайт-визитка, мягкий й")
    assert not paper.warnings


def test_the_file_says_what_it_is() -> None:
    pdf = ReportLabRenderer().render(ORDER, PROFILES[ProfileName.GOST_2025]).pdf
    assert b"/Lang (ru-RU)" in pdf
    assert b"OtklikSerif" in pdf
    assert b"Helvetica" not in pdf


def test_one_thread_at_a_time_is_in_the_faces_for_word_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Word file asks the faces how its page is set while a preview may be drawn beside it."""
    free: list[bool] = []
    laid_out = renderer.lay_out

    def watched(*given: Any) -> Layout:
        free.append(renderer._ONE_AT_A_TIME.acquire(blocking=False))
        return laid_out(*given)

    monkeypatch.setattr(renderer, "lay_out", watched)
    ReportLabRenderer().word(LETTER, PROFILES[ProfileName.GOST_2025])
    assert free == [False]
    assert renderer._ONE_AT_A_TIME.acquire(blocking=False)  # and it was given back
    renderer._ONE_AT_A_TIME.release()
