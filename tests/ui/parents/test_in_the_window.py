"""The parents' screen inside the program's window, with the window's own keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from desktop_app import bootstrap
from desktop_app.services.container import Services
from desktop_app.services.outreach.rows import rows_where
from desktop_app.services.outreach.types import OutreachRow
from desktop_app.services.school.types import ClassDraft
from desktop_app.ui.kit.operation import let_all_end
from desktop_app.ui.kit.page import PageFactory
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.shell.closing import Answer
from desktop_app.ui.shell.window import MainWindow
from tests.services.conftest import FrozenClock
from tests.ui.parents.conftest import focused, write

CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def services(tmp_path: Path, blank_file: Path) -> Iterator[Services]:
    path = tmp_path / "школа.otklik"
    path.write_bytes(blank_file.read_bytes())
    with bootstrap.opened(path, clock=FrozenClock()) as opened:
        opened.school.save_class(ClassDraft(name="5А", pupils=25, parents=30))
        yield opened
        let_all_end()


@pytest.fixture
def window(services: Services, qtbot: QtBot, themed: object) -> MainWindow:
    made = MainWindow((PageFactory("parents", "Родители", "parents", ParentsPage),))
    made.ask = lambda _parent, _titles: Answer.DISCARD
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.attach(services)
    return made


def page_of(window: MainWindow) -> ParentsPage:
    page = window.current_page()
    assert isinstance(page, ParentsPage)
    page.quick.field("held_on").setText("03.06.2024")
    return page


def test_an_event_is_written_found_deleted_and_brought_back_by_keys_alone(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    page = page_of(window)
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    write("Собрание")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert window.line.label.text() == "Записано: Собрание"
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    write("собр")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is page.log.table
    qtbot.keyClick(focused(), Qt.Key.Key_Delete)
    assert services.outreach.list() == ()
    assert "Ctrl+Z" in window.line.label.text()
    qtbot.keyClick(focused(), Qt.Key.Key_Z, CTRL)
    assert [row.topic for row in services.outreach.list()] == ["Собрание"]
    qtbot.waitUntil(lambda: page.log.model.rowCount() == 1)


def test_ctrl_z_right_after_enter_takes_the_event_back(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    page_of(window)
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    write("Собрание")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(window.menus.undo.isEnabled)
    qtbot.keyClick(focused(), Qt.Key.Key_Z, CTRL)
    assert services.outreach.list() == ()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1000, 600)])
def test_the_screen_fits_without_scrolling_as_a_whole(
    window: MainWindow, qtbot: QtBot, width: int, height: int
) -> None:
    window.resize(width, height)
    page = page_of(window)
    area = page.parentWidget()
    assert area is not None
    qtbot.waitUntil(lambda: page.size() == area.size())
    assert page.panel.isVisible() == (width > 1040)


def test_the_day_is_that_of_the_programs_clock_and_follows_it(window: MainWindow, services: Services) -> None:
    page = window.current_page()
    assert isinstance(page, ParentsPage)
    held_on = page.quick.field("held_on")
    assert held_on.text() == "03.06.2024"
    clock = services.outreach._clock
    assert isinstance(clock, FrozenClock)
    clock.day = date(2024, 6, 4)
    page.refresh()
    assert held_on.text() == "04.06.2024"
    held_on.setText("01.06.2024")
    clock.day = date(2024, 6, 5)
    page.refresh()
    assert held_on.text() == "01.06.2024"


def test_an_event_is_typed_while_the_log_is_being_taken_out(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    page, path = page_of(window), tmp_path / "log.csv"
    reading, typed, in_time = Event(), Event(), []

    def slowly(session: Session, *wanted: ColumnElement[bool]) -> tuple[OutreachRow, ...]:
        reading.set()
        in_time.append(typed.wait(20))
        return rows_where(session, *wanted)

    monkeypatch.setattr("desktop_app.services.outreach.service.rows_where", slowly)
    page.tables.export(path)
    qtbot.waitUntil(reading.is_set)
    write("Собрание", page.quick.field("topic"))
    page.quick.check()  # what is typed is looked at in the file
    typed.set()
    qtbot.waitUntil(path.exists)
    assert in_time == [True], "the window did not wait for the reading to end"
