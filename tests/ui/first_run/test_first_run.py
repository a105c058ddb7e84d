"""The first run: four steps to a filled record, each skipped or taken; other doors stay open."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop_app.services.banners.types import PortalKind
from desktop_app.services.school.types import SchoolRow
from desktop_app.ui.first_run.page import FirstRunPage
from desktop_app.ui.first_run.portals import PortalsStep
from desktop_app.ui.first_run.steps import CoordinatorStep, LetterStep, SchoolStep
from desktop_app.ui.first_run.welcome import Welcome
from desktop_app.ui.overview.reading_dialog import ReadingDialog
from tests.ui.fakes import FakeDirectives, FakeSchool

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def fresh(services: Any) -> Any:
    services.school = FakeSchool(SchoolRow())
    services.directives = FakeDirectives()
    return services


@pytest.fixture
def page(qtbot: QtBot, themed: object, fresh: Any) -> FirstRunPage:
    made = FirstRunPage(fresh)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def test_four_steps_fill_the_record(page: FirstRunPage, fresh: Any, qtbot: QtBot) -> None:
    school, _letter, coordinator, portals = page.steps
    assert isinstance(school, SchoolStep)
    assert isinstance(coordinator, CoordinatorStep)
    assert isinstance(portals, PortalsStep)
    assert not page.next_button.isEnabled()
    school.form.field("full_name").setPlainText("Школа № 5")
    school.form.field("short_name").setText("СОШ № 5")
    qtbot.waitUntil(page.next_button.isEnabled)
    qtbot.mouseClick(page.next_button, LEFT)
    assert page.place == 1
    assert page.next_button.isEnabled()
    qtbot.mouseClick(page.next_button, LEFT)
    coordinator.form.field("name").setText("Котова Анна Игоревна")
    qtbot.waitUntil(page.next_button.isEnabled)
    qtbot.mouseClick(page.next_button, LEFT)
    portals.lines[0].wanted.setChecked(True)
    portals.lines[0].where.setText("https://school5.example.org")
    assert page.next_button.text() == "Готово"
    with qtbot.waitSignal(page.finished):
        qtbot.mouseClick(page.next_button, LEFT)
    assert fresh.school.row.full_name == "Школа № 5"
    assert fresh.directives.current().number == "02-55-5749/24"
    assert fresh.coordinator.current().name == "Котова Анна Игоревна"
    assert [(each.kind, each.url) for each in fresh.banners.list()] == [
        (PortalKind.WEBSITE, "https://school5.example.org")
    ]


def test_every_step_can_be_skipped(page: FirstRunPage, fresh: Any, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.finished):
        for _step in page.steps:
            qtbot.mouseClick(page.skip_button, LEFT)
    assert fresh.school.row == SchoolRow()
    assert fresh.directives.list() == ()


def test_going_back_keeps_what_was_typed(page: FirstRunPage, qtbot: QtBot) -> None:
    step = page.steps[0]
    assert isinstance(step, SchoolStep)
    step.form.field("founder").setText("Администрация")
    qtbot.mouseClick(page.skip_button, LEFT)
    qtbot.mouseClick(page.back_button, LEFT)
    assert step.form.field("founder").text() == "Администрация"
    assert page.has_unsaved()


def test_a_place_without_an_address_keeps_done_shut(page: FirstRunPage) -> None:
    page.show_field("portals")
    step = page.steps[3]
    assert isinstance(step, PortalsStep)
    step.lines[1].wanted.setChecked(True)
    assert not page.next_button.isEnabled()
    assert step.problem.text() == "Укажите адрес или место"
    step.lines[1].where.setText("https://vk.com/school5")
    assert page.next_button.isEnabled()


def test_the_sample_and_an_own_file_are_one_button_away(page: FirstRunPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.sample_requested):
        qtbot.mouseClick(page.sample_button, LEFT)
    with qtbot.waitSignal(page.open_requested):
        qtbot.mouseClick(page.open_button, LEFT)


def test_the_welcome_has_three_doors(qtbot: QtBot, themed: object) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    doors = {
        welcome.start_button: welcome.start_requested,
        welcome.sample_button: welcome.sample_requested,
        welcome.open_button: welcome.open_requested,
    }
    for button, signal in doors.items():
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, LEFT)


def test_the_cursor_stands_where_typing_starts_and_tab_goes_on(page: FirstRunPage, qtbot: QtBot) -> None:
    school, _letter, coordinator, portals = page.steps
    assert isinstance(school, SchoolStep)
    assert isinstance(coordinator, CoordinatorStep)
    assert isinstance(portals, PortalsStep)
    qtbot.waitUntil(school.form.field("full_name").hasFocus)
    school.form.field("full_name").setPlainText("Школа № 5")
    school.form.field("short_name").setText("СОШ № 5")
    qtbot.waitUntil(page.next_button.isEnabled)
    last = school.form.field("addressee_name")
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Tab)
    assert page.next_button.hasFocus()
    page.go_to(2)
    assert coordinator.form.field("name").hasFocus()
    page.go_to(3)
    assert portals.lines[0].wanted.hasFocus()


def test_a_step_is_opened_by_a_click_on_its_name_and_typing_stays(page: FirstRunPage, qtbot: QtBot) -> None:
    school = page.steps[0]
    assert isinstance(school, SchoolStep)
    school.form.field("founder").setText("Администрация")
    qtbot.mouseClick(page.marks[3], LEFT)
    assert page.place == 3
    qtbot.mouseClick(page.marks[0], LEFT)
    assert page.place == 0
    assert school.form.field("founder").text() == "Администрация"


def test_writing_an_address_ticks_its_place(page: FirstRunPage, qtbot: QtBot) -> None:
    page.show_field("portals")
    step = page.steps[3]
    assert isinstance(step, PortalsStep)
    where = step.lines[1].where
    assert where.isEnabled(), "a click goes straight into the address"
    qtbot.keyClicks(where, "vk.com/school5")
    assert step.lines[1].wanted.isChecked()
    assert [draft.url for draft in step.drafts()] == ["vk.com/school5"]


def test_no_place_at_all_is_an_answer_and_ends_the_steps(
    page: FirstRunPage, fresh: Any, qtbot: QtBot
) -> None:
    page.show_field("portals")
    assert page.next_button.isEnabled()
    with qtbot.waitSignal(page.finished):
        qtbot.mouseClick(page.next_button, LEFT)
    assert list(fresh.banners.list()) == []


def test_another_letter_is_read_from_its_text_in_the_second_step(
    page: FirstRunPage, fresh: Any, qtbot: QtBot
) -> None:
    page.show_field("letter")
    step = page.steps[1]
    assert isinstance(step, LetterStep)
    qtbot.mouseClick(step.read_button, LEFT)
    dialog = step.findChild(ReadingDialog)
    assert dialog is not None
    QGuiApplication.clipboard().setText(
        "МИНИСТЕРСТВО ОБРАЗОВАНИЯ\nИРКУТСКОЙ ОБЛАСТИ\n\n14.05.2025 № 02-55-3121/25\n\n"
        "О направлении информации\n\nПросим в срок до 2 июня 2025 года разместить баннеры."
    )
    qtbot.mouseClick(dialog.paste_button, LEFT)
    qtbot.mouseClick(dialog.use_button, LEFT)
    assert step.letter.draft().number == "02-55-3121/25"
    qtbot.waitUntil(page.next_button.isEnabled)
    qtbot.mouseClick(page.next_button, LEFT)
    assert fresh.directives.current().number == "02-55-3121/25"
