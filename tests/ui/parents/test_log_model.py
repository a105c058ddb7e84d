"""The model of a long log reads what is looked at, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from desktop_app.services.errors import StorageError
from desktop_app.services.outreach.types import OutreachRow
from desktop_app.ui.parents.log_model import KEPT, PAGE, LogModel, PagedRows
from desktop_app.ui.parents.table_model import TOPIC


class Reader:
    """Makes rows and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, ...]] = []

    def __call__(self, ids: Sequence[int]) -> tuple[OutreachRow, ...]:
        self.asked.append(tuple(ids))
        return tuple(OutreachRow(id=key, classes="5А", topic=f"Событие {key}") for key in ids)


@given(st.lists(st.integers(min_value=0, max_value=9_999), max_size=300))
def test_any_line_is_the_event_of_its_id(lines: list[int]) -> None:
    ids = tuple(range(20_000, 10_000, -1))
    rows = PagedRows(ids, Reader())
    assert [rows[line].id for line in lines] == [ids[line] for line in lines]


def test_a_screen_of_a_hundred_thousand_events_reads_one_page() -> None:
    reader, model = Reader(), LogModel()
    model.set_reader(reader)
    model.show_ids(tuple(range(100_000, 0, -1)))
    assert model.rowCount() == 100_000
    assert reader.asked == []
    assert model.data(model.index(1, TOPIC)) == "Событие 99999"
    model.data(model.index(PAGE - 1, TOPIC))
    assert [len(asked) for asked in reader.asked] == [PAGE]
    assert model.data(model.index(99_999, TOPIC)) == "Событие 1"


def test_pages_looked_at_long_ago_are_read_again() -> None:
    reader = Reader()
    rows = PagedRows(tuple(range(PAGE * (KEPT + 1))), reader)
    for number in range(KEPT + 1):
        assert rows[number * PAGE].id == number * PAGE
    assert rows[0].id == 0
    assert len(reader.asked) == KEPT + 2


def test_a_page_that_cannot_be_read_now_is_empty_lines_and_is_asked_for_again() -> None:
    reader = Reader()
    away = [True]

    def read(ids: Sequence[int]) -> tuple[OutreachRow, ...]:
        if away:
            raise StorageError("Программа заблокирована.")
        return reader(ids)

    rows = PagedRows((1, 2), read)
    assert (rows[1].id, rows[1].topic) == (2, "")
    away.clear()
    assert rows[1].topic == "Событие 2"


def test_an_event_that_is_gone_is_an_empty_line_until_the_log_is_read_again() -> None:
    rows = PagedRows((1, 2), lambda _ids: ())
    assert (rows[1].id, rows[1].topic) == (2, "")


@pytest.mark.parametrize("descending", [True, False])
def test_a_heading_asks_the_service_for_the_order(*, descending: bool) -> None:
    model, asked = LogModel(), []
    model.order_wanted.connect(lambda: asked.append(model.order()))
    model.sort(TOPIC, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
    model.sort(-1)
    assert asked == [("topic", descending), ("", False)]
