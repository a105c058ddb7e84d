"""The editor of texts: chosen, typed, tried, refused at its line, stored, put back; nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.services.errors import AppError
from desktop_app.services.texts.types import PaperKind
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.texts.editor import TemplateEditor
from desktop_app.ui.texts.section import TextsSection
from desktop_app.ui.theme.colours import DARK, LIGHT
from desktop_app.ui.theme.style import apply_theme


@pytest.fixture
def page(qtbot: QtBot, themed: object, services: Any) -> SchoolPage:
    made = SchoolPage(services)
    qtbot.addWidget(made)
    made.resize(1120, 620)
    made.show()
    made.show_field("texts:order")
    return made


@pytest.fixture
def section(page: SchoolPage, qtbot: QtBot) -> TextsSection:
    tried(qtbot, page.texts, "по записям")
    return page.texts


def tried(qtbot: QtBot, section: TextsSection, said: str) -> None:
    qtbot.waitUntil(lambda: any(said in line for line in section.filled.lines()))


def type_at_end(qtbot: QtBot, editor: TemplateEditor, text: str) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, text)


def marked(section: TextsSection) -> list[int]:
    return [mark.cursor.blockNumber() + 1 for mark in section.editor.extraSelections()]


def test_the_text_asked_for_is_open_and_filled(section: TextsSection) -> None:
    assert section.editor.template() == "Заголовок: О деле\nОбразец order"
    assert section.filled.lines() == ("Заголовок: О деле", "Образец order", "по записям")
    assert not section.save_button.isEnabled()


def test_a_right_text_can_be_saved_and_is_the_own_one(
    section: TextsSection, page: SchoolPage, services: Any, qtbot: QtBot
) -> None:
    type_at_end(qtbot, section.editor, "new line")
    assert not section.save_button.isEnabled(), "not before it was tried"
    qtbot.waitUntil(section.save_button.isEnabled)
    assert page.has_unsaved()
    with qtbot.waitSignal(page.record_changed), qtbot.waitSignal(page.message) as said:
        section.save_button.click()
    assert services.texts.own[PaperKind.ORDER].endswith("\nnew line")
    assert not page.has_unsaved()
    assert section.model.data(section.model.index(1, 1)) == "свой"
    assert said.args == ["Текст сохранён: Приказ"]


def test_a_mistake_is_marked_at_its_line_and_keeps_save_shut(
    section: TextsSection, page: SchoolPage, services: Any, qtbot: QtBot
) -> None:
    section.editor.insert("ошибка\n")
    tried(qtbot, section, "Строка 1: здесь ошибка.")
    assert marked(section) == [1]
    assert not section.save_button.isEnabled()
    assert section.editor.accessibleDescription() == "Строка 1: здесь ошибка."
    section.editor.moveCursor(QTextCursor.MoveOperation.End)
    (way,) = (one for one in section.filled.findChildren(QPushButton) if one.text() == "К строке 1")
    way.click()
    assert section.editor.textCursor().blockNumber() == 0
    page.save()
    assert services.texts.own == {}
    assert page.has_unsaved()


def test_cancelling_brings_back_what_is_stored_and_can_itself_be_taken_back(
    section: TextsSection, page: SchoolPage, qtbot: QtBot
) -> None:
    section.editor.insert("ошибка")
    tried(qtbot, section, "здесь ошибка")
    section.cancel_button.click()
    assert not page.has_unsaved()
    tried(qtbot, section, "по записям")
    assert marked(section) == []
    section.editor.undo()
    assert page.has_unsaved()


def test_what_is_typed_waits_while_another_text_is_looked_at(
    section: TextsSection, page: SchoolPage, services: Any, qtbot: QtBot
) -> None:
    section.editor.insert("первое ")
    section.kinds.select_line(4)
    assert section.editor.template().endswith("memo")
    section.editor.insert("второе ")
    section.kinds.select_line(1)
    assert section.editor.template().startswith("первое ")
    page.refresh()
    assert section.editor.template().startswith("первое ")
    page.save()
    assert {kind.value: text[:6].strip() for kind, text in services.texts.own.items()} == {
        "order": "первое",
        "memo": "второе",
    }
    assert not page.has_unsaved()


def test_saving_all_stops_at_the_text_with_a_mistake_and_shows_it(
    section: TextsSection, page: SchoolPage, services: Any, qtbot: QtBot
) -> None:
    section.editor.insert("ошибка ")
    section.kinds.select_line(4)
    section.editor.insert("второе ")
    page.save()
    assert list(services.texts.own) == [PaperKind.MEMO]
    assert section.editor.template().startswith("ошибка")
    assert page.has_unsaved()


def test_the_original_comes_back_with_one_press(
    section: TextsSection, page: SchoolPage, services: Any, qtbot: QtBot
) -> None:
    assert not section.restore_button.isVisible()
    section.editor.insert("своё ")
    section.save()
    assert section.restore_button.isVisible()
    with qtbot.waitSignal(page.message):
        section.restore_button.click()
    assert services.texts.own == {}
    assert section.editor.template() == services.texts.standard(PaperKind.ORDER)
    assert not section.restore_button.isVisible()


def test_a_field_is_found_and_put_in_with_the_keyboard(section: TextsSection, qtbot: QtBot) -> None:
    section.editor.moveCursor(QTextCursor.MoveOperation.End)
    fields = section.fields
    fields.search.setText("краткое")
    assert [row.name for row in fields.model.rows()] == ["школа.краткое"]
    qtbot.keyClick(fields.search, Qt.Key.Key_Return)
    assert section.editor.template().endswith("order{{ школа.краткое }}")
    fields.search.clear()
    qtbot.keyClick(fields.search, Qt.Key.Key_Return)
    assert fields.about.text() == "сокращённое наименование"
    qtbot.keyClick(fields.table, Qt.Key.Key_Return)
    assert section.editor.template().count("{{ школа.краткое }}") == 2


def test_a_condition_goes_around_what_is_selected(section: TextsSection, qtbot: QtBot) -> None:
    cursor = section.editor.textCursor()
    cursor.setPosition(len("Заголовок: О деле\n"))
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    section.editor.setTextCursor(cursor)
    section.fields.table.opened.emit(section.fields.model.row_at(1))
    assert section.editor.template().endswith("{% если письмо.есть %}Образец order{% конец %}")
    assert section.editor.textCursor().position() == len(section.editor.template()) - len("{% конец %}")


def test_the_sample_fills_the_text_when_it_is_chosen(section: TextsSection, qtbot: QtBot) -> None:
    section.filled.source.set_value(value=True)
    tried(qtbot, section, "по примеру")


def test_a_refusal_of_the_disk_is_said_and_the_text_stays(
    section: TextsSection, page: SchoolPage, services: Any, qtbot: QtBot
) -> None:
    def refuse(_kind: object, _template: str) -> None:
        raise AppError("На диске нет места.")

    services.texts.save = refuse
    section.editor.insert("своё ")
    with qtbot.waitSignal(page.failed):
        page.save()
    assert page.has_unsaved()


def test_lines_are_numbered_and_both_themes_colour_them(section: TextsSection, qapp: QApplication) -> None:
    section.editor.set_template("\n".join(f"строка {{{{ поле }}}} {number}" for number in range(1, 121)))
    assert section.editor.viewportMargins().left() == section.editor.numbers_width()
    section.editor.mark_lines((2,))
    for dark, colours in ((True, DARK), (False, LIGHT)):
        apply_theme(qapp, dark=dark)
        assert not section.editor.grab().isNull()
        (mark,) = section.editor.extraSelections()
        assert mark.format.background().color().name() == colours.bad_soft
        formats = section.editor.document().firstBlock().layout().formats()
        assert {one.format.foreground().color().name() for one in formats} == {colours.accent}


def test_tab_leaves_the_text_for_the_buttons(section: TextsSection, page: SchoolPage, qtbot: QtBot) -> None:
    section.editor.insert("своё ")
    qtbot.waitUntil(section.save_button.isEnabled)
    section.editor.setFocus()
    qtbot.keyClick(section.editor, Qt.Key.Key_Tab)
    assert page.focusWidget() is section.save_button
