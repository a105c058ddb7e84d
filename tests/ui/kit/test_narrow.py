"""A table short of room: nothing is moved sideways, and what is cut or has left is said in the tip."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit.elided import ElidedLabel
from desktop_app.ui.kit.table import Column, TableModel, TableView
from desktop_app.ui.kit.tips import tip_of
from tests.ui.shape import cut_headings, sideways, silent_cells


@dataclass(frozen=True)
class Paper:
    number: str = "01-12/34"
    about: str = "О назначении ответственного за информирование о социальном проекте"
    sent: str = "электронной почтой, 05.06.2024; получено: вх. № 1187"


@pytest.fixture
def view(qtbot: QtBot, themed: object) -> TableView:
    columns: tuple[Column[Paper], ...] = (
        Column("Номер", lambda row: row.number, width=200, least=80),
        Column("О чём", lambda row: row.about, stretch=True),
        Column("Отметки", lambda row: row.sent, width=180, leaves=True),
    )
    model: TableModel[Paper] = TableModel(columns)
    model.set_rows([Paper()])
    made = TableView(model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(800, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize("width", [800, 460, 420, 380, 300, 260])
def test_no_width_moves_a_table_sideways_or_cuts_a_heading(view: TableView, width: int) -> None:
    view.resize(width, 200)
    assert sideways(view.window()) == cut_headings(view.window()) == []
    assert silent_cells(view.window()) == []
    assert view.columnWidth(1) >= 100


def test_a_column_is_narrowed_before_one_leaves_and_both_come_back(view: TableView) -> None:
    view.resize(470, 200)
    assert view.columnWidth(0) < 200
    assert not view.isColumnHidden(2)
    view.resize(300, 200)
    assert view.isColumnHidden(2)
    assert "Отметки: электронной почтой" in view.tip(view.model().index(0, 0))
    view.resize(800, 200)
    assert view.columnWidth(0) == 200
    assert not view.isColumnHidden(2)
    assert view.tip(view.model().index(0, 0)) == ""


def test_a_column_its_page_has_hidden_stays_hidden(view: TableView) -> None:
    view.setColumnHidden(0, True)
    for width in (300, 800):
        view.resize(width, 200)
        assert view.isColumnHidden(0)


def test_a_width_the_user_chose_stays_while_there_is_room(view: TableView) -> None:
    view.setColumnWidth(0, 150)
    view.resize(810, 200)
    assert view.columnWidth(0) == 150


def test_a_very_long_text_in_a_tip_stays_on_the_screen(view: TableView, qtbot: QtBot) -> None:
    QToolTip.showText(view.mapToGlobal(view.rect().center()), tip_of("безопасность детей летом; " * 20), view)
    tips = [each for each in QApplication.topLevelWidgets() if each.inherits("QTipLabel")]
    assert tips
    assert all(each.width() < 800 for each in tips)
    QToolTip.hideText()


def test_a_tip_shows_signs_of_markup_as_they_are(qtbot: QtBot, themed: object) -> None:
    assert tip_of("5 < 6 & <b>7</b>\nдва") == "<p>5 &lt; 6 &amp; &lt;b&gt;7&lt;/b&gt;<br>два</p>"
    assert tip_of("") == ""
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("<b>Школа</b> " * 20)
    label.resize(60, 20)
    label.show()
    assert "&lt;b&gt;" in label.toolTip()
    assert label.textFormat() is Qt.TextFormat.PlainText
