"""The order under a ruler."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.content import OrderContent

from .papers import ORDER
from .ruler import Sheet, measure

NEAR = 0.3


def sheets_of(content: OrderContent) -> list[Sheet]:
    return measure(ReportLabRenderer().render(content, PROFILES[ProfileName.GOST_2025]).pdf)


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    (only,) = sheets_of(ORDER)
    return only


def test_an_order_keeps_30_millimetres_for_binding(sheet: Sheet) -> None:
    assert min(char.left for char in sheet.chars) == pytest.approx(30, abs=NEAR)
    assert max(char.right for char in sheet.chars) == pytest.approx(195, abs=NEAR)


def test_the_letterhead_is_centred_on_at_most_120_millimetres(sheet: Sheet) -> None:
    end = sheet.text.find("ПРИКАЗ")
    lines = Sheet(sheet.chars[:end]).lines()
    for line in lines:
        assert (line[0].left + line[-1].right) / 2 == pytest.approx(112.5, abs=NEAR)
        assert line[-1].right - line[0].left <= 120 + NEAR


def test_the_kind_is_bold_and_centred_and_the_date_row_spans_the_sheet(sheet: Sheet) -> None:
    kind = sheet.find("ПРИКАЗ")
    assert (kind.left + kind.right) / 2 == pytest.approx(112.5, abs=NEAR)
    assert "Bold" in kind.font
    date, number, place = (
        sheet.find("03.06.2024"),
        sheet.find("№ 57-од"),
        sheet.find("г. Иркутск", sheet.text.find("57-од")),
    )
    assert date.baseline == number.baseline == place.baseline
    assert date.left == pytest.approx(30, abs=NEAR)
    assert (number.left + number.right) / 2 == pytest.approx(112.5, abs=NEAR)
    assert place.right == pytest.approx(195, abs=NEAR)


def test_the_command_stands_on_a_line_of_its_own_and_items_are_indented(sheet: Sheet) -> None:
    command, item = sheet.find("ПРИКАЗЫВАЮ:"), sheet.find("1. Назначить")
    assert command.left == pytest.approx(30, abs=NEAR)
    assert item.left == pytest.approx(42.5, abs=NEAR)
    assert item.baseline > command.baseline


def test_everyone_told_has_a_line_for_signature_and_date() -> None:
    names = tuple(f"А.Б.\u00a0Фамилия{number}" for number in range(30))
    sheets = sheets_of(replace(ORDER, acknowledgements=names))
    text = "".join(sheet.text for sheet in sheets)
    assert len(sheets) > 1
    assert text.count("Сприказомознакомлен(а):") == 1
    assert all(name.replace("\u00a0", "") in text for name in names)
    for sheet in sheets:
        assert max(char.baseline for char in sheet.chars) <= 277
        assert max(char.right for char in sheet.chars) <= 195 + NEAR


def test_a_draft_order_has_blanks_and_its_mark() -> None:
    (sheet,) = sheets_of(replace(ORDER, date="", number="", draft=True))
    assert "ПРОЕКТ" in sheet.text
    assert "№__________" in sheet.text


def test_an_order_goes_down_in_size_rather_than_to_a_second_sheet() -> None:
    sizes = set()
    for count in range(2, 14):
        sheets = sheets_of(replace(ORDER, paragraphs=ORDER.paragraphs + ORDER.paragraphs[2:3] * count))
        sizes.add((len(sheets), sheets[0].find("1. Назначить").size))
    assert {size for sheets, size in sizes if sheets == 1} == {14, 13, 12}
    assert {size for sheets, size in sizes if sheets > 1} == {14}
