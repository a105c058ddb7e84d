"""An import cut short by a crash goes on with its answers, wherever its table is now; others get none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.services.container import Services
from desktop_app.services.errors import AppError
from desktop_app.services.exchange.types import Question, Subject
from desktop_app.ui.exchange import unfinished
from desktop_app.ui.exchange.import_dialog import ImportDialog
from desktop_app.ui.exchange.questions_box import QuestionsBox
from desktop_app.ui.exchange.table_menu import TableMenu
from desktop_app.ui.exchange.unfinished import TableSource, UnfinishedImports
from desktop_app.ui.kit import keeping
from desktop_app.ui.kit.page import Page
from tests.functional.window import Answer
from tests.services.exchange.tables import csv_of
from tests.ui.exchange.conftest import HEAD, MEETING, settled

ROW = ("05.06.2024", "непонятно", "О проекте", "5А", "25 чел.", "ясно")


@pytest.fixture
def menu(services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> TableMenu:
    monkeypatch.setattr(keeping, "PAUSE", 1)
    page = Page(services)
    qtbot.addWidget(page)
    page.show()
    return TableMenu(services, Subject.OUTREACH, page)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "журнал.csv"
    path.write_bytes(csv_of([HEAD, MEETING]))
    return path


def looked_through(dialog: ImportDialog, qtbot: QtBot) -> ImportDialog:
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=30_000)
    settled(dialog, qtbot)
    return dialog


def crash(menu: TableMenu, source: TableSource, services: Services, qtbot: QtBot) -> None:
    """Answer, and end without closing the dialog: what was kept stays in the file."""
    dialog = looked_through(menu.take(source), qtbot)
    date_order = dialog.questions.editors["date_order"]
    date_order.set_value("dmy")
    date_order.changed.emit()
    dialog.columns.choices[5].set_value("note")
    dialog.columns.choices[5].changed.emit()
    settled(dialog, qtbot)
    qtbot.waitUntil(lambda: kept_is_whole(services))
    dialog.finished.disconnect()
    dialog.done(0)
    dialog.deleteLater()


def kept_is_whole(services: Services) -> bool:
    (one,) = UnfinishedImports(services.form_drafts, Subject.OUTREACH).all() or (None,)
    return one is not None and bool(one.answers.columns) and one.answers.date_order is not None


def offered(menu: TableMenu) -> list[str]:
    menu.menu.aboutToShow.emit()
    return [action.text() for action in menu.menu.actions() if action.text().startswith("Продолжить")]


def went_on(menu: TableMenu, qtbot: QtBot) -> ImportDialog:
    menu.menu.aboutToShow.emit()
    menu.menu.actions()[0].trigger()
    dialog = next(one for one in menu._page.findChildren(ImportDialog) if one.isVisible())
    return looked_through(dialog, qtbot)


def has_answers(dialog: ImportDialog) -> bool:
    plan = dialog.plan
    assert plan is not None
    return dialog.columns.choices[5].value() == "note" and plan.columns[5].field == "note" and plan.ready


def test_the_same_file_brings_its_answers_and_says_so(
    menu: TableMenu, table: Path, services: Services, qtbot: QtBot
) -> None:
    crash(menu, TableSource(path=table), services, qtbot)
    assert offered(menu) == ["Продолжить загрузку: журнал.csv"]
    dialog = looked_through(menu.take(TableSource(path=table)), qtbot)
    assert has_answers(dialog)
    assert dialog.notice.isVisible()
    assert dialog.questions.editors["date_order"].value() == "dmy"
    assert "изменена" not in dialog.notice.text()
    with qtbot.waitSignal(dialog.stored, timeout=30_000):
        dialog.store()
    assert offered(menu) == []
    assert services.form_drafts.names() == ()
    assert services.outreach.list()[0].note == "ясно"


def test_a_file_that_has_moved_is_asked_for(
    menu: TableMenu, table: Path, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash(menu, TableSource(path=table), services, qtbot)
    moved = table.rename(table.with_name("июнь.csv"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(moved), ""))
    said: list[str] = []

    def look(box: QMessageBox) -> None:
        said.append(box.text())
        box.defaultButton().click()

    Answer(QMessageBox, look)
    dialog = went_on(menu, qtbot)
    assert said == ["Файла «журнал.csv» больше нет там, где он был."]
    assert has_answers(dialog)
    dialog.reject()
    assert offered(menu) == []


def test_a_moved_file_chosen_by_itself_is_known_by_what_is_in_it(
    menu: TableMenu, table: Path, services: Services, qtbot: QtBot
) -> None:
    crash(menu, TableSource(path=table), services, qtbot)
    moved = table.rename(table.with_name("июнь.csv"))
    dialog = looked_through(menu.take(TableSource(path=moved)), qtbot)
    assert has_answers(dialog)
    dialog.reject()


def test_answers_about_a_lost_file_can_be_forgotten(
    menu: TableMenu, table: Path, services: Services, qtbot: QtBot
) -> None:
    crash(menu, TableSource(path=table), services, qtbot)
    table.unlink()
    Answer(QMessageBox, lambda box: next(b for b in box.buttons() if b.text() == "Забыть ответы").click())
    menu.menu.aboutToShow.emit()
    menu.menu.actions()[0].trigger()
    assert offered(menu) == []


def test_a_changed_file_keeps_the_answers_only_while_its_columns_are_the_same(
    menu: TableMenu, table: Path, services: Services, qtbot: QtBot
) -> None:
    crash(menu, TableSource(path=table), services, qtbot)
    table.write_bytes(csv_of([HEAD, MEETING, (*MEETING[:2], "О чате", *MEETING[3:])]))
    dialog = went_on(menu, qtbot)
    assert has_answers(dialog)
    assert "изменена: проверьте" in dialog.notice.text()
    dialog.finished.disconnect()
    dialog.done(0)
    table.write_bytes(csv_of([(*HEAD[:5], "Фамилия"), MEETING]))
    dialog = went_on(menu, qtbot)
    assert "столбцы в ней другие" in dialog.notice.text()
    assert not has_answers(dialog)
    assert dialog.columns.choices[5].value() == ""
    assert dialog.questions.editors["date_order"].value() is None
    dialog.reject()


def test_another_file_gets_no_answers_and_takes_none_away(
    menu: TableMenu, table: Path, services: Services, qtbot: QtBot
) -> None:
    crash(menu, TableSource(path=table), services, qtbot)
    other = table.with_name("другой.csv")
    other.write_bytes(csv_of([HEAD, ROW]))
    dialog = looked_through(menu.take(TableSource(path=other)), qtbot)
    assert not dialog.notice.isVisible()
    assert not has_answers(dialog)
    dialog.reject()
    assert offered(menu) == ["Продолжить загрузку: журнал.csv"]


def test_a_pasted_table_is_kept_itself_unless_it_is_too_long(
    menu: TableMenu, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join("\t".join(row) for row in (HEAD, MEETING))
    crash(menu, TableSource(text=text), services, qtbot)
    assert offered(menu) == ["Продолжить загрузку: из буфера обмена"]
    dialog = went_on(menu, qtbot)
    assert has_answers(dialog)
    dialog.reject()
    monkeypatch.setattr(unfinished, "MOST_TEXT", 10)
    crash(menu, TableSource(text=text), services, qtbot)
    refused: list[AppError] = []
    menu._page.failed.connect(refused.append)
    menu.menu.aboutToShow.emit()
    menu.menu.actions()[0].trigger()
    assert "Скопируйте её ещё раз" in str(refused[0])
    dialog = looked_through(menu.take(TableSource(text=text)), qtbot)
    assert has_answers(dialog)
    dialog.reject()


def test_a_table_nobody_answered_about_is_not_kept(
    menu: TableMenu, table: Path, services: Services, qtbot: QtBot
) -> None:
    dialog = looked_through(menu.take(TableSource(path=table)), qtbot)
    dialog.keeping.keep()
    assert services.form_drafts.names() == ()
    dialog.reject()


def test_half_a_date_of_an_answer_is_there_again(
    menu: TableMenu, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "без даты.csv"
    path.write_bytes(csv_of([("Мероприятие", "Тема"), ("собрание", "О проекте")]))
    dialog = looked_through(menu.take(TableSource(path=path)), qtbot)
    qtbot.keyClicks(dialog.questions.editors["missing:date"], "05.06.")
    qtbot.waitUntil(lambda: bool(services.form_drafts.names()))
    dialog.finished.disconnect()
    dialog.done(0)
    dialog = went_on(menu, qtbot)
    assert dialog.questions.editors["missing:date"].text() == "05.06."
    dialog.reject()


def test_answering_about_one_column_leaves_the_question_about_another(
    services: Services, qtbot: QtBot
) -> None:
    box = QuestionsBox(Subject.OUTREACH)
    qtbot.addWidget(box)
    options = (("topic", "Тема"),)
    box.show_questions([Question(f"column:{place}", "Это тема?", options) for place in (1, 10)])
    box.drop("column:1")
    assert list(box.editors) == ["column:10"]


def test_escape_gives_the_answers_up(menu: TableMenu, table: Path, services: Services, qtbot: QtBot) -> None:
    crash(menu, TableSource(path=table), services, qtbot)
    dialog = went_on(menu, qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert services.form_drafts.names() == ()
