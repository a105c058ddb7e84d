"""The letters' screen while pages are drawn, typed over, undone, and in a narrow window."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from desktop_app.services.container import Services
from desktop_app.services.coordinator.types import AppointmentDraft
from desktop_app.services.errors import AppError, StorageError
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.ui.kit.page_view import PageView
from desktop_app.ui.kit.slices import finish_awaited
from desktop_app.ui.letters.desk import FORM, LIST, PAGES
from desktop_app.ui.letters.dialogs import RegisterDialog
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.shell.window import MainWindow
from tests.functional.window import Answer, open_screen

READABLE = 0.7
"""Of its own size; smaller, the text of a letter is not read on a laptop."""


@pytest.fixture
def page(window: MainWindow, record: Services, qtbot: QtBot) -> LettersPage:
    """Show a draft with its pages."""
    record.letters.create(LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1, appointment_id=1))
    window.resize(1366, 730)
    shown = open_screen(window, "letters", LettersPage)
    drawn(shown, qtbot)
    return shown


def drawn(page: LettersPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: any(view.drawn for view in page.preview.findChildren(PageView)))
    qtbot.waitUntil(page.register_button.isEnabled)


def test_a_new_paper_never_shows_the_pages_of_the_one_before(page: LettersPage, qtbot: QtBot) -> None:
    before = page.preview.pdf
    page.create_new()
    assert page.preview.pdf == b""
    sheets = [view for view in page.preview.findChildren(PageView) if view.isVisible()]
    assert [view.drawn for view in sheets] == [False]
    for button in (page.register_button, page.print_button, page.buttons.pdf):
        assert not button.isEnabled()  # nothing to be printed, and no empty file to be saved
    drawn(page, qtbot)
    assert page.preview.pdf
    assert before
    assert page.print_button.isEnabled()
    assert page.buttons.pdf.isEnabled()


def test_pages_that_cannot_be_drawn_any_more_are_not_shown_for_what_is_typed(
    page: LettersPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: Any) -> Any:
        raise AppError("Реквизиты не помещаются на первый лист.")

    monkeypatch.setattr(LetterService, "parts", refuse)
    with qtbot.waitSignal(page.failed):
        page.form.text.setPlainText("Совсем другой текст.")
    assert page.preview.pdf == b""
    assert not page.register_button.isEnabled()


def test_typing_stays_when_the_draft_is_changed_under_it(
    page: LettersPage, record: Services, window: MainWindow, qtbot: QtBot
) -> None:
    page.form.text.setPlainText("Сохранённый текст.")
    page.save()
    page.form.text.setPlainText("Сохранённый текст. И ещё не сохранённый.")
    record.history.undo()
    window.refresh()
    finish_awaited()
    assert page.form.text.value() == "Сохранённый текст. И ещё не сохранённый."
    assert page.has_unsaved()
    page.form.cancel_button.click()
    assert page.form.text.value() == record.letters.proposed_text(page.form.draft())


def test_a_draft_that_could_not_be_deleted_keeps_what_is_typed(
    page: LettersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_service: LetterService, _letter: int) -> None:
        raise StorageError("На диске нет места.")

    page.form.text.setPlainText("Свой текст.")
    monkeypatch.setattr(LetterService, "delete", refuse)
    page.delete_button.click()
    assert page.form.text.value() == "Свой текст."
    assert page.has_unsaved()


@pytest.mark.parametrize("size", [(1366, 730), (1242, 660), (1093, 580), (910, 480)])
def test_the_pages_are_read_without_moving_sideways(
    page: LettersPage, window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    page.desk.bring(PAGES)
    qtbot.waitUntil(page.preview.isVisible)
    place = page.preview.findChild(QScrollArea)
    assert place is not None
    qtbot.waitUntil(lambda: place.horizontalScrollBar().maximum() == 0 and page.preview._scale_now() > 0.5)
    if page.desk.tabs.isVisible():
        assert page.preview._scale_now() >= READABLE
        assert not page.form.isVisible()


def test_in_a_narrow_window_each_part_has_its_tab_and_jumps_bring_it_forward(
    page: LettersPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1093, 580)
    QCoreApplication.processEvents()
    assert page.desk.tabs.isVisible()
    assert page.table.isVisible()
    page.table.opened.emit(page.table.selected_rows()[0])
    assert page.form.isVisible()
    assert not page.table.isVisible()
    page.desk.bring(PAGES)
    assert not page.form.isVisible()
    page.show_field("dated")
    assert page.form.isVisible()
    page.desk.bring(LIST)
    page.create_new()
    assert page.desk.tabs.currentIndex() == FORM
    drawn(page, qtbot)
    window.resize(1366, 730)
    QCoreApplication.processEvents()
    assert page.table.isVisible()
    assert page.form.isVisible()
    assert page.preview.isVisible()
    assert not page.desk.tabs.isVisible()


def test_a_refused_field_is_seen_in_a_narrow_window(
    page: LettersPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1093, 580)
    QCoreApplication.processEvents()
    page.form.field("since").setText("05.06.2024")
    page.form.field("until").setText("01.06.2024")
    page.desk.bring(PAGES)
    page.save()
    assert page.form.field("until").isVisible()
    assert page.has_unsaved()


def test_an_order_is_registered_for_the_day_it_was_drawn_for(
    page: LettersPage, record: Services, qtbot: QtBot
) -> None:
    person = record.coordinator.current()
    assert person is not None
    kept = {name: getattr(person, name) for name in AppointmentDraft.__dataclass_fields__}
    kept |= {"order_number": "57-од", "order_date": date(2024, 5, 31)}
    record.coordinator.save(AppointmentDraft(**kept), person.id)
    page.show_field(f"order:{person.id}")
    drawn(page, qtbot)
    Answer(RegisterDialog, lambda dialog: dialog.accept_button.click())
    page.register_button.click()
    row = next(row for row in record.letters.list() if row.kind is PaperKind.ORDER)
    assert (row.number, row.dated) == ("57-од", date(2024, 5, 31))
