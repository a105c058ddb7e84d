"""The classes move to the next year in the window: keys, a conflict, a look back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.services.history.service import HistoryService
from desktop_app.services.school.service import SchoolService
from desktop_app.services.school.types import ClassDraft
from desktop_app.services.school.years import YearService
from desktop_app.services.store import Store
from desktop_app.ui.kit import keeping
from desktop_app.ui.school.classes import ClassesSection
from desktop_app.ui.school.promotion_dialog import KEPT_AS, LEAVES, NAME, PromotionDialog
from tests.services.conftest import FrozenClock, clock, database, empty_file, store

__all__ = ["clock", "database", "empty_file", "store"]


@pytest.fixture
def tab(qtbot: QtBot, themed: object, services: Any, store: Store, clock: FrozenClock) -> ClassesSection:
    services.school, services.years = SchoolService(store), YearService(store, clock)
    for name in ("5А", "6А", "11А"):
        services.school.save_class(ClassDraft(name=name, pupils=25, parents=40))
    made = ClassesSection(services)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    made.refresh()
    return made


def opened(tab: ClassesSection, qtbot: QtBot) -> PromotionDialog:
    qtbot.keyClick(tab.promote_button, Qt.Key.Key_Space)
    (dialog,) = tab.findChildren(PromotionDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def type_over(qtbot: QtBot, dialog: PromotionDialog, line: int, name: str) -> None:
    dialog.table.setCurrentCell(line, NAME)
    item = dialog.table.item(line, NAME)
    assert item is not None
    if dialog.table.viewport().findChild(QLineEdit) is None:  # a new line is being typed already
        qtbot.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = dialog.table.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    editor.insert(name)  # the test library has no keys for Russian letters
    qtbot.keyPress(editor, Qt.Key.Key_Return)  # the release would come when the editor is gone
    qtbot.waitUntil(lambda: item.text() == name)


def names(tab: ClassesSection) -> list[str]:
    return [row.name for row in tab.model.rows()]


def test_the_proposal_is_taken_with_keys_and_the_past_stays_to_look_at(
    tab: ClassesSection, qtbot: QtBot, store: Store
) -> None:
    dialog = opened(tab, qtbot)
    assert dialog.table.item(2, LEAVES).text() == "выпуск"  # type: ignore[union-attr]
    type_over(qtbot, dialog, 0, "6В")
    with qtbot.waitSignals([tab.record_changed, tab.message]):
        qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Space)
    assert names(tab) == ["6В", "7А"]
    assert tab.year.currentText() == "2024/25, сейчас"
    tab.year.set_value(2023)
    assert names(tab) == ["5А", "6А", "11А"]
    tab.table.selectRow(0)
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    assert names(tab) == ["5А", "6А", "11А"]
    assert not tab.card.isEnabled()
    HistoryService(store).undo()
    tab.refresh()
    assert names(tab) == ["5А", "6А", "11А"]
    assert tab.card.isEnabled()


def test_a_conflict_is_named_and_keeps_the_button_shut(tab: ClassesSection, qtbot: QtBot) -> None:
    dialog = opened(tab, qtbot)
    type_over(qtbot, dialog, 0, "7А")
    assert dialog.problem.text().startswith("Класс 7А назван дважды. Если классы объединяются")
    assert not dialog.accept_button.isEnabled()
    dialog.table.setCurrentCell(1, LEAVES)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.accept_button.isEnabled()


def test_a_new_first_class_comes_with_the_others(tab: ClassesSection, qtbot: QtBot) -> None:
    dialog = opened(tab, qtbot)
    qtbot.keyClick(dialog.add_button, Qt.Key.Key_Space)
    type_over(qtbot, dialog, 3, "1А")
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Space)
    assert names(tab) == ["1А", "6А", "7А"]


def test_who_typed_this_years_classes_in_is_told_not_to_move_them(
    tab: ClassesSection, qtbot: QtBot, clock: FrozenClock
) -> None:
    clock.day = date(2026, 11, 27)
    said = [label.text() for label in opened(tab, qtbot).findChildren(QLabel)]
    assert any("2026/27 учебный год уже идёт" in text for text in said)


def test_in_summer_nothing_warns_of_the_year_to_come(tab: ClassesSection, qtbot: QtBot) -> None:
    said = [label.text() for label in opened(tab, qtbot).findChildren(QLabel)]
    assert not any("уже идёт" in text for text in said)


def test_what_is_typed_in_an_open_cell_is_kept_and_comes_back(
    tab: ClassesSection, qtbot: QtBot, services: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "PAUSE", 1)
    dialog = opened(tab, qtbot)
    item = dialog.table.item(1, LEAVES)
    assert item is not None
    item.setCheckState(Qt.CheckState.Checked)
    dialog.table.setCurrentCell(0, NAME)
    qtbot.keyClick(dialog.table, Qt.Key.Key_F2)
    editor = dialog.table.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "6-1")
    qtbot.waitUntil(lambda: kept_names(services) == ["6-1", "7А", "11А"])
    dialog.finished.disconnect()  # the program ends here
    dialog.done(0)
    dialog.deleteLater()
    qtbot.waitUntil(lambda: not tab.findChildren(PromotionDialog))
    again = opened(tab, qtbot)
    assert [one.name for one in again.promotion().classes] == ["6-1", "7А", "11А"]
    assert [one.leaves for one in again.promotion().classes] == [False, True, True]
    assert again.notice.text().startswith("Восстановлено набранное")
    again.add_new()
    qtbot.waitUntil(lambda: len(kept_names(services)) == 4)
    again.reject()
    assert KEPT_AS not in services.form_drafts.kept


def kept_names(services: Any) -> list[str]:
    kept = services.form_drafts.taken(KEPT_AS)
    return [line["name"] for line in kept.values["lines"]] if kept else []


def test_a_list_kept_of_another_year_is_let_go(
    tab: ClassesSection, qtbot: QtBot, services: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "PAUSE", 1)
    line = {"class": 1, "leaves": True, "name": "9Я", "pupils": "1", "parents": "1"}
    services.form_drafts.keep(KEPT_AS, {"year": 2001, "lines": [line]})
    dialog = opened(tab, qtbot)
    assert [one.name for one in dialog.promotion().classes] == ["6А", "7А", "11А"]
    assert not dialog.notice.isVisible()
    qtbot.waitUntil(lambda: KEPT_AS not in services.form_drafts.kept)
    dialog.reject()
