"""A log of a hundred thousand events is worked with by hand, and the window's heart is listened to meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
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
from tests.functional.long_log import Heart, write_long_log
from tests.functional.window import open_screen
from tests.services.record import write_record
from tests.ui.parents.conftest import write

EVENTS = int(os.environ.get("OTKLIK_LONG_LOG", "100000"))


@pytest.fixture
def heart(capsys: pytest.CaptureFixture[str]) -> Iterator[Heart]:
    heart = Heart()
    yield heart
    with capsys.disabled():
        print(f"\nThe longest gaps of the window over {EVENTS} events:\n{heart.report()}")


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
        window.attach(opened[0].services)
        QApplication.processEvents()
    yield window
    window.detach()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    opened[0].close()


def test_nothing_keeps_the_window_from_answering(qtbot: QtBot, window: MainWindow, heart: Heart) -> None:
    with heart.step("open the screen"):
        page = open_screen(window, "parents", ParentsPage)
        QApplication.processEvents()
    table, model, search = page.log.table, page.log.model, page.log.filter.search
    assert model.rowCount() == EVENTS

    with heart.step("scroll from end to end"):
        bar = table.verticalScrollBar()
        for place in range(0, bar.maximum(), max(1, bar.maximum() // 60)):
            bar.setValue(place)
            QApplication.processEvents()

    def shown(number: Callable[[int], bool]) -> None:
        qtbot.waitUntil(lambda: number(model.rowCount()), timeout=10_000)
        QApplication.processEvents()

    for word, fits in (
        ("еб", lambda rows: 0 < rows < EVENTS),
        ("ёнк", lambda rows: 0 < rows < EVENTS),
        ("встр", lambda rows: rows == EVENTS),
        ("щъ", lambda rows: rows == 0),
    ):
        with heart.step(f"search «{word}», and clear"):
            search.setFocus()
            write(word, search)
            shown(fits)
            search.clear()
            shown(lambda rows: rows == EVENTS)

    header = table.horizontalHeader()
    for section in range(len(model.columns)):
        for turn in ("ascending", "descending"):
            with heart.step(f"sort by {model.columns[section].title}, {turn}"):
                place = header.sectionViewportPosition(section) + 5
                if table.isColumnHidden(section):
                    continue
                QTest.mouseClick(
                    header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, header.height() // 2)
                )
                QApplication.processEvents()
    with heart.step("the newest first again"):
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        QApplication.processEvents()

    for name, choose in (
        ("form", lambda: page.log.filter.form.setCurrentIndex(3)),
        ("class", lambda: page.log.filter.of_class.setCurrentIndex(7)),
        ("period", lambda: page.log.filter.since.setText("01.09.2016")),
    ):
        with heart.step(f"filter by {name}"):
            choose()
            shown(lambda rows: 0 < rows < EVENTS)
        with heart.step("show everything again"):
            page.log.filter.reset()
            shown(lambda rows: rows == EVENTS)

    with heart.step("save an entry"):
        page.create_new()
        page.quick.field("held_on").setText("03.06.2024")
        page.quick.field("topic").setFocus()
        write("Новое собрание", page.quick.field("topic"))
        page.quick.field("parents").setText("12")
        page.quick.submit()
        shown(lambda rows: rows == EVENTS + 1)
    with heart.step("the window after the entry"):
        QTest.qWait(50)
    assert model.data(model.index(0, TOPIC)) == "Новое собрание"

    with heart.step("delete it"):
        table.setFocus()
        table.select_line(0)
        QTest.keyClick(table, Qt.Key.Key_Delete)
        shown(lambda rows: rows == EVENTS)
    with heart.step("undo the deletion"):
        window.menus.undo.trigger()
        shown(lambda rows: rows == EVENTS + 1)
    with heart.step("undo the entry"):
        window.menus.undo.trigger()
        shown(lambda rows: rows == EVENTS)
    with heart.step("redo the entry"):
        window.menus.redo.trigger()
        shown(lambda rows: rows == EVENTS + 1)
    with heart.step("the overview, and back"):
        window.go("overview")
        QApplication.processEvents()
        window.go("parents")
        QApplication.processEvents()
