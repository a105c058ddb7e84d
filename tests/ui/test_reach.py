"""Everything can be reached: a name for who does not see it, a place in the tab order, 32 px for a finger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.ui.first_run.page import FirstRunPage
from desktop_app.ui.first_run.welcome import Welcome
from desktop_app.ui.overview.letter_form import LetterDialog
from desktop_app.ui.overview.page import OverviewPage
from desktop_app.ui.overview.reading_dialog import ReadingDialog
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.shell.help import HelpDialog
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme.style import TARGET
from tests.ui.shell.test_window import FACTORIES

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTableView)
Maker = Callable[[Any], QWidget]


def school_on(tab: int) -> Maker:
    def make(services: Any) -> QWidget:
        page = SchoolPage(services)
        page.tabs.setCurrentIndex(tab)
        page.refresh()
        return page

    return make


def step(place: int) -> Maker:
    def make(services: Any) -> QWidget:
        page = FirstRunPage(services)
        page.go_to(place)
        return page

    return make


def overview(services: Any) -> QWidget:
    page = OverviewPage(services)
    page.refresh()
    return page


def window(services: Any) -> QWidget:
    made = MainWindow(FACTORIES)
    made.attach(services)
    made.line.show_good("Удалено", can_undo=True)
    return made


SCREENS: dict[str, Maker] = {
    "window": window,
    "overview": overview,
    "letter": lambda services: LetterDialog(services.directives, services.directives.current()),
    "new letter": lambda services: LetterDialog(services.directives, None),
    "requisites": school_on(0),
    "cases": school_on(1),
    "classes": school_on(2),
    "numbers": school_on(3),
    "texts": school_on(4),
    "layout": school_on(5),
    "reading": lambda _services: ReadingDialog(),
    **{f"first run {place + 1}": step(place) for place in range(4)},
    "welcome": lambda _services: Welcome(),
    "help": lambda services: HelpDialog(services.window),
}


@pytest.fixture
def controls(
    request: pytest.FixtureRequest, qtbot: QtBot, themed: object, services: Any
) -> Iterator[list[QWidget]]:
    services.window = QWidget()
    qtbot.addWidget(services.window)
    screen = SCREENS[request.param](services)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    qtbot.waitExposed(screen)
    found = [
        child
        for child in screen.findChildren(QWidget)
        if isinstance(child, CONTROLS)
        and child.isVisible()
        and not isinstance(child.parent(), QAbstractSpinBox | QComboBox | QLineEdit | QTableView)
    ]
    assert found
    yield found
    del screen  # it had to live until here


every_screen = pytest.mark.parametrize("controls", list(SCREENS), indirect=True)


def in_a_group(control: QWidget) -> bool:
    """Return whether arrows move to it from the pressed button of its group, which Tab reaches."""
    return isinstance(control, QAbstractButton) and control.group() is not None and not control.isChecked()


@every_screen
def test_every_control_has_a_name(controls: list[QWidget]) -> None:
    nameless = [
        control
        for control in controls
        if not QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name).strip()
    ]
    assert nameless == []


@every_screen
def test_every_control_can_be_reached_by_keyboard(controls: list[QWidget]) -> None:
    skipped = [
        control
        for control in controls
        if control.isEnabled()
        and not control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not in_a_group(control)
    ]
    assert skipped == []


@every_screen
def test_every_control_is_large_enough(controls: list[QWidget]) -> None:
    small = [(control, control.height()) for control in controls if control.height() < TARGET]
    assert small == []
