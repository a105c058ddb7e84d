"""From a draft to an acknowledged letter, and what the register says of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.documents.preview import page_sizes
from desktop_app.services.container import Services
from desktop_app.services.coordinator.types import AppointmentDraft
from desktop_app.services.letters.types import LetterState, PaperKind
from desktop_app.ui.kit.page_view import PageView
from desktop_app.ui.kit.slices import finish_awaited
from desktop_app.ui.letters.actions import write_file
from desktop_app.ui.letters.dialogs import DatedNoteDialog, ReasonDialog, RegisterDialog
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.letters.printing import paint_pdf
from desktop_app.ui.register.page import RegisterPage
from desktop_app.ui.shell.window import MainWindow
from tests.functional.window import Answer, open_screen
from tests.trials.print_queue import compare


def drawn(qtbot: QtBot, page: LettersPage) -> bytes:
    """Wait until pages are shown, and return their bytes."""
    qtbot.waitUntil(lambda: bool(page.preview.pdf) and bool(page.preview.findChildren(PageView)))
    return page.preview.pdf


def start_letter(qtbot: QtBot, window: MainWindow) -> LettersPage:
    page = open_screen(window, "letters", LettersPage)
    page.create_new()
    drawn(qtbot, page)
    qtbot.waitUntil(page.register_button.isEnabled)
    return page


def register(qtbot: QtBot, page: LettersPage) -> None:
    Answer(RegisterDialog, lambda dialog: dialog.accept_button.click())
    QTest.mouseClick(page.register_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.void_button.isVisible)
    drawn(qtbot, page)


def test_a_letter_goes_from_draft_to_acknowledged(qtbot: QtBot, window: MainWindow, record: Services) -> None:
    page = start_letter(qtbot, window)
    register(qtbot, page)
    (row,) = record.letters.list()
    assert (row.state, row.number, row.dated) == (LetterState.REGISTERED, "1", date(2024, 6, 3))
    assert page.preview.pdf == record.letters.pdf(row.id)

    Answer(
        DatedNoteDialog,
        lambda dialog: (dialog.form.field("note").setText("нарочный"), dialog.accept_button.click()),
    )
    page.sent_button.click()
    Answer(
        DatedNoteDialog,
        lambda dialog: (dialog.form.field("note").setText("77"), dialog.accept_button.click()),
    )
    page.acknowledged_button.click()
    (row,) = record.letters.list()
    assert (row.state, row.sent_how, row.acknowledged_number) == (LetterState.ACKNOWLEDGED, "нарочный", "77")

    register_page = open_screen(window, "register", RegisterPage)
    (shown,) = register_page.outgoing.rows()
    assert (shown.number, shown.sheets, shown.sha256) == ("1", row.sheets, row.sha256)
    assert register_page.chain_badge.text() == "Журнал цел"


def test_an_edited_text_is_printed_kept_and_given_back(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    page = start_letter(qtbot, window)
    before = page.preview.pdf
    page.form.text.setPlainText("Сообщаем, что работа ведётся.")
    qtbot.waitUntil(lambda: page.preview.pdf != before)
    assert page.has_unsaved()
    page.save()
    assert not page.has_unsaved()
    (row,) = record.letters.list()
    assert row.edited_text == "Сообщаем, что работа ведётся."
    page.form.restore_button.click()
    page.save()
    (row,) = record.letters.list()
    assert row.edited_text is None


def test_a_void_number_stays_in_the_register_with_its_reason(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    page = start_letter(qtbot, window)
    register(qtbot, page)

    def give_reason(dialog: ReasonDialog) -> None:
        dialog.accept_button.click()
        assert dialog.isVisible(), "without a reason nothing happens"
        dialog.form.field("reason").setText("ошибка в адресате")
        dialog.accept_button.click()

    Answer(ReasonDialog, give_reason)
    page.void_button.click()
    (row,) = record.register.outgoing()
    assert row.state is LetterState.VOID
    assert "ошибка в адресате" in row.note
    second = start_letter(qtbot, window)
    register(qtbot, second)
    assert [row.number for row in record.register.outgoing()] == ["1", "2"]


def test_a_deleted_draft_comes_back(qtbot: QtBot, window: MainWindow, record: Services) -> None:
    page = start_letter(qtbot, window)
    page.delete_button.click()
    assert record.letters.list() == ()
    window.menus.undo.trigger()
    assert len(record.letters.list()) == 1
    finish_awaited()
    assert page.table.papers.rowCount() == 1


def test_an_order_without_anybody_to_appoint_is_refused_with_the_way_out(
    window: MainWindow, record: Services
) -> None:
    for row in record.coordinator.history():
        record.coordinator.delete(row.id)
    page = open_screen(window, "letters", LettersPage)
    page.show_field("order")
    assert record.letters.list() == ()
    assert "Координатор" in window.line.label.text()


def test_an_order_takes_the_number_the_record_names(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    (person,) = record.coordinator.history()
    named = AppointmentDraft(
        name=person.name,
        post=person.post,
        appointed_on=person.appointed_on,
        order_number="57-од",
        order_date=date(2024, 6, 3),
    )
    record.coordinator.save(named, person.id)
    page = open_screen(window, "letters", LettersPage)
    page.show_field(f"order:{person.id}")
    drawn(qtbot, page)
    qtbot.waitUntil(page.register_button.isEnabled)
    register(qtbot, page)
    (row,) = record.letters.list()
    assert (row.kind, row.number) == (PaperKind.ORDER, "57-од")


def test_the_saved_file_holds_the_very_bytes_shown(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = start_letter(qtbot, window)
    register(qtbot, page)
    target = tmp_path / "письмо.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.buttons.pdf.trigger()
    assert target.read_bytes() == page.preview.pdf


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_lost(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = start_letter(qtbot, window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "x.pdf"), ""))
    page.buttons.pdf.trigger()
    assert "не записан" in window.line.label.text()
    assert page.preview.pdf


def test_what_is_printed_looks_like_the_pdf(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    page = start_letter(qtbot, window)
    printed = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(printed))
    printer.setResolution(300)
    paint_pdf(page.preview.pdf, printer)
    on_paper = printed.read_bytes()
    assert len(page_sizes(on_paper)) == len(page_sizes(page.preview.pdf))
    for sheet in compare(page.preview.pdf, on_paper):
        assert sheet.difference < 2.5, "of 255, over all dots; another letter differs by 14"
        assert max(sheet.shift, sheet.size) < 0.4, "millimetres"


def test_zoom_changes_the_size_of_the_pages(qtbot: QtBot, window: MainWindow) -> None:
    page = start_letter(qtbot, window)
    (view,) = page.preview.findChildren(PageView)[:1]
    width = view.width()
    page.preview.zoom_in.click()
    qtbot.waitUntil(lambda: page.preview.findChildren(PageView)[-1].width() > width)


def test_a_finding_leads_to_its_screen(qtbot: QtBot, window: MainWindow) -> None:
    page = start_letter(qtbot, window)
    assert page.findings.findings
    screens = {finding.screen for finding in page.findings.findings}
    assert screens <= {"overview", "coordinator", "banners", "parents", "letters", "register", "school"}


def test_the_registers_rows_open_their_paper(qtbot: QtBot, window: MainWindow) -> None:
    page = start_letter(qtbot, window)
    register(qtbot, page)
    register_page = open_screen(window, "register", RegisterPage)
    register_page.outgoing_table.selectRow(0)
    assert "SHA-256" in register_page.details.text()
    register_page.outgoing_table.opened.emit(register_page.outgoing.row_at(0))
    assert window.current_page() is window.page("letters")


def test_a_register_is_read_and_verified_beside_the_window_and_searched_by_every_word(
    qtbot: QtBot, window: MainWindow, record: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = start_letter(qtbot, window)
    register(qtbot, page)
    threads: list[bool] = []
    chain = record.register.chain
    monkeypatch.setattr(
        record.register, "chain", lambda: (threads.append(current_thread() is main_thread()), chain())[1]
    )
    register_page = open_screen(window, "register", RegisterPage)
    register_page.refresh()
    assert threads
    assert not any(threads)
    (row,) = register_page.outgoing.rows()
    for words, found in (
        (row.subject.split()[0].upper(), 1), ("письмо-подтв", 1), ("нет такого", 0), (row.number, 1),
    ):  # fmt: skip
        register_page.filter.search.set_value(words)
        register_page.filter.changed.emit()
        assert register_page.outgoing.rowCount() == found, words
    register_page.filter.search.set_value("")
    register_page.refresh()
    assert register_page.outgoing.rowCount() == 1


def test_writing_over_a_folder_is_refused(tmp_path: Path) -> None:
    from desktop_app.services.errors import StorageError  # noqa: PLC0415

    with pytest.raises(StorageError):
        write_file(tmp_path, b"x")


def test_the_keys_go_from_the_papers_to_the_findings_to_the_form_to_the_pages(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = start_letter(qtbot, window)

    def mending() -> list[QPushButton]:
        """Return the buttons in sight; those of findings that were shown before are only on their way out."""
        return [each for each in page.findings.findChildren(QPushButton) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(mending()))
    chain, widget = [], page.table.nextInFocusChain()
    while widget is not None and widget is not page.table:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            chain.append(widget)
        widget = widget.nextInFocusChain()
    mend = mending()[0]
    places = [chain.index(one) for one in (mend, page.form.field("dated"), page.preview.zoom_in)]
    assert places == sorted(places), "the pages are read last"
