"""What goes out comes in again unchanged, and no spreadsheet runs a cell of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.services.banners.types import CheckOutcome, PlacementStatus, PortalKind, PortalRow
from desktop_app.services.exchange.planning import Known, plan_import
from desktop_app.services.exchange.reading import read_pasted
from desktop_app.services.exchange.sheets import outreach_sheet, portals_sheet
from desktop_app.services.exchange.types import Answers, ImportPlan
from desktop_app.services.exchange.writing import as_clipboard, as_csv, as_xlsx
from desktop_app.services.outreach import rules
from desktop_app.services.outreach.types import OutreachDraft, OutreachForm, OutreachRow
from tests.services.exchange.tables import CLASSES, KNOWN, TODAY, class_names, table_of

PARENTS = {row.id: row.parents for row in CLASSES}
BEGINNINGS = st.sampled_from(
    ("", "=", "+", "-", "@", "'", "'=", "''+", "\t", "_x0041_", "Итого", "001", "05/06/2024")
)
SIGNS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
LINES = st.builds(lambda head, tail: (head + tail).strip(), BEGINNINGS, st.text(SIGNS, max_size=12))
NOTES = st.builds(lambda *parts: "\n".join(parts).strip(), LINES, LINES)
COUNTS = st.integers(0, 300)


def _draft(
    unique: int | None, texts: tuple[str, str, str, str], counts: tuple[int, int, int], **rest: object
) -> OutreachDraft:
    parents, pupils, handed_out = counts
    topic, responsible, proof, note = texts
    return OutreachDraft(
        topic=topic, responsible=responsible, proof=proof, note=note, parents=parents, pupils=pupils,
        handed_out=handed_out, unique_parents=None if unique is None else min(unique, parents), **rest,  # type: ignore[arg-type]
    )  # fmt: skip


DRAFTS = st.builds(
    _draft,
    held_on=st.dates(date(2000, 1, 1), TODAY),
    form=st.sampled_from(OutreachForm),
    class_ids=st.lists(st.sampled_from(sorted(PARENTS)), unique=True, max_size=4).map(
        lambda ids: tuple(sorted(ids))
    ),
    unique=st.none() | st.integers(0, 40),
    texts=st.tuples(LINES, LINES, LINES, NOTES),
    counts=st.tuples(COUNTS, COUNTS, COUNTS),
).filter(lambda draft: not rules.check(draft, today=TODAY, parents=PARENTS))
LOGS = st.lists(DRAFTS, min_size=1, max_size=6)


def stored(drafts: Sequence[OutreachDraft]) -> list[OutreachRow]:
    names = [class_names(draft.class_ids).replace(" ", ", ") or "вся школа" for draft in drafts]
    fields = list(OutreachDraft.__dataclass_fields__)
    return [
        OutreachRow(id=number, classes=classes, **{name: getattr(draft, name) for name in fields})
        for number, (draft, classes) in enumerate(zip(drafts, names, strict=True))
    ]


def in_time(drafts: Sequence[OutreachDraft]) -> list[OutreachDraft]:
    return sorted(drafts, key=lambda draft: draft.held_on or date.min)


def plan_for(content: bytes, known: Known = KNOWN) -> ImportPlan:
    return plan_import(table_of(content), known, Answers())


@given(log=LOGS)
@settings(max_examples=25)
def test_a_workbook_comes_in_as_it_went_out(log: list[OutreachDraft]) -> None:
    plan = plan_for(as_xlsx(outreach_sheet(stored(log))))
    assert (plan.ready, list(plan.drafts)) == (True, in_time(log)), (plan.errors, plan.questions)


@given(log=LOGS)
def test_a_csv_comes_in_as_it_went_out(log: list[OutreachDraft]) -> None:
    plan = plan_for(as_csv(outreach_sheet(stored(log))))
    assert (plan.ready, list(plan.drafts)) == (True, in_time(log)), (plan.errors, plan.questions)


@given(log=LOGS)
def test_the_clipboard_comes_in_as_it_went_out(log: list[OutreachDraft]) -> None:
    table = read_pasted(as_clipboard(outreach_sheet(stored(log))), "буфер")
    plan = plan_import(table, KNOWN, Answers())
    assert (plan.ready, list(plan.drafts)) == (True, in_time(log)), (plan.errors, plan.questions)


@given(log=LOGS)
@settings(max_examples=15)
def test_no_cell_is_ever_run(log: list[OutreachDraft]) -> None:
    sheet = outreach_sheet(stored(log))
    page = openpyxl.load_workbook(io.BytesIO(as_xlsx(sheet))).active
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"inlineStr", "s", "n", "d"}
    for text, delimiter in ((as_csv(sheet).decode("utf-8-sig"), ";"), (as_clipboard(sheet), "\t")):
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_a_workbook_has_types_a_filter_a_still_heading_and_sums() -> None:
    drafts = [
        OutreachDraft(held_on=date(2024, 6, 3), topic="О проекте", parents=61, unique_parents=55),
        OutreachDraft(held_on=date(2024, 6, 5), topic="О проекте", parents=20, handed_out=7),
    ]
    page = openpyxl.load_workbook(io.BytesIO(as_xlsx(outreach_sheet(stored(drafts))))).active
    assert (page.freeze_panes, page.auto_filter.ref) == ("A3", "A2:K4")
    assert [cell.value for cell in page[2]][:4] == ["date", "form", "topic", "classes"]
    assert page["A3"].value.date() == date(2024, 6, 3)
    assert page["A3"].number_format == "DD.MM.YYYY"
    assert [cell.value for cell in page[5]][:8] == ["Итого", None, None, None, 81, 55, 0, 7]


def test_portals_go_out_with_the_card_s_names() -> None:
    portal = PortalRow(
        id=1, kind=PortalKind.VK, name="Группа", url="https://vk.example.org", status=PlacementStatus.PLACED,
        placed_on=date(2024, 6, 3), verified_on=None, proof=None, checked_on=None, checks=0,
    )  # fmt: skip
    lines = as_csv(portals_sheet([portal], {1: CheckOutcome.SEEN})).decode("utf-8-sig").splitlines()
    assert lines[1] == "kind;name;url;place;status;placed_on;planned_for;checked_on;reason;removed_on;outcome"
    assert lines[2] == "ВКонтакте;Группа;https://vk.example.org;;размещён;03.06.2024;;;;;видели без снимка"
