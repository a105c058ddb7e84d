"""Lines do not end where a printer would not let them, and quotation marks are Russian."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop_app.russian.spaces import NBSP
from desktop_app.russian.typography import nonbreaking, quotes

PIECES = st.sampled_from(
    ["О.", "Н.", "Иванова", "№", "24", "от",
     "5", "июня", "2024", "г.", "Иркутск", "в", "и", "—", "–", "-", '"', "«",
     "»", "“", "„", "л.", "экз.", "%", "п.", "т.", "д.", "же", "https://a.ru/x=y", "a-b@c.ru",
      " ", " ", " ", NBSP,
     "\n", ",", "слово", "12", "000", "ул."]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60)


@pytest.mark.parametrize(
    "marked",
    [
        "О.~Н.~Иванова", "О.Н.~Иванова", "Иванова~О.Н.", "Иванова~О.~Н.", "школа №~24", "от~5~июня~2024~г.",
        "школа г.~Иркутска, ул.~Российская, д.~5", "2024~г. Школа", "на~12~л. в~1~экз.", "90~% семей",
        "п.~3 приказа", "и~в~школе", "не~сделано", "он~— директор", "12~500 родителей", "если~бы", "и~т.~д.",
        "«05»~июня 2024~года".replace("июня 2024", "июня~2024"), "класс 5~«А»", "тел.~(3952) 20-00-00",
        "На~https://a.ru/x=y=z", "Российская Федерация",
    ],
)  # fmt: skip
def test_the_pairs_of_the_house_stay_together(marked: str) -> None:
    assert nonbreaking(marked.replace("~", " ")).replace(NBSP, "~") == marked


@given(TEXTS)
def test_setting_spaces_twice_changes_nothing(text: str) -> None:
    once = nonbreaking(text)
    assert nonbreaking(once) == once
    assert once.replace(NBSP, " ") == text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('МБОУ "Школа № 5"', "МБОУ «Школа № 5»"),
        ('школа "Лицей "Эрудит" города"', "школа «Лицей „Эрудит“ города»"),
        ("«Лицей «Эрудит»»", "«Лицей „Эрудит“»"),
        ("“Лицей”", "«Лицей»"),
        ('("А")', "(«А»)"),
        ('экран 5" новый', 'экран 5" новый'),
        ("он - директор", "он — директор"),
        ("5 - 10 листов", "5–10 листов"),
        ("№ 133/6 – ОД", "№ 133/6 – ОД"),
        ("№ 01-12/34", "№ 01-12/34"),
        ('сайт "https://a.ru/x-y" - "там"', "сайт «https://a.ru/x-y» — «там»"),
        ("https://a.ru/5 - 10", "https://a.ru/5 — 10"),
        ("раз - два - три", "раз — два — три"),
    ],
)
def test_quotes_and_dashes_become_russian(typed: str, printed: str) -> None:
    assert quotes(typed) == printed


@given(TEXTS)
@example('„“"О.')
def test_setting_quotes_twice_changes_nothing(text: str) -> None:
    once = quotes(text)
    assert quotes(once) == once


@pytest.mark.parametrize("address", ["https://a.ru/join/?invite=x/y==", "http://a.ru/5-6", "a-b.c@d-e.ru"])
def test_addresses_are_never_touched(address: str) -> None:
    assert address in quotes(f'Чат "{address} - здесь" в сети - {address}')
    assert address in nonbreaking(f"на {address} и")
