"""The place for a seal or an e-signature mark: 70 × 25 mm, always free."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from desktop_app.documents.preview import PageBitmap, render_page
from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.parts import Executor, Paragraph, Signature

from .papers import LETTER
from .ruler import measure


def test_a_place_of_70_by_25_is_free_between_post_and_decoding() -> None:
    (sheet,) = measure(ReportLabRenderer().render(LETTER, PROFILES[ProfileName.GOST_2025]).pdf)
    name = sheet.find("О.Н. Кузнецова")
    post = sheet.find("Директор", sheet.text.find("2.Справка"))
    assert name.left - post.right >= 70
    inside = [char for char in sheet.chars if char.right > name.left - 70 and char.left < name.left]
    above = max(char.baseline for char in inside if char.baseline < name.baseline)
    below = min((char.baseline - 3.5 for char in inside if char.baseline > name.baseline), default=277)
    assert below - above >= 25


@pytest.mark.parametrize("lines", range(14, 26))
def test_the_place_for_a_seal_is_clear_of_executor_and_code(lines: int) -> None:
    content = replace(
        LETTER,
        paragraphs=tuple(Paragraph("Строка.") for _ in range(lines)),
        attachments=(),
        signature=Signature("Исполняющий обязанности директора школы", "Я.Я.\u00a0Ян"),
        executor=replace(
            LETTER.executor or Executor("", ""), name="Константинопольская Александра Владимировна"
        ),
        code="я" * 150,
    )
    paper = ReportLabRenderer().render(content, PROFILES[ProfileName.GOST_2025])
    page = render_page(paper.pdf, paper.sheets - 1, 72)
    sheet = measure(paper.pdf)[-1]
    name = sheet.find("Я.Я. Ян")
    post = sheet.find("школы", sheet.text.find("Исполняющий"))
    top = max(char.baseline for char in sheet.chars if char.baseline < post.baseline - 9) + 1.5
    assert _free(page, (post.right - 1, top, name.left, 277), (70, 25))


def _free(page: PageBitmap, area: tuple[float, float, float, float], wanted: tuple[float, float]) -> bool:
    """Tell whether a white rectangle of ``wanted`` millimetres lies somewhere in ``area`` of the picture."""
    dots = 72 / 25.4
    left, top, right, bottom = (round(side * dots) for side in area)
    width, height = (round(side * dots) - 1 for side in wanted)
    image = Image.frombuffer("RGB", (page.width, page.height), page.bgrx, "raw", "BGRX", page.stride, 1)
    ink = image.convert("L").point(lambda level: 255 if level < 200 else 0)
    return any(
        ink.crop((x, y, x + width, y + height)).getbbox() is None
        for y in range(top, bottom - height + 1)
        for x in range(left, right - width + 1)
    )
