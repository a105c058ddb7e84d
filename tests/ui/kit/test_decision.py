"""A decision on a low screen: its buttons stay in sight, its fields scroll."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit import decision
from desktop_app.ui.kit.decision import DecisionDialog
from desktop_app.ui.kit.fields import LineField

LOW = QSize(871, 392)
"""What 1366 × 768 at 150 % leaves a dialog beside the task bar."""


@pytest.fixture
def many_fields(qtbot: QtBot, themed: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[DecisionDialog]:
    def room(_dialog: QDialog) -> QSize:
        return LOW

    monkeypatch.setattr(decision, "room_of", room)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DecisionDialog(parent)
    dialog.explain("Запись останется в истории. " * 4)
    for number in range(9):
        dialog.form.add(f"field{number}", f"Поле {number}", LineField(), hint="Подсказка под полем")
    dialog.accept_button.setText("Сменить")
    dialog.form.set_values({})
    yield dialog
    del parent  # it had to live until here


def test_it_is_no_higher_than_the_screen_and_the_buttons_are_in_it(many_fields: DecisionDialog) -> None:
    many_fields.open()
    assert many_fields.height() <= LOW.height()
    for button in (many_fields.accept_button, many_fields.cancel_button):
        assert many_fields.rect().contains(button.geometry().translated(button.parentWidget().pos()))
    many_fields.close()


def test_a_field_below_is_brought_into_view(many_fields: DecisionDialog, qtbot: QtBot) -> None:
    many_fields.open()
    last = many_fields.form.field("field8")
    many_fields.form.show_field("field8")
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())
    many_fields.close()
