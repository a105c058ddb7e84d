"""Every control of the parents' screen has a name, a place in the tab order and the size of a finger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit.slices import finish_awaited
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.theme.style import TARGET
from tests.ui.parents.conftest import event, focused

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Opener = Callable[[ParentsPage], QWidget | None]


def picker(page: ParentsPage) -> QWidget | None:
    page.quick.field("class_ids").open_picker()
    return page.quick.field("class_ids").picker()


def form(page: ParentsPage) -> QWidget | None:
    dialog = page.actions_of.edit(page.log.model.row_at(0))
    finish_awaited()
    return dialog


OPENERS: dict[str, Opener] = {"page": lambda page: page, "classes": picker, "form": form}


@pytest.fixture
def stored(school: Any) -> None:
    school.outreach.save(event("Собрание"))


@pytest.mark.parametrize("opener", OPENERS.values(), ids=OPENERS)
def test_controls_are_named_reachable_and_large_enough(
    stored: None, page: ParentsPage, opener: Opener
) -> None:
    screen = opener(page)
    assert screen is not None
    controls = [
        child
        for child in screen.findChildren(QWidget)
        if isinstance(child, QAbstractButton | QLineEdit | QComboBox | QTableView)
        and child.isVisible()
        and child.window() is screen.window()
        and not isinstance(child.parent(), QComboBox | QLineEdit | QTableView)
    ]
    assert controls
    for control in controls:
        name = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        assert name.strip(), control
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control
        assert control.height() >= TARGET, (control, control.height())
    if screen is not page:
        screen.close()


def test_tab_goes_the_way_the_eye_does(stored: None, page: ParentsPage, qtbot: QtBot) -> None:
    bar, quick = page.log.filter, page.quick
    names = ("form", "topic", "class_ids", "parents", "unique_parents", "pupils", "handed_out")
    way = [quick.field(name) for name in (*names, "responsible", "proof")]
    way += [quick.save_button, bar.search, bar.form, bar.of_class, bar.since, bar.until, page.log.table]
    page.quick.field("topic").setText("Собрание")
    qtbot.waitUntil(quick.save_button.isEnabled)
    quick.field("held_on").setFocus()
    walked = []
    for _ in way:
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    assert walked == way
