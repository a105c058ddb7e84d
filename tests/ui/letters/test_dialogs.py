"""The decisions of a paper: what stands in them is read whole, whatever is typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services.errors import StorageError
from desktop_app.ui.kit.fields import LineField
from desktop_app.ui.letters.dialogs import ReasonDialog, RegisterDialog
from tests.functional.window import Answer


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


def test_a_number_that_needs_other_room_than_the_one_shown_is_told_of(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = RegisterDialog("01-12/7", date(2024, 6, 3), window)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert not dialog.room.isVisible()
    dialog.form.field("number").setText("02-55-5749/24-повторно")
    assert dialog.room.isVisible()
    assert "№ 01-12/7" in dialog.room.text()
    dialog.form.field("number").setText("01-12/8")
    assert not dialog.room.isVisible()


def test_a_disk_that_refuses_leaves_the_dialog_open_with_what_is_typed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ReasonDialog("7", window)
    tries: list[str] = []

    def work(values: dict[str, Any]) -> None:
        tries.append(values["reason"])
        if len(tries) == 1:
            raise StorageError("На диске нет места.", hint="Освободите место и повторите.")

    def act(shown: ReasonDialog) -> None:
        shown.form.field("reason").setText("ошибка в адресе")
        shown.accept_button.click()
        assert shown.isVisible()
        assert "На диске нет места." in shown.form.general.text()
        assert shown.form.field("reason").value() == "ошибка в адресе"
        shown.accept_button.click()

    Answer(ReasonDialog, act)
    assert dialog.settle(work)
    assert tries == ["ошибка в адресе"] * 2
