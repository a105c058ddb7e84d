"""Numbers are written in words as a clerk writes them beside the digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.russian.numerals import MOST, in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "ноль"),
        (1, "один"),
        (13, "тринадцать"),
        (20, "двадцать"),
        (21, "двадцать один"),
        (40, "сорок"),
        (100, "сто"),
        (112, "сто двенадцать"),
        (680, "шестьсот восемьдесят"),
        (1000, "одна тысяча"),
        (2002, "две тысячи два"),
        (11_514, "одиннадцать тысяч пятьсот четырнадцать"),
        (21_001, "двадцать одна тысяча один"),
    ],
)
def test_a_number_is_written_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


@given(st.integers(0, MOST), st.integers(0, MOST))
def test_different_numbers_are_written_differently(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) == (one == other)


@pytest.mark.parametrize("number", [-1, MOST + 1])
def test_what_no_paper_counts_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="вне границ"):
        in_words(number)
