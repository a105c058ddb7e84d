"""A password is judged calmly."""

from __future__ import annotations

import pytest

from desktop_app.models import keys
from desktop_app.services.protection.passwords import layout_remark, password_problems, strength


@pytest.mark.parametrize(
    "guessed",
    ["", "коротко", "11111111", "12345678", "qwertyui", "йцукенгш", "Пароль123", "Школа 12!", "абабабабаб"],
)
def test_what_is_guessed_first_is_refused_with_advice(guessed: str) -> None:
    found = strength(guessed)
    assert not found.enough
    assert "слов" in found.sentence


def test_a_fair_password_will_do_and_a_long_one_is_good() -> None:
    assert strength("к5рова-ш").enough
    assert not strength("к5рова-ш").good
    assert strength("четыре слова подряд").good


def test_two_spellings_of_the_same_letters_are_one_password() -> None:
    assert password_problems("школьный ёжик", "школьныи\u0306 е\u0308жик") == ()
    salt = keys.new_salt()
    assert keys.derive("ёжик", salt) == keys.derive("е\u0308жик", salt)


def test_blanks_and_capitals_matter() -> None:
    assert password_problems("четыре слова подряд", "Четыре слова подряд")[0].field == "again"
    assert password_problems("четыре слова подряд", "четыре слова подряд ")[0].field == "again"


def test_a_refused_password_is_told_about_the_keyboard() -> None:
    assert "русские" in layout_remark("привет")
    assert "латинские" in layout_remark("ghbdtn")
    assert "заглавные" in layout_remark("ПРИВЕТ")
    assert layout_remark("12345") == ""
