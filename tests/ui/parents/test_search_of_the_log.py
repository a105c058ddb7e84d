"""A letter typed into the search costs a look at the log and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.parents.conftest import event, open_page

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_search_reads_no_classes_and_leaves_coverage_as_it_is(
    school: Any, ids: dict[str, int], qtbot: QtBot, themed: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    for topic in ("Собрание о школьном чате", "Памятка", "Собрание о каникулах"):
        school.outreach.save(event(topic, class_ids=(ids["5А"],), unique_parents=7))
    page = open_page(school, qtbot)
    read: list[str] = []
    bars = page.panel.bars
    monkeypatch.setattr(school.school, "classes", lambda: read.append("classes") or ())
    monkeypatch.setattr(bars, "show_classes", lambda *_: read.append("coverage"))
    for text, found in (("памят", 1), ("о кан", 1), ("нет такого", 0), ("", 3)):
        page.log.filter.search.set_value(text)
        page.log.filter.changed.emit()
        assert page.log.model.rowCount() == found
    assert read == []
    page.log.model.sort(2)
    assert read == []
    school.outreach.save(event("Ещё одно", class_ids=(ids["5Б"],), unique_parents=3))
    page.log.filter.changed.emit()
    assert page.log.model.rowCount() == 4
    assert read == ["coverage"]
