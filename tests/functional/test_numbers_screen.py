"""The reserve and the register's screen as a clerk uses them, and the command about numbers."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.services.container import Services
from desktop_app.services.letters.reservations import ReservationState
from desktop_app.services.letters.types import LetterDraft, LetterState, PaperKind
from desktop_app.services.school.types import NumberSeries
from desktop_app.ui.letters.dialogs import ReasonDialog, RegisterDialog
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.register.dialogs import ReleaseDialog, ReserveDialog
from desktop_app.ui.register.page import RegisterPage
from desktop_app.ui.register.table_models import MARK
from desktop_app.ui.shell.window import MainWindow
from tests.functional.conftest import Otklik
from tests.functional.window import Answer, open_screen

LETTER = LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1)
OUT = NumberSeries.OUTGOING


def register(record: Services, number: str | None = None, on: date = date(2024, 6, 3)) -> None:
    record.letters.register(record.letters.create(LETTER).id, number, on)


def test_a_number_is_reserved_taken_by_a_paper_and_another_given_up(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    page = open_screen(window, "register", RegisterPage)

    def reserve(dialog: ReserveDialog) -> None:
        assert dialog.next.text().endswith(": 1")
        assert dialog.focusWidget() is dialog.form.field("note"), "the only thing that must be typed"
        dialog.accept_button.click()
        assert dialog.isVisible(), "without a note nothing is reserved"
        dialog.form.field("note").setText("ответ на запрос")
        dialog.accept_button.click()

    Answer(ReserveDialog, reserve)
    page.create_new()
    record.numbering.reserve(OUT, "не понадобится")
    page.refresh()
    assert page.tabs.tabText(2) == "Резерв номеров (2)"

    letters = open_screen(window, "letters", LettersPage)
    letters.create_new()
    qtbot.waitUntil(letters.register_button.isEnabled)

    def take(dialog: RegisterDialog) -> None:
        assert dialog.form.field("number").text() == "3"
        assert dialog.focusWidget() is dialog.form.field("number"), (
            "Enter agrees to the number, not to a reserve"
        )
        dialog.form.field("held").setCurrentIndex(1)
        assert dialog.form.field("number").text() == "1"
        dialog.accept_button.click()

    Answer(RegisterDialog, take)
    letters.register_button.click()
    assert [row.number for row in record.register.outgoing()] == ["1"]

    window.go("register", "reserved")
    assert page.reserved_table.select_where(lambda row: row.number == "2")
    Answer(
        ReleaseDialog,
        lambda dialog: (dialog.form.field("reason").setText("отменено"), dialog.accept_button.click()),
    )
    page.release_button.click()
    states = {row.number: row.state for row in record.numbering.reservations()}
    assert states == {"1": ReservationState.USED, "2": ReservationState.RELEASED}
    qtbot.waitUntil(lambda: not page.release_button.isEnabled())
    assert "отменено" in page.reserved.rows()[0].reason


def test_a_number_already_taken_is_refused_beside_its_field(window: MainWindow, record: Services) -> None:
    register(record)
    page = open_screen(window, "register", RegisterPage)

    def reserve(dialog: ReserveDialog) -> None:
        dialog.form.field("note").setText("ответ")
        dialog.form.field("number").setText("1")
        dialog.accept_button.click()
        assert "уже занят" in dialog.form.field("number").accessibleDescription()
        dialog.reject()

    Answer(ReserveDialog, reserve)
    page.create_new()
    assert record.numbering.reservations() == ()


def test_gaps_and_dates_out_of_order_mark_their_rows(window: MainWindow, record: Services) -> None:
    register(record)
    page = open_screen(window, "register", RegisterPage)
    assert page.outgoing_table.isColumnHidden(MARK)
    assert not page.filter.marked.isVisible()
    register(record, "5")
    register(record, on=date(2024, 5, 31))
    page.refresh()
    assert not page.outgoing_table.isColumnHidden(MARK)
    marks = [page.outgoing.index(line, MARK).data() for line in range(3)]
    assert marks == ["", "Перед ним пропуск", "Дата не по порядку"]
    assert "с 2 по 4" in page.remarks.text()
    page.filter.marked.setChecked(True)
    assert [row.number for row in page.outgoing.rows()] == ["5", "6"]
    page.outgoing_table.select_line(0)
    assert "с 2 по 4" in page.details.text()


def test_the_search_finds_in_every_tab_and_an_empty_find_has_a_way_back(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    register(record)
    register(record, on=date(2025, 1, 9))
    page = open_screen(window, "register", RegisterPage)
    page.filter.year.set_value(2025)
    assert [row.date.year for row in page.outgoing.rows()] == [2025]
    page.filter.reset()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.focusWidget() is page.filter.search)
    page.filter.search.setText("ГРОМОВУ 03.06")
    qtbot.waitUntil(lambda: len(page.outgoing.rows()) == 1)
    QTest.keyClick(page.filter.search, Qt.Key.Key_Return)
    assert window.focusWidget() is page.outgoing_table
    page.tabs.setCurrentIndex(1)
    shown = page.incoming_stack.currentWidget()
    assert shown is not None
    (back,) = shown.findChildren(QPushButton)
    back.click()
    assert len(page.incoming.rows()) == 1
    assert len(page.outgoing.rows()) == 2


def test_a_paper_is_annulled_from_its_row(window: MainWindow, record: Services) -> None:
    register(record)
    page = open_screen(window, "register", RegisterPage)
    assert not page.void_button.isEnabled()
    page.outgoing_table.select_line(0)
    Answer(
        ReasonDialog,
        lambda dialog: (dialog.form.field("reason").setText("ошибка"), dialog.accept_button.click()),
    )
    page.void_button.click()
    (row,) = record.register.outgoing()
    assert row.state is LetterState.VOID
    assert not page.void_button.isEnabled(), "it cannot be annulled twice"


def test_clean_pages_are_named_by_day_and_hash_and_remarks_wait_behind_a_button(
    qtbot: QtBot, window: MainWindow, record: Services, qapp: QApplication
) -> None:
    page = open_screen(window, "letters", LettersPage)
    page.create_new()
    qtbot.waitUntil(page.register_button.isEnabled)
    texts = [label.text() for label in page.findings.findChildren(type(page.facts))]
    digest = hashlib.sha256(page.preview.pdf).hexdigest()
    assert "Ошибок нет" in texts
    assert any("03.06.2024" in text and digest[:12] in text for text in texts)
    assert not page.findings.blocks()
    clauses = {finding.clause for finding in page.findings.findings}
    assert clauses <= set(texts)
    hidden = len(page.findings.findings) - 4
    assert hidden > 0
    (more,) = (
        each
        for each in page.findings.findChildren(QPushButton)
        if each.text() == f"Показать ещё замечаний: {hidden}"
    )
    more.click()
    ways = [each for each in page.findings.findChildren(QPushButton) if each.text() == "Исправить"]
    assert len(ways) == len(page.findings.findings)
    qtbot.waitUntil(lambda: all(each.isVisibleTo(page.findings) for each in ways))


def test_what_was_found_stays_beside_its_pages_while_they_are_drawn_again(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    """Else the button to register would stand open for a moment with nothing said of the paper."""
    page = open_screen(window, "letters", LettersPage)
    page.create_new()
    qtbot.waitUntil(lambda: page.register_button.isEnabled() and bool(page.findings.findings))
    found = page.findings.findings
    page.refresh()  # as after every change of the record
    assert page.preview.pdf
    assert page.findings.findings == found


def test_the_command_shows_reserves_and_releases(school: Path, otklik: Otklik) -> None:
    assert otklik("number", school, "--date", "2024-06-10", "--preview", "2").out.split() == [
        "01-12/34",
        "01-12/35",
    ]
    kept = otklik("number", school, "--date", "2024-06-10", "--reserve", "ответ на запрос")
    assert kept.code == 0
    assert "01-12/34" in kept.out
    told = json.loads(otklik("number", school, "--date", "2024-06-10", "--json").out)
    assert told["next"] == ["01-12/35", "01-12/36", "01-12/37"]
    assert [row["number"] for row in told["reserved"]] == ["01-12/34"]
    wrong = otklik("number", school, "--date", "2024-06-10", "--release", "7", "--reason", "нет")
    assert (wrong.code, "01-12/34" in wrong.err) == (1, True)
    gone = otklik("number", school, "--date", "2024-06-10", "--release", "01-12/34", "--reason", "отказ")
    assert gone.code == 0
    again = otklik("number", school, "--date", "2024-06-10", "--reserve", "ещё раз", "--number", "01-12/34")
    assert (again.code, "снят с резерва" in again.err) == (1, True)
    assert otklik("number", school, "--release", "7").code == 2
    assert otklik("number", school, "--preview", "0").code == 2
    assert otklik("number", school, "--series", "orders", "--date", "2024-06-10", "--preview", "1").code == 0
