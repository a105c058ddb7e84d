"""Tables written before the rules were read: right or asked about, none silently wrong."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import openpyxl
import pytest

from desktop_app.services.errors import AppError
from desktop_app.services.exchange.encodings import decoded
from desktop_app.services.exchange.planning import plan_import
from desktop_app.services.exchange.types import ImportPlan
from desktop_app.services.outreach.types import OutreachForm
from tests.services.exchange.tables import KNOWN, NO_ANSWERS, class_names, csv_of, plan_of, table_of

F = OutreachForm
HEAD = ("Дата", "Форма", "Тема", "Класс", "Родителей")
ROW = ("14.05.2024", "родительское собрание", "О проекте", "5А", "20")
DAY = date(2024, 5, 14)
RIGHT = [(DAY, F.CLASS_MEETING, "5А", 20)]


def taken(plan: ImportPlan) -> list[tuple[object, ...]]:
    return [(row.held_on, row.form, class_names(row.class_ids), row.parents) for row in plan.drafts]


def asked(plan: ImportPlan) -> list[str]:
    return [question.key for question in plan.questions]


def book(rows: Sequence[Sequence[object]], *joined: str) -> ImportPlan:
    """Look through a workbook whose areas ``joined`` are merged."""
    whole = openpyxl.Workbook()
    sheet = whole.active
    for row in rows:
        sheet.append(list(row))
    for area in joined:
        sheet.merge_cells(area)
    out = io.BytesIO()
    whole.save(out)
    return plan_import(table_of(out.getvalue()), KNOWN, NO_ANSWERS)


def page(inside: str) -> ImportPlan:
    return plan_import(
        table_of(f"<html><meta charset=utf-8><table>{inside}</table>".encode()), KNOWN, NO_ANSWERS
    )


@pytest.mark.parametrize(
    "head",
    [
        ("Дата и время", "Вид деятельности", "Тема", "Класс", "Явка родителей"),
        ("Дата про-\nведения", "Форма пров.", "Тема встречи", "Класс/группа", "Коли-\nчество роди-\nтелей"),
        ("Дата фактическая", "Формат", "Тема беседы", "параллель/класс", "Присутствовало род."),
        ("Дата проведеня", "Форма роботы", "Тема", "Клас", "Количество родителкй"),
        ("Дата начала", "Канал информирования", "Тема", "Участники (класс)", "Сколько родителей"),
        ("Дата", "Мероприятие", "Тема", "Классы, участвовавшие в мероприятии", "Посетило родителей"),
        ("Дата/время", "Название формы", "Тема", "Class", "Количество законных представителей"),
        ("Дата", "Форма взаимодействия с родителями", "Тема", "Кл.", "Количество участников (родители)"),
        (*HEAD[:4], "Количество родителей, принявших участие в мероприятии, чел."),
        (*HEAD[:4], "Родителей на собрании"),
    ],
)
def test_a_heading_put_together_of_known_words_is_not_asked_about(head: Sequence[str]) -> None:
    plan = plan_of([head, ROW])
    assert (plan.questions, plan.errors, taken(plan)) == ((), (), RIGHT)


@pytest.mark.parametrize(
    "title", ["Отсутствовало родителей", "Родителей в классе", "Отцов-родителей", "Дата рождения родителей"]
)
def test_one_strange_word_in_a_heading_and_it_is_asked_about(title: str) -> None:
    assert asked(plan_of([(*HEAD[:4], title), ROW])) == ["column:4"]


def test_two_columns_of_different_numbers_of_parents_are_asked_about() -> None:
    head = (*HEAD[:4], "Всего родителей", "Присутствовало родителей")
    plan = plan_of([head, (*ROW[:4], "25", "18")])
    assert asked(plan) == ["column:4"]
    assert "«Присутствовало родителей»" in plan.questions[0].text
    assert plan_of([head, (*ROW[:4], "18", "18")]).ready


def test_a_second_table_beside_the_first_is_not_lost_silently() -> None:
    plan = plan_of([(*HEAD, "", *HEAD), (*ROW, "", "15.05.2024", *ROW[1:])])
    assert "column:0" in asked(plan)
    assert "рядом вторая таблица" in plan.questions[0].text


@pytest.mark.parametrize("came", ["Из них присутствовало", "Присутствовало"])
def test_how_many_are_in_the_class_is_not_taken_for_how_many_came(came: str) -> None:
    plan = plan_of([(*HEAD[:4], "Количество родителей", came), (*ROW[:4], "25", "18")])
    assert asked(plan) == ["column:4"]


def test_a_share_is_no_count() -> None:
    assert asked(plan_of([(*HEAD[:4], "Охват родителей, %"), (*ROW[:4], "80")])) == ["column:4"]
    assert taken(plan_of([(*HEAD, "Охват родителей, %"), (*ROW, "80")])) == RIGHT


def test_of_two_columns_with_one_name_the_one_that_holds_its_values_is_taken() -> None:
    plan = plan_of([("Дата", "Вид", *HEAD[1:]), (ROW[0], "очная", *ROW[1:])])
    assert (plan.questions, taken(plan)) == ((), RIGHT)
    plan = plan_of([("Дата", "Мероприятие", *HEAD[1:]), (ROW[0], "Классный час", *ROW[1:])])
    assert (plan.questions, taken(plan)) == ((), RIGHT)


@pytest.mark.parametrize(
    "written",
    [
        "14 мaя 2024",
        "14.05.2024;",
        "14.05.2024 18-00",
        "14.05.2024 (18.00)",
        "14.05.2024 (вторник)",
        "14.05.2024, вт",
        "14.V.2024",
        "14/V-24",
        "14..05.2024",
        "14.О5.2О24",
        "14052024",
    ],
)
def test_a_day_in_odd_clothes_is_read(written: str) -> None:
    plan = plan_of([HEAD, (written, *ROW[1:])])
    assert (plan.errors, taken(plan)) == ((), RIGHT)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("с 1 по 5 октября 2023", "несколько дней"),
        ("14–16.05.2024", "несколько дней"),
        ("14.05.2024, 15.05.2024", "несколько дней"),
        ("3 сент.", "нет года"),
        ("32132024", "Такой даты нет"),
    ],
)
def test_what_is_wrong_with_a_day_is_said(written: str, said: str) -> None:
    plan = plan_of([HEAD, (written, *ROW[1:])])
    assert [said in error.reason for error in plan.errors] == [True]


@pytest.mark.parametrize(
    "count", ["20 (законных представителей)", "20 родителей (законных представителей)", "20 из 25"]
)
def test_a_count_with_words_after_it_is_read(count: str) -> None:
    assert taken(plan_of([HEAD, (*ROW[:4], count)])) == [(DAY, F.CLASS_MEETING, "5А", 20)]


@pytest.mark.parametrize(
    ("written", "classes"),
    [("5АБ", "5А 5Б"), ("5абв", "5А 5Б 5В"), ("5А (Зимина)", "5А"), ("5Б (кл. рук. Зимина О. П.)", "5Б")],
)
def test_classes_written_together_or_with_their_teacher_are_read(written: str, classes: str) -> None:
    assert taken(plan_of([HEAD, (*ROW[:3], written, "20")])) == [(DAY, F.CLASS_MEETING, classes, 20)]


@pytest.mark.parametrize("written", ["5АГ", "5А (кроме Зиминых)", "5А (2 группа)"])
def test_classes_the_school_does_not_have_are_refused(written: str) -> None:
    assert [error.value for error in plan_of([HEAD, (*ROW[:3], written, "20")]).errors] == [written]


def test_what_is_joined_over_several_rows_is_said_in_each_of_them() -> None:
    rows = [
        (*HEAD, "Присутствовало", None),
        (None, None, None, None, None, "обучающихся", "гостей"),
        (DAY, "собрание", "О проекте", "5А", 20, 3, 1),
        (None, None, None, "5Б", 21, 4, 1),
        (None, "классный час", None, "5В", 22, 5, 1),
        (date(2024, 5, 15), None, "Итоги", "6А", 23, 6, 1),
    ]
    areas = ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:G1", "A3:A5", "B3:B4", "B5:B6", "C3:C5")
    plan = book(rows, *areas)
    assert (plan.questions, plan.errors) == ((), ())
    next_day = date(2024, 5, 15)
    assert taken(plan) == [
        (DAY, F.CLASS_MEETING, "5А", 20),
        (DAY, F.CLASS_MEETING, "5Б", 21),
        (DAY, F.CLASS_HOUR, "5В", 22),
        (next_day, F.CLASS_HOUR, "6А", 23),
    ]
    assert [row.pupils for row in plan.drafts] == [3, 4, 5, 6]


def test_a_number_joined_over_several_rows_is_not_counted_in_each_of_them() -> None:
    plan = book(
        [HEAD, (DAY, *ROW[1:4], 45), (None, None, None, "5Б", None)],
        "A2:A3",
        "B2:B3",
        "C2:C3",
        "E2:E3",
    )
    assert [(error.row, "разъедините" in error.reason) for error in plan.errors] == [(3, True)]


def test_joined_cells_reaching_past_the_last_row_make_no_event() -> None:
    rows = [("№", *HEAD), (1, DAY, *ROW[1:4], 20), (2,), (3,)]
    assert taken(book(rows, "B2:B4", "C2:C4", "D2:D4")) == RIGHT


def test_a_page_says_what_is_joined_in_each_row_too() -> None:
    head = "".join(f"<th>{title}</th>" for title in HEAD)
    first = "<td rowspan=3>14.05.2024<td rowspan=2>собрание<td rowspan=3>О проекте<td>5А<td>20"
    plan = page(f"<tr>{head}<tr>{first}<tr><td>5Б<td>21<tr><td>классный час<td>5В<td>22<tr></tr>")
    assert (plan.questions, plan.errors) == ((), ())
    assert [(row[1], row[2], row[3]) for row in taken(plan)] == [
        (F.CLASS_MEETING, "5А", 20),
        (F.CLASS_MEETING, "5Б", 21),
        (F.CLASS_HOUR, "5В", 22),
    ]


def test_a_page_with_its_heading_in_two_rows_and_a_count_joined() -> None:
    head = "<tr><td rowspan=2>Дата<td rowspan=2>Форма<td rowspan=2>Тема<td rowspan=2>Класс<td colspan=2>Охват"
    rows = "<tr><td>родителей<td>обучающихся<tr>" + "".join(f"<td>{cell}" for cell in (*ROW, "3"))
    plan = page(f"<tr><td colspan=6>МБОУ СОШ № 99{head}{rows}")
    assert (plan.questions, plan.errors, taken(plan), plan.drafts[0].pupils) == ((), (), RIGHT, 3)
    joined = "<tr><td>14.05.2024<td>чат<td>Тема<td>5А<td rowspan=2>45<tr><td>15.05.2024<td>чат<td>Тема<td>5Б"
    plan = page("<tr>" + "".join(f"<th>{title}" for title in HEAD) + joined)
    assert [error.row for error in plan.errors] == [3]


def test_a_class_named_above_its_events_is_theirs() -> None:
    head, row = (*HEAD[:3], HEAD[4]), (*ROW[:3], ROW[4])
    plan = plan_of(
        [
            head,
            ("5А класс",),
            row,
            ("Май",),
            ("15.05.2024", *row[1:]),
            ("5-е классы",),
            row,
            ("Общешкольные",),
            row,
        ]
    )
    assert [taken_row[2] for taken_row in taken(plan)] == ["5А", "5А", "5А 5Б 5В", ""]
    assert sum("Здесь назван класс" in remark.reason for remark in plan.remarks) == 3


@pytest.mark.parametrize("strange", ["7К класс", "9 кл."])
def test_events_below_a_class_the_school_does_not_have_are_not_of_the_whole_school(strange: str) -> None:
    head, row = (*HEAD[:3], HEAD[4]), (*ROW[:3], ROW[4])
    plan = plan_of([head, (strange,), row])
    assert ([error.row for error in plan.errors], plan.drafts) == ([3], ())


def test_a_line_of_other_words_below_a_class_ends_it() -> None:
    head, row = (*HEAD[:3], HEAD[4]), (*ROW[:3], ROW[4])
    plan = plan_of([head, ("5А",), row, ("Совместно с библиотекой",), row])
    assert [error.row for error in plan.errors] == [5]


def test_sums_without_a_word_and_averages_are_no_events() -> None:
    other = ("15.05.2024", *ROW[1:3], "5Б", "22")
    for last in (("", "", "", "", "42"), ("В среднем", "", "", "", "21")):
        plan = plan_of([HEAD, ROW, other, last])
        assert (plan.questions, plan.errors, plan.contacts, plan.skipped_totals) == ((), (), 42, 1)
    assert asked(plan_of([HEAD, ROW, other, ("", "", "", "", "41")])) == ["above"]


def test_a_workbook_of_xml_is_refused_by_its_name() -> None:
    with pytest.raises(AppError, match="XML"):
        table_of(b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>")


def test_small_letters_do_not_follow_a_dash_so_that_the_encoding_is_told() -> None:
    rows = [("дата", "форма", "охват"), *[("14.05.2024", "Родительское собрание, Кл. час", "20")] * 3]
    assert decoded(csv_of(rows, ";", "cp1251"))[1:] == ("cp1251", ())


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Родит. собрание", F.CLASS_MEETING),
        ("Клас. час", F.CLASS_HOUR),
        ("Инд. беседа с родителями", F.INDIVIDUAL),
        ("Телефонный звонок", F.INDIVIDUAL),
    ],
)
def test_forms_in_short_words_are_read(word: str, form: OutreachForm) -> None:
    assert [row[1] for row in taken(plan_of([HEAD, (ROW[0], word, *ROW[2:])]))] == [form]
