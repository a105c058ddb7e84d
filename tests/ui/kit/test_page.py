"""What every page can lean on: refusals reach the window, background work too, small parts behave."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.services.errors import AppError
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.elided import ElidedLabel
from desktop_app.ui.kit.empty import EmptyState
from desktop_app.ui.kit.heading import PageHeading
from desktop_app.ui.kit.page import Page
from desktop_app.ui.kit.tips import tip_of
from desktop_app.ui.theme.colours import Tone


@pytest.fixture
def page(qtbot: QtBot, themed: object, services: Any) -> Page:
    made = Page(services)
    qtbot.addWidget(made)
    return made


def refuse() -> int:
    raise AppError("Нельзя.")


def test_a_refusal_of_an_attempt_goes_to_the_window(page: Page, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.failed) as failed:
        assert page.attempt(refuse) is None
    assert failed.args[0].message == "Нельзя."
    assert page.attempt(lambda: 7) == 7


def test_background_work_of_a_page_comes_back_or_is_refused(page: Page, qtbot: QtBot) -> None:
    results: list[int] = []
    page.run(lambda: 7, results.append)
    qtbot.waitUntil(lambda: results == [7])
    with qtbot.waitSignal(page.failed):
        page.run(refuse, results.append)
    assert results == [7]


def test_the_verbs_of_a_page_do_nothing_by_default(page: Page) -> None:
    for verb in (page.refresh, page.create_new, page.focus_search, page.save, page.print_paper):
        verb()
    page.show_field("inn")
    assert not page.has_unsaved()


def test_a_line_too_long_is_cut_and_whole_in_the_tooltip(qtbot: QtBot, themed: object) -> None:
    label = ElidedLabel("muted")
    qtbot.addWidget(label)
    label.setText("Письмо № 02-55-5749/24 от 30.05.2024")
    label.resize(80, 30)
    label.show()
    assert label.toolTip() == tip_of(label.text())
    assert not label.grab().isNull()
    label.resize(900, 30)
    assert label.toolTip() == ""


def test_an_empty_screen_has_the_button_that_starts_it(qtbot: QtBot, themed: object) -> None:
    empty = EmptyState("Пока пусто", "Здесь будут порталы.", "Добавить")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.started):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    silent = EmptyState("Пока пусто", "Здесь будут порталы.")
    qtbot.addWidget(silent)
    assert silent.button.isHidden()


def test_a_badge_always_has_a_word(qtbot: QtBot, themed: object) -> None:
    badge = Badge("в работе", Tone.BUSY)
    qtbot.addWidget(badge)
    badge.show_state("сделано", Tone.GOOD)
    assert (badge.text(), badge.property("tone")) == ("сделано", "good")


def test_a_heading_hides_an_empty_second_line(qtbot: QtBot, themed: object) -> None:
    heading = PageHeading("Обзор")
    qtbot.addWidget(heading)
    assert heading.subtitle.isHidden()
    heading.set_subtitle("Выполнено 1 из 5")
    assert not heading.subtitle.isHidden()
