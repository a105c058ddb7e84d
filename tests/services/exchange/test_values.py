"""Dates, counts, classes and forms as schools write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.exchange.dates import date_column
from desktop_app.services.exchange.forms import read_form
from desktop_app.services.exchange.guarding import guarded, unguarded
from desktop_app.services.exchange.types import Cell, DateOrder, Epoch, Missing
from desktop_app.services.exchange.values import read_class_ids, read_count
from desktop_app.services.labels import OUTREACH_FORMS
from desktop_app.services.outreach.types import OutreachForm
from tests.services.exchange.tables import CLASSES, TODAY, class_names

DAY = date(2024, 6, 5)


@pytest.mark.parametrize(
    "written",
    [
        "05.06.2024", "5.6.24", "5.06.2024 г.", "05.06.2024г", "2024-06-05", "2024.06.05",
        "2024-06-05T10:00:00", "2024-06-05 10:00:00+08:00",
        "05.06.2024 9:05", "«5» июня 2024 г.", "5 июня 2024 года",
        "5 Июн. 2024",
        "05.июн.24", "5-июн-2024", "среда, 5 июня 2024", "Ср. 05.06.2024", "5 Jun 2024",
        "05\u00a0июня\u00a02024",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    column = date_column([written], today=TODAY)
    assert column.read(written) == DAY


@pytest.mark.parametrize(
    "written",
    [
        "31.06.2024", "29.02.2023", "5 июня", "05.06", "24-06-05", "вчера", "03.06-05.06.2024", "июнь 2024",
        "2024", "5 юиня 2024", "0.6.2024", True, 61, 1e9, Missing.FORMULA, "1e999", float("nan"),
        "99999999999",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_a_sentence(written: Cell) -> None:
    with pytest.raises(ValueError, match=r"\w+.*\."):
        date_column([written], today=TODAY, epoch=Epoch.WINDOWS).read(written)


def test_one_row_that_leaves_no_choice_decides_for_its_column() -> None:
    assert date_column(["05/06/2024", "13/06/2024"], today=TODAY).read("05/06/2024") == DAY
    assert date_column(["06/05/2024", "06/13/2024"], today=TODAY).read("06/05/2024") == DAY
    assert date_column(["05/05/2024"], today=TODAY).read("05/05/2024") == date(2024, 5, 5)


def test_rows_that_contradict_each_other_decide_nothing() -> None:
    column = date_column(["13/06/2024", "06/13/2024", "05/06/2024"], today=TODAY)
    assert column.asks_order
    assert (column.read("13/06/2024"), column.read("06/13/2024")) == (date(2024, 6, 13), date(2024, 6, 13))
    with pytest.raises(ValueError, match="где день"):
        column.read("05/06/2024")


def test_a_number_is_a_day_of_the_book_s_own_count() -> None:
    windows = (DAY - date(1899, 12, 30)).days
    macintosh = (DAY - date(1904, 1, 1)).days
    assert date_column([windows], today=TODAY, epoch=Epoch.WINDOWS).read(windows) == DAY
    assert date_column([macintosh], today=TODAY, epoch=Epoch.MACINTOSH).read(float(macintosh)) == DAY


def test_a_number_in_a_text_is_asked_about_unless_one_count_is_in_the_future() -> None:
    assert date_column(["45448"], today=TODAY).read("45448") == DAY
    doubtful = date_column(["43000"], today=TODAY)
    assert doubtful.asks_epoch
    with pytest.raises(ValueError, match="от какого года"):
        doubtful.read("43000")
    assert date_column(["43000", "45448"], today=TODAY).read("43000") == date(2017, 9, 22)


@given(day=st.dates(date(2000, 1, 1), date(2024, 6, 28)), order=st.sampled_from(DateOrder))
def test_a_slashed_date_is_never_read_as_another_day(day: date, order: DateOrder) -> None:
    written = f"{day:%m/%d/%Y}" if order is DateOrder.MONTH_FIRST else f"{day:%d/%m/%Y}"
    column = date_column([written], today=TODAY)
    if column.asks_order:
        column = date_column([written], today=TODAY, order=order)
    assert column.read(written) == day


@given(days=st.integers(0, 8900), epoch=st.sampled_from(Epoch))
def test_a_serial_in_a_text_is_never_read_as_another_day(days: int, epoch: Epoch) -> None:
    day = date(2000, 1, 1) + timedelta(days=days)
    zero = date(1899, 12, 30) if epoch is Epoch.WINDOWS else date(1904, 1, 1)
    written = str((day - zero).days)
    column = date_column([written], today=TODAY)
    if column.asks_epoch:
        column = date_column([written], today=TODAY, answered_epoch=epoch)
    assert column.read(written) == day


@pytest.mark.parametrize(
    ("written", "classes"),
    [
        ("5А, 5 Б; 6-а", "5А 5Б 6А"), ("1–4 классы", "1А 1Б 2А 3А 4А"), ("1-4", "1А 1Б 2А 3А 4А"),
        ("с 1 по 4 класс", "1А 1Б 2А 3А 4А"), ("5-е классы", "5А 5Б 5В"), ("5 «А»", "5А"),
        ("5А-5В", "5А 5Б 5В"),
        ("5а и 5б классы", "5А 5Б"), ("10–11 кл.", "10А 11А"), ("5 параллель", "5А 5Б 5В"), ("5A", "5А"),
        (6, "6А"),
        (10.0, "10А"), ("1 1", "1А 1Б"), ("вся школа", ""), ("Все классы", ""), ("—", ""), (None, ""),
    ],
)  # fmt: skip
def test_classes_are_read_however_they_are_written(written: Cell, classes: str) -> None:
    assert class_names(read_class_ids(written, CLASSES)) == classes


@pytest.mark.parametrize("written", ["1-1", "1-0", "1.1", "7В", "5-6а", "5А–9Г", "12-3", "учителя", "5А, 7Я"])
def test_what_is_no_class_is_never_taken_for_one(written: str) -> None:
    with pytest.raises(ValueError, match="Нет такого класса"):
        read_class_ids(written, CLASSES)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (61, 61), (61.0, 61), ("61", 61), ("61 чел.", 61), ("120 человек", 120), ("1 200", 1200),
        ("1\u00a0200", 1200),
        ("12,0", 12), ("25 шт", 25), ("", None), ("—", None), ("нет", None), (None, None), ("0", 0),
    ],
)  # fmt: skip
def test_counts_are_read_however_they_are_written(written: Cell, number: int | None) -> None:
    assert read_count(written) == number


@pytest.mark.parametrize(
    "written", ["12,5", "1.200", "1,000", "~60", "60-70", "много", True, 12.5, -1, "5 6", Missing.FORMULA]
)
def test_what_is_no_count_is_refused(written: Cell) -> None:
    with pytest.raises(ValueError, match=r"\."):
        read_count(written)


@pytest.mark.parametrize("form", OutreachForm)
def test_every_form_is_known_by_its_name_and_by_the_card_s_value(form: OutreachForm) -> None:
    assert read_form(OUTREACH_FORMS[form].upper()) is form
    assert read_form(form.value) is form


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Родительское собрание", OutreachForm.CLASS_MEETING),
        ("общешкольное родительское собрание", OutreachForm.SCHOOL_MEETING),
        ("Рассылка в чат", OutreachForm.CHAT_MESSAGE),
        ("кл. час", OutreachForm.CLASS_HOUR),
        ("Индивидуальная беседа.", OutreachForm.INDIVIDUAL),
        ("раздача  листовок", OutreachForm.LEAFLET),
    ],
)
def test_forms_have_the_names_schools_give_them(written: str, form: OutreachForm) -> None:
    assert read_form(written) is form


@given(text=st.text())
def test_the_guard_is_taken_away_whole(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("cell", ["99999", 99999, 99999.5, "05/06/0000", "1", 0, float("nan")])
def test_what_is_no_day_by_any_count_is_never_asked_about(cell: str | float) -> None:
    column = date_column([cell], today=TODAY)
    assert not column.asks_epoch
    assert not column.asks_order
    with pytest.raises(ValueError, match=r"\."):
        column.read(cell)
