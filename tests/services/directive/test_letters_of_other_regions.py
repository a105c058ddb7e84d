"""Letters written before the rules were read: a number on two lines, broken words, labels, filled blanks."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.services.directive.reading import Proposal, read_letter

DATED, DUE = date(2024, 5, 30), date(2024, 6, 5)
NUMBER = "02-55-5749/24"


def letter(
    reference: str = f"30.05.2024 № {NUMBER}",
    *,
    head: str = "МИНИСТЕРСТВО ОБРАЗОВАНИЯ\nСАМАРСКОЙ ОБЛАСТИ",
    body: str = "",
    sheets: str = "",
    signed: str = "Заместитель министра        С.В. Бакулина",
) -> Proposal:
    return read_letter(
        f"{head}\n\nг. Самара, ул. Толстого, 38/16\n\n{reference}\n\nРуководителям\nшкол\n\n"
        f"О проекте «Заступник»\n\nУважаемые коллеги!\n\n"
        f"Министерство сообщает о проекте. {body}\n\n{sheets}\n\n"
        f"{signed}\n"
    )


@pytest.mark.parametrize(
    "reference",
    [
        f"_30.05.2024_ № _{NUMBER}_\nНа № ________ от ________",
        f"№ {NUMBER} от 30.05.2024 г.\nНа № 15-88 от 20.05.2024 г.",
        f"«30» мая 2024 г.                 № {NUMBER}",
        f"30. 05. 2024 № {NUMBER}",
        f"30.05.2024№{NUMBER}",
        f"Исх. от 30.05.2024 № {NUMBER}",
    ],
)
def test_the_reference_is_read_without_asking(reference: str) -> None:
    proposal = letter(reference)
    assert (proposal.number.value, proposal.dated.value) == (NUMBER, DATED)
    assert proposal.number.sure
    assert proposal.dated.sure


@pytest.mark.parametrize(
    "reference",
    [
        "30.05.2024 № 02-55-\n5749/24",
        "№ 02-55-\n5749/24 от 30.05.2024",
        f"Дата: 30.05.2024\nНомер: {NUMBER}",
        f"Регистрационный номер: {NUMBER}\nДата регистрации: 30.05.2024",
    ],
)
def test_a_number_on_two_lines_or_behind_a_label_is_proposed_whole_and_asked_about(reference: str) -> None:
    proposal = letter(reference)
    assert (proposal.number.value, proposal.dated.value) == (NUMBER, DATED)
    assert {"number", "dated"} <= {*proposal.unsure}


@pytest.mark.parametrize(
    "body",
    [
        "Отчёт направить до 05. 06. 2024 г.",
        "Просим направить сведения в срок до 5 ию-\nня 2024 года.",
        "Просим направить сведения\nв срок до 5\nиюня 2024 года.",
        "Срок представления информации: 05.06.2024.",
        "Срок направления отчёта о работе – 5 июня 2024 г.",
    ],
)
def test_a_term_broken_by_the_line_or_named_by_other_words_is_found(body: str) -> None:
    found = letter(body=body).due
    assert (found.value, found.sure) == (DUE, True)


@pytest.mark.parametrize(
    ("mark", "sheets"),
    [("Приложения: 7 л. в 1 экз.", 7), ("Прило-\nжение: на 12 л. в 1 экз.", 12), ("Приложение: 3 листа", 3)],
)
def test_the_sheets_are_counted_without_the_word_on(mark: str, sheets: int) -> None:
    assert letter(sheets=mark).sheets.value == sheets


def test_the_first_deputy_signs_without_a_question() -> None:
    found = letter(signed="Первый заместитель министра\n\nИванова Н.П.").signatory
    assert (found.value, found.sure) == ("Иванова Н.П.", True)


@pytest.mark.parametrize(
    ("head", "sender"),
    [
        (
            "КОМИТЕТ ПО ОБРАЗОВАНИЮ\nАДМИНИСТРАЦИИ ГОРОДА ИРКУТСКА",
            "Комитет по образованию администрации города Иркутска",
        ),
        (
            "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ МО «БРАТСКИЙ РАЙОН»",
            "Управление образования администрации МО «Братский район»",
        ),
    ],
)
def test_names_keep_their_capitals(head: str, sender: str) -> None:
    assert letter(head=head).sender.value == sender


@pytest.mark.parametrize(
    "link", ["https://docs.example.ru/d/e/1FA_ip-Q_/view?usp=sf_link#a=1", "https://max.ru/join/_AbC_d-1_"]
)
def test_a_link_keeps_its_underscores(link: str) -> None:
    assert letter(body=f"Ссылка: {link} .").links.value == (link,)
