"""Whose an event is and whether it took place at all: asked about, where the table says so elsewhere."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
import pytest

from desktop_app.services.exchange.planning import plan_import
from desktop_app.services.exchange.row_questions import LEAVE_BLANK, SKIP_ROWS, TAKE, UNHELD, WHOSE
from desktop_app.services.exchange.types import Answers, ImportPlan
from desktop_app.services.school.class_names import WHOLE_SCHOOL
from tests.services.exchange.tables import KNOWN, NO_ANSWERS, class_names, csv_of, plan_of, table_of

HEAD = ("Дата", "Форма", "Тема", "Класс", "Родителей")
BARE = ("Дата", "Форма", "Тема", "Родителей")
ROW = ("14.05.2024", "родительское собрание", "О проекте", "5А", "20")
BARE_ROW = ("14.05.2024", "родительское собрание", "О проекте", "20")


def answered(**choices: str) -> Answers:
    return Answers(choices=choices)


def options(plan: ImportPlan) -> dict[str, list[str]]:
    return {question.key: [value for value, _ in question.options] for question in plan.questions}


def classes(plan: ImportPlan) -> list[str]:
    return [class_names(draft.class_ids) for draft in plan.drafts]


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Журнал работы с родителями 5А класса", "5А"),
        ("5 «А» класс", "5А"),
        ("Классный руководитель 5-А: Примерова И. О.", "5А"),
        ("Отчёт по 5А и 5Б классам", "5А, 5Б"),
        ("Родители 5-6 классов", "5А, 5Б, 5В, 6А"),
        ("5 а класс, 2023-2024 учебный год", "5А"),
    ],
)
def test_a_class_in_the_title_is_asked_about_and_never_becomes_the_whole_school(
    title: str, named: str
) -> None:
    rows: list[Sequence[object]] = [(title,), BARE, BARE_ROW]
    plan = plan_of(rows)
    assert not plan.ready
    assert options(plan) == {WHOSE: [named, WHOLE_SCHOOL]}
    assert title in plan.questions[0].text
    taken = plan_of(rows, answered(whose=named))
    assert taken.ready
    assert classes(taken) == [named.replace(",", "")]
    whole = plan_of(rows, answered(whose=WHOLE_SCHOOL))
    assert whole.ready
    assert classes(whole) == [""]


@pytest.mark.parametrize(
    "title",
    [
        "МБОУ СОШ № 5 г. Иркутска",
        "МБОУ СОШ № 5 А. И. Образцова",
        "за 1 четверть",
        "от 5 сентября 2024г.",
        "2023-2024",
    ],
)
def test_a_title_that_names_no_class_asks_nothing(title: str) -> None:
    assert plan_of([(title,), BARE, BARE_ROW]).ready


def test_a_class_in_the_name_of_the_sheet_the_file_or_under_the_table_is_asked_about() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "5Б класс"
    sheet.append(BARE)
    sheet.append(BARE_ROW)
    out = io.BytesIO()
    book.save(out)
    assert options(plan_import(table_of(out.getvalue()), KNOWN, NO_ANSWERS)) == {WHOSE: ["5Б", WHOLE_SCHOOL]}
    table = table_of(csv_of([BARE, BARE_ROW]), "отчёт_6А.csv")
    assert options(plan_import(table, KNOWN, NO_ANSWERS)) == {WHOSE: ["6А", WHOLE_SCHOOL]}
    below = plan_of([BARE, BARE_ROW, ("Классный руководитель 5В класса: Примерова И. О.",)])
    assert options(below) == {WHOSE: ["5В", WHOLE_SCHOOL]}


def test_a_class_in_the_title_is_nothing_to_rows_that_name_their_own() -> None:
    assert plan_of([("Журнал 5Б класса",), HEAD, ROW]).ready


def test_a_meeting_of_a_class_without_its_class_is_asked_about() -> None:
    rows = [HEAD, ROW, ("15.05.2024", "классный час", "О правах", "", "3")]
    plan = plan_of(rows)
    assert options(plan) == {WHOSE: [TAKE, WHOLE_SCHOOL, LEAVE_BLANK]}
    assert plan.remarks == (), "that it is the whole school's is not said while it is asked"
    assert classes(plan_of(rows, answered(whose=TAKE))) == ["5А", "5А"]
    assert classes(plan_of(rows, answered(whose=WHOLE_SCHOOL))) == ["5А", ""]
    refused = plan_of(rows, answered(whose=LEAVE_BLANK))
    assert [(error.row, error.column) for error in refused.errors] == [(3, "Класс")]


def test_what_is_done_for_the_whole_school_needs_no_class() -> None:
    plan = plan_of([HEAD, ROW, ("15.05.2024", "публикация", "О правах", "", "0")])
    assert plan.ready
    assert classes(plan) == ["5А", ""]
    assert [(remark.row, remark.column) for remark in plan.remarks] == [(3, "Класс")]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Отметка о выполнении", "не проведено"),
        ("Отметка о выполнении", "перенесено на 21.05"),
        ("Примечание", "Отменено, карантин"),
        ("Примечание", "не состоялось"),
        ("Статус", "запланировано"),
        ("Выполнение", "нет"),
    ],
)
def test_an_event_called_off_is_never_taken_in_silently(title: str, said: str) -> None:
    rows = [(*HEAD, title), (*ROW, "да"), ("15.05.2024", "классный час", "О правах", "5Б", "0", said)]
    plan = plan_of(rows)
    assert options(plan) == {UNHELD: [SKIP_ROWS, TAKE]}
    assert said in plan.questions[0].text
    skipped = plan_of(rows, answered(unheld=SKIP_ROWS))
    assert skipped.ready
    assert classes(skipped) == ["5А"]
    assert [(remark.row, remark.value) for remark in skipped.remarks] == [(3, said)]
    assert classes(plan_of(rows, answered(unheld=TAKE))) == ["5А", "5Б"]


def test_an_event_called_off_in_its_topic_is_asked_about_too() -> None:
    topic = "О правах (перенесено на 21.05)"
    plan = plan_of([HEAD, ROW, ("15.05.2024", "классный час", topic, "5Б", "0")])
    assert list(options(plan)) == [UNHELD]


@pytest.mark.parametrize(
    "note", ["вопросов нет", "собрание не отменяли, все пришли", "нет", "Отмечена активность"]
)
def test_a_note_about_something_else_asks_nothing(note: str) -> None:
    assert plan_of([(*HEAD, "Примечание"), (*ROW, note)]).ready


def test_a_topic_about_something_called_off_asks_nothing() -> None:
    topic = "Отмена поездки и что с этим делать родителям"
    assert plan_of([HEAD, (*ROW[:2], topic, *ROW[3:])]).ready


def test_two_grades_that_a_spreadsheet_took_for_a_number_are_asked_about() -> None:
    for written in (5.1, "5,1"):
        book = openpyxl.Workbook()
        book.active.append(HEAD)
        book.active.append((*ROW[:3], written, 20))
        out = io.BytesIO()
        book.save(out)
        plan = plan_import(table_of(out.getvalue()), KNOWN, NO_ANSWERS)
        assert [error.reason for error in plan.errors] == [
            "«5,1» — это 5 и 1 или 5 и 10? Напишите через пробел."
        ]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("родители 5-х классов", "5А 5Б 5В"),
        ("родители 5х классов", "5А 5Б 5В"),
        ("Родителей 5А класса", "5А"),
        ("5\u200bА\ufeff", "5А"),
    ],
)
def test_a_class_with_its_parents_or_with_signs_nobody_sees_is_read(written: str, named: str) -> None:
    assert classes(plan_of([HEAD, (*ROW[:3], written, "20")])) == [named]


def test_a_letter_that_is_no_ending_stays_a_letter() -> None:
    plan = plan_of([HEAD, (*ROW[:3], "5е", "20")])
    assert [error.column for error in plan.errors] == ["Класс"]


def test_headings_days_and_numbers_are_read_past_signs_nobody_sees() -> None:
    plan = plan_of([("\u2060Дата", *HEAD[1:]), ("\u200b14.05.2024", *ROW[1:4], "20\u200b")])
    assert plan.ready
    assert [draft.parents for draft in plan.drafts] == [20]


def test_years_between_the_rows_are_no_events() -> None:
    plan = plan_of([HEAD, ("2022-2023 учебный год",), ROW, ("2023/24 уч. год",), ("15.05.2024", *ROW[1:])])
    assert plan.ready
    assert len(plan.drafts) == 2


def test_the_class_above_its_events_is_read_with_its_teacher_beside_it() -> None:
    rows = [
        BARE,
        ("5 «А» класс, кл. руководитель Примерова И. О.",),
        BARE_ROW,
        ("5Б (классный рук. И.)",),
        BARE_ROW,
    ]
    assert classes(plan_of(rows)) == ["5А", "5Б"]


def test_a_number_of_teachers_is_nobody_responsible() -> None:
    plan = plan_of([(*HEAD, "Учителей"), (*ROW, "2")])
    assert plan.ready
    assert plan.unused == ("Учителей",)


def test_a_latin_letter_that_is_two_classes_is_asked_about() -> None:
    plan = plan_of([HEAD, (*ROW[:3], "5A", "20"), (*ROW[:3], "5B", "21")])
    assert [(error.row, error.reason) for error in plan.errors] == [
        (3, "Буква B здесь латинская: это 5Б или 5В? Напишите русской.")
    ]
    assert classes(plan) == ["5А"]
