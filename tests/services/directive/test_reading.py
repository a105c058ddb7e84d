"""A pasted letter is read: what is found is right, what is doubtful is asked about, nothing is made up."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.paths import resource
from desktop_app.services.directive.reading import Proposal, read_letter
from desktop_app.services.directive.reading_draft import drafted
from desktop_app.services.directive.reading_text import Found
from desktop_app.services.directive.types import DueBasis, RequirementKind

LINK = "https://sferum.ru/?p=messages&join=vBHsZeb_GIP3gPMptbNBSF/XaRWCSwJbxA8="

REPLY = """
Департамент образования
Администрации города Примерска
12.09.2025 № 33-11/456
На № 01-12/7 от 01.09.2025

Руководителям образовательных организаций

Об исполнении
письма министерства

Уважаемые коллеги!

Во исполнение письма министерства от 01.09.2025 № 02-55-77/25 просим до 19 сентября представить информацию
(http://edu.example.ru/form?id=(3)&x=1).

Приложение: 1. Форма на 2 л. в 1 экз.
2. Баннеры на 3 л. в 1 экз.

Заместитель начальника департамента
образования                                   И.И. Петрова

Сидоров Иван Иванович
"""


def ministry() -> str:
    data = tomllib.loads(resource("directives/zastupnik-2024.toml").read_text(encoding="utf-8"))
    return str(data["text"])


def test_the_ministry_s_own_letter_is_read_and_its_scrambled_line_is_asked_about() -> None:
    found = read_letter(ministry())
    assert (found.number.value, found.dated.value) == ("02-55-5749/24", date(2024, 5, 30))
    assert found.number.fragment == "на № 30.05.2024 № 02-55-5749/24"
    assert found.due == Found(date(2024, 6, 5), found.due.fragment)
    assert "в срок до 5 июня 2024 года" in found.due.fragment
    assert found.sender.value == "Министерство образования Иркутской области"
    assert found.signatory.value == "Парфенов Максим Александрович"
    assert found.signatory_post.value == "Министр образования Иркутской области"
    assert found.subject.value == "О направлении информации"
    assert found.links.value == (LINK,)
    assert found.sheets.value == 12
    assert found.unsure == ("number", "dated")


def test_the_draft_sets_the_tasks_the_letter_sets() -> None:
    text = ministry()
    draft = drafted(read_letter(text), text)
    assert (draft.chat_name, draft.chat_platform, draft.chat_link) == (
        "Заступник Иркутская область",
        "Сферум",
        LINK,
    )
    due = date(2024, 6, 5)
    assert [(one.kind, one.due_on, one.due_basis) for one in draft.requirements] == [
        (RequirementKind.APPOINT_COORDINATOR, due, DueBasis.IMPLIED),
        (RequirementKind.JOIN_CHAT, due, DueBasis.STATED),
        (RequirementKind.PLACE_BANNERS, due, DueBasis.IMPLIED),
        (RequirementKind.CONFIRM, None, DueBasis.OWN),
    ]


def test_numbers_of_other_papers_are_not_taken_for_the_letter_s_own() -> None:
    found = read_letter(REPLY)
    assert (found.number.value, found.dated.value) == ("33-11/456", date(2025, 9, 12))
    assert found.sender.value == "Департамент образования Администрации города Примерска"
    assert found.signatory.value == "И.И. Петрова"
    assert found.signatory_post.value == "Заместитель начальника департамента образования"
    assert found.subject.value == "Об исполнении письма министерства"
    assert found.links.value == ("http://edu.example.ru/form?id=(3)&x=1",)
    assert found.sheets.value == 5
    # a day without its year is worked out from the letter's date, and asked about
    assert found.due.value == date(2025, 9, 19)
    assert found.unsure == ("due",)


@pytest.mark.parametrize(
    ("line", "number", "day"),
    [
        ("30.05.2024 № 02-55-5749/24", "02-55-5749/24", date(2024, 5, 30)),
        ("от 30.05.2024 № 133/6 – ОД", "133/6 – ОД", date(2024, 5, 30)),
        ("№ 45-исх от «5» февраля 2026 г.", "45-исх", date(2026, 2, 5)),
        ("от 5 февраля 2026 года № 01-12/34", "01-12/34", date(2026, 2, 5)),
        ("Исх. № 17 от 05.02.26", "17", date(2026, 2, 5)),
        ("05.02.2026 N 7-2/1", "7-2/1", date(2026, 2, 5)),
    ],
)
def test_references_of_every_usual_form_are_read(line: str, number: str, day: date) -> None:
    found = read_letter(
        f"Управление образования\n{line}\nНа № 5 от 01.01.2026\n\nУважаемые коллеги!\nПросим."
    )
    assert (found.number, found.dated) == (Found(number, line), Found(day, line))


def test_two_numbers_at_the_top_are_asked_about() -> None:
    found = read_letter("Отдел образования\n01.02.2026 № 5\n03.02.2026 № 6\nУважаемые коллеги!")
    assert {"number", "dated"} <= set(found.unsure)


@pytest.mark.parametrize(
    ("sentence", "day", "unsure"),
    [
        ("в срок до 10.02.2026", date(2026, 2, 10), ()),
        ("не позднее 10 февраля 2026 г.", date(2026, 2, 10), ()),
        ("до 10 февраля", date(2026, 2, 10), ("due",)),
        ("до 10 января", date(2027, 1, 10), ("due",)),
        ("в течение 5 рабочих дней", date(2026, 2, 12), ("due",)),
        ("в течение 5 дней", date(2026, 2, 10), ("due",)),
        ("до 10.02.2026, а отчёт до 20.02.2026", date(2026, 2, 10), ("due",)),
        ("как можно скорее", None, ()),
        ("до 10.02.2020", None, ("due",)),  # over before the letter: a slip of the pen
    ],
)
def test_terms_are_read_and_what_is_worked_out_is_asked_about(
    sentence: str, day: date | None, unsure: tuple[str, ...]
) -> None:
    found = read_letter(f"Отдел образования\n05.02.2026 № 5\nУважаемые!\nПросим сообщить {sentence}.")
    assert (found.due.value, found.unsure) == (day, unsure)


def test_a_certificate_s_dates_are_nobody_s_task() -> None:
    text = "05.02.2026 № 5\nУважаемые!\nДействителен с 01.01.2026 до 15.08.2027"
    assert read_letter(text).due.value is None


def test_capitals_are_turned_into_letters_and_asked_about_when_the_text_does_not_prove_them() -> None:
    found = read_letter("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ\nБРАТСКОГО РАЙОНА\n\n05.02.2026 № 5\nУважаемые!")
    assert found.sender == Found(
        "Управление образования Братского района", "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ БРАТСКОГО РАЙОНА", sure=False
    )


def test_an_empty_text_asks_for_what_is_needed() -> None:
    found = read_letter("")
    assert found.unsure == ("number", "dated", "sender")
    assert drafted(found, "").number == ""


@given(st.text(alphabet=st.sampled_from("На №от. 0123456789/-–АБабюя\n«»Приложениел:https/")))
def test_any_text_gives_a_proposal_read_out_of_the_text_itself(text: str) -> None:
    found = read_letter(text)
    flat = " ".join(text.split())
    for name in ("number", "dated", "due", "sender", "signatory", "subject", "sheets"):
        one = getattr(found, name)
        assert " ".join(one.fragment.split()) in flat or name in {"signatory", "sheets"}
        assert bool(one.fragment) or one.value is None
    drafted(found, text)


def test_every_field_of_a_proposal_can_be_asked_about() -> None:
    unsure = Found(None, sure=False)
    names = dict.fromkeys(Proposal.__dataclass_fields__, unsure)
    assert len(Proposal(**names).unsure) == 8  # the post goes with its name
