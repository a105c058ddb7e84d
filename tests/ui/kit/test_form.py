"""A form: messages beside their fields, Save when it can succeed, nothing typed is forgotten."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services.errors import AppError, FieldError, StorageError, ValidationError
from desktop_app.ui.kit.date_field import DateField, read_date
from desktop_app.ui.kit.fields import (
    ChoiceField,
    DecimalField,
    LineField,
    NumberField,
    OptionalNumberField,
    TextField,
)
from desktop_app.ui.kit.form import Form
from desktop_app.ui.school.school_form import SchoolForm


@pytest.fixture
def form(qtbot: QtBot, themed: object) -> Form:
    made = Form()
    made.add("name", "Фамилия", LineField())
    made.add("held_on", "Дата", DateField(), half=True)
    made.add("sheets", "Листов", OptionalNumberField(), half=True, hint="если известно")
    qtbot.addWidget(made)
    made.show()

    def check() -> tuple[FieldError, ...]:
        return () if made.field("name").value() else (FieldError("name", "Укажите фамилию"),)

    made.set_checker(check)
    made.set_values({"name": "", "held_on": None, "sheets": None})
    return made


def note_under(form: Form, name: str) -> QLabel:
    return form._rows[name].note


def test_a_message_is_quiet_until_its_field_is_touched(form: Form, qtbot: QtBot) -> None:
    assert note_under(form, "name").text() == "Укажите фамилию"
    assert note_under(form, "name").property("role") == "muted"
    assert not form.save_button.isEnabled()
    form.field("name").insert("И")
    qtbot.waitUntil(form.save_button.isEnabled)
    form.field("name").clear()
    qtbot.waitUntil(lambda: note_under(form, "name").property("role") == "problem")
    assert form.field("name").property("invalid") == "true"
    assert form.field("name").accessibleDescription() == "Укажите фамилию"


def test_a_refusal_stands_beside_its_field_another_is_told_and_neither_is_done(form: Form) -> None:
    told: list[AppError] = []
    with form.attempt(told.append) as attempt:
        raise ValidationError((FieldError("name", "Такая уже есть"),))
    assert (attempt.done, told) == (False, [])
    assert note_under(form, "name").text() == "Такая уже есть"
    assert note_under(form, "name").property("role") == "problem"
    with form.attempt(told.append) as attempt:
        raise StorageError("Файл занят")
    assert (attempt.done, [error.message for error in told]) == (False, ["Файл занят"])
    with pytest.raises(KeyError), form.attempt(told.append):
        raise KeyError
    with form.attempt(told.append) as attempt:
        pass
    assert attempt.done


def test_what_stands_below_stays_where_it_is_when_a_message_goes(form: Form, qtbot: QtBot) -> None:
    def top_of_date() -> int:
        form.layout().activate()
        form.adjustSize()  # as in a scrolling part: no room to spare
        return form.field("held_on").mapTo(form, QPoint(0, 0)).y()

    qtbot.waitUntil(lambda: note_under(form, "name").isVisible())
    before = top_of_date()
    form.field("name").insert("Иванова")
    qtbot.waitUntil(lambda: note_under(form, "name").isHidden())
    assert top_of_date() == before
    form.set_values({"name": "Иванова", "held_on": None, "sheets": None})  # another record: the room is free
    qtbot.waitUntil(lambda: top_of_date() < before)


def test_a_date_that_does_not_exist_blocks_saving(form: Form, qtbot: QtBot) -> None:
    form.field("name").insert("Иванова")
    qtbot.keyClicks(form.field("held_on"), "31.02.2024")
    qtbot.waitUntil(lambda: "Такой даты нет" in note_under(form, "held_on").text())
    assert not form.save_button.isEnabled()


def test_a_record_that_does_not_answer_has_no_say_while_typing(form: Form) -> None:
    def away() -> tuple[FieldError, ...]:
        raise StorageError("Программа заблокирована.")

    form.set_checker(away)
    form.field("name").insert("И")
    form.check()
    assert form.is_valid()
    form.field("held_on").setText("31.02.2024")
    form.check()
    assert not form.is_valid(), "what the field itself knows still counts"


def test_the_hint_comes_back_when_the_problem_is_gone(form: Form, qtbot: QtBot) -> None:
    form.field("sheets").insert("два")
    qtbot.waitUntil(lambda: "целое число" in note_under(form, "sheets").text())
    form.field("sheets").clear()
    qtbot.waitUntil(lambda: note_under(form, "sheets").text() == "если известно")


def test_unsaved_typing_is_known_and_can_be_taken_back(form: Form, qtbot: QtBot) -> None:
    form.set_values({"name": "Иванова", "held_on": date(2024, 6, 5), "sheets": None})
    assert not form.has_unsaved()
    qtbot.keyClicks(form.field("sheets"), "13")
    assert form.has_unsaved()
    assert form.values() == {"name": "Иванова", "held_on": date(2024, 6, 5), "sheets": 13}
    qtbot.mouseClick(form.cancel_button, Qt.MouseButton.LeftButton)
    assert not form.has_unsaved()
    assert form.field("sheets").text() == ""


def test_an_unreadable_date_counts_as_unsaved_typing(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.field("held_on"), "31.02")
    assert form.has_unsaved()


def test_submitting_an_invalid_form_shows_why_in_red(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.submitted):
        form.submit()
    assert note_under(form, "name").property("role") == "problem"
    form.field("name").insert("Иванова")
    with qtbot.waitSignal(form.submitted):
        form.submit()


def test_a_refusal_of_no_field_is_said_at_the_foot(form: Form) -> None:
    form.refuse((FieldError("", "Файл занят"),))
    assert form.general.isVisible()
    assert form.general.text() == "Файл занят"


def test_labels_lead_to_their_fields_and_tab_follows_their_order(form: Form, qtbot: QtBot) -> None:
    for name in ("name", "held_on", "sheets"):
        buddies = [label.buddy() for label in form.findChildren(QLabel)]
        assert form.field(name) in buddies
    assert form.field("held_on").accessibleName() == "Дата"
    form.save_button.setEnabled(True)
    chain = [form.field("name")]
    while len(chain) < 4:
        following = chain[-1].nextInFocusChain()
        while not (following.focusPolicy() & Qt.FocusPolicy.TabFocus):
            following = following.nextInFocusChain()
        chain.append(following)
    assert chain[1:] == [form.field("held_on"), form.field("sheets"), form.save_button]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("5.6.24", date(2024, 6, 5)),
        ("05.06.2024", date(2024, 6, 5)),
        ("05062024", date(2024, 6, 5)),
        ("050624", date(2024, 6, 5)),
        ("2024-06-05", date(2024, 6, 5)),
        ("5 июня 2024 г.", date(2024, 6, 5)),
        ("29.02.2023", None),
        ("вчера", None),
        ("", None),
    ],
)
def test_dates_are_read_as_people_write_them(typed: str, read: date | None) -> None:
    assert read_date(typed) == read


def test_a_typed_date_is_tidied_when_the_field_is_left(qtbot: QtBot, themed: object) -> None:
    field = DateField()
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "5.6.24")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "05.06.2024"


def test_the_calendar_starts_its_week_on_monday(qtbot: QtBot, themed: object) -> None:
    field = DateField()
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field._calendar is not None
    assert field._calendar.isVisible()
    assert field._calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday
    field._calendar.hide()


@pytest.mark.parametrize(
    ("kind", "shown", "typed", "meant"),
    [
        (NumberField, 0, "25", 25),
        (DecimalField, 20.0, "15", 15.0),
        (DateField, date(2024, 6, 5), "03.09.2024", date(2024, 9, 3)),
    ],
)
def test_who_clicks_into_a_value_and_types_means_another_one(
    kind: type[NumberField | DecimalField | DateField],
    shown: Any,
    typed: str,
    meant: object,
    qtbot: QtBot,
    themed: object,
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    before, field = LineField(), kind()
    column.addWidget(before)
    column.addWidget(field)
    field.set_value(shown)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    line = field.lineEdit() if isinstance(field, QAbstractSpinBox) else field
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(2, line.height() // 2))
    qtbot.waitUntil(lambda: bool(line.hasSelectedText()))
    qtbot.keyClicks(field, typed)
    assert field.value() == meant


def test_a_choice_may_be_empty_and_keeps_its_value_over_new_labels(qtbot: QtBot, themed: object) -> None:
    field = ChoiceField({1: "один", 2: "два"}, empty="не выбрано")
    qtbot.addWidget(field)
    assert field.value() is None
    field.set_value(2)
    field.set_choices({2: "двойка", 3: "тройка"}, empty="не выбрано")
    assert field.value() == 2
    assert field.currentText() == "двойка"


def test_numbers_and_long_texts_round_trip(qtbot: QtBot, themed: object) -> None:
    number, text = NumberField(high=10), TextField()
    for widget in (number, text):
        qtbot.addWidget(widget)
    number.set_value(7)
    text.set_value("первая\nвторая")
    assert (number.value(), text.value()) == (7, "первая\nвторая")


def test_while_the_window_is_locked_nothing_is_asked_and_afterwards_it_is(form: Form, qtbot: QtBot) -> None:
    asked = []

    def check() -> tuple[FieldError, ...]:
        asked.append(form.window().isEnabled())
        return ()

    form.set_checker(check)
    form.window().setDisabled(True)
    form.check()
    assert asked == [], "whoever asks would wait for the long change"
    form.window().setEnabled(True)
    qtbot.waitUntil(lambda: asked == [True])


def test_a_form_is_whole_after_its_parts_and_at_once_without_them(qtbot: QtBot, themed: object) -> None:
    at_once, by_parts = SchoolForm(), SchoolForm(by_parts=True)
    for each in (at_once, by_parts):
        qtbot.addWidget(each)
    assert not by_parts.values()
    seen = [len(by_parts.values()) for _part in by_parts.unbuilt]
    assert seen == sorted(set(seen)), "each part brings fields"
    assert list(by_parts.values()) == list(at_once.values())
