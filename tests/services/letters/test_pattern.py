"""Patterns of numbers: real ones work, odd ones are refused with a sentence that names the trouble."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.enums import NumberSeries
from desktop_app.services.letters.pattern import in_english, in_russian, index_error, read_pattern

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
    ("pattern", "index", "number"),
    [
        ("{index}/{serial}", "01-12", "01-12/34"),
        ("{index}-{serial:04}/{yy}", "02-55", "02-55-0034/24"),
        ("{serial}-{kind}", "", "34-од"),
        ("133/{serial} – ОД", "", "133/34 – ОД"),
        ("{index}-{serial:06}/{yy}-{repeat}", "038-05", "038-05-000034/24-2"),
    ],
)
def test_numbers_of_real_papers_can_be_made_and_read_back(pattern: str, index: str, number: str) -> None:
    """``01-12/34``, ``02-55-5749/24``, ``57-од``, ``133/6 – ОД``, ``РРР-ДД-НННННН/Г-П``."""
    read = read_pattern(pattern, NumberSeries.ORDERS, index)
    assert read.number(34, DAY, repeat=2) == number
    assert read.serial(number, DAY) == 34


@pytest.mark.parametrize(
    ("pattern", "index", "named"),
    [
        ("{index}/{serial}", "", "номенклатуре"),
        ("{index}/{serial}", " 01", "пробел"),
        ("{index}/{serial}", "{x}", "скобка"),
        ("{index}/{serial}", "1" * 31, "длиннее"),
        ("{serial}", "", ""),
        ("{index}/{serial}", "01-12", ""),
    ],
)
def test_a_case_index_is_asked_for_only_where_it_is_printed(pattern: str, index: str, named: str) -> None:
    said = index_error(pattern, index)
    assert named in said
    assert bool(said) is bool(named)


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
        ("{serial}{repeat}", "сольются"),
        ("{repeat}7{yy}{serial}", "сольются"),
        ("{serial}-{repeat}-{repeat}", "дважды"),
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


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("01-12/{номер}", "01-12/{serial}"),
        ("{номер:03}/{гг}-{вид}", "{serial:03}/{yy}-{kind}"),
        ("{Индекс}-{гггг}-{номер:06}-{повтор}", "{index}-{yyyy}-{serial:06}-{repeat}"),
        ("{serial}-од", "{serial}-од"),
        ("{чужое}", "{чужое}"),
        ("без подстановок {", "без подстановок {"),
    ],
)
def test_tokens_may_be_typed_in_russian_and_are_stored_as_before(typed: str, stored: str) -> None:
    assert in_english(typed) == stored
    assert in_english(in_russian(stored)) == stored


@pytest.mark.parametrize(
    "pattern", ["01-12/{serial}", "{index}-{serial:06}/{yy}-{repeat}", "{kind} {yyyy}/{serial}"]
)
def test_a_stored_pattern_is_shown_in_russian(pattern: str) -> None:
    assert not re.search(r"\{[a-z]", in_russian(pattern))
