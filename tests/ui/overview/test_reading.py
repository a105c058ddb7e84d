"""A letter's text is pasted, what was read is shown, and the form is filled with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.services.directive.types import DirectiveDraft
from desktop_app.ui.overview.letter_form import LetterDialog
from desktop_app.ui.overview.reading_dialog import ReadingDialog
from tests.services.directive.test_reading import REPLY


def test_a_pasted_letter_fills_the_form(qtbot: QtBot, themed: object, services: Any) -> None:
    dialog = LetterDialog(services.directives, None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.read_button, Qt.MouseButton.LeftButton)
    reading = dialog.findChild(ReadingDialog)
    assert reading is not None
    assert not reading.use_button.isEnabled()
    reading.text.setPlainText(REPLY)
    qtbot.keyClick(reading.use_button, Qt.Key.Key_Space)
    draft = dialog.form.draft()
    assert isinstance(draft, DirectiveDraft)
    assert (draft.number, draft.sheets, draft.signatory_name) == ("33-11/456", 5, "И.И. Петрова")
    assert draft.text.startswith("Департамент образования")
    assert dialog.form.has_unsaved(), "what was read is not left behind unasked"
    dialog.form.mark_saved()


def test_the_way_around_typing_stands_above_the_fields(qtbot: QtBot, themed: object, services: Any) -> None:
    dialog = LetterDialog(services.directives, None)
    qtbot.addWidget(dialog)
    dialog.show()
    top = dialog.read_button.mapTo(dialog, dialog.read_button.rect().bottomLeft()).y()
    first = dialog.form.field("number")
    assert top < first.mapTo(dialog, first.rect().topLeft()).y()
    assert dialog.focusWidget() is first, "the cursor still begins in the first field"
