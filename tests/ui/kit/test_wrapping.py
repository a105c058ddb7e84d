"""Rows and fields in a narrow window: a line more, never anything squeezed, cut off or out of date."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit.field_grid import FieldArea
from desktop_app.ui.kit.fields import LineField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.heading import PageHeading
from desktop_app.ui.kit.wrapping import WrappingRow


def shown(widget: QWidget, width: int, qtbot: QtBot) -> QWidget:
    """Show a widget at the top of a window of this width."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(width, 400)
    window.show()
    rest()
    return window


def rest() -> None:
    for _ in range(4):
        QCoreApplication.processEvents()


def box(width: int, *, grows: bool = False) -> QWidget:
    widget = QWidget()
    if grows:
        widget.setMinimumWidth(width)
    else:
        widget.setFixedWidth(width)
    widget.setFixedHeight(20)
    return widget


def test_what_has_room_stands_in_one_line_and_what_grows_takes_the_rest(qtbot: QtBot) -> None:
    row = WrappingRow()
    boxes = [box(100), box(50, grows=True), box(100)]
    for each in boxes:
        row.add(each, stretch=int(each is boxes[1]))
    window = shown(row, 400, qtbot)
    assert row.lines() == [boxes]
    assert [each.width() for each in boxes] == [100, 184, 100]
    assert boxes[2].geometry().right() == window.width() - 1


@pytest.mark.parametrize(("width", "sizes"), [(316, [3]), (315, [2, 1]), (208, [2, 1]), (207, [1, 1, 1])])
def test_what_has_no_room_goes_on_in_the_next_line(qtbot: QtBot, width: int, sizes: list[int]) -> None:
    row = WrappingRow()
    for _ in range(3):
        row.add(box(100))
    window = shown(row, 600, qtbot)
    assert [len(line) for line in row.lines()] == [3]
    for there_and_back in (width, 600, width):
        window.resize(there_and_back, 400)
        rest()
    assert [len(line) for line in row.lines()] == sizes
    assert row.height() == 20 * len(sizes) + 8 * (len(sizes) - 1)


def test_a_line_to_the_right_ends_at_the_edge(qtbot: QtBot) -> None:
    row = WrappingRow(to_right=True)
    last = box(100)
    for each in (box(150), last):
        row.add(each)
    window = shown(row, 200, qtbot)
    assert last.geometry().right() == window.width() - 1


def test_what_comes_later_begins_a_line_and_what_goes_gives_its_room_back(qtbot: QtBot) -> None:
    row = WrappingRow()
    late = box(100)
    late.hide()
    for each in (box(100), late, box(100)):
        row.add(each)
    window = shown(row, 220, qtbot)
    assert row.height() == 20
    late.show()
    rest()
    assert row.height() == 48
    late.hide()
    rest()
    assert row.height() == 20
    assert window.isVisible()


def test_a_heading_is_as_high_as_the_line_under_it_that_came_later(qtbot: QtBot) -> None:
    heading = PageHeading("Баннеры", QPushButton("Удалить"), QPushButton("Добавить портал"))
    window = shown(heading, 420, qtbot)
    before = heading.height()
    heading.set_subtitle("Размещено 8 из 9, подтверждено снимком 8, пропало 1, а ещё один не проверен")
    rest()
    assert heading.height() >= heading.heightForWidth(heading.width()) > before
    assert heading.width() == window.width()


def form_of(captions: tuple[str, ...]) -> Form:
    form = Form()
    for name in captions:
        field = LineField()
        field.setMinimumWidth(140)
        form.add(name, name, field, half=True)
    return form


def test_fields_stand_below_each_other_where_two_have_no_room(qtbot: QtBot) -> None:
    form = form_of(("имя", "место", "день"))
    window = shown(form, 400, qtbot)

    def columns() -> set[int]:
        return {
            form.field(name).mapTo(form, form.field(name).rect().topLeft()).x()
            for name in ("имя", "место", "день")
        }

    assert len(columns()) == 2
    for width, wanted in ((250, 1), (400, 2), (250, 1)):
        window.resize(width, 400)
        rest()
        assert len(columns()) == wanted
        assert all(form.field(name).width() >= 140 for name in ("имя", "место", "день"))
    assert form.minimumSizeHint().width() < 300


def test_a_field_that_comes_and_needs_more_room_moves_the_others(qtbot: QtBot) -> None:
    nobody = QWidget()
    area = FieldArea(nobody)
    cells = [(QLabel("а"), True), (QLabel("б"), True)]
    area.grid.arrange(cells)
    holder = shown(area, 300, qtbot)
    assert cells[1][0].x() > 0
    wide = QLabel("в")
    wide.setMinimumWidth(200)
    area.grid.add(wide, half=True)
    wide.show()
    rest()
    assert {cell.x() for cell, _half in cells} == {0}
    assert holder.isVisible()
