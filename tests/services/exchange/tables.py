"""A school, tables as schools make them, and the way from bytes to a plan without a process of its own."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from desktop_app.services.exchange.cells import packed, unpacked
from desktop_app.services.exchange.child import parse
from desktop_app.services.exchange.planning import Known, plan_import
from desktop_app.services.exchange.reading import raw_table
from desktop_app.services.exchange.types import Answers, ImportPlan, RawTable
from desktop_app.services.school.types import ClassRow

CLASSES = tuple(
    ClassRow(id=number, name=name, pupils=25, parents=40)
    for number, name in enumerate(("1А", "1Б", "2А", "3А", "4А", "5А", "5Б", "5В", "6А", "10А", "11А"), 1)
)
TODAY = date(2024, 6, 28)
KNOWN = Known(classes=CLASSES, today=TODAY)
NO_ANSWERS = Answers()


def table_of(content: bytes, name: str = "log") -> RawTable:
    """Read bytes here and now; the cells travel as they would between two processes."""
    head, rows = parse(content, "", "")
    travelled = [(number, tuple(unpacked(packed(cell)) for cell in cells)) for number, cells in rows]
    return raw_table(head, travelled, name, content)


def csv_of(
    rows: Sequence[Sequence[object]], delimiter: str = ";", encoding: str = "utf-8", *, end: str = "\r\n"
) -> bytes:
    """Write rows as a spreadsheet does."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue().encode(encoding)


def plan_of(
    rows: Sequence[Sequence[object]], answers: Answers = NO_ANSWERS, known: Known = KNOWN
) -> ImportPlan:
    """Look through rows given as a CSV."""
    return plan_import(table_of(csv_of(rows)), known, answers)


def class_names(ids: Sequence[int]) -> str:
    """Return «5А 5Б»."""
    return " ".join(row.name for row in CLASSES if row.id in ids)
