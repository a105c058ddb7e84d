"""Whatever happens around the form, what was typed into it stays until it is stored or given up."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.services.attachments.types import NewFile
from desktop_app.services.container import Services
from desktop_app.services.coordinator.types import AppointmentDraft
from desktop_app.services.errors import StorageError
from desktop_app.ui.coordinator.page import CoordinatorPage
from desktop_app.ui.coordinator.replace_dialog import ReplaceDialog

NAME = "Иванова Ольга Николаевна"
FORMER = "Гусев Пётр Ильич"


def type_over(page: CoordinatorPage, name: str, text: str) -> None:
    field = page.form.field(name)
    field.setFocus()
    field.selectAll()
    field.insert(text)  # as the keyboard does; the test library types no Cyrillic


def add_former(record: Services, page: CoordinatorPage) -> None:
    draft = AppointmentDraft(name=FORMER, appointed_on=date(2023, 9, 1), released_on=date(2024, 1, 15))
    record.coordinator.save(draft)
    page.refresh()


def test_another_line_of_the_history_waits_for_the_typing(
    qtbot: QtBot, page: CoordinatorPage, record: Services
) -> None:
    add_former(record, page)
    type_over(page, "phone", "(3952) 11-22-33")
    page.table.setFocus()
    with qtbot.waitSignal(page.failed):
        QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert page.form.field("phone").text() == "(3952) 11-22-33"
    assert [row.name for row in page.table.selected_rows()] == [NAME]
    page.save()
    assert record.coordinator.history()[0].phone == "(3952) 11-22-33"


def test_a_picture_dropped_while_typing_leaves_the_typing_alone(
    qtbot: QtBot, page: CoordinatorPage, record: Services
) -> None:
    type_over(page, "phone", "(3952) 11-22-33")
    picture = BytesIO()
    Image.new("RGB", (300, 200), "white").save(picture, "PNG")
    with qtbot.waitSignal(page.record_changed):
        page.chat.drop.chosen.emit(NewFile(name="чат.png", content=picture.getvalue()))
    assert page.form.field("phone").text() == "(3952) 11-22-33"
    assert page.chat.show_button.isVisible()
    page.save()
    stored = record.coordinator.history()[0]
    assert stored.phone == "(3952) 11-22-33"
    assert stored.chat_proof is not None


def test_what_is_typed_over_an_entry_that_undo_took_away_is_stored_as_a_new_one(
    page: CoordinatorPage, record: Services
) -> None:
    record.coordinator.delete(record.coordinator.history()[0].id)
    record.coordinator.save(AppointmentDraft(name=FORMER, appointed_on=date(2024, 6, 1)))
    page.refresh()
    type_over(page, "post", "завуч")
    record.history.undo()
    page.refresh()
    assert page.form.field("post").text() == "завуч"
    page.save()
    assert [(row.name, row.post) for row in record.coordinator.history()] == [(FORMER, "завуч")]
    assert not page.has_unsaved()


def test_the_button_for_a_new_person_does_not_wipe_the_form(page: CoordinatorPage, record: Services) -> None:
    row = record.coordinator.history()[0]
    record.coordinator.save(AppointmentDraft(name=row.name, released_on=date(2024, 6, 1)), row.id)
    page.refresh()
    type_over(page, "phone", "(3952) 11-22-33")
    page.add_button.click()
    assert page.form.field("phone").text() == "(3952) 11-22-33"


def test_a_finding_leads_to_whoever_is_in_office(page: CoordinatorPage, record: Services) -> None:
    add_former(record, page)
    page.table.select_where(lambda row: row.name == FORMER)
    assert page.form.field("name").text() == FORMER
    page.show_field("order_number")
    assert page.form.field("name").text() == NAME
    assert page.form.field("order_number").hasFocus()


def test_save_stands_in_sight_of_every_field(page: CoordinatorPage) -> None:
    bottom = page.form.save_button.mapTo(page, page.form.save_button.rect().bottomLeft()).y()
    assert page.form.save_button.isVisible()
    assert bottom < page.table.mapTo(page, page.table.rect().topLeft()).y()


class TestReplacing:
    """The dialog that changes the person."""

    @pytest.fixture
    def dialog(self, page: CoordinatorPage, record: Services) -> ReplaceDialog:
        current = record.coordinator.current()
        assert current is not None
        made = ReplaceDialog(current, record.letters.today(), record.coordinator, page)
        made.show()
        made.form.field("name").insert(FORMER)
        return made

    def test_enter_changes_the_person(self, qtbot: QtBot, dialog: ReplaceDialog, record: Services) -> None:
        qtbot.waitUntil(dialog.form.is_valid)
        QTest.keyClick(dialog.form.field("name"), Qt.Key.Key_Return)
        assert not dialog.isVisible()
        assert [row.name for row in record.coordinator.history()] == [FORMER, NAME]
        assert dialog.stored == record.coordinator.history()[0]

    def test_a_refusal_is_said_in_the_dialog_and_the_name_stays(
        self, dialog: ReplaceDialog, record: Services, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_arguments: object) -> None:
            raise StorageError("На диске нет места.")

        monkeypatch.setattr(type(record.coordinator), "replace", refuse)
        dialog.accept_button.click()
        assert dialog.isVisible()
        assert dialog.form.general.text() == "На диске нет места."
        assert dialog.form.field("name").text() == FORMER

    def test_somebody_already_appointed_for_later_is_named_beside_the_date(
        self, dialog: ReplaceDialog, record: Services
    ) -> None:
        row = record.coordinator.history()[0]
        values = AppointmentDraft(name=row.name, appointed_on=row.appointed_on, released_on=date(2024, 6, 10))
        record.coordinator.save(values, row.id)
        record.coordinator.save(
            AppointmentDraft(name="Светлова Анна Петровна", appointed_on=date(2024, 6, 11))
        )
        dialog.accept_button.click()
        assert dialog.isVisible()
        assert "Светлова" in dialog.form.field("appointed_on").accessibleDescription()
        assert len(record.coordinator.history()) == 2
