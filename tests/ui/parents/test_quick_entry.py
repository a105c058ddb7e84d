"""The quick-entry row: typed with the keyboard alone, on a real file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from pytestqt.qtbot import QtBot

from desktop_app.services.errors import StorageError
from desktop_app.services.outreach.types import OutreachForm
from desktop_app.ui.parents.page import ParentsPage
from tests.ui.parents.conftest import event, focused, open_page, write

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def tab_and_type(qtbot: QtBot, *texts: str) -> None:
    """Type a text into each field in turn, going on with Tab."""
    for place, text in enumerate(texts):
        if place:
            qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        write(text)


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(focused(), key)


def test_an_event_is_written_without_the_mouse(page: ParentsPage, school: Any, qtbot: QtBot) -> None:
    page.create_new()
    tab_and_type(
        qtbot, "Проект «Заступник»", "5а, 5б", "41", "38", "4", "40", "Лебедева О. Н.", "протокол № 9"
    )
    with qtbot.waitSignals([page.message, page.record_changed]):
        press(qtbot, Qt.Key.Key_Return)
    (row,) = school.outreach.list()
    assert (row.held_on, row.form, row.topic, row.classes) == (
        date(2024, 6, 3), OutreachForm.CLASS_MEETING, "Проект «Заступник»", "5А, 5Б",
    )  # fmt: skip
    assert (row.parents, row.unique_parents, row.pupils, row.handed_out) == (41, 38, 4, 40)
    assert (row.responsible, row.proof) == ("Лебедева О. Н.", "протокол № 9")


def test_the_next_event_keeps_date_and_form_and_begins_at_the_topic(page: ParentsPage, qtbot: QtBot) -> None:
    page.quick.field("form").set_value(OutreachForm.CHAT_MESSAGE)
    page.create_new()
    tab_and_type(qtbot, "Сообщение", "5А", "20")
    press(qtbot, Qt.Key.Key_Enter)
    assert page.quick.field("held_on").value() == date(2024, 6, 3)
    assert page.quick.field("form").value() is OutreachForm.CHAT_MESSAGE
    assert focused() is page.quick.field("topic")
    assert not page.has_unsaved()
    assert [page.quick.field(name).text() for name in ("topic", "class_ids", "parents")] == ["", "", ""]


def test_down_repeats_the_last_topic(page: ParentsPage, school: Any, qtbot: QtBot) -> None:
    page.create_new()
    tab_and_type(qtbot, "Безопасность летом", "5А")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Down)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    tab_and_type(qtbot, "5Б")
    press(qtbot, Qt.Key.Key_Return)
    assert [(row.topic, row.classes) for row in school.outreach.list()] == [
        ("Безопасность летом", "5Б"),
        ("Безопасность летом", "5А"),
    ]


def test_a_refusal_stands_under_its_field_and_loses_nothing(
    page: ParentsPage, school: Any, qtbot: QtBot
) -> None:
    page.create_new()
    tab_and_type(qtbot, "Собрание", "5А", "10", "12")
    press(qtbot, Qt.Key.Key_Return)
    note = page.quick.note_of("unique_parents")
    assert note.isVisible()
    assert "12 из 10" in note.text()
    assert focused() is page.quick.field("unique_parents")
    assert page.quick.field("topic").text() == "Собрание"
    assert page.has_unsaved()
    assert school.outreach.list() == ()


def test_a_message_goes_when_the_mistake_is_mended(page: ParentsPage, qtbot: QtBot) -> None:
    page.create_new()
    tab_and_type(qtbot, "Собрание", "12Я")
    note = page.quick.note_of("class_ids")
    qtbot.waitUntil(lambda: note.isVisible() and "12Я" in note.text())
    assert not page.quick.save_button.isEnabled()
    top = page.log.mapTo(page, QPoint(0, 0)).y()
    page.quick.field("class_ids").selectAll()
    tab_and_type(qtbot, "7а")
    qtbot.waitUntil(note.isHidden)
    assert page.quick.save_button.isEnabled()
    page.layout().activate()
    assert page.log.mapTo(page, QPoint(0, 0)).y() == top  # the log does not jump under the eyes


def test_nothing_is_red_before_anything_was_typed(page: ParentsPage) -> None:
    assert not page.quick.note_of("topic").isVisible()
    assert page.quick.field("topic").property("invalid") != "true"
    assert not page.quick.save_button.isEnabled()


def test_an_impossible_date_is_told_at_the_date(page: ParentsPage, school: Any, qtbot: QtBot) -> None:
    page.quick.field("held_on").setText("31.06.2024")
    page.create_new()
    page.quick.field("topic").setText("Собрание")
    page.save()
    assert "Такой даты нет" in page.quick.note_of("held_on").text()
    assert focused() is page.quick.field("held_on")
    assert school.outreach.list() == ()


def test_a_full_disk_loses_nothing_typed(
    page: ParentsPage, school: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise StorageError("Диск полон.")

    monkeypatch.setattr(school.outreach, "save", full)
    page.create_new()
    tab_and_type(qtbot, "Собрание", "5А")
    with qtbot.waitSignal(page.failed):
        press(qtbot, Qt.Key.Key_Return)
    assert page.quick.field("topic").text() == "Собрание"
    assert page.has_unsaved()


def test_ctrl_s_stores_and_does_nothing_when_nothing_is_typed(page: ParentsPage, school: Any) -> None:
    page.save()
    assert not page.quick.note_of("topic").isVisible()
    page.quick.field("topic").setText("Собрание")
    page.save()
    assert len(school.outreach.list()) == 1


def test_an_event_hidden_by_the_filter_is_said_to_be_hidden(page: ParentsPage, qtbot: QtBot) -> None:
    page.log.filter.form.set_value(OutreachForm.STAND)
    page.quick.field("topic").setText("Собрание")
    with qtbot.waitSignal(page.message) as told:
        page.quick.submit()
    assert "не показывает" in told.args[0]


def test_classes_are_ticked_in_a_list(page: ParentsPage, ids: dict[str, int], qtbot: QtBot) -> None:
    field = page.quick.field("class_ids")
    field.setFocus()
    write("10а", field)
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    picker = field.picker()
    assert picker.ticked() == (ids["10А"],)
    qtbot.keyClick(picker.boxes[ids["5А"]], Qt.Key.Key_Space)
    assert field.text() == "5А, 10А"
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert not picker.isVisible()
    assert field.value() == (ids["5А"], ids["10А"])


def test_the_whole_school_clears_the_line(page: ParentsPage, qtbot: QtBot) -> None:
    field = page.quick.field("class_ids")
    field.setText("5А")
    field.open_picker()
    qtbot.mouseClick(field.picker().clear_button, Qt.MouseButton.LeftButton)
    assert (field.text(), field.value()) == ("", ())


def test_ctrl_z_right_after_enter_is_for_the_record_and_while_typing_for_the_line(
    page: ParentsPage, school: Any, qtbot: QtBot
) -> None:
    undo = QAction(page)
    undo.setShortcut(QKeySequence("Ctrl+Z"))
    undo.triggered.connect(lambda _on: school.history.undo())
    page.addAction(undo)
    page.create_new()
    tab_and_type(qtbot, "Собрание", "5А")
    press(qtbot, Qt.Key.Key_Return)
    assert len(school.outreach.list()) == 1
    write("Ещё")
    qtbot.keyClick(focused(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.quick.field("topic").text() == ""
    assert len(school.outreach.list()) == 1
    qtbot.keyClick(focused(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert school.outreach.list() == ()


def test_typing_survives_a_refresh(page: ParentsPage) -> None:
    page.quick.field("topic").setText("Недописан")
    page.quick.field("class_ids").setText("5А")
    page.refresh()
    assert page.quick.field("topic").text() == "Недописан"
    assert page.has_unsaved()


def test_a_school_without_classes_can_still_be_told(record: Any, qtbot: QtBot, themed: object) -> None:
    page = open_page(record, qtbot)
    page.quick.field("topic").setText("Общее собрание")
    page.quick.submit()
    assert [row.classes for row in record.outreach.list()] == ["вся школа"]


def test_ctrl_d_repeats_the_selected_event_but_not_its_people(
    page: ParentsPage, school: Any, qtbot: QtBot, ids: dict[str, int]
) -> None:
    first = school.outreach.save(
        event("Первое", class_ids=(ids["5А"],), responsible="Лебедева О. Н.", proof="№ 1", handed_out=4)
    )
    school.outreach.save(event("Второе"))
    page.refresh()
    page.quick.field("held_on").setText("04.06.2024")
    page.log.select(first.id)
    qtbot.keyClick(page.log.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    draft = page.quick.draft()
    assert (draft.held_on, draft.topic, draft.class_ids) == (date(2024, 6, 4), "Первое", (ids["5А"],))
    assert (draft.responsible, draft.proof, draft.parents, draft.handed_out) == (
        "Лебедева О. Н.",
        "№ 1",
        0,
        0,
    )
    assert focused() is page.quick.field("class_ids")


def test_ctrl_d_repeats_the_newest_event_when_none_is_selected(
    page: ParentsPage, school: Any, qtbot: QtBot
) -> None:
    school.outreach.save(event("Давно", held_on=date(2024, 5, 1)))
    school.outreach.save(event("Недавно"))
    page.refresh()
    page.create_new()
    qtbot.keyClick(focused(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert page.quick.field("topic").text() == "Недавно"


def test_ctrl_d_does_not_write_over_what_is_being_typed(page: ParentsPage, school: Any, qtbot: QtBot) -> None:
    school.outreach.save(event("Прошлое"))
    page.refresh()
    page.create_new()
    write("Новое")
    with qtbot.waitSignal(page.message):
        qtbot.keyClick(focused(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert page.quick.field("topic").text() == "Новое"


def test_arrows_in_the_date_go_from_day_to_day(page: ParentsPage, qtbot: QtBot) -> None:
    field = page.quick.field("held_on")
    field.setText("31.05.2024")
    field.setFocus()
    press(qtbot, Qt.Key.Key_Up)
    assert field.value() == date(2024, 6, 1)
    for _ in range(2):
        press(qtbot, Qt.Key.Key_Down)
    assert field.value() == date(2024, 5, 30)
    field.setText("31 июня")
    press(qtbot, Qt.Key.Key_Up)
    assert field.text() == "31 июня"
