"""The recovery sheet is taken out by the first key pressed: Enter and Space begin to print."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.documents.recovery_page import recovery_page
from desktop_app.ui.protection import sheet_dialog
from desktop_app.ui.protection.sheet_dialog import SheetDialog
from tests.documents.test_recovery_page import PAGE


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_key_that_agrees_prints_the_sheet(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, key: Qt.Key
) -> None:
    pdf = recovery_page(PAGE)
    window = QWidget()
    qtbot.addWidget(window)
    printed: list[bytes] = []
    monkeypatch.setattr(sheet_dialog, "print_pdf", lambda pages, *_: printed.append(pages) is None)
    made: list[bool] = []
    dialog = SheetDialog(pdf, "Школа", lambda: made.append(True), window)
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.keyClick(dialog.focusWidget() or dialog, key)
    assert (printed, made, dialog.taken_out) == ([pdf], [True], True)
    assert "Отправлено на печать" in dialog.remark.text()
    dialog.close_button.click()
