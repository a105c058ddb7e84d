"""Hard letters of other offices, parted stamps and poor scans too: what is read is right or asked about."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.directive.reading import read_letter
from desktop_app.services.directive.reading_draft import drafted
from desktop_app.services.directive.reading_repair import repaired
from desktop_app.services.directive.reading_text import LetterText
from desktop_app.services.directive.types import DueBasis, RequirementKind

TWO_TERMS = """
МИНИСТЕРСТВО ПРОСВЕЩЕНИЯ
РОССИЙСКОЙ ФЕДЕРАЦИИ
(МИНПРОСВЕЩЕНИЯ РОССИИ)

ДЕПАРТАМЕНТ ГОСУДАРСТВЕННОЙ
ПОЛИТИКИ В СФЕРЕ ВОСПИТАНИЯ,
ДОПОЛНИТЕЛЬНОГО ОБРАЗОВАНИЯ
И ДЕТСКОГО ОТДЫХА

Каретный Ряд, д. 2, Москва, 127006
Тел. (495) 539-55-19
E-mail: info@edu.gov.ru
ОГРН 1187746728840, ИНН/КПП 7707418081/770701001

12 сентября 2025 г. № 06-1487
На № ________ от ________

Руководителям органов
исполнительной власти субъектов
Российской Федерации, осуществляющих
государственное управление в сфере
образования

О размещении информационных материалов
по безопасности детей в сети «Интернет»

Департамент государственной политики в сфере воспитания, дополнительного образования и детского
отдыха Минпросвещения России во исполнение пункта 3 протокола от 04.08.2025 № 17 направляет для
использования в работе информационные баннеры.
Просим разместить баннеры на официальных сайтах образовательных организаций в срок до 25 сентября
2025 года и проинформировать родителей (законных представителей).
Информацию о результатах просим направить в срок до 1 октября 2025 года на адрес электронной почты:
d06@edu.gov.ru, форма отчёта размещена по ссылке https://docs.edu.gov.ru/document/5a2c/?id=77&v=1.

Приложение: на 7 л. в 1 экз.

Директор Департамента    Н.А. Примерова

Исп. Образцова Е.В.
8 (495) 587-01-10, доб. 3267
"""

PARTED = """
УПРАВЛЕНИЕ ОБРАЗОВАНИЯ
администрации муниципального образования
«Примерный район»
666322, Иркутская обл.,
п. Примерное, ул. Ленина, 103
тел. 8(39552) 2-12-69
№ 01-16/812
от «03» февраля 2026 г.
Руководителям общеобразовательных организаций

Уважаемые руководители!

На основании письма министерства образования Иркутской области от 29.01.2026 № 02-55-812/26 «О
проведении Недели безопасности» просим Вас провести информирование родителей о мобильном приложении
«Заступник».
Контактное лицо: Образцова Мария Петровна, тел. 8 (000) 000-00-00.

Начальник управления образования    Е.П. Примерова
"""

BY_THE_HOUR = """
Администрация города Братска
ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ
665708, г. Братск, пр. Ленина, 37
факс: 8 (3953) 34-99-40  e-mail: do@bratsk-city.ru

от 15.10.2025 г. №  02-4213/25
на № 02-55-9911/25 от 10.10.2025 г.

Руководителям МОУ

О назначении
ответственных лиц

Уважаемые коллеги!

Департамент образования администрации города Братска просит до 17:00 часов 21.10.2025 назначить
ответственное лицо и направить копию приказа по адресу: do@bratsk-city.ru.
Ответственному лицу не позднее 24.10.2025 присоединиться к чату по ссылке: https://max.ru/join/aB_c-9/Zq==.

Приложение: 1. Форма приказа на 1 л. в 1 экз.
    2. Баннеры (3 файла) в электронном виде.
    3. Памятка на 2 л. в 1 экз.

И.о. начальника департамента
образования    И.В. Примерова
"""

SCANNED = """
М1НИСТЕРСТВО 0БРАЗОВАНИЯ
ИРКУТСКОЙ 0БЛАСТИ
ул. Российская, 2l, Иркутск, 664О27
Тел. (3952) ЗЗ-1З-ЗЗ
З0.05.2О24 Nо О2-55-5749/24
на N° ____ от ____

О направлении ин-
формации

Уважаемые руководители !

Просим в cpoк дo 5 июня 2О24 года назначить ответственного за информирование. Ссылка:
https://sferum.ru/?p=messages&join=vBHsZeb _GIP3gPMptbNBSF/XaRWCSwJbxA8=

Приложение: на l2 л. в 1 экз.

Министр образования
Иркутской области    М.А. Парфенов
"""

QUOTING = """
Правительство Новосибирской области
Министерство образования Новосибирской области
630007, г. Новосибирск, Красный проспект, 18
от 20.01.2026
№ 341-04/25-вн

Руководителям муниципальных органов управления образованием

О мониторинге размещения баннеров

Уважаемые руководители!

В соответствии с поручением Губернатора от 15.12.2025 № 88-п, в дополнение к письму от 12.01.2026 №
112-04/25 сообщаем следующее.
«В срок до 1 февраля 2026 года образовательным организациям необходимо...» — указано в письме
Минпросвещения России от 10.01.2026 № 06-11.
Сбор сведений проводится в течение 10 рабочих дней. Отчет направить до 13.02.

Приложение: в электронном виде.

Заместитель министра    Примерова М. Н.

Подлинник электронного документа, подписанного ЭП, хранится в системе
СЭДД. Сертификат 00A1B2C3
Владелец: Примерова Мария Наильевна
Действителен: с 01.02.2025 по 01.05.2026
"""

STAMPED = """
КОМИТЕТ ПО ОБРАЗОВАНИЮ
АДМИНИСТРАЦИИ ГОРОДА

Вх. № 455 от 02.04.2026

01.04.2026    № 15/07-233

О проекте «Заступник»

Комитет направляет информацию о проекте. Договор № 12 от 01.03.2026 заключён сроком до 31.12.2027.
Сайт проекта: www.zastupnik.example, ссылка на чат: t.me/+AbCd/Ef=. Срок действия приложения – до
30.06.2026.
Ответ на письмо не требуется.

Председатель комитета
кандидат педагогических наук    А.-М. Д’Артаньянц
"""


def test_two_terms_are_asked_about_and_each_task_takes_its_own() -> None:
    found = read_letter(TWO_TERMS)
    assert (found.number.value, found.dated.value) == ("06-1487", date(2025, 9, 12))
    assert found.due.value == date(2025, 9, 25)
    assert found.sender.value is not None
    assert found.sender.value.startswith("Департамент государственной")
    assert found.signatory.value == "Н.А. Примерова"
    assert found.subject.value is not None
    assert found.subject.value.endswith("детей в сети «Интернет»")
    assert found.links.value == ("https://docs.edu.gov.ru/document/5a2c/?id=77&v=1",)
    assert found.unsure == ("due", "sender")
    stated = {one.kind: (one.due_on, one.due_basis) for one in drafted(found, TWO_TERMS).requirements}
    assert stated == {
        RequirementKind.PLACE_BANNERS: (date(2025, 9, 25), DueBasis.STATED),
        RequirementKind.INFORM_PARENTS: (date(2025, 9, 25), DueBasis.STATED),
        RequirementKind.CONFIRM: (date(2025, 10, 1), DueBasis.STATED),
    }


def test_a_number_and_a_date_on_lines_of_their_own_are_asked_about() -> None:
    found = read_letter(PARTED)
    assert (found.number.value, found.dated.value) == ("01-16/812", date(2026, 2, 3))
    assert found.due.value is None
    assert found.sender.value == (
        "Управление образования администрации муниципального образования «Примерный район»"
    )
    assert found.unsure == ("number", "dated", "sender")


def test_an_hour_in_a_term_does_not_hide_the_term() -> None:
    found = read_letter(BY_THE_HOUR)
    assert found.due.value == date(2025, 10, 21)
    assert found.sheets.value == 3
    assert found.links.value == ("https://max.ru/join/aB_c-9/Zq==",)
    assert found.signatory_post.value == "И.о. начальника департамента образования"
    assert found.unsure == ("due", "sender")
    days = {one.kind: one.due_on for one in drafted(found, BY_THE_HOUR).requirements}
    assert days[RequirementKind.JOIN_CHAT] == date(2025, 10, 24)
    assert days[RequirementKind.APPOINT_COORDINATOR] == date(2025, 10, 21)


def test_a_poor_scan_is_mended_shown_as_it_is_printed_and_asked_about() -> None:
    found = read_letter(SCANNED)
    assert (found.number.value, found.dated.value) == ("02-55-5749/24", date(2024, 5, 30))
    assert found.number.fragment == "З0.05.2О24 Nо О2-55-5749/24"
    assert (found.due.value, found.sheets.value) == (date(2024, 6, 5), 12)
    assert "2О24" in found.due.fragment  # the letter О, as the scanner left it
    assert found.links.value[0].endswith("join=vBHsZeb_GIP3gPMptbNBSF/XaRWCSwJbxA8=")
    assert found.subject.value == "О направлении информации"
    assert found.unsure == ("number", "dated", "due", "sender", "subject", "links", "sheets")


def test_a_quoted_paper_s_number_is_never_the_letter_s_own() -> None:
    found = read_letter(QUOTING)
    assert (found.number.value, found.dated.value) == ("341-04/25-вн", date(2026, 1, 20))
    assert {"number", "dated", "due", "sender", "sheets"} == set(found.unsure)
    assert found.signatory.value == "Примерова Мария Наильевна"


def test_the_stamp_of_whoever_received_a_letter_is_not_its_number() -> None:
    found = read_letter(STAMPED)
    assert (found.number.value, found.dated.value) == ("15/07-233", date(2026, 4, 1))
    assert found.signatory.value == "А.-М. Д’Артаньянц"
    assert found.links.value == ("www.zastupnik.example", "t.me/+AbCd/Ef=")
    assert found.unsure == ("due", "sender")


@pytest.mark.parametrize(
    ("sentence", "day", "unsure"),
    [
        ("до 12.00 ч. 10.02.2026", date(2026, 2, 10), ()),
        ("до конца рабочего дня 10 февраля 2026 г.", date(2026, 2, 10), ()),
        ("к 10.02.2026", date(2026, 2, 10), ()),
        ("с 1 по 10 февраля 2026 года", date(2026, 2, 10), ("due",)),
        ("в срок до десятого февраля", None, ("due",)),
        ("по договору, который действует до 10.02.2026", date(2026, 2, 10), ("due",)),
    ],
)
def test_terms_of_every_usual_form(sentence: str, day: date | None, unsure: tuple[str, ...]) -> None:
    found = read_letter(f"Отдел образования\n05.02.2026 № 5\nУважаемые!\nПросим сообщить {sentence}.")
    assert (found.due.value, found.unsure) == (day, unsure)


def test_two_people_who_could_have_signed_are_asked_about() -> None:
    text = "05.02.2026 № 5\nУважаемые!\nДиректор А.А. Примеров\nНачальник отдела Б.Б. Образцов"
    assert "signatory" in read_letter(text).unsure


def test_an_item_whose_sheets_are_not_said_makes_the_sum_doubtful() -> None:
    text = "05.02.2026 № 5\nУважаемые!\nПриложение: 1. Форма на 2 л. в 1 экз.\n2. Памятка в 1 экз."
    found = read_letter(text).sheets
    assert (found.value, found.sure) == (2, False)


@given(st.text(alphabet=st.sampled_from("ОоOoЗзlI|0123456789. ,-/№наnaсроkклCcАБВ\nhttp:@")))
def test_mending_keeps_every_place_in_the_text(text: str) -> None:
    mended = repaired(text)
    assert len(mended) == len(text)
    assert [sign.isspace() for sign in mended] == [sign.isspace() for sign in text]


def test_a_text_longer_than_any_letter_is_read_at_both_its_ends() -> None:
    head = "Министерство образования Иркутской области\nот 30.05.2024 № 02-55-5749/24\n"
    tail = "\nНачальник управления образования\nА.Б. Корсаков"
    short = read_letter(head + "Просим принять участие." + tail)
    text = head + "слово и срок до 01.02.2024 " * 200_000 + tail
    assert len(LetterText.of(text).whole) < 40_000, "the window would stand still"
    long = read_letter(text)
    assert (long.number.value, long.signatory.value) == (short.number.value, short.signatory.value)
