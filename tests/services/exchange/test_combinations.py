"""Every encoding, delimiter, wording and form of date comes in right or is asked about, never wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from desktop_app.services.exchange.planning import plan_import
from desktop_app.services.exchange.types import Answers, DateOrder, ImportPlan
from desktop_app.services.outreach.types import OutreachForm
from tests.services.exchange.tables import KNOWN, csv_of, table_of

ONE_BYTE = ("cp1251", "cp866", "koi8-r", "mac-cyrillic")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", *ONE_BYTE)
DELIMITERS = (";", ",", "\t", "|")
WORDINGS = (
    ("Дата", "Форма", "Тема", "Классы", "Контактов с родителями", "Ответственный"),
    ("дата проведения", "форма работы", "о чём", "класс", "кол-во родителей", "кто проводил"),
    ("ДАТА МЕРОПРИЯТИЯ", "ВИД РАБОТЫ", "СОДЕРЖАНИЕ", "ДЛЯ КАКИХ КЛАССОВ", "ВСЕГО РОДИТЕЛЕЙ", "ОРГАНИЗАТОР"),
    ("Дата:", "Форма (вид)", "Название мероприятия", "Параллель", "Родителей, чел.", "Ф.И.О. ответственного"),
    ("Когда", "Способ информирования", "О чем", "Кл.", "Присутствовало родителей", "Учитель"),
    ("date", "form", "topic", "classes", "parents", "responsible"),
    ("День", "Тип мероприятия", "Повестка", "Класс(ы)", "Число  контактов", "Классный руководитель"),
)
WRITTEN: dict[str, Callable[[date], str]] = {
    "05.06.2024": lambda day: f"{day:%d.%m.%Y}",
    "5.6.24": lambda day: f"{day.day}.{day.month}.{day:%y}",
    "2024-06-05": lambda day: day.isoformat(),
    "2024/06/05": lambda day: f"{day:%Y/%m/%d}",
    "05/06/2024": lambda day: f"{day:%d/%m/%Y}",
    "05-06-2024": lambda day: f"{day:%d-%m-%Y}",
    "5 июня 2024 г.": lambda day: f"{day.day} {MONTHS[day.month]} {day.year} г.",
    "05 ИЮНЯ 2024": lambda day: f"{day:%d} {MONTHS[day.month].upper()} {day.year}",
    "5-июн-24": lambda day: f"{day.day}-{MONTHS[day.month][:3]}-{day:%y}",
    "05.06.2024 09:30:00": lambda day: f"{day:%d.%m.%Y} 09:30:00",
    "45448": lambda day: str((day - date(1899, 12, 30)).days),
    "ср, 05.06.2024": lambda day: f"ср, {day:%d.%m.%Y}",
}
MONTHS = {5: "мая", 6: "июня"}
EVENTS = (
    (date(2024, 6, 5), "родительское собрание", "О проекте, встреча; первая", "5А, 5 Б", 25, "Орлова А. С."),
    (date(2024, 6, 3), "Рассылка в чат", "Памятка родителям", "вся школа", 140, "Гусев П. И."),
    (date(2024, 5, 12), "классный час", "Как установить приложение", "1-4 классы", 61, "Ершова К. В."),
)
MEANT = (
    (OutreachForm.CLASS_MEETING, (6, 7)),
    (OutreachForm.CHAT_MESSAGE, ()),
    (OutreachForm.CLASS_HOUR, (1, 2, 3, 4, 5)),
)
DOUBTFUL = {"05/06/2024", "05-06-2024"}
"""All three days could be read month first as well."""


def came_in_right(plan: ImportPlan) -> bool:
    drafts = plan.drafts
    return plan.ready and [
        (draft.held_on, draft.form, draft.topic, draft.class_ids, draft.parents, draft.responsible)
        for draft in drafts
    ] == [
        (day, form, topic, ids, parents, who)
        for (day, _, topic, _, parents, who), (form, ids) in zip(EVENTS, MEANT, strict=True)
    ]


def table_written(wording: tuple[str, ...], written: str) -> list[tuple[object, ...]]:
    return [wording, *((WRITTEN[written](event[0]), *event[1:]) for event in EVENTS)]


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording[0])
@pytest.mark.parametrize("delimiter", DELIMITERS, ids=("semicolon", "comma", "tab", "bar"))
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_table_comes_in_right_or_its_dates_are_asked_about(
    encoding: str, delimiter: str, wording: tuple[str, ...]
) -> None:
    for written in WRITTEN:
        rows = table_written(wording, written)
        plan = plan_import(table_of(csv_of(rows, delimiter, encoding)), KNOWN, Answers())
        if written in DOUBTFUL:
            assert [question.key for question in plan.questions] == ["date_order"], written
            assert not plan.ready
            answered = Answers(date_order=DateOrder.DAY_FIRST)
            plan = plan_import(table_of(csv_of(rows, delimiter, encoding)), KNOWN, answered)
        assert came_in_right(plan), (written, plan.questions, plan.errors, plan.columns)


@pytest.mark.parametrize("encoding", ONE_BYTE)
def test_without_headings_that_help_the_letters_decide(encoding: str) -> None:
    wording = ("Число", "Как", "Про что", "Кому", "Сколько", "Кем")
    rows = table_written(wording, "05.06.2024")
    source = table_of(csv_of(rows, ";", encoding)).source
    assert (source.encoding, source.encodings) == (encoding, ())


def test_a_handful_of_letters_is_asked_about_and_never_guessed() -> None:
    asked = 0
    for encoding in ONE_BYTE:
        for word in ("да", "ОК", "5А", "мы", "Ура", "Ёж"):
            source = table_of(f"5.6.24;{word}\n".encode(encoding)).source
            assert encoding in (source.encodings or (source.encoding,)), word
            asked += bool(source.encodings)
    assert asked > 6
    plan = plan_import(table_of("5.6.24;да\n".encode("cp1251")), KNOWN, Answers())
    assert "encoding" in [question.key for question in plan.questions]
    assert not plan.ready


def test_lines_may_end_in_any_way() -> None:
    rows = table_written(WORDINGS[0], "05.06.2024")
    for end in ("\n", "\r\n", "\r"):
        assert came_in_right(plan_import(table_of(csv_of(rows, end=end)), KNOWN, Answers())), repr(end)


def test_titles_above_the_headings_and_sums_below_do_not_hinder() -> None:
    rows = [
        ("Журнал информирования родителей",),
        ("МБОУ «Школа № 99», 2023/2024 учебный год",),
        (),
        ("№ п/п", *WORDINGS[0]),
        *((number, *row) for number, row in enumerate(table_written((), "05.06.2024")[1:], 1)),
        ("", "Итого:", "", "", "", 226, ""),
    ]
    plan = plan_import(table_of(csv_of(rows)), KNOWN, Answers())
    assert came_in_right(plan), (plan.questions, plan.errors)
    assert plan.skipped_totals == 1


def test_an_excel_s_own_first_line_names_the_delimiter() -> None:
    rows = table_written(WORDINGS[0], "05.06.2024")
    assert came_in_right(plan_import(table_of(b"sep=,\r\n" + csv_of(rows, ",")), KNOWN, Answers()))


MISSPELT = ("Дата провидения", "Форма роботы", "Тема мероприятие", "Клас", "Родитили", "Отвецтвенный")


@pytest.mark.parametrize("shift", range(6))
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1251", "mac-cyrillic"])
def test_headings_in_any_order_and_with_mistakes_come_in_right_or_are_asked_about(
    encoding: str, shift: int
) -> None:
    for wording in (*WORDINGS, MISSPELT):
        rows = [(*row[shift:], *row[:shift]) for row in table_written(wording, "05.06.2024")]
        plan = plan_import(table_of(csv_of(rows, ";", encoding)), KNOWN, Answers())
        assert plan.questions or came_in_right(plan), (wording, plan.errors, plan.columns)
        assert wording is MISSPELT or plan.ready


CLASSES = (
    ("5А, 5Б", (6, 7)), ("5а-5в", (6, 7, 8)), ("5 А", (6,)), ("1-4 классы", (1, 2, 3, 4, 5)),
    ("вся школа", ()),
    ("5 «А» класс", (6,)), ("5А и 5Б", (6, 7)), ("1–4", (1, 2, 3, 4, 5)), ("10А; 11А", (10, 11)),
    ("все классы", ()),
)  # fmt: skip
COUNTS = (
    ("25", 25),
    ("1 025", 1025),
    ("1\u00a0025", 1025),
    ("25 чел.", 25),
    ("25,0", 25),
    ("—", 0),
    ("нет", 0),
)


@pytest.mark.parametrize(("written", "ids"), CLASSES)
@pytest.mark.parametrize(("count", "parents"), COUNTS)
def test_classes_and_counts_are_read_as_schools_write_them(
    written: str, ids: tuple[int, ...], count: str, parents: int
) -> None:
    row = ("05.06.2024", "собрание", "О проекте", written, count, "")
    plan = plan_import(table_of(csv_of([WORDINGS[0], row])), KNOWN, Answers())
    assert [(draft.class_ids, draft.parents) for draft in plan.drafts] == [(ids, parents)], plan.errors
