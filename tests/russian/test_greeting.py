"""The greeting agrees with the person, and is left out rather than guessed."""

from __future__ import annotations

import pytest

from desktop_app.russian.gender import Gender
from desktop_app.russian.greeting import greeting


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Парфёнов Максим Александрович", "Уважаемый Максим Александрович!"),
        ("ИВАНОВА ОЛЬГА НИКОЛАЕВНА", "Уважаемая Ольга Николаевна!"),
        ("Ольга Николаевна Иванова", "Уважаемая Ольга Николаевна!"),
        ("Ким Анна", "Уважаемая Анна!"),
        ("Алиев Ильгам Гейдар оглы", "Уважаемый Ильгам Гейдар оглы!"),
    ],
)
def test_a_person_is_greeted_by_first_name_and_patronymic(name: str, expected: str) -> None:
    assert greeting(name) == expected


@pytest.mark.parametrize("name", ["", "Иванова О.Н.", "Иванова", "Ким Саша"])
def test_nobody_is_greeted_without_a_full_first_name_or_a_gender(name: str) -> None:
    assert greeting(name) == ""


def test_a_stated_gender_settles_the_doubt() -> None:
    assert greeting("Ким Саша", Gender.FEMALE) == "Уважаемая Саша!"
