"""The noun agrees with its number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.russian.plurals import count, plural
from desktop_app.russian.spaces import NBSP

FORMS = ("баннер", "баннера", "баннеров")


@pytest.mark.parametrize(
    ("numbers", "form"),
    [
        ([1, 21, 101, 1001, -1], "баннер"),
        ([2, 3, 4, 22, 33, 104, -2], "баннера"),
        ([0, 5, 10, 11, 12, 13, 14, 20, 25, 111, 112, 213, 1014], "баннеров"),
    ],
)
def test_the_form_follows_the_number(numbers: list[int], form: str) -> None:
    assert {plural(number, *FORMS) for number in numbers} == {form}


@given(st.integers(0, 10**9))
def test_only_the_last_two_digits_matter(number: int) -> None:
    assert plural(number, *FORMS) == plural(number % 100, *FORMS) == plural(-number, *FORMS)


@given(st.integers(0, 10**6), st.integers(11, 14))
def test_eleven_to_fourteen_always_take_many(hundreds: int, tail: int) -> None:
    assert plural(hundreds * 100 + tail, *FORMS) == "баннеров"


def test_number_and_noun_stand_on_one_line() -> None:
    assert count(5, *FORMS) == f"5{NBSP}баннеров"
    assert count(9999, *FORMS) == f"9999{NBSP}баннеров"
    assert count(12_501, *FORMS) == f"12{NBSP}501{NBSP}баннер"
    assert count(1_234_567, *FORMS) == f"1{NBSP}234{NBSP}567{NBSP}баннеров"
