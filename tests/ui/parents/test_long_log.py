"""A log that takes a while to read is shown by its newest events first, and whole as soon as it is read."""

from __future__ import annotations

from datetime import date
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop_app.services.outreach import log_upkeep, service
from desktop_app.services.outreach.log import OutreachLog
from desktop_app.services.outreach.types import OutreachFilter
from desktop_app.ui.kit.aside import is_waited_for
from desktop_app.ui.parents import log_actions
from desktop_app.ui.parents import page as page_module
from desktop_app.ui.parents.page import ParentsPage
from tests.ui.parents.conftest import event, open_page

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def long_log(school: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a school with six events that are as many as a hundred thousand, none of them read yet."""
    for day in range(1, 7):
        school.outreach.save(event(f"Событие {day}", held_on=date(2024, 6, day)))
    for module, name, value in (
        (service, "PASSING", 2), (page_module, "FIRST", 3), (log_upkeep, "STEP", 2), (log_actions, "MANY", 2),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)
    school.store.kept(OutreachLog).__init__()
    return school


def test_the_newest_events_are_there_before_the_log_is_read(
    long_log: Any, qtbot: QtBot, themed: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[int, str]] = []
    prepare = long_log.outreach.prepare

    def note(page: ParentsPage) -> None:
        shown.append((page.log.model.rowCount(), page.log.totals.text()))

    page = ParentsPage(long_log)
    qtbot.addWidget(page)
    monkeypatch.setattr(long_log.outreach, "prepare", lambda: (note(page), prepare())[1])
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.log.model.rowCount() == 6)
    assert shown == [(3, "Журнал читается…")]
    assert page.log.totals.text().startswith("6")


def test_many_events_are_deleted_and_taken_back_with_nothing_else_done_meanwhile(
    long_log: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(long_log, qtbot)
    qtbot.waitUntil(lambda: page.log.model.rowCount() == 6)
    beaten, waited = Event(), []

    def beat() -> None:
        waited.append(is_waited_for())
        beaten.set()

    follow = long_log.outreach.follow
    monkeypatch.setattr(long_log.outreach, "follow", lambda: (beaten.wait(10), follow()))
    page.log.table.selectAll()
    QTimer.singleShot(0, page, beat)
    page.heading.delete()
    assert waited == [True]
    assert page.log.model.rowCount() == 0
    assert long_log.outreach.totals(OutreachFilter(deleted=True)).events == 6
    page.log.trash_button.setChecked(True)
    qtbot.waitUntil(lambda: page.log.model.rowCount() == 6)
    page.log.table.selectAll()
    page.heading.edit()
    assert long_log.outreach.totals().events == 6
