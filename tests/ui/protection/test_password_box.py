"""The password field: hidden, shown by its eye, and a word about the keyboard in time."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services.errors import StorageError
from desktop_app.ui.protection.password_box import PasswordBox
from desktop_app.ui.protection.password_dialogs import NewPasswordDialog

SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def box(qtbot: QtBot, themed: QApplication) -> PasswordBox:
    box = PasswordBox()
    qtbot.addWidget(box)
    box.show()
    return box


def press(box: PasswordBox, sign: str, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    QApplication.sendEvent(box.line, QKeyEvent(QEvent.Type.KeyPress, 0, modifier, sign))


def test_the_eye_shows_and_hides(box: PasswordBox, qtbot: QtBot) -> None:
    assert box.line.echoMode() is QLineEdit.EchoMode.Password
    assert box.eye.accessibleName() == "Показать пароль"
    box.eye.click()
    assert box.line.echoMode() is QLineEdit.EchoMode.Normal
    assert box.eye.accessibleName() == "Скрыть пароль"
    box.eye.click()
    assert box.line.echoMode() is QLineEdit.EchoMode.Password


@pytest.mark.parametrize(
    ("sign", "modifier", "said"),
    [
        ("п", PLAIN, "Русская раскладка"),
        ("p", PLAIN, "Латинская раскладка"),
        ("П", SHIFT, "Русская раскладка"),
        ("П", PLAIN, "Русская раскладка. Включён Caps Lock."),
        ("p", SHIFT, "Латинская раскладка. Включён Caps Lock."),
    ],
)
def test_layout_and_capitals_are_told_by_the_keys(
    box: PasswordBox, sign: str, modifier: Qt.KeyboardModifier, said: str
) -> None:
    press(box, sign, modifier)
    assert box.value() == sign
    assert box.keyboard.text() == said
    assert box.keyboard.isVisible()


def test_digits_tell_nothing_and_an_empty_field_is_quiet_again(box: PasswordBox) -> None:
    press(box, "7")
    assert not box.keyboard.isVisible()
    press(box, "п")
    box.set_value("")
    assert not box.keyboard.isVisible()


def test_blanks_are_part_of_a_password(box: PasswordBox) -> None:
    box.set_value(" два слова ")
    assert box.value() == " два слова "


def test_typing_begins_in_the_first_field_of_a_dialog(qtbot: QtBot, themed: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for prove in (False, True):
        dialog: NewPasswordDialog[object] = NewPasswordDialog(
            "Пароль", "Да", "Файл.", dict, window, prove=prove
        )
        dialog.show()
        field = dialog.form.field("current" if prove else "password")
        assert dialog.focusWidget() is field.line
        dialog.reject()


def test_a_dialog_at_work_cannot_be_left_and_a_refusal_keeps_what_was_typed(
    qtbot: QtBot, themed: QApplication
) -> None:
    gate = threading.Event()

    def work(_values: dict[str, str]) -> None:
        gate.wait(20)
        raise StorageError("На диске нет места: пароль не изменён.")

    window = QWidget()
    qtbot.addWidget(window)
    dialog: NewPasswordDialog[None] = NewPasswordDialog("Пароль", "Да", "Файл.", work, window)
    dialog.show()
    for name in ("password", "again"):
        dialog.form.field(name).set_value("четыре слова подряд")
    dialog.accept_button.click()
    assert dialog.waiting.isVisible()
    assert not dialog.cancel_button.isEnabled()
    dialog.reject()
    assert dialog.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: not dialog.waiting.isVisible())
    assert "нет места" in dialog.form.general.text()
    assert dialog.cancel_button.isEnabled()
    assert dialog.form.values()["again"] == "четыре слова подряд"
    dialog.reject()
    assert dialog.form.values()["again"] == ""


def test_tab_leads_from_password_to_password_and_past_no_field(qtbot: QtBot, themed: QApplication) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog: NewPasswordDialog[None] = NewPasswordDialog("", "", "", lambda _values: None, owner, prove=True)
    dialog.show()
    boxes = [dialog.form.field(name) for name in ("current", "password", "again")]
    for box in boxes:
        box.set_value("четыре слова подряд")
    qtbot.waitUntil(lambda: dialog.focusWidget() is boxes[0].line)
    forth = [_press_and_look(qtbot, dialog, Qt.Key.Key_Tab) for _ in range(4)]
    assert forth == [boxes[1].line, boxes[2].line, boxes[2].eye, dialog.accept_button]
    back = [_press_and_look(qtbot, dialog, Qt.Key.Key_Backtab) for _ in range(4)]
    assert back == [boxes[2].eye, boxes[2].line, boxes[1].line, boxes[0].line]


def test_one_eye_shows_what_is_typed_in_every_field(qtbot: QtBot, themed: QApplication) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog: NewPasswordDialog[None] = NewPasswordDialog("", "", "", lambda _values: None, owner, prove=True)
    boxes = [dialog.form.field(name) for name in ("current", "password", "again")]
    boxes[2].eye.click()
    assert {box.line.echoMode() for box in boxes} == {QLineEdit.EchoMode.Normal}
    boxes[0].eye.click()
    assert {box.line.echoMode() for box in boxes} == {QLineEdit.EchoMode.Password}


def _press_and_look(qtbot: QtBot, dialog: QWidget, key: Qt.Key) -> QWidget | None:
    qtbot.keyClick(dialog.focusWidget(), key)
    return dialog.focusWidget()
