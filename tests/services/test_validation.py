"""Shared checks: check digits hold for every number, sentences say what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services import labels
from desktop_app.services import validation as v

TODAY = date(2024, 6, 3)
digits = st.text("0123456789", min_size=1, max_size=16)


def _ends(check: Callable[[str], str], body: str, length: int) -> list[str]:
    return [end for n in range(10**length) if not check(body + (end := f"{n:0{length}}"))]


@given(st.text("0123456789", min_size=9, max_size=9))
def test_exactly_one_last_digit_fits_an_inn(body: str) -> None:
    assert len(_ends(v.inn, body, 1)) == 1


@given(st.text("0123456789", min_size=10, max_size=10))
def test_exactly_one_pair_of_digits_fits_a_long_inn(body: str) -> None:
    assert len(_ends(v.inn, body, 2)) == 1


@given(st.sampled_from([12, 14]).flatmap(lambda n: st.text("0123456789", min_size=n, max_size=n)))
def test_exactly_one_last_digit_fits_an_ogrn(body: str) -> None:
    assert len(_ends(v.ogrn, body, 1)) == 1


@given(st.sampled_from([7, 9]).flatmap(lambda n: st.text("0123456789", min_size=n, max_size=n)))
def test_exactly_one_last_digit_fits_an_okpo(body: str) -> None:
    assert len(_ends(v.okpo, body, 1)) == 1


@given(digits)
def test_a_wrong_length_is_named_with_what_was_entered(value: str) -> None:
    if len(value) not in {10, 12}:
        assert v.inn(value).endswith(f"введено {len(value)}.")


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (v.inn, "7707083893"),
        (v.inn, "77 07 083893"),
        (v.inn, "500100732259"),
        (v.ogrn, "1027700132195"),
        (v.ogrn, "304500116000157"),
        (v.okpo, "00032537"),
        (v.kpp, "773601001"),
        (v.kpp, "7736AB001"),
        (v.inn, ""),
    ],
)
def test_real_identifiers_pass(check: Callable[[str], str], value: str) -> None:
    assert check(value) == ""


def test_sentences_say_what_to_do() -> None:
    assert v.inn("770708389") == "ИНН состоит из 10 или 12 цифр, введено 9."
    assert v.inn("7707083894").endswith("контрольная цифра не сходится, сверьте с документом.")
    assert v.inn("77О7083893") == "ИНН состоит только из цифр (10 или 12)."
    assert v.kpp("12345678") == "КПП состоит из 9 цифр, введено 8."


@pytest.mark.parametrize(
    "name",
    [
        "Иванова Ольга Николаевна",
        "Петрова-Водкина А.-М.",
        "Дюма",
        "Иванова\u00a0О.Н.",
        "Алексе\u0438\u0306 Ильич",
        "О’Нил Джон",
        "Мамедов Али оглы",
    ],
)
def test_names_of_people_pass(name: str) -> None:
    assert v.person(name) == ""


@pytest.mark.parametrize("name", ["Иванова 2", "<b>Иванова</b>", "Иванова 😀", "-", "Иванова\x00"])
def test_what_is_no_name_is_refused(name: str) -> None:
    assert v.person(name) != ""


@pytest.mark.parametrize(
    "phone", ["8 (3952) 33-13-33", "+7 395 233 13 33, доб. 101", "2-15-36", "33-13-33; 33-13-34"]
)
def test_phones_pass(phone: str) -> None:
    assert v.phone(phone) == ""


@pytest.mark.parametrize(
    "phone", ["12", "звонить вечером", "ббббб12345", "8 (3952) 33-13-33-33-33-33", "1" * 99]
)
def test_what_is_no_phone_is_refused(phone: str) -> None:
    assert v.phone(phone) != ""


@pytest.mark.parametrize("address", ["school24@example.ru", "школа@пример.рф", "a.b+c@mail.example.org"])
def test_addresses_of_mail_pass(address: str) -> None:
    assert v.email(address) == ""


@pytest.mark.parametrize(
    "address",
    ["school24", "a@b", "a b@example.ru", "a@example.ru, b@example.ru", "a@@example.ru", "a,b@example.ru"],
)
def test_what_is_no_address_of_mail_is_refused(address: str) -> None:
    assert v.email(address) != ""


@pytest.mark.parametrize(
    "address",
    [
        "school.example.ru",
        "https://школа.рф/news?id=1",
        "vk.com/club1",
        "https://t.me/school_24",
        "http://192.168.1.5:8080/x",
    ],
)
def test_addresses_in_the_net_pass(address: str) -> None:
    assert v.url(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "сайт школы",
        "javascript:alert(1)",
        "file:///c:/x",
        "http://",
        "mailto:a@b.ru",
        "javascript:alert.x",
        "http://a\n.ru",
    ],
)
def test_what_is_no_address_in_the_net_is_refused(address: str) -> None:
    assert v.url(address) != ""


@given(st.dates(max_value=date(9999, 12, 31)))
def test_a_date_is_right_from_1990_to_five_years_ahead(value: date) -> None:
    assert (v.day(value, TODAY) == "") == (date(1990, 1, 1) <= value <= date(2029, 12, 31))


@given(st.text())
def test_tidied_text_is_one_line_and_stays_so(value: str) -> None:
    once = v.tidy(value)
    assert v.tidy(once) == once
    assert "\n" not in once
    assert v.tidy_text(v.tidy_text(value)) == v.tidy_text(value)


@pytest.mark.parametrize("mark", ["\x00", "\x1b", "\u202e", "\ud800", "\ufeff"])
def test_unseen_marks_are_refused(mark: str) -> None:
    assert v.line(f"Школа{mark}") != ""
    assert v.text(f"Школа{mark}") != ""


def test_lengths_and_counts() -> None:
    assert v.line("я" * 501) == "Слишком длинно: 501 знаков, можно не больше 500."
    assert v.line("Школа «24» & <b> филиал 😀") == ""
    assert v.text("Первая строка\r\nВторая\n\tс отступом") == ""
    assert v.count(100_000) == ""
    assert "от 0 до 100000" in v.count(-1)
    assert v.count(100_001) != ""


def test_every_listed_value_has_a_name() -> None:
    tables = [table for name, table in vars(labels).items() if name.isupper()]
    assert len(tables) == 11
    for table in tables:
        assert set(table) == set(type(next(iter(table))))
        assert len(set(table.values())) == len(table)
