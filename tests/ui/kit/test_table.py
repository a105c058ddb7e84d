"""Tables: rows as given, sorted as an own list, the selection stays with its rows."""

from __future__ import annotations

import gc
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit.row_menu import RowMenu
from desktop_app.ui.kit.table import RIGHT, ROW_ROLE, Column, TableModel, TableView
from desktop_app.ui.kit.widths import Widths
from desktop_app.ui.theme.colours import Tone


@dataclass(frozen=True)
class Pupil:
    """A row."""

    name: str
    count: int | None


COLUMNS = (
    Column[Pupil]("Класс", lambda row: row.name, stretch=True),
    Column[Pupil]("Сколько", lambda row: str(row.count), key=lambda row: row.count, align=RIGHT),
    Column[Pupil]("Всё", lambda row: "да" if row.count else "нет", tone=lambda _row: Tone.GOOD),
)
ROWS = (Pupil("б", 10), Pupil("А", 9), Pupil("в", None), Pupil("Г", 100))
DOWN = Qt.SortOrder.DescendingOrder


@pytest.fixture
def view(qtbot: QtBot, themed: object) -> TableView:
    model: TableModel[Pupil] = TableModel(COLUMNS)
    made = TableView(model)
    qtbot.addWidget(made)
    model.setParent(made)
    model.set_rows(ROWS)
    made.resize(600, 300)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def names(view: TableView) -> str:
    return "".join(row.name for row in view._model.rows())


def test_rows_come_in_the_order_given_until_a_column_is_chosen(view: TableView) -> None:
    assert names(view) == "бАвГ"
    view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert names(view) == "АбвГ"


def test_numbers_sort_as_numbers_and_missing_ones_stay_last(view: TableView) -> None:
    view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert names(view) == "АбГв"
    view.sortByColumn(1, DOWN)
    assert names(view) == "ГбАв"


def test_the_selection_stays_with_its_row_when_sorted(view: TableView) -> None:
    view.selectRow(0)
    view.sortByColumn(1, DOWN)
    assert view.selected_rows() == (ROWS[0],)


def test_new_rows_come_in_the_chosen_order(view: TableView) -> None:
    view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    view._model.set_rows((Pupil("я", 1), Pupil("а", 2)))
    assert names(view) == "ая"


def test_the_model_answers_text_alignment_row_and_tone_only(view: TableView) -> None:
    model = view._model
    index = model.index(0, 1)
    assert index.data() == "10"
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) == RIGHT
    assert index.data(ROW_ROLE) is ROWS[0]
    assert index.data(Qt.ItemDataRole.ToolTipRole) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Сколько"


def test_enter_opens_and_delete_deletes(view: TableView, qtbot: QtBot) -> None:
    view.select_line(1)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [ROWS[1]]
    with qtbot.waitSignal(view.delete_pressed):
        qtbot.keyClick(view, Qt.Key.Key_Delete)


def test_a_row_is_selected_alone_whatever_key_is_held(view: TableView, qtbot: QtBot) -> None:
    view.select_line(1)
    qtbot.keyPress(view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    view.select_line(1)
    view.select_line(0)
    assert view.selected_rows() == (ROWS[0],)
    qtbot.keyRelease(view, Qt.Key.Key_F)


def test_a_table_with_badges_paints(view: TableView) -> None:
    assert not view.grab().isNull()


@given(st.lists(st.one_of(st.none(), st.integers()), max_size=30), st.booleans())
@settings(max_examples=50)
def test_sorting_keeps_every_row(counts: list[int | None], descending: bool) -> None:  # noqa: FBT001
    model: TableModel[Pupil] = TableModel(COLUMNS)
    model.set_rows([Pupil(str(place), count) for place, count in enumerate(counts)])
    model.sort(1, DOWN if descending else Qt.SortOrder.AscendingOrder)
    shown = [row.count for row in model.rows()]
    filled = sorted((count for count in counts if count is not None), reverse=descending)
    assert shown == filled + [None] * counts.count(None)


def test_a_heading_is_never_cut(qtbot: QtBot, themed: object) -> None:
    model: TableModel[Pupil] = TableModel((Column("Контакты с родителями", lambda row: row.name, width=40),))
    view = TableView(model)
    qtbot.addWidget(view)
    assert view.columnWidth(0) > view.fontMetrics().horizontalAdvance("Контакты с родителями")


def _press(view: TableView, line: int, column: int = 0) -> QMenu | None:
    menu = view.findChild(RowMenu)
    assert menu is not None
    return menu.open_at(view.visualRect(view.model().index(line, column)).center())


def test_a_right_click_chooses_the_row_and_offers_the_buttons_that_are_shown(
    view: TableView, qtbot: QtBot
) -> None:
    delete, restore, check = (QPushButton(text, view) for text in ("Удалить", "Вернуть", "Проверить"))
    delete.show()
    check.show()
    check.setEnabled(False)
    RowMenu(view, delete, restore, check)
    view.select_line(0)
    menu = _press(view, 1, 1)
    assert menu is not None
    assert view.selected_rows() == (ROWS[1],)
    offered = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert offered == {"Удалить": True, "Проверить": False, "Скопировать «9»": True}
    with qtbot.waitSignal(delete.clicked):
        menu.actions()[0].trigger()
    menu.actions()[-1].trigger()
    assert QGuiApplication.clipboard().text() == "9"


def test_the_menu_of_a_button_outlives_the_menu_of_a_row(view: TableView, qtbot: QtBot) -> None:
    save = QPushButton("Сохранить", view)
    save.setMenu(QMenu(save))
    pdf = save.menu().addAction("PDF…")
    save.show()
    RowMenu(view, save)
    menu = _press(view, 1)
    assert menu is not None
    more = menu.actions()[0].menu()
    assert isinstance(more, QMenu)
    with qtbot.waitSignal(pdf.triggered):
        more.actions()[0].trigger()
    with qtbot.waitSignal(menu.destroyed):
        menu.close()
    del menu, more
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert pdf.text() == "PDF…"
    assert save.menu().actions() == [pdf]


def test_a_right_click_among_many_chosen_rows_leaves_them_chosen(view: TableView) -> None:
    RowMenu(view)
    view.selectAll()
    assert _press(view, 2) is not None
    assert len(view.selected_rows()) == len(ROWS)


def test_a_row_that_may_not_be_chosen_has_no_menu(view: TableView) -> None:
    RowMenu(view)
    view.select_line(0)
    view.selection_changed.connect(lambda: view.select_line(0) if view.selected_rows() != ROWS[:1] else None)
    assert _press(view, 2) is None


def test_a_column_stays_as_wide_as_the_mouse_has_drawn_it(view: TableView, qtbot: QtBot) -> None:
    name, header = "test-drawn", view.horizontalHeader()
    Widths(view, name)
    header.resizeSection(1, 111)  # a window that gets smaller does so too: that is not kept
    assert _width_after_a_start(qtbot, name) != 111
    edge = QPoint(header.sectionViewportPosition(1) + 110, header.height() // 2)
    left = Qt.MouseButton.LeftButton
    for event, place, held in (
        (QEvent.Type.MouseButtonPress, edge, left),
        (QEvent.Type.MouseMove, edge + QPoint(40, 0), left),
        (QEvent.Type.MouseButtonRelease, edge + QPoint(40, 0), Qt.MouseButton.NoButton),
    ):
        here = QPointF(place)
        away = QPointF(header.viewport().mapToGlobal(place))
        button = Qt.MouseButton.NoButton if event is QEvent.Type.MouseMove else left
        moved = QMouseEvent(event, here, away, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(header.viewport(), moved)
    assert header.sectionSize(1) == 151
    assert _width_after_a_start(qtbot, name) == 151


def test_widths_of_another_version_or_out_of_reason_are_left_alone(view: TableView, qtbot: QtBot) -> None:
    usual = view.columnWidth(1)
    for kept in ("50-60", "50-1-50", "50-9999-50", "а-б-в", ""):
        store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "otklik", "otklik")
        store.setValue("columns/test-odd", kept)
        assert _width_after_a_start(qtbot, "test-odd") == usual


def _width_after_a_start(qtbot: QtBot, name: str) -> int:
    model: TableModel[Pupil] = TableModel(COLUMNS)
    again = TableView(model)
    qtbot.addWidget(again)
    model.setParent(again)
    Widths(again, name)
    return again.columnWidth(1)


def test_the_headings_do_not_walk_what_is_selected(qtbot: QtBot, themed: object) -> None:
    asked: list[object] = []

    class Counting(TableModel[Pupil]):
        def columnCount(self, *_parent: object) -> int:
            asked.append(None)
            return len(self.columns)

    model = Counting(COLUMNS)
    view = TableView(model)
    qtbot.addWidget(view)
    model.set_rows(tuple(Pupil(str(number), number) for number in range(3_000)))
    view.resize(600, 300)
    with qtbot.waitExposed(view):
        view.show()
    view.selectAll()
    asked.clear()
    view.grab()
    assert len(asked) < 3_000, "Qt asks for each row of each column, were the headings told of the selection"
