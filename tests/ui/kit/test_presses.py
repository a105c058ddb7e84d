"""Presses of the mouse as they come from the desktop: a second one in a hurry is the first one again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit import presses as presses_module
from desktop_app.ui.kit.presses import Presses, often

SECOND = 1000
"""In the clock of the events, ms."""


class Desk(QWidget):
    """Two buttons and a box to tick, with hands that press as the desktop tells it."""

    def __init__(self) -> None:
        super().__init__()
        self.button, self.box = QPushButton("Записать", self), QCheckBox("Да", self)
        self.done: list[str] = []
        column = QVBoxLayout(self)
        for each in (self.button, self.box):
            column.addWidget(each)
            each.clicked.connect(lambda _on=False, each=each: self.done.append(each.text()))

    def double_click(self, widget: QWidget) -> None:
        """Press twice in a hurry, as the desktop tells it to the window."""
        place = widget.mapTo(self, self._place(widget))
        QTest.mouseDClick(self.windowHandle(), Qt.MouseButton.LeftButton, pos=place)

    def press(self, widget: QWidget, at: int) -> None:
        """Press and let go at a moment of the desktop's clock."""
        button, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        inside = self._place(widget)
        place, away = QPointF(widget.mapTo(self, inside)), QPointF(widget.mapToGlobal(inside))
        for kind, held in ((QEvent.Type.MouseButtonPress, button), (QEvent.Type.MouseButtonRelease, none)):
            event = QMouseEvent(kind, place, away, button, held, Qt.KeyboardModifier.NoModifier)
            event.setTimestamp(at)
            QCoreApplication.sendEvent(self.windowHandle(), event)

    def _place(self, widget: QWidget) -> QPoint:
        return QPoint(12, widget.height() // 2)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    desk = Desk()
    qtbot.addWidget(desk)
    with qtbot.waitExposed(desk):
        desk.show()
    watching = Presses(qapp)
    watching.watch(desk.windowHandle())
    yield desk
    watching.deleteLater()


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Say that a change has just been stored, and how many seconds that took."""

    def stored(seconds: float) -> None:
        monkeypatch.setattr(presses_module, "waited_until", lambda: monotonic() + seconds)

    return stored


def test_a_double_click_presses_a_button_once(desk: Desk) -> None:
    desk.double_click(desk.button)
    assert desk.done == ["Записать"]


def test_two_presses_with_a_breath_between_are_two(desk: Desk) -> None:
    desk.press(desk.button, SECOND)
    desk.press(desk.button, 3 * SECOND)
    assert desk.done == ["Записать", "Записать"]


def test_what_is_pressed_many_times_counts_them_all(desk: Desk) -> None:
    often(desk.button)
    desk.double_click(desk.button)
    assert desk.done == ["Записать", "Записать"]


def test_a_box_ticked_twice_is_as_it_was(desk: Desk) -> None:
    desk.double_click(desk.box)
    assert desk.done == ["Да", "Да"]


def test_presses_made_while_a_slow_disk_stored_the_first_are_dropped(
    desk: Desk, slow_disk: Callable[[float], None]
) -> None:
    desk.press(desk.button, SECOND)
    slow_disk(2.0)
    desk.press(desk.button, SECOND + 800)
    desk.press(desk.button, SECOND + 1600)
    assert desk.done == ["Записать"]
    desk.press(desk.button, SECOND + 2500)
    assert desk.done == ["Записать", "Записать"], "after it the button works again"


def test_what_is_ticked_meanwhile_is_not_lost(desk: Desk, slow_disk: Callable[[float], None]) -> None:
    desk.press(desk.button, SECOND)
    slow_disk(2.0)
    desk.press(desk.box, SECOND + 800)
    assert desk.box.isChecked()


def test_a_clock_of_events_that_begins_anew_locks_nothing(
    desk: Desk, slow_disk: Callable[[float], None]
) -> None:
    desk.press(desk.button, 4_000_000_000)
    slow_disk(2.0)
    desk.press(desk.button, 5)
    assert desk.done == ["Записать", "Записать"]
