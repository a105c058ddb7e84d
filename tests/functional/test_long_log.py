"""A log of a hundred thousand events is worked with, and the window's heart is listened to meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import LateFiles
from desktop_app.bootstrap import new_file
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.parents.table_model import TOPIC
from desktop_app.ui.screens import screens
from desktop_app.ui.shell.closing import Answer
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme.style import apply_theme
from tests.functional.heart import Heart
from tests.functional.long_log import write_long_log
from tests.services.record import write_record
from tests.ui.parents.conftest import write

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
EVENTS = int(os.environ.get("OTKLIK_LONG_LOG", "100000"))


@pytest.fixture
def heart(capsys: pytest.CaptureFixture[str]) -> Iterator[Heart]:
    heart = Heart()
    yield heart
    with capsys.disabled():
        print(f"\nThe longest gaps over {EVENTS} events:\n{heart.report()}")  # noqa: T201 - what it is for


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path, heart: Heart) -> Iterator[MainWindow]:
    """Show a window over the long log, opened as the desk opens it."""
    path = tmp_path / "long.otklik"
    new_file(path, lambda services: write_record(services.store))
    write_long_log(path, EVENTS)
    apply_theme(qapp, dark=False)
    window = MainWindow(screens())
    window.resize(1366, 768)
    qtbot.addWidget(window, before_close_func=lambda shown: setattr(shown, "ask", lambda *_: Answer.DISCARD))
    with qtbot.waitExposed(window):
        window.show()
    opened = []
    with heart.step("open the file"):
        Operation(window, lambda: LateFiles().open(path, read_only=False), opened.append, pytest.fail).start()
        qtbot.waitUntil(lambda: bool(opened), timeout=60_000)
    with heart.step("show the overview"):
        with qtbot.waitSignal(window.arrived):
            window.attach(opened[0].services)
        QApplication.processEvents()
    yield window
    window.detach()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    opened[0].close()


@dataclass
class Hands:
    """What the story works with."""

    qtbot: QtBot
    window: MainWindow
    page: ParentsPage
    heart: Heart

    def wait(self, fits: Callable[[int], bool]) -> None:
        """Wait until the number of events shown fits, and everything is painted."""
        model = self.page.log.model
        self.qtbot.waitUntil(lambda: fits(model.rowCount()), timeout=60_000)
        QApplication.processEvents()

    def wait_for(self, events: int) -> None:
        """Wait until so many events are shown."""
        self.wait(lambda rows: rows == events)


def test_nothing_keeps_the_window_from_answering(qtbot: QtBot, window: MainWindow, heart: Heart) -> None:
    with heart.step("open the screen"):
        with qtbot.waitSignal(window.arrived):
            window.rail.chosen.emit("parents")
        QApplication.processEvents()
    page = window.current_page()
    assert isinstance(page, ParentsPage)
    assert page.log.model.rowCount() == EVENTS
    hands = Hands(qtbot, window, page, heart)
    scroll(hands)
    search(hands)
    sort(hands)
    choose(hands)
    change_one(hands)
    change_many(hands)
    with heart.step("the overview, and back"):
        for key in ("overview", "parents"):
            with qtbot.waitSignal(window.arrived):
                window.rail.chosen.emit(key)
            QApplication.processEvents()


def scroll(hands: Hands) -> None:
    bar = hands.page.log.table.verticalScrollBar()
    with hands.heart.step("scroll from end to end"):
        for place in range(0, bar.maximum(), max(1, bar.maximum() // 60)):
            bar.setValue(place)
            QApplication.processEvents()


def search(hands: Hands) -> None:
    field = hands.page.log.filter.search
    for word, fits in (
        ("еб", lambda rows: 0 < rows < EVENTS),
        ("ёнк", lambda rows: 0 < rows < EVENTS),
        ("встр", lambda rows: rows == EVENTS),
        ("щъ", lambda rows: rows == 0),
    ):
        with hands.heart.step(f"search «{word}», and clear"):
            field.setFocus()
            write(word, field)
            hands.wait(fits)
            field.clear()
            hands.wait_for(EVENTS)


def sort(hands: Hands) -> None:
    table, model = hands.page.log.table, hands.page.log.model
    header = table.horizontalHeader()
    for section in range(len(model.columns)):
        if table.isColumnHidden(section):
            continue
        for turn in ("up", "down"):
            with hands.heart.step(f"sort by {model.columns[section].title}, {turn}"):
                place = QPoint(header.sectionViewportPosition(section) + 5, header.height() // 2)
                QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
                QApplication.processEvents()
    with hands.heart.step("the newest first again"):
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        QApplication.processEvents()


def choose(hands: Hands) -> None:
    bar = hands.page.log.filter
    for name, change in (
        ("form", lambda: bar.form.setCurrentIndex(3)),
        ("class", lambda: bar.of_class.setCurrentIndex(7)),
        ("period", lambda: bar.since.setText("01.09.2016")),
    ):
        with hands.heart.step(f"filter by {name}"):
            change()
            hands.wait(lambda rows: 0 < rows < EVENTS)
        with hands.heart.step(f"no filter by {name} again"):
            bar.reset()
            hands.wait_for(EVENTS)


def change_one(hands: Hands) -> None:
    page, table, menus = hands.page, hands.page.log.table, hands.window.menus
    with hands.heart.step("save an entry"):
        page.create_new()
        page.quick.field("held_on").setText("03.06.2024")
        write("Новое собрание", page.quick.field("topic"))
        page.quick.field("parents").setText("12")
        page.quick.submit()
        hands.wait_for(EVENTS + 1)
    with hands.heart.step("the window after the entry"):
        hands.qtbot.waitUntil(menus.undo.isEnabled)
    assert page.log.model.data(page.log.model.index(0, TOPIC)) == "Новое собрание"
    with hands.heart.step("delete it"):
        table.setFocus()
        table.select_line(0)
        QTest.keyClick(table, Qt.Key.Key_Delete)
        hands.wait_for(EVENTS)
    for name, action, events in (
        ("undo the deletion", menus.undo, EVENTS + 1),
        ("undo the entry", menus.undo, EVENTS),
        ("redo the entry", menus.redo, EVENTS + 1),
        ("undo it again", menus.undo, EVENTS),
    ):
        hands.qtbot.waitUntil(action.isEnabled)
        with hands.heart.step(name):
            action.trigger()
            hands.wait_for(events)


def change_many(hands: Hands) -> None:
    """Throw one class's events away and take them back: thousands of rows, and nothing else meanwhile."""
    page, window = hands.page, hands.window
    page.log.filter.of_class.setCurrentIndex(7)
    hands.wait(lambda rows: 0 < rows < EVENTS)
    many = page.log.model.rowCount()
    with hands.heart.step(f"delete {many} events"):
        page.log.table.setFocus()
        page.log.table.selectAll()
        page.log.table.delete_pressed.emit()
        hands.wait_for(0)
    assert window.isEnabled()
    page.log.filter.reset()
    hands.wait_for(EVENTS - many)
    hands.qtbot.waitUntil(window.menus.undo.isEnabled)
    with hands.heart.step(f"undo the deletion of {many} events"):
        window.menus.undo.trigger()
        hands.wait_for(EVENTS)
    assert window.isEnabled()
