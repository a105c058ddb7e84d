"""Patterns of numbers: real ones work, odd ones are refused with a sentence that names the trouble."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.enums import NumberSeries
from desktop_app.services.letters.pattern import read_pattern

DAY = date(2024, 6, 5)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{serial}", "7"),
        ("01-12/{serial}", "01-12/7"),
        ("{serial}-од", "7-од"),
        ("133/{serial} – ОД", "133/7 – ОД"),
        ("{serial:03}/{yy}-{kind}", "007/24-исх"),
        ("02-55-{serial:04}/{yyyy}", "02-55-0007/2024"),
    ],
)
def test_real_patterns_make_the_numbers_people_write(pattern: str, number: str) -> None:
    read = read_pattern(pattern, NumberSeries.OUTGOING)
    assert read.number(7, DAY) == number
    assert read.serial(number, DAY) == 7


@pytest.mark.parametrize(
    ("pattern", "named"),
    [
        ("", "образец"),
        ("01-12", "{serial}"),
        ("{serial}-{month}", "{month}"),
        ("{serial:3}", "{serial:3}"),
        ("{yy:02}{serial}", "{yy:02}"),
        ("{serial", "«{»"),
        ("serial}", "«}»"),
        ("{serial}}", "«}»"),
        ("{{serial}}", "«{»"),
        ("{serial}/{serial}", "дважды"),
        ("{}{serial}", "{}"),
        ("{serial}\n", "невидимый"),
        ("x" * 70 + "{serial}", "длиннее"),
    ],
)
def test_an_odd_pattern_is_refused_by_name(pattern: str, named: str) -> None:
    with pytest.raises(ValueError, match=r"[А-я]") as refused:
        read_pattern(pattern, NumberSeries.OUTGOING)
    assert named in str(refused.value)


@given(
    before=st.text(alphabet="01-/ –одИСХ{}"[:-2], max_size=8),
    after=st.text(alphabet="01-/–одИСХ", max_size=8),
    padding=st.sampled_from(["", ":03", ":05"]),
    serial=st.integers(1, 10**6),
)
def test_a_number_always_leads_back_to_its_serial(before: str, after: str, padding: str, serial: int) -> None:
    read = read_pattern(f"{before.strip()}{{serial{padding}}}{after}", NumberSeries.ORDERS)
    assert read.serial(read.number(serial, DAY), DAY) == serial
