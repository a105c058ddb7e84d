"""Write a sheet as XLSX, as CSV, and for the clipboard; no cell of it is ever run by a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import ceil
from typing import Any, Final

from desktop_app.russian.dates import short_date
from desktop_app.services.exchange.guarding import guarded
from desktop_app.services.exchange.sheets import Sheet, Value

_DATE_FORMAT: Final = "DD.MM.YYYY"
_NUMBER_FORMAT: Final = "#,##0"
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML has no place for; no service stores it, an old file might."""
_MARGIN: Final = 0.4
"""Margins of a printed page, inches: eleven columns need the room."""
_FACE: Final = "Calibri"
_HEAD_ROWS: Final = 2
_MOST_LINES: Final = 20
_LINE: Final = 15
"""Height of a line of text, points."""


def as_xlsx(sheet: Sheet) -> bytes:
    """Return a workbook: Russian headings, the card's keys below them, typed cells, filter, totals."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only here

    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.name)
    page.freeze_panes = f"A{_HEAD_ROWS + 1}"
    for column, letter in zip(sheet.columns, _letters(), strict=False):
        page.column_dimensions[letter].width = column.width
    last = list(zip(sheet.columns, _letters(), strict=False))[-1][1]
    page.auto_filter.ref = f"A{_HEAD_ROWS}:{last}{_HEAD_ROWS + len(sheet.rows)}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = _fit_to_width()
    page.print_title_rows = f"1:{_HEAD_ROWS}"
    for side in ("left", "right", "top", "bottom"):
        setattr(page.page_margins, side, _MARGIN)
    page.row_dimensions[1].height = 3 * _LINE
    for number, lines in _tall_rows(sheet):
        page.row_dimensions[number].height = lines * _LINE
    for row in _styled(page, sheet):
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(sheet: Sheet) -> bytes:
    """Return CSV as Russian spreadsheets open it: UTF-8 with its mark, «;», guarded texts."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.title for column in sheet.columns])
    writer.writerow([column.key for column in sheet.columns])
    writer.writerows([_plain(value) for value in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def as_clipboard(sheet: Sheet) -> str:
    """Return tab-separated text with one line of headings, to be pasted into a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t", lineterminator="\r\n")
    writer.writerow([column.title for column in sheet.columns])
    writer.writerows([_plain(value) for value in row] for row in sheet.rows)
    return out.getvalue()


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return short_date(value)
    return guarded(value) if isinstance(value, str) else str(value)


def _styled(page: Any, sheet: Sheet) -> Iterator[list[Any]]:
    """Yield the rows as cells with their types and looks."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415

    heading = {
        "font": Font(name=_FACE, bold=True),
        "fill": PatternFill("solid", fgColor="E8EDF4"),
        "alignment": Alignment(wrap_text=True, vertical="center"),
    }
    quiet = {
        "font": Font(name=_FACE, size=8, color="808080"),
        "border": Border(bottom=Side("thin", color="808080")),
    }
    body = {"alignment": Alignment(wrap_text=True, vertical="top")}
    number = {"alignment": Alignment(horizontal="right", vertical="top", indent=1)}
    day = {"alignment": Alignment(horizontal="left", vertical="top")}
    total = {"font": Font(name=_FACE, bold=True), "border": Border(top=Side("thin", color="808080"))}

    def row(values: Iterable[Value], looks: dict[str, Any]) -> list[Any]:
        cells = []
        for value in values:
            cell = WriteOnlyCell(page, None if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.value = _xml(value)
                cell.data_type = "s"  # never a formula, whatever it begins with
            elif isinstance(value, date):
                cell.number_format = _DATE_FORMAT
            elif value is not None:
                cell.number_format = _NUMBER_FORMAT
            own = looks
            if looks is body and not isinstance(value, str):
                own = day if isinstance(value, date) else number
            for name, look in own.items():
                setattr(cell, name, look)
            cells.append(cell)
        return cells

    yield row([column.title for column in sheet.columns], heading)
    yield row([column.key for column in sheet.columns], quiet)
    for values in sheet.rows:
        yield row(values, body)
    totals: Sequence[Value] = sheet.totals()
    if totals:
        yield row(totals, total)


def _tall_rows(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Yield the rows that take several lines: not every spreadsheet makes room for them by itself."""
    for number, row in enumerate(sheet.rows, _HEAD_ROWS + 1):
        lines = max(
            sum(ceil(max(len(part), 1) / column.width) for part in value.split("\n"))
            for value, column in zip(row, sheet.columns, strict=True)
            if isinstance(value, str)
        )
        if lines > 1:
            yield number, min(lines, _MOST_LINES)


def _xml(text: str) -> str:
    """Make a text safe for the sheet's XML; «_x0041_» would come back as «A» without its escape."""
    return _ESCAPE.sub("_x005F_", _FORBIDDEN.sub(" ", text))


def _letters() -> Iterator[str]:
    yield from "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _fit_to_width() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - as above

    return PageSetupProperties(fitToPage=True)
