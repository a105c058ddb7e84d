"""Workbooks as programs other than ours write them, and such as mean harm."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from desktop_app.services.errors import AppError
from desktop_app.services.exchange import limits, reading
from desktop_app.services.exchange.planning import plan_import
from desktop_app.services.exchange.reading import Cancelled, read_content, read_file
from desktop_app.services.exchange.types import Answers, Missing
from tests.services.exchange.tables import KNOWN, csv_of, table_of

HEAD = ["Дата", "Форма", "Тема", "Контакты"]


def book_of(rows: list[list[Any]], change: Callable[[Any], None] = lambda _book: None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def days(content: bytes) -> list[date | None]:
    plan = plan_import(table_of(content), KNOWN, Answers())
    assert plan.ready, (plan.errors, plan.questions)
    return [draft.held_on for draft in plan.drafts]


def repacked(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return out.getvalue()


def test_a_day_is_the_same_in_a_book_of_either_epoch() -> None:
    def macintosh(book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904

    rows = [HEAD, [datetime(2024, 6, 5, 10, 30), "собрание", "О проекте", 25]]  # noqa: DTZ001 - as a cell has it
    assert days(book_of(rows)) == [date(2024, 6, 5)]
    assert days(book_of(rows, macintosh)) == [date(2024, 6, 5)]


def test_a_bare_number_is_counted_by_the_book_s_own_epoch() -> None:
    def macintosh(book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904

    assert days(book_of([HEAD, [45448, "собрание", "О проекте", 25]])) == [date(2024, 6, 5)]
    assert days(book_of([HEAD, [43986, "собрание", "О проекте", 25]], macintosh)) == [date(2024, 6, 5)]


def test_a_formula_nobody_computed_is_no_zero() -> None:
    table = table_of(book_of([HEAD, [date(2024, 6, 5), "собрание", "О проекте", "=20+5"]]))
    assert table.rows[1][1][3] is Missing.FORMULA
    plan = plan_import(table, KNOWN, Answers())
    assert [(error.row, error.column) for error in plan.errors] == [(2, "Контакты")]
    assert "Формула не посчитана" in plan.errors[0].reason


def test_the_sheet_most_like_a_log_is_read() -> None:
    def more(book: Any) -> None:
        book.active.title = "Титул"
        page = book.create_sheet("Журнал")
        page.append(HEAD)
        page.append([date(2024, 6, 5), "собрание", "О проекте", 25])

    table = table_of(book_of([["План работы"]], more))
    assert (table.source.sheet, table.source.sheets) == ("Журнал", ("Титул", "Журнал"))


def test_rows_have_the_numbers_the_spreadsheet_shows() -> None:
    table = table_of(book_of([[], [], HEAD, [], [date(2024, 6, 5), "собрание", "О проекте", "много"]]))
    plan = plan_import(table, KNOWN, Answers())
    assert [(error.row, error.value) for error in plan.errors] == [(5, "много")]


def test_a_book_that_unpacks_to_gigabytes_is_refused_unopened() -> None:
    def grow(parts: dict[str, bytes]) -> None:
        parts["xl/worksheets/sheet1.xml"] += b" " * (limits.SMALL * 8)

    with pytest.raises(AppError, match="слишком большой объём"):
        table_of(repacked(book_of([HEAD]), grow))


def test_a_book_with_words_of_its_own_is_refused() -> None:
    def define(parts: dict[str, bytes]) -> None:
        parts["xl/workbook.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts["xl/workbook.xml"]

    with pytest.raises(AppError, match="слишком большой объём"):
        table_of(repacked(book_of([HEAD]), define))


def test_too_many_columns_are_refused_and_never_cut() -> None:
    with pytest.raises(AppError, match="больше 64 столбцов"):
        table_of(book_of([[*HEAD, *["x"] * 80]]))
    with pytest.raises(AppError, match="больше 64 столбцов"):
        table_of(csv_of([[*HEAD, *["x"] * 80]]))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 not a book", "не читается"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "старого вида"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "Это не таблица"),
        ('Дата;Тема\n05.06.2024;"Нет конца'.encode(), "кавычки"),
        (b"   \r\n", "пуст"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(AppError, match=said):
        read_content(content, "log")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="не читается"):
        read_file(tmp_path / "нет.xlsx")


def test_a_reader_that_says_nothing_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_BOUNDS", replace(reading._BOUNDS, seconds=-1.0))
    with pytest.raises(AppError, match="слишком долго"):
        read_content(csv_of([HEAD]), "log")


def test_a_reader_nobody_waits_for_any_more_is_stopped() -> None:
    with pytest.raises(Cancelled):
        read_content(csv_of([HEAD]), "log", stopped=lambda: True)


def test_a_reader_that_dies_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "send_table", os.abort)  # ends without having said anything
    with pytest.raises(AppError, match="не удалось прочесть"):
        read_content(csv_of([HEAD]), "log")


def test_a_book_is_read_in_a_process_of_its_own() -> None:
    table = read_content(book_of([HEAD, [date(2024, 6, 5), "собрание", "=1+1", 25]]), "log.xlsx")
    assert table.rows[1] == (2, (date(2024, 6, 5), "собрание", Missing.FORMULA, 25))
