"""Books under a ruler: whatever the rows, nothing is lost, the sums carry over, the margins hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.errors import AppError
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.books import Align, BookContent, Table, TableColumn
from desktop_app.services.papers.parts import Paragraph

from .ruler import Sheet, embedded, measure
from .tables import JOURNAL_COLUMNS, SIGNATURE, journal, journal_row

if TYPE_CHECKING:
    from collections.abc import Iterator

NEAR = 0.3
HEADER = "№п/п", "Дата", "Ответственный"
PROFILE = PROFILES[ProfileName.GOST_2025]


def drawn(content: BookContent) -> tuple[list[Sheet], int]:
    paper = ReportLabRenderer().render(content, PROFILE)
    sheets = measure(paper.pdf)
    assert len(sheets) == paper.sheets
    return sheets, paper.sheets


def column_number(sheet: Sheet, label: str, right: float) -> int:
    """Read the number whose right edge stands at ``right``, on the line of ``label``."""
    line = sheet.find(label)
    digits = [
        char
        for char in sheet.chars
        if abs(char.baseline - line.baseline) < NEAR
        and char.text.isdigit()
        and right - 18 < char.left < right
    ]
    return int("".join(char.text for char in digits))


SHORT = (
    TableColumn("№", 15),
    TableColumn("Событие", 90),
    TableColumn("Родителей", 30, Align.RIGHT, summed=True),
    TableColumn("Примечание", 45, Align.CENTRE),
)
SUM_RIGHT = 20 + 180 * 135 / 180
"""Right edge of the summed column, in millimetres."""
words = st.text("абвгдежз ", max_size=160).map(lambda text: " ".join(text.split()))
rows_of_events = st.lists(st.tuples(words, st.integers(0, 3_000), words), max_size=70)


@settings(max_examples=40, deadline=None)
@given(rows=rows_of_events, head=st.integers(0, 12), landscape=st.booleans(), signed=st.booleans())
def test_any_journal_keeps_its_rows_its_margins_and_its_sums(
    rows: list[tuple[str, int, str]], head: int, *, landscape: bool, signed: bool
) -> None:
    cells = [(f"[{n}]", topic, count, note) for n, (topic, count, note) in enumerate(rows)]
    content = journal(
        0,
        table=Table(SHORT, cells),
        landscape=landscape,
        cover=None,
        paragraphs=tuple(Paragraph("Текст над таблицей.") for _ in range(head)),
        signature=SIGNATURE if signed else None,
        certified=signed,
    )
    sheets, count = drawn(content)
    width, height = (297, 210) if landscape else (210, 297)
    right = 20 + (width - 30) * 135 / 180
    for number, sheet in enumerate(sheets, 1):
        inside = [char for char in sheet.chars if char.baseline > 18]
        assert min(char.left for char in inside) >= 20 - NEAR
        assert max(char.right for char in inside) <= width - 10 + NEAR
        assert max(char.baseline for char in inside) <= height - 20
        assert "Событие" in sheet.text
        if number > 1:
            top = sheet.find(str(number))
            assert (top.left + top.right) / 2 == pytest.approx(width / 2, abs=NEAR)
    text = "".join(sheet.text for sheet in sheets)
    assert [text.count(f"[{n}]") for n in range(len(rows))] == [1] * len(rows)
    assert [text.find(f"[{n}]") for n in range(len(rows))] == sorted(
        text.find(f"[{n}]") for n in range(len(rows))
    )
    check_sums(sheets, [value for _, value, _ in rows], right)
    if signed:
        assert f"печатью{count}(" in text
        assert "Директор" in sheets[-1].text
        if rows:
            assert "[" in sheets[-1].text, "the signature stands alone"


def check_sums(sheets: list[Sheet], values: list[int], right: float) -> None:
    """Compare each sheet's figures with the rows it really has."""
    before = 0
    for number, sheet in enumerate(sheets, 1):
        here = sum(value for n, value in enumerate(values) if f"[{n}]" in sheet.text)
        started = "Перенесено" in sheet.text
        if started:
            assert column_number(sheet, "Перенесено с предыдущей страницы", right) == before
        if "Итогонастранице" in sheet.text:
            assert column_number(sheet, "Итого на странице", right) == here
        else:
            assert number == len(sheets) or here == 0
            assert not started
        before += here
    assert column_number(sheets[-1], "Всего", right) == before == sum(values)


def test_every_sheet_repeats_the_header_and_numbers_its_columns() -> None:
    sheets, _ = drawn(journal(120))
    for sheet in sheets[1:]:
        for title in HEADER:
            assert title in sheet.text
        assert "1234567891011" in sheet.text


def test_the_cover_has_no_number_and_the_next_sheet_is_the_second() -> None:
    sheets, _ = drawn(journal(3))
    assert "ЖУРНАЛ" in sheets[0].text
    assert sheets[0].text.endswith("Окончен:31.05.2025")
    assert not sheets[0].between(0, 19)
    assert [char.text for char in sheets[1].between(0, 19)] == ["2"]


def test_a_book_without_rows_says_so_and_sums_to_nothing() -> None:
    (sheet,), _ = drawn(journal(0, cover=None))
    assert "Записейзапериоднет." in sheet.text
    assert sheet.find("Записей за период нет.").baseline > sheet.find("Примечание").baseline
    assert "Итогонастранице" not in sheet.text


def test_rows_are_read_once_and_a_generator_will_do() -> None:
    class Rows(list[tuple[object, ...]]):
        read = 0

        def __iter__(self) -> Iterator[tuple[object, ...]]:
            self.read += 1
            assert self.read == 1
            return iter(map(journal_row, range(1, 41)))

    whole = journal(40)
    again = replace(whole, table=Table(JOURNAL_COLUMNS, Rows()))  # type: ignore[arg-type]
    renderer = ReportLabRenderer()
    assert renderer.render(again, PROFILE).pdf == renderer.render(whole, PROFILE).pdf


def test_a_cell_higher_than_a_page_goes_on_and_its_sum_counts_once() -> None:
    text = " ".join(f"слово{number}" for number in range(1500))
    rows = [("[0]", text, 7, ""), ("[1]", "", 5, "")]
    sheets, count = drawn(journal(0, table=Table(SHORT, rows), cover=None, landscape=False))
    assert count > 2
    whole = "".join(
        char.text
        for sheet in sheets
        for char in sheet.chars
        if 36 < char.left < 124 and char.font.endswith("Regular")
    )
    assert all(f"слово{number}" in whole for number in range(1500))
    check_sums(sheets, [7, 5], SUM_RIGHT)


def test_text_stays_inside_its_cell_however_long_its_words() -> None:
    ugly = ("х" * 90, "https://a.example.ru/" + "ab/" * 60, 123_456, "Ж" * 70)
    (sheet,), _ = drawn(journal(0, table=Table(SHORT, [ugly]), cover=None, landscape=False))
    for mark, left, right in (("х", 20, 35), ("a", 35, 125), ("Ж", 155, 200)):
        found = [char for char in sheet.chars if char.text == mark and char.baseline > 60 and char.size < 11]
        assert found
        assert min(char.left for char in found) >= left
        assert max(char.right for char in found) <= right


def test_missing_glyphs_of_cells_are_named() -> None:
    rows = [("1", "Снято 📷 сразу", 1, "")]
    paper = ReportLabRenderer().render(journal(0, table=Table(SHORT, rows)), PROFILE)
    assert "U+1F4F7" in paper.warnings[0]


def test_only_embedded_faces_and_the_turned_sheet() -> None:
    paper = ReportLabRenderer().render(journal(60), PROFILE)
    assert set(embedded(paper.pdf).values()) == {True}
    with pypdfium2.PdfDocument(paper.pdf) as document:
        assert {tuple(map(round, document[index].get_size())) for index in range(len(document))} == {
            (842, 595)
        }


def test_a_head_that_fills_the_sheet_is_refused() -> None:
    with pytest.raises(AppError, match="над таблицей"):
        ReportLabRenderer().render(journal(1, paragraphs=(Paragraph("Слово " * 900),)), PROFILE)
