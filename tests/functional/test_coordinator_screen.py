"""Who is responsible: appointed, corrected, replaced, in the chat."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.services.container import Services
from desktop_app.services.coordinator.types import AppointmentDraft
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.ui.coordinator.destroy_dialog import DestroyDialog
from desktop_app.ui.coordinator.page import CoordinatorPage
from desktop_app.ui.coordinator.replace_dialog import ReplaceDialog
from desktop_app.ui.kit.picture import PictureDialog
from desktop_app.ui.kit.slices import finish_awaited
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.shell.window import MainWindow
from tests.functional.window import Answer, open_screen


@pytest.fixture
def page(window: MainWindow) -> CoordinatorPage:
    return open_screen(window, "coordinator", CoordinatorPage)


def test_a_correction_is_saved_with_ctrl_s_and_taken_back_with_ctrl_z(
    qtbot: QtBot, window: MainWindow, page: CoordinatorPage, record: Services
) -> None:
    page.form.field("phone").setText("(3952) 11-22-33")
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert record.coordinator.history()[0].phone == "(3952) 11-22-33"
    qtbot.waitUntil(window.menus.undo.isEnabled)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    finish_awaited()
    assert record.coordinator.history()[0].phone == "(3952) 00-00-01"
    assert page.form.field("phone").text() == "(3952) 00-00-01"


def test_a_wrong_value_is_said_beside_its_field_and_stays_typed(
    qtbot: QtBot, page: CoordinatorPage, record: Services
) -> None:
    page.form.field("email").setText("нет")
    qtbot.waitUntil(lambda: not page.form.save_button.isEnabled())
    page.save()
    assert page.form.field("email").accessibleDescription()
    assert page.form.field("email").text() == "нет"
    assert record.coordinator.history()[0].email == "zavuch@example.org"


def test_a_replacement_keeps_the_history_and_asks_for_a_new_order(
    qtbot: QtBot, window: MainWindow, page: CoordinatorPage, record: Services
) -> None:
    def fill(dialog: ReplaceDialog) -> None:
        dialog.accept_button.click()
        assert dialog.isVisible(), "a replacement needs a name"
        dialog.form.field("name").setText("Гусев Пётр Ильич")
        dialog.accept_button.click()

    Answer(ReplaceDialog, fill)
    page.replace_button.click()
    names = [row.name for row in record.coordinator.history()]
    assert names == ["Гусев Пётр Ильич", "Иванова Ольга Николаевна"]
    assert record.coordinator.history()[1].released_on == date(2024, 6, 3)
    assert isinstance(window.current_page(), LettersPage)
    (paper,) = record.letters.list()
    assert (paper.kind, paper.appointment_id) == (PaperKind.ORDER, record.coordinator.history()[0].id)


def test_a_deleted_entry_leaves_an_empty_screen_that_says_what_to_do(
    qtbot: QtBot, window: MainWindow, page: CoordinatorPage, record: Services
) -> None:
    page.delete_button.click()
    assert record.coordinator.history() == ()
    assert page.stack.currentIndex() == 0
    qtbot.waitUntil(window.menus.undo.isEnabled)
    window.menus.undo.trigger()
    finish_awaited()
    assert page.stack.currentIndex() == 1
    assert page.form.field("name").text() == "Иванова Ольга Николаевна"


def test_a_new_person_is_appointed_from_the_empty_screen(page: CoordinatorPage, record: Services) -> None:
    page.delete_button.click()
    page.create_new()
    page.form.field("name").setText("Гусев Пётр Ильич")
    page.form.field("appointed_on").set_value(date(2024, 6, 1))
    page.save()
    assert [row.name for row in record.coordinator.history()] == ["Гусев Пётр Ильич"]
    assert not page.has_unsaved()


def test_the_chats_link_is_copied_to_the_letter(window: MainWindow, record: Services) -> None:
    record.directives.delete(record.directives.list()[0].id)
    record.directives.save(record.directives.preset())
    page = open_screen(window, "coordinator", CoordinatorPage)
    page.chat.copy_button.click()
    assert QGuiApplication.clipboard().text() == record.directives.preset().chat_link
    assert page.chat.code.width() > 100


def test_the_proof_of_joining_is_kept_and_shown(
    qtbot: QtBot, page: CoordinatorPage, record: Services, tmp_path: Path
) -> None:
    picture = tmp_path / "чат.png"
    Image.new("RGB", (300, 200), "white").save(picture)
    page.chat.drop.take_path(picture)
    qtbot.waitUntil(lambda: record.coordinator.history()[0].chat_proof is not None)
    qtbot.waitUntil(page.chat.show_button.isVisible)
    page.chat.show_button.click()
    (dialog,) = page.findChildren(PictureDialog)
    qtbot.waitUntil(lambda: dialog.view.image.width() == 300)
    dialog.close()


def test_a_file_that_is_no_picture_is_refused_in_the_message_line(
    qtbot: QtBot, window: MainWindow, page: CoordinatorPage, record: Services, tmp_path: Path
) -> None:
    (tmp_path / "x.png").write_bytes(b"not a picture")
    page.chat.drop.take_path(tmp_path / "x.png")
    qtbot.waitUntil(window.line.isVisible)
    assert record.coordinator.history()[0].chat_proof is None


def test_a_former_person_s_data_is_destroyed_from_the_keyboard_and_the_act_is_saved(
    qtbot: QtBot, page: CoordinatorPage, record: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = AppointmentDraft(
        name="Гусев Пётр Ильич", appointed_on=date(2023, 9, 1), released_on=date(2024, 1, 15)
    )
    record.coordinator.save(former)
    page.refresh()
    assert not page.destroy_button.isVisible(), "whoever is in office keeps the data"
    page.table.select_where(lambda row: row.name == former.name)
    saved = tmp_path / "акт.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))

    def decide(dialog: DestroyDialog) -> None:
        assert not dialog.destroy_button.isEnabled()
        dialog.sure.setFocus()
        QTest.keyClick(dialog.sure, Qt.Key.Key_Space)
        dialog.destroy_button.setFocus()
        QTest.keyClick(dialog.destroy_button, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: dialog.finished_for_good, timeout=20_000)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible(), "the act cannot be made again"
        QTest.keyClick(dialog.pdf_button, Qt.Key.Key_Space)
        assert saved.read_bytes().startswith(b"%PDF")
        assert saved.name in dialog.problem.text(), "it is not said where the act is"
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    Answer(DestroyDialog, decide)
    page.destroy_button.click()
    said = [row.sentence for row in record.event_log.rows()]
    assert said[0] == "Сохранено в файл PDF: акт об уничтожении персональных данных."
    row = record.coordinator.history()[1]
    assert (row.name, row.destroyed_on) == ("Данные уничтожены", date(2024, 6, 3))
    assert not page.form.isEnabled()
    assert not page.form.save_button.isVisible(), "there is nothing to save any more"
    assert not page.destroy_button.isVisible()
    assert not page.delete_button.isVisible()


def test_the_act_outlives_an_escape_pressed_too_early_and_is_saved_with_ctrl_s(
    qtbot: QtBot, page: CoordinatorPage, record: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = AppointmentDraft(
        name="Гусев Пётр Ильич", appointed_on=date(2023, 9, 1), released_on=date(2024, 1, 15)
    )
    record.coordinator.save(former)
    page.refresh()
    page.table.select_where(lambda row: row.name == former.name)
    saved = tmp_path / "акт.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))

    def decide(dialog: DestroyDialog) -> None:
        dialog.sure.set_value(True)
        dialog.destroy_button.click()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible(), "the act is still to come"
        qtbot.waitUntil(lambda: dialog.finished_for_good, timeout=20_000)
        QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(saved.exists)  # Qt presses the button of a shortcut a tenth of a second later
        assert saved.read_bytes().startswith(b"%PDF")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    Answer(DestroyDialog, decide)
    page.destroy_button.click()
    assert record.coordinator.history()[1].name == "Данные уничтожены"


def test_the_data_of_a_former_person_named_in_a_draft_waits(
    qtbot: QtBot, window: MainWindow, page: CoordinatorPage, record: Services
) -> None:
    row = record.coordinator.save(
        AppointmentDraft(
            name="Гусев Пётр Ильич", appointed_on=date(2023, 9, 1), released_on=date(2024, 1, 15)
        )
    )
    record.letters.create(LetterDraft(kind=PaperKind.ORDER, appointment_id=row.id))
    page.refresh()
    page.table.select_where(lambda each: each.id == row.id)
    page.destroy_button.click()
    qtbot.waitUntil(window.line.isVisible)
    assert record.coordinator.history()[1] == row
