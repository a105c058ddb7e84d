"""The text of a paper from the window: opened from a draft, changed with keys, printed, taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.models.layout import PaperText
from desktop_app.services.container import Services
from desktop_app.services.letters.types import PaperKind
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.shell.closing import Answer as Unsaved
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.texts.section import TextsSection
from tests.functional.window import open_screen
from tests.services.conftest import FrozenClock

LETTER = PaperKind.CONFIRMATION


def open_texts(qtbot: QtBot, window: MainWindow) -> TextsSection:
    window.go("school", "texts:confirmation")
    page = window.current_page()
    assert isinstance(page, SchoolPage)
    assert page.shown() is page.texts
    qtbot.waitUntil(lambda: len(page.texts.filled.lines()) > 1, timeout=20_000)
    return page.texts


def test_from_a_draft_to_its_template_and_back(qtbot: QtBot, window: MainWindow, record: Services) -> None:
    letters = open_screen(window, "letters", LettersPage)
    letters.create_new()
    qtbot.waitUntil(lambda: bool(letters.preview.pdf), timeout=20_000)
    letters.form.text.setPlainText("Своими словами.")
    assert letters.form.template_button.isHidden(), "what is written by hand follows no template"
    letters.form.restore_button.click()
    letters.form.template_button.click()
    section = open_texts(qtbot, window)
    editor = section.editor
    assert editor.hasFocus()
    QTest.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "P.S. 24/7 ")
    section.fields.search.setText("школа.сайт")
    QTest.keyClick(section.fields.search, Qt.Key.Key_Return)
    qtbot.waitUntil(section.save_button.isEnabled, timeout=20_000)
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert record.texts.rows()[0].own
    assert window.line.label.text() == "Текст сохранён: Письмо-подтверждение"
    open_screen(window, "letters", LettersPage)
    qtbot.waitUntil(lambda: letters.form.text.value().endswith("P.S. 24/7"), timeout=20_000)
    window.menus.undo.trigger()
    assert not record.texts.rows()[0].own
    qtbot.waitUntil(lambda: "P.S." not in letters.form.text.value(), timeout=20_000)


def test_a_wrong_text_says_its_line_and_closing_asks(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    section = open_texts(qtbot, window)
    section.editor.moveCursor(QTextCursor.MoveOperation.End)
    section.editor.insert("\n{{ школа.названее }}")
    qtbot.waitUntil(lambda: any("Похожее" in line for line in section.filled.lines()), timeout=20_000)
    last = section.editor.blockCount()
    assert section.filled.lines() == (
        f"Строка {last}: поля «школа.названее» нет. Похожее: «школа.название».",
    )
    assert not section.save_button.isEnabled()
    asked: list[tuple[str, ...]] = []
    window.ask = lambda _parent, titles: asked.append(tuple(titles)) or Unsaved.SAVE
    assert not window.settle_unsaved(), "a text with a mistake cannot be stored, so the window stays"
    assert asked == [("Школа",)]
    assert not record.texts.rows()[0].own
    assert section.editor.template().endswith("{{ школа.названее }}")


def test_a_spoilt_template_costs_a_draft_nothing_and_leads_to_its_editor(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    with record.store.write("Чужая рука") as session:
        wrong = "Заголовок: О деле\n{{ школа.нет }}"
        session.add(PaperText(kind=LETTER.value, template=wrong, changed_at=FrozenClock().now()))
    letters = open_screen(window, "letters", LettersPage)
    letters.create_new()
    qtbot.waitUntil(letters.findings.blocks, timeout=20_000)
    assert letters.preview.pdf
    assert not letters.register_button.isEnabled()
    finding = letters.findings.findings[0]
    assert "Строка 2" in finding.message
    letters.findings.jump.emit(finding.screen, finding.field)
    section = open_texts_with_mistake(qtbot, window)
    section.restore_button.click()
    open_screen(window, "letters", LettersPage)
    qtbot.waitUntil(letters.register_button.isEnabled, timeout=20_000)


def open_texts_with_mistake(qtbot: QtBot, window: MainWindow) -> TextsSection:
    page = window.current_page()
    assert isinstance(page, SchoolPage)
    qtbot.waitUntil(lambda: bool(page.texts.editor.extraSelections()), timeout=20_000)
    (mark,) = page.texts.editor.extraSelections()
    assert mark.cursor.blockNumber() + 1 == 2
    return page.texts
