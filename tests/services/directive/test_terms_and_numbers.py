"""Terms and numbers as other offices write them: right, or asked about, never another value said for sure."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.services.directive.reading import read_letter

LETTER = """
Управление образования Примерного района
ул. Ленина, 1, с. Примерное
{reference}
Директорам школ

{subject}

Уважаемые коллеги!

{body}

{attachment}

Начальник управления                                  Н.П. Образцова

Исп. Примерова О.И., тел. 52-30-11
"""


def letter(
    body: str = "Просим учесть.",
    *,
    reference: str = "05.06.2024 № 345",
    subject: str = "Об информации",
    attachment: str = "",
) -> str:
    return LETTER.format(reference=reference, subject=subject, body=body, attachment=attachment)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("до конца июня 2024 года", date(2024, 6, 30)),
        ("до конца июня", date(2024, 6, 30)),
        ("до окончания февраля 2025 г.", date(2025, 2, 28)),
        ("до конца III квартала 2024 года", date(2024, 9, 30)),
        ("до конца 4-го квартала", date(2024, 12, 31)),
        ("до конца месяца", date(2024, 6, 30)),
        ("до конца года", date(2024, 12, 31)),
        ("до пятницы, 7 июня", date(2024, 6, 7)),
        ("в течение 5 рабочих дней", date(2024, 6, 13)),
        ("в срок до 15 января", date(2025, 1, 15)),
    ],
)
def test_a_term_without_its_whole_date_is_worked_out_and_asked_about(words: str, day: date) -> None:
    due = read_letter(letter(f"Отчёт просим направить {words}.")).due
    assert (due.value, due.sure) == (day, False)
    assert due.fragment


@pytest.mark.parametrize(
    "words",
    [
        "до конца учебного года",
        "до конца декабря 9999 года",
        "до конца июня 0000",
        "до 20.05.2023",
        "не позднее 2 дней со дня получения",
    ],
)
def test_a_term_that_is_not_understood_or_long_over_is_asked_about(words: str) -> None:
    due = read_letter(letter(f"Разместить баннеры {words}.")).due
    assert (due.value, due.sure) == (None, False)


@pytest.mark.parametrize(
    "words",
    [
        "до пятницы, 7 июня 2024 г.",
        "не позднее 12.00 часов 07.06.2024",
        "в срок по 07.06.2024 включительно",
    ],
)
def test_a_whole_date_is_sure_whatever_stands_before_it(words: str) -> None:
    due = read_letter(letter(f"Отчёт просим направить {words}.")).due
    assert (due.value, due.sure) == (date(2024, 6, 7), True)


@pytest.mark.parametrize("reference", ["05.06.2024 № 07 / 01-19 / 1543", "№ 07 / 01-19 / 1543 от 05.06.2024"])
def test_a_number_with_blanks_around_its_strokes_is_whole(reference: str) -> None:
    number = read_letter(letter(reference=reference)).number
    assert (number.value, number.sure) == ("07 / 01-19 / 1543", True)


@pytest.mark.parametrize("number", ["29 / ОД-2115", "345 17", "29 – 2115"])
def test_a_number_that_may_go_on_is_asked_about(number: str) -> None:
    assert read_letter(letter(reference=f"05.06.2024 № {number}")).number.sure is False


def test_a_letter_n_inside_a_link_is_no_number_sign() -> None:
    text = letter("Регистрация: https://events.webinar.example/5512/reg", reference="26-36-вн-512 12.03.2024")
    assert read_letter(text).number.value is None


@pytest.mark.parametrize("mark", ["Тема: ", "Тема письма: ", ""])
def test_a_subject_comes_without_its_mark(mark: str) -> None:
    subject = read_letter(letter(subject=f"{mark}О работе с родителями")).subject
    assert subject.value == "О работе с родителями"


@pytest.mark.parametrize("sheets", ["на 7 (семи) листах в 2 экз.", "на 7 л. в 1 экз.", "на 7-х листах"])
def test_sheets_may_be_said_in_words_too(sheets: str) -> None:
    found = read_letter(letter(attachment=f"Приложение: {sheets}")).sheets
    assert (found.value, found.sure) == (7, True)
