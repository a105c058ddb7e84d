"""The order appoints in the right cases and sets no term the record does not hold."""

from __future__ import annotations

from datetime import date

from desktop_app.models.directive import Requirement
from desktop_app.models.enums import PaperKind
from desktop_app.russian.spaces import NBSP
from desktop_app.services.papers.content import OrderContent
from desktop_app.services.papers.parts import ParagraphKind
from desktop_app.services.store import Store
from tests.services.papers.conftest import Build
from tests.services.record import change_appointment, write_record


def order(build: Build, on: date = date(2024, 6, 3), edited: str | None = None) -> OrderContent:
    content = build(PaperKind.ORDER, on, edited)
    assert isinstance(content, OrderContent)
    return content


def lines(build: Build, on: date = date(2024, 6, 3)) -> list[str]:
    return [paragraph.text.replace(NBSP, " ") for paragraph in order(build, on).paragraphs]


def test_the_order_reads_as_orders_do(store: Store, build: Build) -> None:
    write_record(store)
    assert lines(build) == [
        (
            "На основании письма министерства образования Иркутской области от 30.05.2024 № "
            "02-55-5749/24 «О направлении информации», в целях информирования участников "
            "образовательных отношений о социальном проекте «Заступник»"
        ),
        "ПРИКАЗЫВАЮ:",
        (
            "1. Назначить Иванову Ольгу Николаевну, заместителя директора по воспитательной работе, "
            "ответственным за информирование о социальном проекте «Заступник» с 03.06.2024."
        ),
        (
            "2. На время отсутствия Ивановой О.Н. возложить обязанности ответственного на Кузнецову "
            "Марию Ивановну, социального педагога."
        ),
        "3. Ивановой О.Н.:",
        "3.1. вступить в рабочий чат «Заступник Иркутская область» в срок до 05.06.2024;",
        (
            "3.2. обеспечить размещение информационных баннеров социального проекта на "
            "информационных порталах в срок до 05.06.2024;"
        ),
        (
            "3.3. информировать родителей (законных представителей) обучающихся о социальном проекте "
            "в течение действия социального проекта."
        ),
        "4. Контроль за исполнением настоящего приказа оставляю за собой.",
    ]


def test_around_the_text_stand_place_signature_and_who_must_read_it(store: Store, build: Build) -> None:
    write_record(store)
    paper = order(build)
    assert paper.place == f"г.{NBSP}Иркутск"
    assert (paper.signature.post, paper.signature.name) == ("Директор", f"А.П.{NBSP}Светлова")
    assert paper.acknowledgements == (f"О.Н.{NBSP}Иванова", f"М.И.{NBSP}Кузнецова")
    kinds = [paragraph.kind for paragraph in paper.paragraphs]
    assert kinds[:3] == [ParagraphKind.TEXT, ParagraphKind.PLAIN, ParagraphKind.ITEM]
    assert paper.draft


def test_a_past_term_is_not_ordered_and_none_is_invented(store: Store, build: Build) -> None:
    write_record(store)
    text = "\n".join(lines(build, date(2024, 6, 6)))
    assert "в срок до" not in text
    assert "вступить в рабочий чат «Заступник Иркутская область» незамедлительно;" in text
    assert "порталах в течение действия социального проекта;" in text


def test_an_own_term_of_the_school_is_ordered(store: Store, build: Build) -> None:
    write_record(store)
    with store.write("Срок") as session:
        session.get_one(Requirement, 4).due_on = date(2024, 9, 30)
    assert lines(build)[-2].endswith("о социальном проекте в срок до 30.09.2024.")


def test_who_already_joined_is_not_ordered_to_join(store: Store, build: Build) -> None:
    write_record(store)
    change_appointment(store, chat_joined_on=date(2024, 6, 3), substitute_name="", substitute_post="")
    text = "\n".join(lines(build))
    assert "вступить" not in text
    assert "2. Ивановой О.Н.:" in text
    assert len(order(build).acknowledgements) == 1


def test_an_order_may_come_before_the_first_day_in_office(store: Store, build: Build) -> None:
    write_record(store)
    assert "Назначить Иванову" in lines(build, date(2024, 5, 31))[2]


def test_rewritten_items_keep_their_kinds(store: Store, build: Build) -> None:
    write_record(store)
    paper = order(build, edited="В целях дела\nПРИКАЗЫВАЮ:\n1. Назначить.\n1.1. Всё.\n")
    assert [paragraph.kind for paragraph in paper.paragraphs] == [
        ParagraphKind.TEXT,
        ParagraphKind.PLAIN,
        ParagraphKind.ITEM,
        ParagraphKind.ITEM,
    ]
