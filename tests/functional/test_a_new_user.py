"""What somebody met who saw the program for the first time, under a window manager."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QSize
from PySide6.QtWidgets import QApplication, QCalendarWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import _show as show_first
from desktop_app.bootstrap import new_file, opened
from desktop_app.gallery import SampleDay
from desktop_app.services.container import Services
from desktop_app.services.sample.builder import build_sample
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.coordinator.page import CoordinatorPage
from desktop_app.ui.first_run.page import FirstRunPage
from desktop_app.ui.first_run.portals import PortalsStep
from desktop_app.ui.first_run.steps import CoordinatorStep, SchoolStep
from desktop_app.ui.overview import letter_form
from desktop_app.ui.overview.page import OverviewPage
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.register.page import RegisterPage
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.screens import screens
from desktop_app.ui.shell import stage as stage_module
from desktop_app.ui.shell.closing import Answer as Unsaved
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme.icons import program_icon
from tests.functional.window import open_screen

LAPTOP = (1366, 744)
"""Pixels of a window without its frame on the screen it is made for."""


def test_screens_built_behind_the_first_steps_leave_the_cursor_there(
    window: MainWindow, record: Services, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage_module, "REST", 0)
    for row in record.school.classes():
        record.school.delete_class(row.id)
    window.detach()
    window.attach(record, guided=True)
    guide = FirstRunPage(record)
    window.show_guide(guide)
    with qtbot.waitActive(window):
        window.activateWindow()
    held, moved = qapp.focusWidget(), []
    assert held is not None
    assert guide.isAncestorOf(held)
    qapp.focusChanged.connect(lambda _old, new: moved.append(new))
    window.stage.build_ahead()
    qtbot.waitUntil(
        lambda: window.stage._ahead is not None and not window.stage._ahead.is_running(), timeout=60_000
    )
    assert moved == []
    assert qapp.focusWidget() is held


def test_what_is_typed_in_the_first_steps_waits_on_its_own_screen(
    window: MainWindow, record: Services
) -> None:
    window.detach()
    window.attach(record, guided=True)
    guide = FirstRunPage(record)
    guide.finished.connect(window.end_guide)
    window.show_guide(guide)
    school, _letter, coordinator, _portals = guide.steps
    assert isinstance(school, SchoolStep)
    assert isinstance(coordinator, CoordinatorStep)
    school.form.field("founder").setText("Администрация округа")
    guide.skip_button.click()
    guide.skip_button.click()
    coordinator.form.field("phone").setText("8 900 000-00-00")
    window._on_look()
    assert window.status.saved.text() == "Есть несохранённое"
    guide.skip_button.click()
    guide.skip_button.click()  # a kill from here on takes no more than two seconds of typing
    requisites = open_screen(window, "school", SchoolPage).requisites
    assert requisites.form.field("founder").value() == "Администрация округа"
    assert requisites.form.notice.text().startswith("Восстановлено набранное")
    assert (
        open_screen(window, "coordinator", CoordinatorPage).form.field("phone").value() == "8 900 000-00-00"
    )


def test_typing_of_the_first_steps_that_was_let_go_does_not_come_back(
    window: MainWindow, record: Services
) -> None:
    window.detach()
    window.attach(record, guided=True)
    guide = FirstRunPage(record)
    window.show_guide(guide)
    school = guide.steps[0]
    assert isinstance(school, SchoolStep)
    school.form.field("founder").setText("Администрация округа")
    school.keep()
    assert record.form_drafts.taken("school") is not None
    window.detach()
    assert record.form_drafts.taken("school") is None


def test_the_title_names_the_file_for_the_task_bar(window: MainWindow) -> None:
    assert window.windowTitle() == "record.otklik"  # Qt adds the program's name to it
    window.detach()
    assert window.windowTitle() == "Отклик"


def test_the_program_has_a_picture_of_its_own() -> None:
    sizes = {size.width() for size in program_icon().availableSizes()}
    assert {16, 32, 48} <= sizes


@pytest.mark.parametrize(("height", "state"), [(768, "usual"), (728, "maximised")])
def test_a_window_that_would_reach_under_the_task_bar_opens_maximised(
    height: int, state: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Settings()._store.clear()
    window = MainWindow(screens())
    qtbot.addWidget(window)
    room = SimpleNamespace(availableSize=lambda: QSize(1366, height))
    monkeypatch.setattr(window, "screen", lambda: room)
    show_first(window, Settings())
    assert window.isMaximized() is (state == "maximised")


def test_the_overview_of_a_whole_year_needs_no_scrolling_on_a_laptop(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "Пример.otklik"
    new_file(file, build_sample)
    with opened(file, clock=SampleDay()) as services:
        preset, day = services.directives.preset(), date(2025, 5, 26)
        services.directives.save(replace(preset, number="02-55-6120/25", dated=day, due_on=date(2025, 6, 4)))
        window = MainWindow(screens())
        qtbot.addWidget(window)
        window.attach(services)
        window.resize(*LAPTOP)
        window.show()
        page = open_screen(window, "overview", OverviewPage)
        assert len(page.others_card.rows) == 1
        assert page.side.bars._classes
        bar = window.stage._places[page].verticalScrollBar()
        qtbot.waitUntil(lambda: page.width() == window.stack.width())
        assert bar.maximum() == 0
        window.detach()


def test_a_screen_with_parts_that_scroll_does_not_scroll_itself(
    window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    window.resize(1366, 697)  # with a title bar and a task bar
    for key in ("coordinator", "banners", "parents", "letters", "register", "school"):
        window.go(key)
        page = window.page(key)
        assert page is not None
        QCoreApplication.processEvents()
        assert window.stage._places[page].verticalScrollBar().maximum() == 0, key


@pytest.mark.qt_log_ignore("^This plugin does not support")
def test_the_calendar_of_an_empty_date_opens_on_the_programs_day(window: MainWindow) -> None:
    page = open_screen(window, "coordinator", CoordinatorPage)
    field = page.form.field("chat_joined_on")
    assert field.value() is None
    field.open_calendar()
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2024, 6, 3)
    calendar.hide()


def test_copies_are_counted_by_the_programs_day(window: MainWindow, record: Services, qtbot: QtBot) -> None:
    school = open_screen(window, "school", SchoolPage)
    record.copies.make_noted()
    school.open_tab(school.copies)
    qtbot.waitUntil(lambda: school.copies.last.badge.text() == "Сделана сегодня")
    window.detach()


def test_a_search_on_a_screen_out_of_sight_outlives_a_new_theme(window: MainWindow, qtbot: QtBot) -> None:
    parents = open_screen(window, "parents", ParentsPage)
    parents.log.filter.search.setText("собрание")
    register = open_screen(window, "register", RegisterPage)
    register.filter.search.setText("57")
    window.go("overview")
    with qtbot.waitSignal(window.theme_chosen):
        window.menus.themes["dark"].trigger()
    with qtbot.waitSignal(window.theme_chosen):
        window.menus.themes["light"].trigger()
    assert open_screen(window, "parents", ParentsPage).log.filter.search.value() == "собрание"
    assert open_screen(window, "register", RegisterPage).filter.search.value() == "57"
    parents.log.filter.reset()


def test_ticked_places_are_not_stored_yet(window: MainWindow, record: Services) -> None:
    guide = FirstRunPage(record)
    window.show_guide(guide)
    guide.show_field("portals")
    portals = guide.steps[3]
    assert isinstance(portals, PortalsStep)
    assert not guide.has_unsaved()
    portals.lines[1].wanted.setChecked(True)
    assert guide.has_unsaved()
    portals.lines[1].wanted.setChecked(False)
    assert not guide.has_unsaved()
    window.end_guide()


def test_a_letter_that_was_filled_in_is_not_left_behind_unasked(
    window: MainWindow, record: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def stay(_parent: object, titles: list[str]) -> Unsaved:
        asked.extend(titles)
        return Unsaved.STAY

    monkeypatch.setattr(letter_form, "ask_unsaved", stay)
    page = open_screen(window, "overview", OverviewPage)
    dialog = letter_form.LetterDialog(record.directives, None, page)
    dialog.open()
    dialog.fill_with_preset()
    dialog.reject()
    assert asked == ["Новое письмо"]
    assert dialog.isVisible()
    dialog.form.cancel_button.click()
    assert not dialog.isVisible()


def test_a_low_tab_of_the_school_does_not_scroll_for_a_tall_one(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(910, 480)
    school = open_screen(window, "school", SchoolPage)
    bar = window.stage._places[school].verticalScrollBar()
    school.open_tab(school.people)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    school.open_tab(school.classes)
    qtbot.waitUntil(lambda: bar.maximum() == 0)
