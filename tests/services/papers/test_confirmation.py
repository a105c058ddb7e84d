"""The confirmation letter says what the record proves, names what is missing, and says nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.models.coordinator import Appointment
from desktop_app.models.directive import Directive
from desktop_app.models.enums import PaperKind
from desktop_app.models.school import CaseForm
from desktop_app.russian.spaces import NBSP
from desktop_app.services.papers.content import LetterContent
from desktop_app.services.store import Store
from tests.services.papers.conftest import Build
from tests.services.record import add_class, add_event, add_portal, change_appointment, write_record


def letter(build: Build, on: date = date(2024, 6, 5), edited: str | None = None) -> LetterContent:
    content = build(PaperKind.CONFIRMATION, on, edited)
    assert isinstance(content, LetterContent)
    return content


def body(build: Build, on: date = date(2024, 6, 5)) -> str:
    return "\n".join(p.text for p in letter(build, on).paragraphs).replace(NBSP, " ")


def test_a_municipal_school_answers_its_authority(store: Store, build: Build) -> None:
    write_record(store)
    paper = letter(build)
    (addressee,) = paper.addressees
    assert addressee.organisation == ""
    assert addressee.post.replace(NBSP, " ") == "Начальнику департамента образования города Иркутска"
    assert addressee.name == f"Громову{NBSP}П.И."
    assert paper.greeting == "Уважаемый Пётр Ильич!"
    assert (paper.reference_number, paper.reference_date) == ("02-55-5749/24", "30.05.2024")
    assert "По письму министерства образования Иркутской области" in body(build)


@pytest.mark.parametrize("kind", ["state", "private"])
def test_a_state_or_private_school_answers_the_minister(store: Store, build: Build, kind: str) -> None:
    write_record(store, kind=kind, addressee_organisation="", addressee_post="", addressee_name="")
    paper = letter(build)
    (addressee,) = paper.addressees
    assert (addressee.organisation, addressee.post, addressee.name.replace(NBSP, " ")) == (
        "",
        "Министру образования Иркутской области",
        "Парфенову М.А.",
    )
    assert paper.greeting == "Уважаемый Максим Александрович!"
    assert "Ваше письмо" in body(build)
    assert "02-55-5749/24" not in body(build)


def test_a_municipal_school_without_an_addressee_is_given_none(store: Store, build: Build) -> None:
    write_record(store, addressee_organisation="", addressee_post="", addressee_name="")
    assert letter(build).addressees == ()


def test_an_organisation_stays_when_the_post_does_not_name_it(store: Store, build: Build) -> None:
    write_record(store, addressee_post="Начальник", addressee_name="Громова А.Б.")
    paper = letter(build)
    assert paper.addressees[0].organisation.replace(NBSP, " ") == "Департамент образования города Иркутска"
    assert paper.greeting == ""


def test_the_coordinator_is_named_with_order_phone_and_mail(store: Store, build: Build) -> None:
    write_record(store)
    change_appointment(store, order_number="57-од", order_date=date(2024, 6, 3))
    text = body(build)
    assert "назначена Иванова Ольга Николаевна, заместитель директора по воспитательной работе" in text
    assert "(приказ от 03.06.2024 № 57-од)" in text
    assert "рабочий телефон: (3952) 00-00-01" in text
    assert "zavuch@example.org" in text


def test_an_order_or_a_chat_of_a_later_day_is_not_claimed(store: Store, build: Build) -> None:
    write_record(store)
    change_appointment(
        store, order_number="57-од", order_date=date(2024, 6, 6), chat_joined_on=date(2024, 6, 7)
    )
    text = body(build)
    assert "57-од" not in text
    assert "приказ на дату письма не оформлен" in text
    assert "О.Н. Иванова на дату письма не вступила, срок — до 07.06.2024" in text
    assert "вступила 07.06.2024" in body(build, date(2024, 6, 7))


def test_a_chat_term_that_is_past_is_called_past(store: Store, build: Build) -> None:
    write_record(store)
    assert "не вступила, срок — до 05.06.2024" in body(build)
    assert "не вступила, срок до 05.06.2024 истёк" in body(build, date(2024, 6, 6))


def test_without_a_coordinator_the_letter_says_so_and_its_heading_claims_nothing(
    store: Store, build: Build
) -> None:
    write_record(store)
    with store.write("Удаление") as session:
        session.delete(session.get_one(Appointment, 1))
    assert "на дату письма не назначен" in body(build)
    assert "чат" not in body(build)
    assert letter(build).heading.replace(NBSP, " ").startswith("О ходе работы")


def test_banners_are_counted_over_portals_that_can_have_one(store: Store, build: Build) -> None:
    write_record(store)
    add_portal(store, "официальный сайт", "verified", placed_on=date(2024, 6, 3))
    add_portal(store, "канал в MAX", "placed", placed_on=date(2024, 6, 4))
    add_portal(store, "экран", "planned", planned_for=date(2024, 6, 10))
    add_portal(store, "стенд", "planned")
    add_portal(store, "старый план", "planned", planned_for=date(2024, 6, 1))
    add_portal(store, "группа", "missing", placed_on=date(2024, 6, 3))
    add_portal(store, "дневник", "removed", removed_on=date(2024, 6, 4))
    add_portal(store, "Одноклассники", "not_applicable", reason="страница не ведётся")
    text = body(build)
    assert (
        "с 03.06.2024 по 04.06.2024 на 2 из 7 информационных порталов: официальный сайт, канал в MAX." in text
    )
    assert "подтверждено снимками: 1 из 2" in text
    assert (
        "экран (планируется 10.06.2024); стенд (срок не определён); старый план (срок не определён)" in text
    )
    assert "группа (при проверке не обнаружен, срок не определён); дневник (снят, срок не определён)" in text
    assert "неприменимо: Одноклассники (страница не ведётся)" in text
    assert "размещении баннеров" in letter(build).heading.replace(NBSP, " ")


def test_a_banner_hung_after_the_letter_is_still_a_plan_in_it(store: Store, build: Build) -> None:
    write_record(store)
    add_portal(store, "сайт", "verified", placed_on=date(2024, 6, 7), verified_on=date(2024, 6, 7))
    assert "сайт (планируется 07.06.2024)" in body(build)
    assert "на 0 из 1 информационного портала" in body(build)


def test_no_portals_at_all_is_said_plainly(store: Store, build: Build) -> None:
    write_record(store)
    assert "Сведений о размещении информационных баннеров на дату письма нет." in body(build)


def test_parents_are_counted_within_the_period_and_never_beyond_the_proof(store: Store, build: Build) -> None:
    write_record(store)
    add_class(store, "5А", 25)
    add_class(store, "5Б", 30)
    add_event(store, date(2024, 5, 29), 500, 25, 1)
    add_event(store, date(2024, 5, 30), 20, 20, 1)
    add_event(store, date(2024, 6, 5), 24, 22, 1)
    add_event(store, date(2024, 6, 5), 18, None, 2)
    add_event(store, date(2024, 6, 6), 500, 30, 2)
    text = body(build)
    assert "В период с 30.05.2024 по 05.06.2024 проведено 3 информационных мероприятия" in text
    assert "общее число контактов — 62" in text
    assert "не менее 22 родителей (законных представителей)" in text


def test_without_events_nothing_is_said_of_parents(store: Store, build: Build) -> None:
    write_record(store)
    assert "родител" not in body(build)


def test_uncounted_people_are_not_turned_into_a_number(store: Store, build: Build) -> None:
    write_record(store)
    add_event(store, date(2024, 6, 4), 0, None)
    assert "04.06.2024 проведено 1 информационное мероприятие" in body(build)
    assert "не менее" not in body(build)
    assert "контактов" not in body(build)


def test_the_ministry_is_never_said_to_have_demanded_counts(store: Store, build: Build) -> None:
    write_record(store)
    add_event(store, date(2024, 6, 4), 20, 20)
    assert "требу" not in body(build).casefold()
    assert "запрош" not in body(build).casefold()


def test_confirmed_forms_stand_before_the_rules(store: Store, build: Build) -> None:
    write_record(store)
    with store.write("Форма") as session:
        for subject, nominative, form in (
            ("name", "Громов Пётр Ильич", "Громову Петру Ильичу"),
            ("post", "начальник департамента образования города Иркутска", "главе департамента"),
        ):
            session.add(
                CaseForm(subject=subject, nominative=nominative, grammatical_case="dative", form=form)
            )
    (addressee,) = letter(build).addressees
    assert (addressee.post, addressee.name) == ("Главе департамента", f"Громову{NBSP}П.И.")


def test_the_code_is_short_and_names_nobody(store: Store, build: Build) -> None:
    write_record(store)
    change_appointment(
        store, order_number="57-од", order_date=date(2024, 6, 3), chat_joined_on=date(2024, 6, 4)
    )
    add_portal(store, "сайт", "verified", placed_on=date(2024, 6, 3))
    assert letter(build).code == (
        "OTKLIK1|inn=3800000000|no=|date=|ref=02-55-5749/24|order=1|chat=2024-06-04|banners=1/1|verified=1"
        "|events=0|contacts=0"
    )


def test_a_very_long_reference_does_not_overflow_the_code(store: Store, build: Build) -> None:
    write_record(store)
    with store.write("Письмо") as session:
        session.get_one(Directive, 1).number = "Ж" * 400
    assert len(letter(build).code.encode()) <= 300
    assert "contacts=0" in letter(build).code


@pytest.mark.parametrize(
    "name", ["Дюма Ольга Ивановна", "Салтыков-Щедрин Иван Петрович", "Ким Саша", "<b>&", "—", "😀 Иванова"]
)
def test_odd_names_make_a_letter_too(store: Store, build: Build, name: str) -> None:
    write_record(store, head_name=name, executor_name=name, addressee_name=name)
    change_appointment(store, name=name, chat_joined_on=date(2024, 6, 4))
    paper = letter(build)
    assert paper.signature.name
    assert paper.addressees[0].name
    assert name.rsplit(maxsplit=1)[-1] in body(build)
    assert build(PaperKind.ORDER).paragraphs


def test_an_empty_record_still_makes_a_page(build: Build) -> None:
    paper = letter(build)
    assert paper.paragraphs
    assert paper.addressees == ()
    assert build(PaperKind.ORDER).paragraphs
