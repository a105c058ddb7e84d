"""What is kept, whatever the clock did."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.copies.tiers import tiers
from desktop_app.services.copies.types import Tier

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
histories = st.lists(days, max_size=200).map(lambda made: list(enumerate(made, start=1)))


def kept(copies: list[tuple[int, date]]) -> list[tuple[int, date]]:
    named = tiers(copies)
    return [(sequence, day) for sequence, day in copies if named[sequence] is not Tier.SPARE]


@given(histories)
def test_there_are_places_for_so_many_and_the_newest_always_has_one(copies: list[tuple[int, date]]) -> None:
    named = tiers(copies)
    assert set(named) == {sequence for sequence, _ in copies}
    count = Counter(named.values())
    assert count[Tier.DAILY] <= 7
    assert count[Tier.WEEKLY] <= 5
    assert count[Tier.MONTHLY] <= 12
    assert count[Tier.RECENT] <= 4
    if copies:
        assert named[copies[-1][0]] is Tier.DAILY


@given(histories, st.randoms())
def test_the_order_of_names_in_a_folder_changes_nothing(
    copies: list[tuple[int, date]], random: st.DrawFn
) -> None:
    shuffled = list(copies)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands over a random.Random
    assert tiers(shuffled) == tiers(copies)


@given(histories)
def test_tidying_twice_removes_nothing_more(copies: list[tuple[int, date]]) -> None:
    once = kept(copies)
    assert kept(once) == once


@given(histories)
def test_of_one_day_the_highest_number_stays_and_the_last_five_anyway(
    copies: list[tuple[int, date]],
) -> None:
    last = {day: sequence for sequence, day in copies}
    assert set(copies[-5:]) <= set(kept(copies))
    assert all(last[day] == sequence for sequence, day in kept(copies) if (sequence, day) not in copies[-5:])


@given(st.integers(min_value=1, max_value=3), days)
def test_years_of_daily_copies_leave_days_weeks_and_months(each_day: int, first: date) -> None:
    held: list[tuple[int, date]] = []
    sequence = 0
    for day in range(400):
        for _ in range(each_day):
            sequence += 1
            held = kept([*held, (sequence, first + timedelta(days=day))])
    last = first + timedelta(days=399)
    assert sorted({day for _, day in held})[-7:] == [last - timedelta(days=back) for back in range(6, -1, -1)]
    assert len({(day.year, day.month) for _, day in held}) == 12
    assert 15 <= len(held) <= 28
    assert last - held[0][1] > timedelta(days=300)


def test_a_clock_that_jumped_ahead_costs_one_place() -> None:
    days = [date(2024, 6, 1) + timedelta(days=back) for back in range(10)]
    days[3] = date(2099, 1, 1)
    held = kept(list(enumerate(days, start=1)))
    assert {10, 9, 8, 7, 6, 5, 4} <= {sequence for sequence, _ in held}
    later = [*held, *((11 + back, date(2024, 6, 11) + timedelta(days=back)) for back in range(400))]
    assert max(sequence for sequence, _ in kept(later)) == 410
