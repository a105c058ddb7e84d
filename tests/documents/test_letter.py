"""The letter under a ruler: every block where ГОСТ Р 7.0.97 puts it."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.errors import AppError
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.content import LetterContent
from desktop_app.services.papers.parts import Addressee, AttachmentMark, Paragraph, Signature

from .papers import LETTER
from .ruler import MM, Sheet, embedded, measure

NEAR = 0.3
"""Millimetres a ruler on paper cannot tell."""


def sheets_of(content: LetterContent, profile: ProfileName = ProfileName.GOST_2025) -> list[Sheet]:
    return measure(ReportLabRenderer().render(content, PROFILES[profile]).pdf)


def longer(times: int) -> LetterContent:
    return replace(LETTER, paragraphs=LETTER.paragraphs * times)


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    (only,) = sheets_of(LETTER)
    return only


@pytest.mark.parametrize("content", [LETTER, longer(6), replace(LETTER, draft=True)])
def test_nothing_but_page_number_and_draft_mark_stands_in_the_margins(content: LetterContent) -> None:
    for sheet in sheets_of(content):
        assert min(char.left for char in sheet.chars) >= 20 - NEAR
        assert max(char.right for char in sheet.chars) <= 200 + NEAR
        assert max(char.baseline for char in sheet.chars) <= 277 + NEAR
        above = "".join(char.text for char in sheet.between(0, 21))
        assert above.strip("0123456789") in {"", "ПРОЕКТ"}


@pytest.mark.parametrize(("profile", "widest"), [(ProfileName.GOST_2025, 80), (ProfileName.GOST_2016, 75)])
def test_the_letterhead_is_a_corner_column_centred_on_its_longest_line(
    profile: ProfileName, widest: float
) -> None:
    (sheet,) = sheets_of(LETTER, profile)
    end = sheet.find("05.06.2024").baseline
    column = [
        [char for char in line if char.left < 105] for line in sheet.lines() if line[0].baseline < end - 2
    ]
    spans = [(line[0].left, line[-1].right) for line in column if line]
    assert max(right - left for left, right in spans) <= widest + NEAR
    assert min(left for left, _ in spans) == pytest.approx(20, abs=NEAR)
    middles = [(left + right) / 2 for left, right in spans]
    assert max(middles) - min(middles) < NEAR


def test_the_addressee_is_level_with_the_letterhead_and_begins_at_110(sheet: Sheet) -> None:
    post, founder = sheet.find("Министру"), sheet.find("Комитет")
    assert 110 - NEAR <= post.left <= 115
    assert post.baseline - 0.891 * post.size / MM == pytest.approx(20, abs=NEAR)
    assert founder.baseline - 0.891 * founder.size / MM == pytest.approx(20, abs=NEAR)


def test_date_reference_and_heading_follow_in_the_same_column(sheet: Sheet) -> None:
    date, reference = sheet.find("05.06.2024 № 01-12/34"), sheet.find("На № 02-55-5749/24 от 30.05.2024")
    heading = sheet.find("Об исполнении письма")
    assert date.left == reference.left == heading.left == pytest.approx(20, abs=NEAR)
    assert date.baseline < reference.baseline < heading.baseline
    assert max(date.right, reference.right, heading.right) <= 100 + NEAR


def test_the_greeting_is_centred_on_the_text(sheet: Sheet) -> None:
    greeting = sheet.find(LETTER.greeting)
    assert (greeting.left + greeting.right) / 2 == pytest.approx(110, abs=NEAR)


def test_the_text_is_justified_with_an_indent_and_single_spacing(sheet: Sheet) -> None:
    opening = sheet.find("МБОУ г. Иркутска СОШ № 24 подтверждает")
    assert opening.left == pytest.approx(32.5, abs=NEAR)
    end = sheet.find("Приложение:").baseline
    lines = [line for line in sheet.lines() if opening.baseline - 0.1 <= line[0].baseline < end - 0.1]
    assert lines[0][-1].right == pytest.approx(200, abs=NEAR)
    steps = {round(low[0].baseline - high[0].baseline, 1) for high, low in itertools.pairwise(lines)}
    assert steps == {round(opening.size * 1.15 / MM, 1)}
    assert opening.size in {12, 13, 14}


def test_several_attachments_are_numbered_and_aligned_after_the_word(sheet: Sheet) -> None:
    word, first, second = sheet.find("Приложение:"), sheet.find("1. Копия"), sheet.find("2. Справка")
    assert word.left == pytest.approx(20, abs=NEAR)
    assert word.baseline == pytest.approx(first.baseline, abs=0.01)
    assert first.left == pytest.approx(second.left, abs=0.01)
    assert sheet.find("на 3 л. в 1 экз.").baseline >= second.baseline


def test_an_attachment_named_in_the_text_gives_only_its_extent() -> None:
    (sheet,) = sheets_of(replace(LETTER, attachments=(AttachmentMark("", 3),)))
    mark = sheet.find("Приложение: на 3 л. в 1 экз.")
    assert mark.left == pytest.approx(20, abs=NEAR)


def test_the_decoding_ends_at_the_right_margin_on_the_last_line_of_the_post() -> None:
    post = (
        "Временно исполняющий обязанности директора муниципального бюджетного общеобразовательного учреждения"
    )
    (sheet,) = sheets_of(replace(LETTER, signature=Signature(post, "О.Н.\u00a0Кузнецова")))
    name, last = sheet.find("О.Н. Кузнецова"), sheet.find("учреждения", sheet.text.find("Временно"))
    assert name.right == pytest.approx(200, abs=NEAR)
    assert name.baseline == pytest.approx(last.baseline, abs=0.01)
    assert last.right <= 95 + NEAR


def test_the_signature_stands_two_to_three_intervals_below_the_text(sheet: Sheet) -> None:
    post = sheet.find("Директор", sheet.text.find("2.Справка"))
    above = max(char.baseline for char in sheet.chars if char.baseline < post.baseline - 1)
    assert 2 <= (post.baseline - above) / (post.size * 1.15 / MM) <= 3.01


def test_the_executor_stands_at_the_foot_of_the_last_sheet_in_small_type() -> None:
    sheets = sheets_of(longer(6))
    mark = sheets[-1].find("(3952) 00-00-02")
    assert mark.size in {10, 11}
    assert mark.left == pytest.approx(20, abs=NEAR)
    assert 272 < mark.baseline <= 277
    assert "Смирнова" not in sheets[0].text


def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top_margin() -> None:
    first, *others = sheets_of(longer(6))
    assert others
    assert not first.between(0, 20)
    for number, sheet in enumerate(others, 2):
        digits = sheet.between(0, 20)
        assert "".join(char.text for char in digits) == str(number)
        assert (digits[0].left + digits[-1].right) / 2 == pytest.approx(105, abs=NEAR)
        assert digits[0].baseline - 0.68 * digits[0].size / MM >= 10


@pytest.mark.parametrize("count", range(1, 40))
def test_the_signature_never_stands_alone(count: int) -> None:
    lines = tuple(Paragraph(f"Строка номер {number}.") for number in range(count))
    *_, last = sheets_of(replace(LETTER, paragraphs=lines, attachments=()))
    assert "О.Н.Кузнецова" in last.text
    assert last.text.count("Строка") >= min(2, count)


def test_a_draft_has_blanks_and_its_mark_on_every_sheet() -> None:
    sheets = sheets_of(replace(longer(6), draft=True, date="", number=""))
    assert len(sheets) > 1
    assert "____________№__________" in sheets[0].text
    for sheet in sheets:
        mark = sheet.find("ПРОЕКТ")
        assert mark.baseline < 19
        assert mark.right <= 200


def test_a_registered_letter_has_no_draft_mark(sheet: Sheet) -> None:
    assert "ПРОЕКТ" not in sheet.text


def test_four_addressees_do_not_touch_the_text() -> None:
    four = tuple(
        Addressee(
            f"Муниципальное казённое учреждение «Управление образования № {n}»", "Начальнику", "Яну\u00a0Я.Я."
        )
        for n in range(4)
    )
    first, *_ = sheets_of(replace(LETTER, addressees=four, greeting=""))
    assert first.find("Управление образования № 3").left >= 110 - NEAR
    last_name = max(char.baseline for char in first.chars if char.left > 109 and char.text == "Я")
    assert first.find("МБОУ г. Иркутска СОШ № 24 подтверждает").baseline > last_name + 5


def test_a_size_is_chosen_that_keeps_a_typical_letter_on_one_sheet() -> None:
    short = sheets_of(replace(LETTER, paragraphs=LETTER.paragraphs[:2]))
    assert len(short) == 1
    assert short[0].find("подтверждает").size == 14
    assert len(sheets_of(LETTER)) == 1
    assert sheets_of(longer(6))[0].find("подтверждает").size == 14


def test_fonts_are_embedded() -> None:
    fonts = embedded(ReportLabRenderer().render(LETTER, PROFILES[ProfileName.GOST_2025]).pdf)
    assert fonts
    assert all(fonts.values())
    assert not any("Helvetica" in name for name in fonts)


def test_a_letterhead_word_too_long_is_named() -> None:
    head = replace(LETTER.letterhead, contacts=("сайт-" + "очень" * 12 + ".example.ru",))
    paper = ReportLabRenderer().render(replace(LETTER, letterhead=head), PROFILES[ProfileName.GOST_2025])
    assert any("не помещается в 80 мм" in warning for warning in paper.warnings)
    (sheet, *_) = measure(paper.pdf)
    assert max(char.right for char in sheet.chars if char.baseline < 90 and char.left < 105) <= 100 + NEAR


def test_requisites_higher_than_the_sheet_are_refused_with_a_sentence() -> None:
    crowd = tuple(Addressee("Организация " * 60, "Руководителю", "Яну\u00a0Я.Я.") for _ in range(4))
    with pytest.raises(AppError, match="не помещаются на первый лист"):
        ReportLabRenderer().render(replace(LETTER, addressees=crowd), PROFILES[ProfileName.GOST_2025])


def test_a_letter_without_text_yet_still_has_its_heading() -> None:
    (sheet,) = sheets_of(replace(LETTER, paragraphs=()))
    assert sheet.find(LETTER.heading).left == pytest.approx(20, abs=NEAR)


def test_the_old_standard_may_drop_the_heading_of_a_short_text_only() -> None:
    profile = replace(PROFILES[ProfileName.GOST_2016], heading_lines=5)
    short = replace(LETTER, paragraphs=LETTER.paragraphs[:1])
    texts = [measure(ReportLabRenderer().render(one, profile).pdf)[0].text for one in (short, LETTER)]
    assert ["Обисполнении" in text for text in texts] == [False, True]
