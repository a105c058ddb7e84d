"""The rule of the lonely signature against what a ruler finds on the pages: where it happens, where not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.errors import AppError
from desktop_app.services.layouts.profile import PROFILES, LayoutProfile, ProfileName
from desktop_app.services.papers.content import LetterContent, OrderContent, PaperContent, RegisteredContent
from desktop_app.services.papers.parts import AttachmentMark, Signature

from .papers import LETTER, ORDER
from .ruler import MM, Sheet, measure
from .schools import POST, SIGNED, letters, orders, profiles
from .tables import figure, journal, report, screenshot

PROFILE = PROFILES[ProfileName.GOST_2025]
OWN = replace(PROFILE, name=ProfileName.OWN, spacing=1.5, seal_height=45, signature_gap=3, smallest_size=14)
"""As loose as a school's own figures may be."""
SAID = "Подпись на листе"


def said(content: PaperContent, profile: LayoutProfile) -> list[str]:
    return [one for one in ReportLabRenderer().render(content, profile).warnings if one.startswith(SAID)]


def long_list(words: int) -> LetterContent:
    marks = (AttachmentMark("Приложение с очень длинным названием " * words, 1),) * 4
    return replace(LETTER, attachments=marks)


def test_a_list_of_attachments_that_fills_a_sheet_leaves_the_signature_alone_and_it_is_said() -> None:
    content = long_list(8)
    last = measure(ReportLabRenderer().render(content, OWN).pdf)[-1]
    above = [one for one in last.chars if 20 < one.baseline < last.find("О.Н. Кузнецова").baseline - 1]
    assert above == [], "the sheet that the rule is about"
    assert said(content, OWN) == ["Подпись на листе 3 стоит без текста, сократите названия приложений."]
    assert said(long_list(7), OWN) == []


@pytest.mark.parametrize(
    "content",
    [LETTER, ORDER, report(3, 0, figures=(figure(1, screenshot(600, 600)),))],
    ids=["letter", "order", "report"],
)
def test_a_post_as_high_as_a_sheet_leaves_no_text_with_the_signature(content: RegisteredContent) -> None:
    assert said(content, PROFILE) == []
    (told,) = said(replace(content, signature=Signature("Директор школы № 1 " * 90, "О.Н. Я")), PROFILE)
    assert told.endswith("стоит без текста, сократите должность подписавшего.")


@pytest.mark.parametrize(("times", "told"), [(1, []), (30, []), (60, ["с одной строкой текста"])])
def test_a_journal_whose_signature_finds_no_room_below_its_rows_says_so(times: int, told: list[str]) -> None:
    book = journal(40, signature=Signature("Директор школы № 1 " * times, "О.Н. Я"))
    assert [words for one in said(book, PROFILE) for words in told if words in one] == told
    assert len(said(book, PROFILE)) == len(told)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(letters, orders), profiles, st.integers(0, 30))
def test_the_rule_says_what_the_ruler_finds(
    content: LetterContent | OrderContent, profile: LayoutProfile, lines: int
) -> None:
    """A post of up to ninety words pushes the signature from its text in some of the papers."""
    post = " ".join((content.signature.post, *["начальник отдела образования"] * lines))
    if isinstance(content, LetterContent):
        content = replace(content, attachments=())
    content = replace(content, signature=Signature(post, SIGNED))
    try:
        paper = ReportLabRenderer().render(content, profile)
    except AppError:
        return
    top = profile.order.top if isinstance(content, OrderContent) else profile.letter.top
    assert any(one.startswith(SAID) for one in paper.warnings) == alone(measure(paper.pdf), top)


def alone(sheets: list[Sheet], top: float) -> bool:
    """Tell by the characters whether the sheet with the decoding has fewer than two lines above the post."""
    number = max(index for index, sheet in enumerate(sheets) if SIGNED.replace("\u00a0", "") in sheet.text)
    begun = max(index for index, sheet in enumerate(sheets) if POST in sheet.text)
    sheet = sheets[number]
    if number == 0:
        return False
    if begun < number:
        return True
    post = sheet.find(POST, sheet.text.rfind(POST))
    above = [one for one in sheet.chars if top < one.baseline < post.baseline - 1 / MM]
    return len(Sheet(above).lines()) < 2
