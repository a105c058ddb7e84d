"""The trash of the log: seen, searched, taken back by Enter, emptied after one question."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.services.outreach.types import OutreachFilter
from desktop_app.ui.parents.log_actions import LogActions
from desktop_app.ui.parents.page import ParentsPage
from tests.ui.parents.conftest import event, open_page

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(school: Any, qtbot: QtBot, themed: object) -> ParentsPage:
    """Three events, two of them in the trash."""
    rows = [school.outreach.save(event(topic)) for topic in ("Собрание", "Чат", "Стенд")]
    school.outreach.delete([row.id for row in rows[1:]])
    return open_page(school, qtbot)


def topics(page: ParentsPage) -> list[str]:
    return [row.topic for row in page.log.model.rows()]


def open_trash(page: ParentsPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.log.trash_button, Qt.MouseButton.LeftButton)


def test_the_trash_is_offered_while_something_is_in_it(page: ParentsPage, qtbot: QtBot) -> None:
    assert topics(page) == ["Собрание"]
    assert page.log.trash_button.text() == "Корзина: 2"
    open_trash(page, qtbot)
    assert set(topics(page)) == {"Чат", "Стенд"}
    assert page.log.trash_button.text() == "Вернуться к журналу"
    assert not page.heading.delete_button.isVisible()
    assert page.heading.title.text() == "Родители: корзина"
    open_trash(page, qtbot)
    assert topics(page) == ["Собрание"]
    assert page.heading.delete_button.isVisible()
    assert page.heading.title.text() == "Родители"


def test_enter_takes_an_event_back_and_the_emptied_trash_gives_way(page: ParentsPage, qtbot: QtBot) -> None:
    open_trash(page, qtbot)
    page.log.table.setFocus()
    page.log.table.selectAll()
    qtbot.keyClick(page.log.table, Qt.Key.Key_Return)
    assert set(topics(page)) == {"Собрание", "Чат", "Стенд"}
    assert not page.log.in_trash()
    assert not page.log.trash_button.isVisible()


def test_delete_in_the_trash_destroys_nothing(page: ParentsPage, qtbot: QtBot) -> None:
    open_trash(page, qtbot)
    page.log.table.selectAll()
    qtbot.keyClick(page.log.table, Qt.Key.Key_Delete)
    assert len(topics(page)) == 2


@pytest.mark.parametrize("agreed", [True, False])
def test_emptying_asks_once(
    page: ParentsPage, school: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, agreed: bool
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(LogActions, "confirm", lambda _self, number: asked.append(number) or agreed)
    open_trash(page, qtbot)
    qtbot.mouseClick(page.log.empty_button, Qt.MouseButton.LeftButton)
    assert asked == [2]
    assert len(school.outreach.list(OutreachFilter(deleted=True))) == (0 if agreed else 2)
    assert page.log.in_trash() is not agreed


def test_going_to_an_event_leaves_the_trash(page: ParentsPage, school: Any, qtbot: QtBot) -> None:
    open_trash(page, qtbot)
    (row,) = school.outreach.list()
    page.show_field(f"entry:{row.id}")
    assert [each.topic for each in page.log.table.selected_rows()] == ["Собрание"]


def test_an_event_written_beside_the_trash_is_shown_in_the_log(
    page: ParentsPage, school: Any, qtbot: QtBot
) -> None:
    open_trash(page, qtbot)
    page.quick.field("topic").setText("Новое")
    page.quick.submit()
    assert not page.log.in_trash()
    assert [row.topic for row in page.log.table.selected_rows()] == ["Новое"]
