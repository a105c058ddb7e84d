"""Every paper through the window: what goes with a letter, corrections, answers, extracts, saving."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop_app.documents.preview import page_sizes
from desktop_app.models.directive import Directive
from desktop_app.models.school import School
from desktop_app.services.container import Services
from desktop_app.services.letters.enclosures import TITLES
from desktop_app.services.letters.types import EXTRACTS, EnclosureDraft, LetterDraft, LetterState, PaperKind
from desktop_app.ui.kit.page_view import PageView
from desktop_app.ui.letters.dialogs import AnswerDialog, DatedNoteDialog, OfferField
from desktop_app.ui.letters.extract_dialog import ExtractDialog
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.letters.words import enclosure_names, kind_names, usual_ways
from desktop_app.ui.shell.window import MainWindow
from tests.functional.window import Answer, open_screen
from tests.services.record import add_class, add_event, add_portal

MEMO = EnclosureDraft(kind=PaperKind.MEMO, copies=30)


def drawn(qtbot: QtBot, page: LettersPage) -> bytes:
    qtbot.waitUntil(lambda: bool(page.preview.pdf) and bool(page.preview.findChildren(PageView)))
    return page.preview.pdf


def sent_letter(record: Services, *enclosures: EnclosureDraft) -> int:
    draft = record.letters.create(LetterDraft(kind=PaperKind.CONFIRMATION, enclosures=enclosures))
    row = record.letters.register(draft.id)
    return record.letters.mark_sent(row.id, date(2024, 6, 3), "нарочно").id


def test_the_screen_calls_the_papers_as_the_services_know_them() -> None:
    assert enclosure_names() == TITLES
    assert set(kind_names()) == set(PaperKind)


def test_what_is_ticked_goes_with_the_letter_and_is_shown_beside_it(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    page = open_screen(window, "letters", LettersPage)
    page.create_new()
    drawn(qtbot, page)
    assert page.paper.tabs.isHidden()
    memo = page.form.enclosures.line(PaperKind.MEMO)
    memo.check.setFocus()
    QTest.keyClick(memo.check, Qt.Key.Key_Space)
    memo.copies.setValue(30)
    qtbot.waitUntil(lambda: page.paper.tabs.count() == 2 and page.paper.tabs.isVisible())
    letter = page.preview.pdf
    page.paper.tabs.setCurrentIndex(1)
    assert page.preview.pdf != letter
    width, height = page_sizes(page.preview.pdf)[0]
    assert width > height, "the memo is a landscape sheet"
    page.save()
    (row,) = record.letters.list()
    assert [(one.kind, one.copies) for one in row.enclosures] == [(PaperKind.MEMO, 30)]
    assert not page.has_unsaved()


def test_the_order_of_what_goes_with_a_letter_is_the_users(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    page = open_screen(window, "letters", LettersPage)
    page.create_new()
    field = page.form.enclosures
    for kind in (PaperKind.MEMO, PaperKind.OUTGOING_REGISTER):
        field.line(kind).check.click()
    field.line(PaperKind.OUTGOING_REGISTER).title.setText("Реестр писем")
    field.line(PaperKind.OUTGOING_REGISTER).up.click()
    page.save()
    (row,) = record.letters.list()
    assert [one.title for one in row.enclosures] == ["Реестр писем", TITLES[PaperKind.MEMO]]
    drawn(qtbot, page)
    page.refresh()
    assert [one.kind for one in field.value()] == [PaperKind.OUTGOING_REGISTER, PaperKind.MEMO]


def test_the_text_follows_the_period_until_it_is_rewritten(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    for day in (date(2024, 5, 2), date(2024, 5, 31)):
        add_event(record.store, day, 10, None)
    page = open_screen(window, "letters", LettersPage)
    page.create_new()
    drawn(qtbot, page)
    page.form.field("since").setText("01.05.2024")
    qtbot.waitUntil(lambda: "02.05.2024" in page.form.text.value())
    page.form.text.setPlainText("Своими словами.")
    page.form.field("since").setText("30.05.2024")
    qtbot.wait(1)
    page.save()
    assert page.form.text.value() == "Своими словами."
    page.form.field("until").setText("01.05.2024")
    page.form.check()
    assert not page.form.is_valid()
    assert not page.form.save_button.isEnabled()


def test_choosing_another_paper_stores_what_was_typed_in_the_draft(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    other = sent_letter(record)
    page = open_screen(window, "letters", LettersPage)
    page.create_new()
    drawn(qtbot, page)
    draft = next(row for row in record.letters.list() if row.state is LetterState.DRAFT)
    page.form.text.setPlainText("Набрано и не сохранено.")
    page.show_field(f"paper:{other}")
    assert record.letters.get(draft.id).edited_text == "Набрано и не сохранено."
    assert page.form.isHidden()
    page.show_field(f"paper:{draft.id}")
    assert page.form.text.value() == "Набрано и не сохранено."
    page.form.text.setPlainText("Ещё раз.")
    page.show_field("new")
    assert record.letters.get(draft.id).edited_text == "Ещё раз."
    assert page.form.text.value() != "Ещё раз.", "the new paper has a text of its own"


def test_a_correction_starts_beside_the_old_paper(qtbot: QtBot, window: MainWindow, record: Services) -> None:
    old = sent_letter(record, MEMO)
    page = open_screen(window, "letters", LettersPage)
    page.show_field(f"paper:{old}")
    drawn(qtbot, page)
    assert page.paper.tabs.count() == 2
    page.buttons.correct.click()
    assert page.form.correction.text() == "Взамен бумаги № 1 от 03.06.2024"
    assert page.form.text.value().startswith("Взамен письма от 03.06.2024 № 1 ")
    fix = next(row for row in record.letters.list() if row.state is LetterState.DRAFT)
    record.letters.register(fix.id)
    page.refresh()
    page.show_field(f"paper:{old}")
    assert "Исправлено: № 2 от 03.06.2024" in page.facts.text()
    assert page.buttons.correct.isHidden()


def test_the_answer_that_came_is_chosen_from_the_incoming(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    paper = sent_letter(record)
    with record.store.write("Входящее") as session:
        session.add(Directive(number="77", dated=date(2024, 6, 10), sender="Департамент образования"))
    page = open_screen(window, "letters", LettersPage)
    page.show_field(f"paper:{paper}")
    drawn(qtbot, page)

    def choose(dialog: AnswerDialog) -> None:
        field = dialog.form.field("answer_id")
        assert field.count() == 2, "no answer, or the letter that came; never the one answered"
        field.setCurrentIndex(1)
        dialog.accept_button.click()

    Answer(AnswerDialog, choose)
    page.buttons.answer.click()
    assert record.letters.get(paper).answer == "№ 77 от 10.06.2024"
    assert "Ответ получен: № 77 от 10.06.2024" in page.facts.text()


def test_the_usual_ways_of_sending_are_offered_and_others_typed(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    draft = record.letters.create(LetterDraft(kind=PaperKind.CONFIRMATION))
    record.letters.register(draft.id)
    page = open_screen(window, "letters", LettersPage)
    page.show_field(f"paper:{draft.id}")
    drawn(qtbot, page)
    offered: list[str] = []

    def send(dialog: DatedNoteDialog) -> None:
        field = dialog.form.field("note")
        assert isinstance(field, OfferField)
        model = field.completer().model()
        offered.extend(str(model.index(place, 0).data()) for place in range(model.rowCount()))
        field.setText("голубиной почтой")
        dialog.accept_button.click()

    Answer(DatedNoteDialog, send)
    page.sent_button.click()
    assert tuple(offered) == usual_ways()
    assert record.letters.get(draft.id).sent_how == "голубиной почтой"


def test_what_the_record_has_against_a_date_stays_beside_its_field(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    draft = record.letters.create(LetterDraft(kind=PaperKind.CONFIRMATION))
    record.letters.register(draft.id)
    page = open_screen(window, "letters", LettersPage)
    page.show_field(f"paper:{draft.id}")
    drawn(qtbot, page)
    told: list[str] = []

    def send(dialog: DatedNoteDialog) -> None:
        on, note = dialog.form.field("on"), dialog.form.field("note")
        dialog.accept_button.click()
        told.append(note.accessibleDescription())
        note.setText("электронной почтой")
        on.set_value(date(2020, 1, 9))
        dialog.accept_button.click()
        told.append(on.accessibleDescription())
        assert dialog.isVisible(), "nothing typed is lost"
        assert note.text() == "электронной почтой"
        on.set_value(record.letters.today())
        dialog.accept_button.click()

    Answer(DatedNoteDialog, send)
    page.sent_button.click()
    assert "Укажите, как отправлено письмо" in told[0]
    assert "Дата отправки раньше даты письма" in told[1]
    assert record.letters.get(draft.id).sent_how == "электронной почтой"


def test_the_save_menu_gives_word_the_whole_set_and_the_text(
    qtbot: QtBot, window: MainWindow, record: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = sent_letter(record, MEMO)
    page = open_screen(window, "letters", LettersPage)
    page.show_field(f"paper:{paper}")
    drawn(qtbot, page)
    targets = {"word": tmp_path / "письмо.docx", "pack": tmp_path / "комплект.pdf"}
    for name, target in targets.items():
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, target=target: (str(target), ""))
        getattr(page.buttons, name).trigger()
    assert targets["word"].read_bytes().startswith(b"PK")
    pages = sum(len(page_sizes(part.pdf)) for part in record.letters.parts(paper))
    assert len(page_sizes(targets["pack"].read_bytes())) == pages
    page.buttons.copy.trigger()
    assert "социальном проекте" in QGuiApplication.clipboard().text()


@pytest.mark.parametrize("kind", EXTRACTS)
def test_an_extract_is_shown_printed_and_saved_without_a_number(
    qtbot: QtBot,
    window: MainWindow,
    record: Services,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: PaperKind,
) -> None:
    add_class(record.store, "5А", 20)
    add_event(record.store, date(2024, 6, 1), 18, None, 1)
    page = open_screen(window, "letters", LettersPage)
    page.buttons.wanted.emit(kind)
    dialog = page.findChild(ExtractDialog)
    assert isinstance(dialog, ExtractDialog)
    qtbot.waitUntil(lambda: bool(dialog.preview.pdf))
    for button, name in ((dialog.pdf_button, "x.pdf"), (dialog.word_button, "x.docx")):
        target = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, target=target: (str(target), ""))
        qtbot.waitUntil(button.isEnabled)
        button.click()
        assert target.read_bytes().startswith((b"%PDF", b"PK"))
    dialog.reject()
    assert record.letters.list() == ()


def test_a_period_that_runs_backwards_is_said_beside_its_field(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    add_event(record.store, date(2024, 6, 1), 18, None)
    page = open_screen(window, "letters", LettersPage)
    page.buttons.wanted.emit(PaperKind.OUTREACH_JOURNAL)
    dialog = page.findChild(ExtractDialog)
    assert isinstance(dialog, ExtractDialog)
    qtbot.waitUntil(lambda: bool(dialog.preview.pdf))
    assert dialog.form.field("since").value() == date(2024, 5, 30)
    dialog.form.field("until").setText("01.05.2024")
    qtbot.waitUntil(lambda: not dialog.preview.pdf)
    assert not dialog.pdf_button.isEnabled()
    assert "раньше своего начала" in dialog.form.field("until").accessibleDescription()
    assert dialog.problem.isHidden(), "said once"
    dialog.form.field("until").setText("02.06.2024")
    qtbot.waitUntil(lambda: bool(dialog.preview.pdf))
    dialog.reject()


def test_a_word_longer_than_the_column_pushes_no_button_out_of_sight(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    with record.store.write("Адрес") as session:
        session.scalars(select(School)).one().address = "ул. " + "Оченьдлиннаяулица" * 6
    record.letters.create(LetterDraft(kind=PaperKind.CONFIRMATION))
    page = open_screen(window, "letters", LettersPage)
    drawn(qtbot, page)
    qtbot.waitUntil(lambda: any("Строка бланка" in one.message for one in page.findings.findings))
    (folded,) = (one for one in page.findings.findChildren(QPushButton) if "Показать ещё" in one.text())
    folded.click()
    column = page.findings.parentWidget()
    assert column is not None
    seen = column.parentWidget()
    assert seen is not None
    qtbot.waitUntil(lambda: folded.isHidden() and page.findings.width() <= column.width())
    assert page.findings.minimumSizeHint().width() <= seen.width(), "the column scrolls down only"


def test_a_sheet_of_no_class_says_once_where_classes_are_written(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    page = open_screen(window, "letters", LettersPage)
    page.buttons.wanted.emit(PaperKind.CLASS_SHEET)
    dialog = page.findChild(ExtractDialog)
    assert isinstance(dialog, ExtractDialog)
    field = dialog.form.field("class_id")
    qtbot.waitUntil(lambda: "на экране «Школа»" in field.accessibleDescription())
    assert dialog.problem.isHidden()
    assert not dialog.pdf_button.isEnabled()
    dialog.reject()


def test_the_buttons_fit_beside_the_title_on_a_small_laptop(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    add_portal(record.store, "Сайт", "placed", placed_on=date(2024, 6, 1))
    paper = sent_letter(record, MEMO)
    page = open_screen(window, "letters", LettersPage)
    window.resize(1366, 768)
    page.show_field(f"paper:{paper}")
    drawn(qtbot, page)
    shown = [button for button in page.buttons.all() if button.isVisible()]
    assert len(shown) == 7
    assert all(button.width() >= button.sizeHint().width() for button in shown)
    assert shown[0].geometry().left() > page.heading.title.sizeHint().width()
    assert page.heading.width() <= page.width()
