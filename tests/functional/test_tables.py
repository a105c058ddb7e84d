"""A log goes out and comes in through the window and by commands."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.services.container import Services
from desktop_app.services.outreach.types import OutreachDraft
from desktop_app.services.school.types import ClassDraft
from desktop_app.ui.exchange.import_dialog import ImportDialog
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.shell.window import MainWindow
from tests.functional.conftest import Otklik
from tests.functional.window import open_screen
from tests.services.exchange.tables import csv_of

HEAD = ("Дата", "Форма", "Тема", "Классы", "Контакты")
MEETING = ("03.06.2024", "собрание", "О проекте", "вся школа", "25")
CHAT = ("02.06.2024", "чат", "Памятка", "вся школа", "80")


def dialog_of(page: ParentsPage, qtbot: QtBot) -> ImportDialog:
    """Wait for the dialog of a table until it has looked the table through."""

    def shown() -> ImportDialog | None:
        return next((each for each in page.findChildren(ImportDialog) if each.isVisible()), None)

    qtbot.waitUntil(lambda: (dialog := shown()) is not None and dialog.plan is not None, timeout=30_000)
    dialog = shown()
    assert dialog is not None
    return dialog


def test_a_log_on_the_clipboard_comes_in_by_keys_alone_and_is_taken_back(
    window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    page = open_screen(window, "parents", ParentsPage)
    record.outreach.save(OutreachDraft(held_on=record.letters.today(), topic="Было раньше"))
    page.refresh()
    text = csv_of([HEAD, MEETING, CHAT], "\t").decode()
    QGuiApplication.clipboard().setText(text)
    page.log.table.setFocus()
    page.log.table.select_line(0)
    qtbot.keyClick(page.log.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(page, qtbot)
    assert dialog.focusWidget() is dialog.store_button
    with qtbot.waitSignal(dialog.stored, timeout=30_000):
        qtbot.keyClick(dialog.store_button, Qt.Key.Key_Return)
    assert {row.topic for row in page.log.model.rows()} == {"О проекте", "Памятка", "Было раньше"}
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.log.model.rows()) == 1)


def drop(page: ParentsPage, path: Path) -> None:
    """Drop a file on the screen."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, mime, buttons, keys))


def test_the_window_asks_which_sheet_and_whose_date(
    window: MainWindow, record: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_screen(window, "parents", ParentsPage)
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Июнь")):
        for row in (HEAD, MEETING, ("", "чат", "Памятка", "вся школа", 80)):
            sheet.append(row)
    path = tmp_path / "журнал.xlsx"
    book.save(path)
    drop(page, path)
    dialog = dialog_of(page, qtbot)
    assert {*dialog.questions.editors} == {"sheet", "above"}
    dialog.questions.editors["sheet"].set_value("Июнь")
    qtbot.waitUntil(lambda: {*dialog.questions.editors} == {"above"}, timeout=30_000)
    dialog.questions.editors["above"].set_value("take")
    qtbot.waitUntil(dialog.store_button.isEnabled, timeout=30_000)
    assert dialog.plan is not None
    assert (dialog.plan.source.sheet, dialog.plan.coming) == ("Июнь", 2)
    dialog.reject()


def test_a_table_dropped_on_the_screen_is_shown_first(
    window: MainWindow, record: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_screen(window, "parents", ParentsPage)
    path = tmp_path / "журнал.csv"
    path.write_bytes(csv_of([HEAD, MEETING], encoding="cp1251"))
    drop(page, path)
    dialog = dialog_of(page, qtbot)
    assert "1\u00a0мероприятие" in dialog.coming.text()
    assert record.outreach.list() == ()
    dialog.reject()


def test_a_page_an_electronic_diary_calls_xls_can_be_chosen_and_dropped(
    window: MainWindow, record: Services, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_screen(window, "parents", ParentsPage)
    rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in (HEAD, MEETING))
    path = tmp_path / "дневник.xls"
    path.write_text(f"<html><table><tr>{'</tr><tr>'.join(rows)}</tr></table></html>", "utf-8")
    offered: list[str] = []

    def choose(*asked: object) -> tuple[str, str]:
        offered.append(str(asked[-1]))
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    for bring in (page.tables.choose_file, lambda: drop(page, path)):
        bring()
        dialog = dialog_of(page, qtbot)
        assert "1\u00a0мероприятие" in dialog.coming.text()
        dialog.reject()
    assert "*.xls " in offered[0]


def test_the_log_shown_goes_out_as_a_workbook(
    window: MainWindow, record: Services, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    record.outreach.save(OutreachDraft(held_on=record.letters.today(), topic="О проекте", parents=25))
    page = open_screen(window, "parents", ParentsPage)
    target = tmp_path / "Журнал.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(page.message, timeout=30_000) as said:
        page.tables.menu.actions()[3].trigger()
    assert said.args[0] == "Выгружено: 1\u00a0строка, Журнал.xlsx"
    assert openpyxl.load_workbook(target).active["C3"].value == "О проекте"


def test_the_log_shown_can_be_copied_for_a_spreadsheet(
    window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    record.outreach.save(OutreachDraft(held_on=record.letters.today(), topic="=О проекте"))
    page = open_screen(window, "parents", ParentsPage)
    with qtbot.waitSignal(page.message, timeout=30_000):
        page.tables.menu.actions()[5].trigger()
    assert "\t'=О проекте\t" in QGuiApplication.clipboard().text()


def test_a_log_goes_out_and_comes_in_unchanged_by_commands(
    school: Path, otklik: Otklik, tmp_path: Path
) -> None:
    for rows, name in ((1, "log.xlsx"), (2, "log.csv")):
        out = tmp_path / name
        assert otklik("export", school, "outreach", "--out", out).code == 0
        answer = otklik("import", school, out, "--dry-run", "--json")
        told = json.loads(answer.out)
        assert (answer.code, told["rows"], told["repeats"]) == (0, 0, rows)
        assert told["imported"] == 0
        nothing = otklik("import", school, out)
        assert (nothing.code, "всё это уже записано" in nothing.out) == (0, True)
        twice = otklik("import", school, out, "--with-repeats", "--dry-run", "--json")
        assert (json.loads(twice.out)["ready"], json.loads(twice.out)["rows"]) == (True, rows)
        assert otklik("import", school, out, "--with-repeats").code == 0
        again = otklik("import", school, out)
        assert (again.code, "уже загружен" in again.err) == (1, True)
        nothing = otklik("import", school, out, "--again")
        assert (nothing.code, "всё это уже записано" in nothing.out) == (0, True)


def test_a_command_asks_what_the_table_leaves_open(school: Path, otklik: Otklik, tmp_path: Path) -> None:
    table = tmp_path / "log.csv"
    rows = [("Дата", "Чем занимались", "О чём"), ("05/06/2024", "собрание", "О проекте")]
    table.write_bytes(csv_of(rows, encoding="koi8-r"))
    answer = otklik("import", school, table)
    assert answer.code == 1
    assert "--dates" in answer.err
    assert "--column" in answer.err
    answered = ("--dates", "dmy", "--column", "Чем занимались=form")
    assert otklik("import", school, table, *answered, "--dry-run").code == 0
    assert otklik("import", school, table, *answered).code == 0
    assert otklik("import", school, table, "--column", "Нет такого=form").code == 1
    assert otklik("import", school).code == 2


def test_a_command_asks_which_sheet_and_whose_date(school: Path, otklik: Otklik, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Июнь")):
        for row in (HEAD, MEETING, ("", "чат", "Памятка", "вся школа", 80)):
            sheet.append(row)
    table = tmp_path / "log.xlsx"
    book.save(table)
    asked = otklik("import", school, table)
    assert (asked.code, "--sheet" in asked.err, "--above" in asked.err) == (1, True, True)
    assert otklik("import", school, table, "--sheet", "Июль").code == 1
    told = otklik("import", school, table, "--sheet", "Июнь", "--above", "take", "--json")
    assert (told.code, json.loads(told.out)["sheet"], json.loads(told.out)["imported"]) == (0, "Июнь", 2)


def test_the_window_asks_whose_a_table_without_classes_is(
    window: MainWindow, record: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_screen(window, "parents", ParentsPage)
    record.school.save_class(ClassDraft(name="5А", pupils=25, parents=40))
    path = tmp_path / "журнал.csv"
    bare = [("Журнал 5А класса",), (*HEAD[:3], HEAD[4]), (*MEETING[:3], "25")]
    path.write_bytes(csv_of(bare))
    drop(page, path)
    dialog = dialog_of(page, qtbot)
    assert not dialog.store_button.isEnabled()
    dialog.questions.editors["whose"].set_value("5А")
    qtbot.waitUntil(dialog.store_button.isEnabled, timeout=30_000)
    with qtbot.waitSignal(dialog.stored, timeout=30_000):
        dialog.store_button.click()
    assert [row.classes for row in page.log.model.rows()] == ["5А"]


def test_a_command_asks_whose_a_table_is_and_about_what_was_called_off(
    school: Path, otklik: Otklik, tmp_path: Path
) -> None:
    table = tmp_path / "log.csv"
    rows = [("Журнал 5А класса",), (*HEAD[:3], HEAD[4], "Примечание"), (*MEETING[:3], "25", "")]
    rows.append((*CHAT[:3], "0", "отменено"))
    table.write_bytes(csv_of(rows))
    known = json.loads(otklik("import", school, table, "--dry-run", "--json").out)
    asked = {question["key"]: question["options"] for question in known["questions"]}
    assert asked["unheld"] == ["skip", "take"]
    told = otklik("import", school, table, "--whose", "вся школа", "--unheld", "skip", "--json")
    assert (told.code, json.loads(told.out)["imported"]) == (0, 1)


def test_the_answer_a_command_advises_leaves_the_other_rows_their_classes(
    school: Path, otklik: Otklik, tmp_path: Path
) -> None:
    """«--set classes=…» was advised: it takes the place of the whole column."""
    table = tmp_path / "log.csv"
    lesson = ("Классный час с родителями", "О проекте")
    rows = [HEAD, ("14.05.2024", *lesson, "5А", "25"), ("15.05.2024", *lesson, "", "20")]
    table.write_bytes(csv_of(rows))
    asked = otklik("import", school, table)
    assert (asked.code, "--set" in asked.err) == (1, False)
    assert '--whose take (класс из строки выше) или --whose "вся школа"' in asked.err
    assert otklik("import", school, table, "--whose", "вся школа").code == 0
    out = tmp_path / "out.csv"
    assert otklik("export", school, "outreach", "--out", out).code == 0
    stored = out.read_text("utf-8-sig")
    assert (stored.count(";5А;"), stored.count(";вся школа;")) >= (1, 1)


def test_a_folder_where_a_file_is_wanted_is_named(school: Path, otklik: Otklik, tmp_path: Path) -> None:
    folder = tmp_path / "папка.csv"
    folder.mkdir()
    for arguments in (
        ("import", school, folder),
        ("import", folder, school),
        ("export", school, "outreach", "--out", folder),
        ("directive", school, "--text", folder),
    ):
        answer = otklik(*arguments)
        assert (answer.code, "Это папка" in answer.err) == (1, True), (arguments, answer.err)
    missing = otklik("directive", school, "--text", tmp_path / "нет.txt")
    assert (missing.code, missing.err.startswith("Файла нет:")) == (1, True)


def test_portals_go_out_by_a_command(school: Path, otklik: Otklik, tmp_path: Path) -> None:
    out = tmp_path / "portals.csv"
    assert otklik("export", school, "portals", "--out", out).code == 0
    assert out.read_text("utf-8-sig").splitlines()[1].startswith("kind;name;url;place;status")
    assert otklik("export", school, "portals", "--out", tmp_path / "нет" / "x.csv").code == 1
    assert otklik("export", school, "portals", "--out", tmp_path / "x.doc").code == 1


def test_portals_go_out_and_come_in_unchanged_by_commands(
    school: Path, otklik: Otklik, tmp_path: Path
) -> None:
    for name in ("portals.xlsx", "portals.csv"):
        out = tmp_path / name
        told = json.loads(otklik("export", school, "portals", "--out", out, "--json").out)
        assert told == {"subject": "portals", "rows": told["rows"], "out": str(out)}
        answer = otklik("import", school, out, "--json")
        found = json.loads(answer.out)
        assert (answer.code, found["subject"], found["rows"], found["imported"]) == (0, "portals", 0, 0)
        assert (found["unchanged"], found["questions"], found["errors"]) == (told["rows"], [], [])


def test_a_list_of_portals_is_known_by_its_headings_and_proves_nothing(
    school: Path, otklik: Otklik, tmp_path: Path
) -> None:
    table = tmp_path / "portals.csv"
    head = ("Вид", "Название", "Состояние", "Дата размещения")
    table.write_bytes(csv_of([head, ("экран", "Экран у входа", "проверен", "05.06.2024")]))
    refused = otklik("import", school, table)
    assert (refused.code, "--verified placed" in refused.err) == (1, True)
    assert otklik("import", school, table, "--kind", "outreach").code == 1
    done = otklik("import", school, table, "--verified", "placed")
    assert (done.code, "1\u00a0портал" in done.out) == (0, True)
    listed = json.loads(otklik("import", school, table, "--verified", "placed", "--again", "--json").out)
    assert (listed["rows"], listed["unchanged"]) == (0, 1)
    unknown = tmp_path / "names.csv"
    unknown.write_bytes(csv_of([("Имя", "Погода"), ("а", "ясно")]))
    answer = otklik("import", school, unknown)
    assert (answer.code, "--kind" in answer.err) == (1, True)
    assert otklik("import", "--help").code == 0
