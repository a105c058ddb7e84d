"""A card is read whole, or refused with table, key and line."""
# ruff: noqa: E501 - a table of wrong lines reads best one a line

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.models.enums import CheckOutcome, NumberSeries, PlacementStatus
from desktop_app.services.card import tables
from desktop_app.services.card.reader import read_card
from desktop_app.services.card.types import CardError, CardProblem
from desktop_app.services.errors import AppError
from tests.services.card.conftest import TODAY

Spoil = Callable[[str, str], tuple[CardProblem, ...]]


def line_of(path: Path, start: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(start))


def test_the_example_is_read_whole(card: Path) -> None:
    data = read_card(card, TODAY)
    assert data.school.short_name == "МБОУ г. Иркутска СОШ № 99"
    assert data.school.head_name == "Соколова Марина Викторовна"
    assert data.addressee_given
    assert [draft.name for draft in data.classes] == ["5А", "5Б"]
    assert data.coordinator is not None
    assert data.coordinator.substitute_name == "Гусев Пётр Ильич"
    assert [portal.draft.status for portal in data.portals] == ["placed", "planned", "not_applicable"]
    assert data.outreach[0].class_ids == (1, 2)
    assert [(s.series, s.pattern, s.next_serial) for s in data.schemes] == [
        (NumberSeries.OUTGOING, "01-12/{serial}", 34)
    ]


@pytest.mark.parametrize(
    ("old", "new", "start", "place", "says"),
    [
        ('inn = "3808000007"', 'inn = "380800000"', "inn", "[school] inn", "ИНН состоит из 10 или 12 цифр, введено 9."),
        ('inn = "3808000007"', "inn = 3808000007", "inn", "[school] inn", "Здесь нужен текст в кавычках."),
        ("full_name =", "fullname =", "fullname", "[school] fullname", "Такого ключа нет"),
        ('post = "Директор"', 'rank = "Директор"', "rank", "[school.head] rank", "Такого ключа нет"),
        ('gender = "female"', 'gender = "женский"', "gender", "[coordinator] gender", "можно: female, male."),
        ("order_date = 2024-06-03", 'order_date = "31.06.2024"', "order_date", "[coordinator] order_date", "Такой даты нет"),
        ("parents = 44", 'parents = "44"', 'parents = "44"', "[[classes]] parents", "целое число без кавычек"),
        ("parents = 44", "parents = true", "parents = true", "[[classes]] parents", "целое число без кавычек"),
        ('name = "5Б"', 'name = "5а"', 'name = "5а"', "[[classes]] name", "Класс 5а уже есть."),
        ('kind = "vk"', 'kind = "vkontakte"', 'kind = "vkontakte"', "[[portals]] kind", "Значения «vkontakte» нет"),
        ('reason = "экрана нет"', "", 'name = "Экран', "[[portals]] reason", "почему баннер здесь не нужен"),
        ('["5А", "5Б"]', '["5А", "6В"]', "classes", "[[outreach]] classes", "Класса 6В нет среди"),
        ("unique_parents = 61", "unique_parents = 62", "unique_parents", "[[outreach]] unique_parents", "больше, чем всего"),
        ("date = 2024-06-04", "date = 2024-07-04", "date", "[[outreach]] date", "ещё не наступила"),
        ("01-12/{serial}", "01-12/34", "pattern", "[numbering] pattern", "serial"),
        ("next = 34", "next = 0", "next", "[numbering] next", "от 1 до"),
    ],
)  # fmt: skip
def test_one_wrong_line_is_named(
    problems: Spoil, card: Path, old: str, new: str, start: str, place: str, says: str
) -> None:
    found = problems(old, new)
    match = [one for one in found if f"{one.table} {one.key}" == place]
    assert len(match) == 1, found
    assert says in match[0].message
    if "reason" not in place:
        assert match[0].line == line_of(card, start)


def test_everything_wrong_is_told_at_once_in_the_order_of_the_file(problems: Spoil, card: Path) -> None:
    text = card.read_text(encoding="utf-8").replace('okpo = "12345678"', 'okpo = "1"')
    card.write_text(text.replace("next = 34", 'next = "34"'), encoding="utf-8")
    found = problems('name = "5А"', 'nam = "5А"')
    assert found[0].key == "okpo"
    assert {"okpo", "nam", "next"} <= {one.key for one in found}
    assert [one.line for one in found] == sorted(one.line for one in found)


def test_the_message_names_file_line_table_and_key(card: Path) -> None:
    card.write_text('[school]\nfull_name = "Школа"\ninn = "123"\n', encoding="utf-8")
    with pytest.raises(CardError) as refused:
        read_card(card, TODAY)
    assert (
        str(refused.value) == "card.toml, строка 3, [school] inn: ИНН состоит из 10 или 12 цифр, введено 3."
    )


@pytest.mark.parametrize(
    ("text", "line", "place"),
    [
        ("", 1, "[school] full_name"),
        ('[school]\nkind = "state"\n', 1, "[school] full_name"),
        ('[school]\nfull_name = "Школа"\n\n[teachers]\n', 4, "[teachers] "),
        ('[school]\nfull_name = "Школа"\n[classes]\nname = "5А"\n', 3, "[classes] "),
        ('[school]\nfull_name = "Школа"\n[numbering\n', 3, " "),
        ('[school]\nfull_name = "Школа"\nfull_name = "Лицей"\n', 3, " "),
        ('[school]\nfull_name = "Школа\n', 2, " "),
        ('[school]\nfull_name = """Школа\n[portals]\nkind = 5"""\nzip = "1"\n', 5, "[school] zip"),
        (
            '[school]\nfull_name = "Школа"\nhead = { name = "Иванова Анна", age = 5 }\n',
            3,
            "[school.head] age",
        ),
    ],
)
def test_the_line_is_found_in_any_shape_of_card(card: Path, text: str, line: int, place: str) -> None:
    card.write_text(text, encoding="utf-8")
    with pytest.raises(CardError) as refused:
        read_card(card, TODAY)
    first = refused.value.errors[0]
    assert (first.line, f"{first.table} {first.key}") == (line, place)


def test_a_file_in_another_encoding_and_a_missing_one_are_refused(card: Path) -> None:
    card.write_bytes('[school]\nfull_name = "Школа"'.encode("cp1251"))
    with pytest.raises(CardError, match=r"строка 2.*UTF-8"):
        read_card(card, TODAY)
    with pytest.raises(AppError, match="не читается"):
        read_card(card.with_name("none.toml"), TODAY)


def test_a_verified_banner_brings_its_look_and_picture(card: Path) -> None:
    text = card.read_text(encoding="utf-8")
    verified = 'status = "verified"\nchecked_on = "05.06.2024"\nscreenshot = "site.png"'
    card.write_text(text.replace('status = "placed"', verified), encoding="utf-8")
    portal = read_card(card, TODAY).portals[0]
    assert portal.draft.status is PlacementStatus.PLACED
    assert portal.look is not None
    assert (portal.look.outcome, portal.look.checked_on) == (CheckOutcome.FOUND, date(2024, 6, 5))
    assert portal.look.picture is not None


@pytest.mark.parametrize(
    ("status", "key"),
    [
        ('status = "verified"', "status"),
        ('status = "verified"\nchecked_on = 2024-06-05', "status"),
        ('status = "placed"\nscreenshot = "site.png"', "screenshot"),
        ('status = "removed"', "status"),
        ('status = "planned"\nchecked_on = 2024-06-05', "checked_on"),
        ('status = "verified"\nchecked_on = 2024-06-05\nscreenshot = "none.png"', "screenshot"),
        ('status = "verified"\nchecked_on = 2024-06-05\nscreenshot = "../site.png"', "screenshot"),
        ('status = "verified"\nchecked_on = 2024-06-05\nscreenshot = "/etc/hosts"', "screenshot"),
        ('status = "verified"\nchecked_on = 2024-06-05\nscreenshot = "card.toml"', "screenshot"),
        ("status = \"verified\"\nchecked_on = 2024-06-05\nscreenshot = 'C:\\site.png'", "screenshot"),
        ('status = "verified"\nchecked_on = 2025-06-05\nscreenshot = "site.png"', "checked_on"),
    ],
)
def test_a_status_without_its_evidence_is_refused(problems: Spoil, status: str, key: str) -> None:
    assert [one.key for one in problems('status = "placed"', status)] == [key]


def test_a_placed_banner_needs_its_date(problems: Spoil) -> None:
    assert [one.key for one in problems("placed_on = 2024-06-03", "")] == ["placed_on"]


def test_classes_may_be_one_text_and_none_means_the_whole_school(card: Path) -> None:
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace('["5А", "5Б"]', '"5А, 5б"'), encoding="utf-8")
    whole = read_card(card, TODAY)
    assert whole.outreach[0].class_ids == (1, 2)
    card.write_text(text.replace('classes = ["5А", "5Б"]\n', ""), encoding="utf-8")
    assert read_card(card, TODAY).outreach == (replace(whole.outreach[0], class_ids=()),)


def test_an_order_dates_the_appointment_and_kinds_share_a_pattern(card: Path) -> None:
    text = card.read_text(encoding="utf-8").replace("appointed_on = 2024-06-03\n", "")
    card.write_text(text.replace("01-12/{serial}", "{kind}-{serial:03}/{yy}"), encoding="utf-8")
    data = read_card(card, TODAY)
    assert data.coordinator is not None
    assert data.coordinator.appointed_on == date(2024, 6, 3)
    assert [scheme.series for scheme in data.schemes] == [NumberSeries.OUTGOING, NumberSeries.ORDERS]


def test_a_card_with_thousands_of_mistakes_is_read_in_one_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0

    class Name(str):
        """A name that counts how often it is made ready to be compared."""

        __slots__ = ()

        def casefold(self) -> str:
            nonlocal compared
            compared += 1
            return super().casefold()

    monkeypatch.setitem(tables.CLASSES, "name", ("name", Name))
    card = tmp_path / "card.toml"
    card.write_text("[school]\n" + '[[classes]]\nname = "5А"\nparents = -1\n' * 500, "utf-8")
    with pytest.raises(CardError) as refused:
        read_card(card, TODAY)
    assert len(refused.value.errors) > 900
    assert compared < 5 * 500, "every class is compared with every other"
