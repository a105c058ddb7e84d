"""The gender is said only when the name shows it."""

from __future__ import annotations

import pytest

from desktop_app.russian.gender import Gender, guess_gender


@pytest.mark.parametrize(
    "name",
    [
        "Иванов Пётр Сергеевич", "Кох Илья Ильич", "Шевченко Никита Лукич", "Ли Саша Кузьмич", "Ким Максим",
        "Алиев Ильгам Гейдар оглы", "Иванов О.Н.", "Римский-Корсаков Н.А.", "Саша Петров",
    ],
)  # fmt: skip
def test_men_are_recognised(name: str) -> None:
    assert guess_gender(name) is Gender.MALE


@pytest.mark.parametrize(
    "name",
    [
        "Кох Анна Ильинична", "Ольга Николаевна Шевченко", "Ким Саша Никитична", "Заяц Любовь",
        "Иванова О.Н.", "Фомина Е.В.", "Вишневская Женя",
        "Алиева Лейла Гейдар кызы", "Петрова-Водкина А.С.", "МАЛАЯ-ИВАНОВА Т.Н.",
    ],
)  # fmt: skip
def test_women_are_recognised(name: str) -> None:
    assert guess_gender(name) is Gender.FEMALE


@pytest.mark.parametrize("name", ["Шевченко О.Н.", "Ким Саша", "Сова О.Н.", "", "...", "Мельник", "Золя Э."])
def test_nothing_is_said_when_unsure(name: str) -> None:
    assert guess_gender(name) is None
