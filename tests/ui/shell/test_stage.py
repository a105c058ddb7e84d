"""Screens come by slices, ahead of their first opening or when they are wanted, and each is built once."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services.errors import StorageError
from desktop_app.ui.kit.page import Page, PageFactory
from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.shell import stage as stage_module
from desktop_app.ui.shell.stage import Stage
from desktop_app.ui.shell.window import MainWindow


class SlowPage(Page):
    """A screen of two parts that notes what is done with it."""

    made: list[str] = []  # noqa: RUF012 - emptied by the fixture

    def __init__(self, services: Any, parent: QWidget | None = None, *, by_parts: bool = False) -> None:
        super().__init__(services, parent)
        self.build(self._parts(), by_parts=by_parts)

    def _parts(self) -> Steps:
        self.made.append("begun")
        yield
        self.made.append("there")

    def refresh(self) -> None:
        self.made.append("read")

    def create_new(self) -> None:
        self.made.append("new")


def away(_services: Any, _parent: QWidget | None) -> Page:
    raise StorageError("Программа заблокирована.")


def pages(*keys: str) -> tuple[PageFactory, ...]:
    def build(services: Any, parent: QWidget | None) -> Page:
        return SlowPage(services, parent, by_parts=True)

    def ask(_services: Any) -> None:
        raise StorageError("Файл занят.")  # the screen will say so itself

    return tuple(PageFactory(key, key, "overview", build, lambda: None, ask) for key in keys)


@pytest.fixture
def window(qtbot: QtBot, themed: object, bare_services: Any) -> MainWindow:
    SlowPage.made.clear()
    window = MainWindow(pages("one", "two"))
    qtbot.addWidget(window)
    window.show()
    window.attach(bare_services)
    window.current_page()
    SlowPage.made.clear()
    return window


def test_a_built_page_alone_is_whole(bare_services: Any, qtbot: QtBot) -> None:
    SlowPage.made.clear()
    qtbot.addWidget(SlowPage(bare_services))
    assert SlowPage.made == ["begun", "there"]


def test_the_page_before_stays_until_the_next_is_whole(window: MainWindow, qtbot: QtBot) -> None:
    before = window.stage.shown()
    with qtbot.waitSignal(window.arrived):
        window.rail.chosen.emit("two")
        assert window.stage.shown() is before
    assert SlowPage.made == ["begun", "there", "read"]
    assert window.stage.shown() is window.page("two")


def test_a_shortcut_pressed_at_once_reaches_the_new_page(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    handle = window.windowHandle()
    assert handle is not None
    qtbot.keyClick(handle, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(handle, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert SlowPage.made == ["begun", "there", "read", "new"]


def test_screens_built_ahead_are_only_read_when_they_are_opened(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage_module, "REST", 0)
    window.stage.build_ahead()
    qtbot.waitUntil(lambda: set(window.stage.pages()) == {"one", "two"})
    window.go("two")
    assert SlowPage.made == ["begun", "there", "read"]


def test_a_file_that_does_not_answer_ends_building_ahead_in_silence(
    qtbot: QtBot, bare_services: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage_module, "REST", 0)
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stage = Stage((*pages("one"), PageFactory("two", "two", "overview", away)), stack)
    stage.open(bare_services)
    stage.build_ahead()
    qtbot.waitUntil(lambda: stage._ahead is not None and not stage._ahead.is_running())
    assert set(stage.pages()) == {"one"}
    with pytest.raises(StorageError):
        stage.get("two")


def test_a_new_theme_lets_go_of_what_is_out_of_sight(window: MainWindow, qtbot: QtBot) -> None:
    window.go("two")
    with qtbot.waitSignal(window.theme_chosen):
        window.menus.themes["dark"].trigger()
    assert set(window.stage.pages()) == {"two"}
    assert window.updatesEnabled()
    window.go("one")
    assert SlowPage.made[-2:] == ["there", "read"]
    with qtbot.waitSignal(window.theme_chosen):
        window.menus.themes["light"].trigger()
