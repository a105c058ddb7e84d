"""The log's table, without a window."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from desktop_app.services.outreach.types import OutreachForm, OutreachRow
from desktop_app.ui.kit.table import ROW_ROLE
from desktop_app.ui.parents.table_model import TOPIC, OutreachTableModel

DATE, FORM, _, CLASSES, CONTACTS, UNIQUE, PUPILS, HANDED_OUT, RESPONSIBLE, PROOF = range(10)


def row(entry_id: int, classes: str, unique: int | None = None, **values: object) -> OutreachRow:
    given = {"held_on": date(2024, 6, entry_id), "topic": "Заступник", "parents": 10 * entry_id, **values}
    class_ids = () if classes == "вся школа" else (1,)
    return OutreachRow(id=entry_id, classes=classes, class_ids=class_ids, unique_parents=unique, **given)


@pytest.fixture
def model() -> OutreachTableModel:
    model = OutreachTableModel()
    model.set_rows(
        (
            row(3, "10А", 8, form=OutreachForm.CLASS_HOUR, proof="протокол № 3", attachment_id=7),
            row(2, "5А, 5Б", responsible="Лебедева О. Н."),
            row(1, "вся школа", 30),
        )
    )
    return model


def shown(model: OutreachTableModel, column: int) -> list[str]:
    return [model.data(model.index(line, column)) for line in range(model.rowCount())]


def test_a_row_says_when_how_for_whom_and_how_many(model: OutreachTableModel) -> None:
    cells = [model.data(model.index(0, column)) for column in range(model.columnCount())]
    assert cells == [
        "03.06.2024", "Классный час", "Заступник", "10А", "30", "8", "0", "0", "—", "файл, протокол № 3",
    ]  # fmt: skip


def test_different_parents_nobody_counted_are_a_dash_not_a_zero(model: OutreachTableModel) -> None:
    assert shown(model, UNIQUE) == ["8", "—", "30"]


def test_dates_and_counts_are_sorted_as_what_they_are(model: OutreachTableModel) -> None:
    model.sort(DATE)
    assert shown(model, DATE) == ["01.06.2024", "02.06.2024", "03.06.2024"]
    model.sort(CONTACTS, Qt.SortOrder.DescendingOrder)
    assert shown(model, CONTACTS) == ["30", "20", "10"]


def test_classes_are_sorted_as_a_school_does(model: OutreachTableModel) -> None:
    model.sort(CLASSES)
    assert shown(model, CLASSES) == ["вся школа", "5А, 5Б", "10А"]


@pytest.mark.parametrize("order", list(Qt.SortOrder))
def test_what_was_not_counted_stands_last_either_way(model: OutreachTableModel, order: Qt.SortOrder) -> None:
    model.sort(UNIQUE, order)
    assert shown(model, UNIQUE)[-1] == "—"


def test_a_cut_topic_can_be_read_in_its_tip(model: OutreachTableModel) -> None:
    assert model.data(model.index(0, TOPIC), Qt.ItemDataRole.ToolTipRole) == "Заступник"


def test_the_row_behind_a_line_is_the_one_sent_by_the_service(model: OutreachTableModel) -> None:
    model.sort(DATE)
    assert model.data(model.index(0, TOPIC), ROW_ROLE).id == 1
