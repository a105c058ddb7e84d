"""Tables as schools really make them: every row comes in right, is passed over aloud, or is asked about."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest

from desktop_app.services.errors import AppError
from desktop_app.services.exchange.forms import read_form
from desktop_app.services.exchange.planning import plan_import
from desktop_app.services.exchange.row_questions import ABOVE, LEAVE_BLANK, TAKE
from desktop_app.services.exchange.types import SKIP, Answers, ImportPlan
from desktop_app.services.exchange.values import read_class_ids
from desktop_app.services.outreach.types import OutreachForm
from tests.services.exchange.tables import (
    CLASSES,
    KNOWN,
    class_names,
    csv_of,
    plan_of,
    table_of,
)

F = OutreachForm
HEAD = ("Дата", "Форма", "Тема", "Класс", "Родителей")
FIRST = ("05.06.2024", "классный час", "О проекте", "5А", "25")
SECOND = ("06.06.2024", "чат", "Памятка", "5Б", "30")
BOTH = [
    (date(2024, 6, 5), F.CLASS_HOUR, "О проекте", "5А", 25),
    (date(2024, 6, 6), F.CHAT_MESSAGE, "Памятка", "5Б", 30),
]


def taken(plan: ImportPlan) -> list[tuple[object, ...]]:
    return [
        (row.held_on, row.form, row.topic, class_names(row.class_ids), row.parents) for row in plan.drafts
    ]


def book(**sheets: Sequence[Sequence[object]]) -> bytes:
    """Write a workbook, its sheets by their names."""
    whole = openpyxl.Workbook()
    whole.remove(whole.active)
    for name, rows in sheets.items():
        sheet = whole.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def asked(plan: ImportPlan) -> list[str]:
    return [question.key.partition(":")[0] for question in plan.questions]


@pytest.mark.parametrize(
    "between",
    [
        [("1", "2", "3", "4", "5")],
        [("------", "-----", "-----", "-----", "-----")],
        [("", "", "", "", "")],
        [HEAD],
        [tuple(title.upper() for title in HEAD)],
    ],
)
def test_rows_that_hold_no_record_are_passed_over(between: list[tuple[str, ...]]) -> None:
    plan = plan_of([("Журнал за 2024 год",), (), HEAD, *between, FIRST, *between, SECOND])
    assert (plan.ready, plan.remarks, taken(plan)) == (True, (), BOTH)


@pytest.mark.parametrize("said", ["Июнь", "I четверть", "2023/2024 учебный год", "5-е классы"])
def test_a_line_that_names_what_follows_is_passed_over_aloud(said: str) -> None:
    plan = plan_of([HEAD, (said,), FIRST, SECOND])
    assert (plan.ready, taken(plan)) == (True, BOTH)
    assert [(remark.row, remark.value) for remark in plan.remarks] == [(2, said)]


@pytest.mark.parametrize(
    "under",
    [
        ("Директор школы", "", "____________", "С.П. Орлова"),
        ("Исп. Гусева П.И., тел. 20-00-00",),
        ("И.о. директора", "С.П. Орлова"),
        ("Ответственный за журнал:", "Гусева П.И."),
    ],
)
def test_signatures_under_a_table_are_passed_over_aloud(under: tuple[str, ...]) -> None:
    plan = plan_of([HEAD, FIRST, SECOND, ("Итого", "", "", "", "55"), (), under])
    assert (plan.ready, taken(plan), plan.skipped_totals) == (True, BOTH, 1)
    assert [remark.row for remark in plan.remarks] == [6]


@pytest.mark.parametrize(
    "broken", [("31.02.2024",), ("05.06.2024",), ("", "", "О проекте"), ("", "", "", "", "25")]
)
def test_a_broken_record_is_never_passed_over(broken: tuple[str, ...]) -> None:
    plan = plan_of([HEAD, FIRST, broken, SECOND])
    assert not plan.ready
    assert plan.errors or plan.questions


def test_a_heading_joined_over_two_rows_is_read_as_one() -> None:
    rows = [
        ("№ п/п", "Дата проведения", "Форма проведения", "Тема", "Класс", "Охват, чел.", "", "Ответственный"),
        ("", "", "", "", "", "родителей", "обучающихся", ""),
        tuple(map(str, range(1, 9))),
        ("1", "05.06.2024", "классный час", "О проекте", "5А", "25", "27", "Гусева П.И."),
    ]
    plan = plan_of(rows)
    assert (plan.ready, taken(plan)) == (True, BOTH[:1])
    assert [(row.pupils, row.responsible) for row in plan.drafts] == [(27, "Гусева П.И.")]


def test_columns_named_only_in_the_row_above_are_known() -> None:
    rows = [
        ("Дата", "Работа с родителями", "", "", ""),
        ("", "Форма", "Тема", "Класс", "Родителей"),
        FIRST,
    ]
    assert taken(plan_of(rows)) == BOTH[:1]


@pytest.mark.parametrize("blank", [("", "", "", "5Б", "30"), ("", "чат", "Памятка", "5Б", "30")])
def test_a_date_written_once_for_several_rows_is_asked_about(blank: tuple[str, ...]) -> None:
    rows = [HEAD, FIRST, blank]
    assert asked(plan_of(rows)) == [ABOVE]
    plan = plan_of(rows, Answers(choices={ABOVE: TAKE}))
    form, topic = (F.CHAT_MESSAGE, "Памятка") if blank[1] else (F.CLASS_HOUR, "О проекте")
    assert taken(plan) == [BOTH[0], (date(2024, 6, 5), form, topic, "5Б", 30)]
    refused = plan_of(rows, Answers(choices={ABOVE: LEAVE_BLANK}))
    assert "Укажите дату мероприятия." in {error.reason for error in refused.errors}


def test_a_second_sheet_with_a_log_is_asked_about() -> None:
    months = {
        "Май": [HEAD, ("20.05.2024", *FIRST[1:])],
        "Июнь": [HEAD, FIRST],
        "Списки": [("Форма",), ("чат",)],
    }
    table = table_of(book(**months))
    plan = plan_import(table, KNOWN, Answers())
    assert [(each.key, [value for value, _ in each.options]) for each in plan.questions] == [
        ("sheet", ["Май", "Июнь"])
    ]
    only = replace(table, source=replace(table.source, rivals=()))
    assert plan_import(only, KNOWN, Answers()).ready


def test_a_title_page_and_lists_beside_a_log_are_no_question() -> None:
    plan = plan_import(
        table_of(book(Титул=[("Отчёт",)], Журнал=[HEAD, FIRST, SECOND], Формы=[("Форма",), ("чат",)])),
        KNOWN,
        Answers(),
    )
    assert (plan.ready, plan.source.sheet, taken(plan)) == (True, "Журнал", BOTH)


def test_a_letter_in_a_column_of_its_own_is_asked_about() -> None:
    rows = [("Дата", "Форма", "Тема", "Класс", "Литера", "Родителей"), (*FIRST[:3], "5", "А", "25")]
    plan = plan_of(rows)
    assert asked(plan) == ["column"]
    assert "буква класса" in plan.questions[0].text
    assert plan_of(rows, Answers(columns={4: SKIP})).ready


@pytest.mark.parametrize("title", ["Сколько", "Явка", "РОД. СОБР.", "Кол."])
def test_numbers_under_an_unknown_heading_are_asked_about_where_contacts_are_not_found(title: str) -> None:
    plan = plan_of([(*HEAD[:4], title), FIRST])
    assert [question.key for question in plan.questions] == ["column:4"]
    assert taken(plan) == BOTH[:1]
    assert plan_of([(*HEAD, title), (*FIRST, "7")]).ready


def test_what_was_planned_gives_way_to_what_was() -> None:
    rows = [("Дата (план)", "Дата (факт)", *HEAD[1:]), ("01.06.2024", *FIRST)]
    plan = plan_of(rows)
    assert plan.ready
    assert plan.drafts[0].held_on == date(2024, 6, 5)


def test_breaks_inside_cells_are_spaces() -> None:
    rows = [
        ("Дата", "Форма\nработы", "Тема", "Класс", "Родителей", "Ответственный"),
        ("05.06.2024", "классный\r\nчас", "О\nпроекте", "5А", "25", "Гусева\nП.И."),
    ]
    plan = plan_of(rows)
    assert (plan.ready, taken(plan)) == (True, BOTH[:1])
    assert plan.drafts[0].responsible == "Гусева П.И."


def test_quotes_that_are_part_of_the_words_stay() -> None:
    text = 'Дата;Форма;Тема;Класс;Родителей\r\n05.06.2024;классный час;"Свой" урок;5 "А";25\r\n'
    plan = plan_import(table_of(text.encode("cp1251")), KNOWN, Answers())
    assert [(row.topic, class_names(row.class_ids)) for row in plan.drafts] == [('"Свой" урок', "5А")]
    uneven = text + '06.06.2024;чат;"О" деле;5Б\r\n'
    with pytest.raises(AppError, match="кавычки"):
        table_of(uneven.encode("cp1251"))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_a_page_called_a_workbook_is_read_as_its_table(encoding: str) -> None:
    cells = "</td><td>".join(FIRST)
    page = (
        f"<html><head><meta charset={encoding}><style>td {{}}</style></head>"
        "<body><table><tr><td>Меню</td></tr></table>"
        f"<table><tr><th colspan=5>Журнал</th></tr><tr><th>{'</th><th>'.join(HEAD)}</th></tr>"
        f"<tr><td>{cells}</td></tr><tr><td colspan=4>Итого<td>25</table></body></html>"
    )
    plan = plan_import(table_of(page.encode(encoding)), KNOWN, Answers())
    assert (plan.ready, taken(plan), plan.skipped_totals) == (True, BOTH[:1], 1)
    with pytest.raises(AppError, match="таблицы в ней нет"):
        table_of(b"<html><body>404</body></html>")


def test_what_is_no_text_is_not_called_a_wrong_encoding() -> None:
    with pytest.raises(AppError, match="Это не таблица"):
        table_of(b"SQLite format 3\0" + bytes(range(100)) * 3)


def test_the_last_sign_of_dos_is_no_text() -> None:
    plan = plan_import(table_of(csv_of([HEAD, FIRST, SECOND], encoding="cp866") + b"\x1a"), KNOWN, Answers())
    assert taken(plan) == BOTH


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("собрание родителей класса", F.CLASS_MEETING),
        ("кл. собрание", F.CLASS_MEETING),
        ("рассылка в Сферум", F.CHAT_MESSAGE),
        ("чат MAX", F.CHAT_MESSAGE),
        ("WhatsApp-группа класса", F.CHAT_MESSAGE),
        ("пост ВК", F.PUBLICATION),
        ("Размещение на сайте школы", F.PUBLICATION),
        ("Объявление в ЭЖД", F.DIARY_NOTICE),
        ("Беседа с родителем (индивидуальная)", F.INDIVIDUAL),
        ("раздача листовок родителям", F.LEAFLET),
        ("стенд в школе", F.STAND),
    ],
)
def test_a_form_is_known_by_its_words(written: str, form: OutreachForm) -> None:
    assert read_form(written) is form


@pytest.mark.parametrize(
    "written",
    ["собрание, чат", "собрание трудового коллектива", "педсовет", "сообщение", "собрание в школе",
     "Родительское собрание (онлайн)", "акция", "максимум", "викторина на сайте"],
)  # fmt: skip
def test_a_form_with_an_unknown_word_or_two_meanings_is_no_form(written: str) -> None:
    with pytest.raises(ValueError, match="Такой формы нет"):
        read_form(written)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("5а, б, в", "5А 5Б 5В"),
        ("5 А,Б", "5А 5Б"),
        ("5А/6А", "5А 6А"),
        ("5 А-В", "5А 5Б 5В"),
        ("начальная школа", "1А 1Б 2А 3А 4А"),
        ("начальные классы", "1А 1Б 2А 3А 4А"),
    ],
)
def test_classes_are_read_as_schools_write_them(written: str, names: str) -> None:
    assert class_names(read_class_ids(written, CLASSES)) == names


@pytest.mark.parametrize("written", ["5А, Г", "5А/5Г", "старшие классы", "начальный военный класс", "5 В-А"])
def test_a_class_that_is_not_there_is_named(written: str) -> None:
    with pytest.raises(ValueError, match="Нет такого класса"):
        read_class_ids(written, CLASSES)


@pytest.mark.parametrize(
    "written",
    ["05.06.2024, 18.00", "05.06.2024 г. в 18:00", "5-е июня 2024 г.", "05,06,2024", "05 . 06 . 2024"],
)
def test_dates_with_times_and_stray_signs_are_read(written: str) -> None:
    assert [row.held_on for row in plan_of([HEAD, (written, *FIRST[1:])]).drafts] == [date(2024, 6, 5)]


def test_a_moment_in_a_workbook_is_its_day() -> None:
    table = table_of(book(Журнал=[HEAD, (datetime(2024, 6, 5, 18, 30), *FIRST[1:])]))  # noqa: DTZ001 - as a cell has it
    assert taken(plan_import(table, KNOWN, Answers())) == BOTH[:1]
