"""The decisions of a paper: what stands in them is read whole, whatever is typed."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit.fields import LineField
from desktop_app.ui.letters.dialogs import ReasonDialog


def test_a_note_of_two_lines_after_one_of_one_is_not_laid_over_its_field(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ReasonDialog("01-12/2", window)
    dialog.show()
    qtbot.waitExposed(dialog)
    reason = dialog.form.field("reason")
    assert isinstance(reason, LineField)
    note = next(one for one in dialog.findChildren(QLabel) if "Напишите причину" in one.text())
    reason.setText("Ошибка в дате")
    dialog.form.check()
    assert "больше не будет выдан" in note.text()
    qtbot.waitUntil(lambda: note.height() >= note.heightForWidth(note.width()))
    below = reason.mapTo(dialog, reason.rect().bottomLeft()).y()
    assert note.mapTo(dialog, note.rect().topLeft()).y() > below
