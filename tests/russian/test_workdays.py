"""Working days follow the production calendar, transfers included."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta

import pytest
from holidays.countries.russia import RU
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.paths import resource
from desktop_app.russian.make_calendar import FIRST_YEAR, LAST_YEAR, table
from desktop_app.russian.workdays import (
    RegionalDays,
    add_working_days,
    is_working_day,
    working_days_between,
)

DAYS = st.dates(date(2022, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize("day", [date(2024, 4, 27), date(2024, 11, 2), date(2024, 12, 28), date(2025, 11, 1)])
def test_people_work_on_transferred_saturdays(day: date) -> None:
    assert day.isoweekday() == 6
    assert is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [date(2024, 4, 29), date(2024, 4, 30), date(2024, 5, 10), date(2024, 12, 30), date(2024, 12, 31),
     date(2024, 6, 12), date(2025, 5, 2), date(2025, 12, 31), date(2026, 1, 9), date(2026, 3, 9),
     date(2024, 6, 1)],
)  # fmt: skip
def test_nobody_works_on_holidays_transfers_and_weekends(day: date) -> None:
    assert not is_working_day(day)


def test_the_deadline_of_the_letter_is_its_fourth_working_day() -> None:
    assert working_days_between(date(2024, 5, 30), date(2024, 6, 5)) == 4
    assert working_days_between(date(2024, 6, 5), date(2024, 5, 30)) == -4
    assert add_working_days(date(2024, 5, 30), 4) == date(2024, 6, 5)


def test_a_region_adds_its_own_days() -> None:
    regional = RegionalDays(frozenset({date(2024, 6, 3)}), frozenset({date(2024, 6, 1)}))
    assert not is_working_day(date(2024, 6, 3), regional)
    assert is_working_day(date(2024, 6, 1), regional)
    assert add_working_days(date(2024, 6, 1), 1, regional) == date(2024, 6, 4)


@given(DAYS, st.integers(-60, 60))
def test_adding_and_counting_are_inverse(day: date, n: int) -> None:
    start = day if is_working_day(day) else add_working_days(day, 1)
    end = add_working_days(start, n)
    assert working_days_between(start, end) == n
    assert add_working_days(end, -n) == start


@given(DAYS, st.integers(0, 90), st.integers(0, 90))
def test_counts_of_neighbouring_periods_add_up(day: date, first: int, second: int) -> None:
    middle = day + timedelta(days=first)
    end = middle + timedelta(days=second)
    assert working_days_between(day, end) == (
        working_days_between(day, middle) + working_days_between(middle, end)
    )


def test_the_table_shipped_is_what_the_library_says() -> None:
    shipped = json.loads(resource("calendar/russia.json").read_text(encoding="utf-8"))
    assert shipped == table(RU().is_working_day)
    assert (FIRST_YEAR, LAST_YEAR) == (2015, 2030)


def test_every_day_inside_and_around_the_table_is_as_in_the_library() -> None:
    library = RU()
    first = date(FIRST_YEAR - 1, 1, 1)
    days = [first + timedelta(days=step) for step in range((date(LAST_YEAR + 2, 1, 1) - first).days)]
    assert [day for day in days if is_working_day(day) is not library.is_working_day(day)] == []


def test_the_library_is_not_loaded_for_the_years_of_the_table() -> None:
    code = (
        "import sys; from datetime import date; from desktop_app.russian.workdays import is_working_day\n"
        "is_working_day(date(2024, 6, 5)); print('holidays' in sys.modules)\n"
        "is_working_day(date(2031, 6, 5)); print('holidays' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
