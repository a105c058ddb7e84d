"""Dates are written in the two official forms and read in all the forms people type."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.russian.dates import long_date, parse_date, short_date
from desktop_app.russian.spaces import NBSP

DAY = date(2024, 6, 5)


def test_both_official_forms() -> None:
    assert short_date(DAY) == "05.06.2024"
    assert long_date(DAY) == f"5{NBSP}июня{NBSP}2024{NBSP}г."


@pytest.mark.parametrize(
    "typed",
    ["2024-06-05", "5.6.2024", "05.06.2024", "05.06.24", "05.06.2024 г.", "5 июня 2024 года", "5 июня 2024",
     "«05» июня 2024 г.", '"5" ИЮНЯ 2024 г', f" 5{NBSP}июня{NBSP}2024{NBSP}г. "],
)  # fmt: skip
def test_one_day_in_many_spellings(typed: str) -> None:
    assert parse_date(typed) == DAY


@pytest.mark.parametrize(
    "typed",
    ["", "завтра", "31.02.2024", "5 июня", "2024", "05.13.2024", "5 мартобря 2024", "05.06.2024 16:00"],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"Не похоже на дату|Такой даты нет"):
        parse_date(typed)


@given(st.dates(date(1000, 1, 1)))
def test_what_is_written_can_be_read(day: date) -> None:
    assert parse_date(short_date(day)) == parse_date(long_date(day)) == parse_date(day.isoformat()) == day
