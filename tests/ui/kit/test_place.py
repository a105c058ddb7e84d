"""The place a screen stands in tells it its room, and only that."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit.page import Page
from desktop_app.ui.kit.place import Place


class Told(Page):
    """A page that notes the rooms it is told of."""

    def __init__(self) -> None:
        super().__init__(None)
        self.rooms: list[tuple[int, int]] = []

    def fit(self, room: QSize) -> None:
        self.rooms.append((room.width(), room.height()))


def test_a_page_is_not_told_of_a_room_its_place_does_not_have_yet(qtbot: QtBot) -> None:
    """By the 100 × 30 px of a new widget the first steps were made narrow, and wide again at once."""
    window = QWidget()
    qtbot.addWidget(window)
    page, place = Told(), Place(window)
    place.setWidget(page)
    assert page.rooms == []
    layout = QHBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(place)
    window.resize(900, 500)
    window.show()
    assert set(page.rooms) == {(900, 500)}
    second = Told()
    place.takeWidget()
    place.setWidget(second)
    assert set(second.rooms) == {(900, 500)}, "a place that has its room tells it at once"
