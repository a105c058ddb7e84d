"""The checker: every rule says what is wrong, by which clause, and where it is mended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from desktop_app.models.base import Base
from desktop_app.models.letter import NumberScheme
from desktop_app.models.school import ClassGroup, School
from desktop_app.russian.spaces import NBSP
from desktop_app.services.layouts.profile import ProfileName
from desktop_app.services.letters.checks.base import FIELDS, warning
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import EnclosureDraft, Finding, LetterDraft, PaperKind, Severity
from desktop_app.services.school.case_forms import CaseFormService
from desktop_app.services.school.types import Subject
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import (
    FakeRenderer,
    add_class,
    add_event,
    add_portal,
    change_appointment,
    write_record,
)

LETTER = LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1)
ORDER = LetterDraft(kind=PaperKind.ORDER, directive_id=1, appointment_id=1)


def change(store: Store, model: type[Base], **values: Any) -> None:
    """Set fields of every row of a table, past the forms that would refuse them."""
    with store.write("Правка") as session:
        for row in session.scalars(select(model)):
            for name, value in values.items():
                setattr(row, name, value)


def found(letters: LetterService, draft: LetterDraft, *, field: str) -> list[Finding]:
    return [one for one in letters.findings(draft) if one.field.partition(":")[0] == field]


def said(letters: LetterService, draft: LetterDraft, *, field: str) -> str:
    return " ".join(one.message for one in found(letters, draft, field=field)).replace(NBSP, " ")


def test_every_finding_names_its_clause_and_a_place_that_is_known(
    letters: LetterService, renderer: FakeRenderer
) -> None:
    renderer.warnings = ("Нет места.",)
    for draft in (LETTER, ORDER, LetterDraft(kind=PaperKind.CONFIRMATION, edited_text="77")):
        for one in letters.findings(draft):
            assert one.clause, one
            assert one.field.partition(":")[0] in FIELDS[one.screen], one


def test_a_report_of_no_portals_is_refused_in_one_sentence(letters: LetterService) -> None:
    told = [
        one for one in letters.findings(LetterDraft(kind=PaperKind.BANNER_REPORT)) if one.screen == "banners"
    ]
    assert [(one.severity, one.message.replace(NBSP, " ")) for one in told] == [
        (Severity.ERROR, "В учёте нет ни одного портала: справку составить не о чем.")
    ]
    (told_of_letter,) = [one for one in letters.findings(LETTER) if one.screen == "banners"]
    assert told_of_letter.severity is Severity.WARNING


def test_a_rule_that_leads_nowhere_is_a_bug() -> None:
    with pytest.raises(LookupError, match="school/colour"):
        warning("Цвет.", "school", "colour", "правило")


@pytest.mark.parametrize(
    ("field", "value", "words", "severity"),
    [
        ("head_name", "", "некому подписать", Severity.ERROR),
        ("head_post", "", "должность руководителя", Severity.ERROR),
        ("addressee_organisation", "", "адресат", Severity.ERROR),
        ("executor_name", "", "исполнитель", Severity.WARNING),
        ("executor_phone", "", "не указан телефон", Severity.WARNING),
        ("address", "", "нет адреса", Severity.WARNING),
        ("phone", "", "нет телефона", Severity.WARNING),
        ("inn", "3800000001", "контрольная цифра", Severity.WARNING),
        ("ogrn", "1023801000001", "контрольная цифра", Severity.WARNING),
        ("kpp", "38", "9 цифр", Severity.WARNING),
        ("okpo", "12345679", "контрольная цифра", Severity.WARNING),
        ("email", "школа", "почт", Severity.WARNING),
        ("phone", "звоните", "пишется цифрами", Severity.WARNING),
        ("website", "наш сайт", "https://", Severity.WARNING),
    ],
)
def test_a_requisite_missing_or_of_a_wrong_shape_is_named(
    letters: LetterService, store: Store, field: str, value: str, words: str, severity: Severity
) -> None:
    change(store, School, inn="3808000007")
    assert words not in said(letters, LETTER, field=field)
    values = {field: value}
    if field.startswith("addressee"):
        values |= {"addressee_post": "", "addressee_name": ""}
    change(store, School, **values)
    (one,) = found(letters, LETTER, field=field)
    assert words in one.message
    assert (one.severity, one.screen) == (severity, "school")


def test_the_older_standard_is_named_on_a_paper_laid_out_by_it(letters: LetterService, store: Store) -> None:
    change(store, School, head_post="")
    older = LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1, profile=ProfileName.GOST_2016)
    assert found(letters, LETTER, field="head_post")[0].clause == "ГОСТ Р 7.0.97-2025, 5.22"
    assert found(letters, older, field="head_post")[0].clause == "ГОСТ Р 7.0.97-2016, 5.22"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 6, 3), "2 рабочих дня"),
        (date(2024, 6, 4), "1 рабочий день"),
        (date(2024, 6, 5), "последний день"),
        (date(2024, 6, 6), "истёк 05.06.2024"),
    ],
)
def test_the_term_is_said_when_it_is_near_or_past(letters: LetterService, day: date, words: str) -> None:
    draft = LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1, dated=day)
    (one,) = found(letters, draft, field="due_on")
    assert words in one.message.replace(NBSP, " ")
    assert one.clause == "письмо № 02-55-5749/24"


def test_a_term_far_ahead_is_no_remark(letters: LetterService) -> None:
    assert (
        found(letters, LetterDraft(kind=PaperKind.CONFIRMATION, dated=date(2024, 5, 31)), field="due_on")
        == []
    )


def test_a_date_ahead_is_remarked(letters: LetterService) -> None:
    draft = LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1, dated=date(2024, 6, 4))
    assert "ещё не наступила" in said(letters, draft, field="dated")
    assert found(letters, LETTER, field="dated") == []


def test_a_paper_older_than_the_last_one_is_remarked(letters: LetterService) -> None:
    letters.register(letters.create(LETTER).id, on=date(2024, 6, 3))
    draft = LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1, dated=date(2024, 5, 31))
    assert "раньше, чем у последней в журнале: № 1 от 03.06.2024" in said(letters, draft, field="dated")
    assert found(letters, LETTER, field="dated") == []


def test_an_order_whose_number_is_not_the_next_is_remarked(letters: LetterService, store: Store) -> None:
    change_appointment(store, order_number="1-од", order_date=date(2024, 6, 3))
    assert found(letters, ORDER, field="order_number") == []
    with store.write("Схема") as session:
        session.add(NumberScheme(series="orders", pattern="{serial}-од", next_serial=5))
    assert "по порядку 5-од" in said(letters, ORDER, field="order_number")


def test_claims_without_proof_are_named(letters: LetterService, store: Store) -> None:
    add_portal(store, "Сайт", "placed", placed_on=date(2024, 6, 1))
    add_portal(store, "Экран", "planned")
    change_appointment(store, chat_joined_on=date(2024, 6, 3))
    assert "не подтверждено снимком: Сайт" in said(letters, LETTER, field="status")
    assert "не размещён: Экран" in said(letters, LETTER, field="status")
    assert "чат не подтверждено" in said(letters, LETTER, field="chat_joined_on")
    late = LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1, dated=date(2024, 6, 10))
    assert "Экран. Срок истёк 05.06.2024" in said(letters, late, field="status")


def test_sums_that_cannot_be_are_named(letters: LetterService, store: Store) -> None:
    add_class(store, "5А", 20)
    add_class(store, "5Б", 0)
    add_event(store, date(2024, 5, 31), 30, 20, 1)
    add_event(store, date(2024, 6, 1), 0, None, 2)
    text = said(letters, LETTER, field="entry")
    assert "больше 100" not in text
    assert "Без числа родителей записано мероприятий: 1; первое 01.06.2024" in text
    assert "Без подтверждения записано мероприятий: 2" in text
    assert "5Б" in said(letters, LETTER, field="classes")
    change(store, ClassGroup, parents=12)
    over = next(one for one in found(letters, LETTER, field="entry") if "100 %" in one.message)
    assert "учтено 20 разных родителей, а в этих классах их 12" in over.message
    assert over.field == "entry:1"


def test_numbers_and_dates_of_a_rewritten_text_are_looked_up_in_the_record(
    letters: LetterService, store: Store
) -> None:
    add_portal(store, "Сайт", "placed", placed_on=date(2024, 6, 1))

    def remark(text: str) -> str:
        draft = LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1, edited_text=text)
        return said(letters, draft, field="edited_text")

    assert "сверьте" in remark("1. По письму от 30 мая 2024 г. № 02-55-5749/24 работа идёт с 01.06.2024.")
    told = remark("Проведено 77 встреч, 31.02.2024 и 4 июля 2024 года, охват 90 %, письмо № 02-55-5749/24.")
    assert told == "В учёте нет того, что названо в изменённом тексте: 31.02.2024, 04.07.2024, 77, 90."
    assert "пуст" in remark(" \n ")


def test_a_reference_to_a_void_paper_is_remarked(letters: LetterService, store: Store) -> None:
    order = letters.register(letters.create(ORDER).id)
    letters.void(order.id, "ошибка")
    assert found(letters, LETTER, field="order_number")[0].message.startswith("На дату письма приказ")
    change_appointment(store, order_number="1-од", order_date=date(2024, 6, 3))
    told = said(letters, LETTER, field="order_number")
    assert told == "Бумага ссылается на № 1-од от 03.06.2024, а она аннулирована."
    change_appointment(store, order_number="1-од", order_date=date(2024, 6, 2))
    assert found(letters, LETTER, field="order_number") == []


def test_forms_nobody_confirmed_are_shown_until_they_are(letters: LetterService, store: Store) -> None:
    fields = {one.field: one.message for one in found(letters, ORDER, field="cases")}
    name = fields["cases:Иванова Ольга Николаевна"]
    assert "«Иванову Ольгу Николаевну» (винительный)" in name
    assert "cases:Громов Пётр Ильич" not in fields, "an order is addressed to nobody"
    assert "cases:Громов Пётр Ильич" in {one.field for one in found(letters, LETTER, field="cases")}
    forms = CaseFormService(store)
    for form in forms.forms(Subject.NAME, "Иванова Ольга Николаевна"):
        forms.confirm(Subject.NAME, form.nominative, form.grammatical_case, form.form)
    assert "cases:Иванова Ольга Николаевна" not in {one.field for one in found(letters, ORDER, field="cases")}


@pytest.mark.parametrize(
    ("message", "screen", "field"),
    [
        ("Строка бланка «ул. Лесная, д. 1, г. Иркутск, 664000» не помещается в 80 мм.", "school", "address"),
        ("Строка бланка «г. □, ул. Лесная» не помещается в 80 мм.", "school", "address"),
        ("Строка бланка «(МБОУ «Школа № 99»)» не помещается в 80 мм.", "school", "short_name"),
        ("В шрифте нет символов: «Ж» (U+0416).", "letters", "edited_text"),
        ("В шрифте нет символов: «@» (U+0040).", "coordinator", "email"),
        ("В шрифте нет символов: «№» (U+2116).", "school", "full_name"),
        ("На первом листе нет свободного места для QR-кода: код не напечатан.", "letters", "edited_text"),
    ],
)
def test_what_the_pages_show_leads_to_its_field(store: Store, message: str, screen: str, field: str) -> None:
    write_record(store, short_name='МБОУ "Школа № 99"')
    letters = LetterService(store, FrozenClock(), FakeRenderer(warnings=(message,)))
    draft = LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1, edited_text="Жду.")
    (one,) = (one for one in letters.findings(draft) if one.message == message)
    assert (one.screen, one.field) == (screen, field)


def test_a_remark_on_an_attachment_begins_with_its_title_cut_short(
    letters: LetterService, renderer: FakeRenderer
) -> None:
    renderer.warnings = ("Нет места.",)
    memo = EnclosureDraft(kind=PaperKind.MEMO, title="Памятка " + "для родителей " * 20)
    draft = LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1, enclosures=(memo,))
    (one,) = found(letters, draft, field="enclosures")
    assert one.message.startswith("Памятка для родителей")
    assert one.message.endswith("…: Нет места.")
    assert len(one.message) < 80


def test_a_long_letter_is_a_remark(letters: LetterService, renderer: FakeRenderer) -> None:
    renderer.sheets = 2
    assert "Листов: 2" in said(letters, LETTER, field="edited_text")


def test_remarks_do_not_stop_a_paper_and_errors_do(letters: LetterService, store: Store) -> None:
    assert {one.severity for one in letters.findings(LETTER)} == {Severity.WARNING}
    assert letters.register(letters.create(LETTER).id).number == "1"
