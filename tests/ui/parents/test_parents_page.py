"""The log and coverage: search, filter, change, prove, delete and bring back."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from pytestqt.qtbot import QtBot

from desktop_app.services.attachments.types import NewFile
from desktop_app.services.errors import StorageError
from desktop_app.services.outreach.types import OutreachForm
from desktop_app.ui.kit.pages import PagePreview
from desktop_app.ui.kit.picture import PictureDialog
from desktop_app.ui.kit.slices import finish_awaited
from desktop_app.ui.parents.entry_form import EntryDialog
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.parents.table_model import PUPILS, RESPONSIBLE, TOPIC
from desktop_app.ui.shell import closing
from tests.ui.parents.conftest import event, focused, open_page, write

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def log(school: Any, ids: dict[str, int]) -> Any:
    """Three events: a meeting of 5А, a message to 5Б and 7А, a stand for all."""
    save = school.outreach.save
    save(event("Собрание о мошенниках", class_ids=(ids["5А"],), parents=20, unique_parents=18, pupils=3))
    chat = OutreachForm.CHAT_MESSAGE
    save(event("Ссылка в чате", form=chat, class_ids=(ids["5Б"], ids["7А"]), held_on=date(2024, 6, 10)))
    save(event("Стенд в холле", form=OutreachForm.STAND, held_on=date(2024, 6, 20), handed_out=40))
    return school


def topics(page: ParentsPage) -> list[str]:
    return [row.topic for row in page.log.model.rows()]


def picture(tmp_path: Path) -> Path:
    data = BytesIO()
    Image.new("RGB", (120, 80), "navy").save(data, "PNG")
    path = tmp_path / "протокол.png"
    path.write_bytes(data.getvalue())
    return path


def focused_on_first(page: ParentsPage) -> Any:
    page.log.table.setFocus()
    page.log.table.selectRow(0)
    return page.log.table


def edited(page: ParentsPage) -> EntryDialog:
    finish_awaited()  # it opens by slices, the next key would find it open
    return page.findChild(EntryDialog)


def test_an_empty_log_says_what_belongs_there_and_starts_it(page: ParentsPage, qtbot: QtBot) -> None:
    assert page.log.stack.currentWidget() is page.log.empty
    assert not page.log.filter.isVisible()
    qtbot.mouseClick(page.log.empty.button, Qt.MouseButton.LeftButton)
    assert focused() is page.quick.field("topic")


def test_search_finds_while_typing_and_enter_goes_to_what_was_found(
    log: Any, page: ParentsPage, qtbot: QtBot
) -> None:
    page.focus_search()
    write("МОШЕННИК")
    qtbot.waitUntil(lambda: topics(page) == ["Собрание о мошенниках"])
    assert page.log.totals.text().startswith("Показано 1 из 3: 20\u00a0контактов")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is page.log.table
    assert [row.topic for row in page.log.table.selected_rows()] == ["Собрание о мошенниках"]


def test_a_file_that_does_not_answer_is_said_where_an_event_is_wanted(
    log: Any, page: ParentsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_ids: object) -> None:
        raise StorageError("Файл занят другой программой.")

    said: list[str] = []
    page.failed.connect(lambda error: said.append(str(error)))
    focused_on_first(page)
    with monkeypatch.context() as busy:
        busy.setattr(page.services.outreach, "rows", refuse)
        page.heading.edit_button.click()
        page.heading.proof_menu.aboutToShow.emit()
    assert said == ["Файл занят другой программой."] * 2
    assert page.findChild(EntryDialog) is None


def test_nothing_found_offers_to_show_everything(log: Any, page: ParentsPage, qtbot: QtBot) -> None:
    page.log.filter.search.setText("каникулы")
    qtbot.waitUntil(lambda: page.log.stack.currentWidget() is page.log.nothing_found)
    qtbot.mouseClick(page.log.nothing_found.button, Qt.MouseButton.LeftButton)
    assert len(topics(page)) == 3


def test_form_class_and_period_narrow_the_log(
    log: Any, page: ParentsPage, ids: dict[str, int], qtbot: QtBot
) -> None:
    bar = page.log.filter
    bar.of_class.set_value(ids["7А"])
    assert topics(page) == ["Стенд в холле", "Ссылка в чате"]
    bar.form.set_value(OutreachForm.CHAT_MESSAGE)
    assert topics(page) == ["Ссылка в чате"]
    bar.reset()
    bar.since.setText("04.06.2024")
    bar.until.setText("19.06.2024")
    assert topics(page) == ["Ссылка в чате"]
    bar.until.setText("01.06.2024")
    assert bar.note.isVisible()
    assert "позже" in bar.note.text()


def test_totals_are_of_everything_shown(log: Any, page: ParentsPage) -> None:
    assert page.log.totals.text() == (
        "3\u00a0мероприятия: 40\u00a0контактов с родителями, 3\u00a0ученика, вручено 40\u00a0памяток"
    )


def test_enter_opens_the_form_and_enter_stores_it(log: Any, page: ParentsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(focused_on_first(page), Qt.Key.Key_Return)
    dialog = edited(page)
    dialog.form.field("topic").selectAll()
    write("Стенд на входе", dialog.form.field("topic"))
    with qtbot.waitSignal(page.record_changed):
        qtbot.keyClick(dialog.form.field("topic"), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert topics(page)[0] == "Стенд на входе"
    log.history.undo()
    page.refresh()
    assert topics(page)[0] == "Стенд в холле"


def test_a_double_click_opens_the_form(log: Any, page: ParentsPage, qtbot: QtBot) -> None:
    table = page.log.table
    place = table.visualRect(page.log.model.index(1, TOPIC)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert edited(page).form.field("class_ids").text() == "5Б, 7А"
    edited(page).done(0)


def test_a_wrong_form_stays_open_with_the_message_at_its_field(
    log: Any, page: ParentsPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(focused_on_first(page), Qt.Key.Key_Return)
    dialog = edited(page)
    dialog.form.field("unique_parents").setText("99")
    qtbot.keyClick(dialog.form.field("unique_parents"), Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "99 из 10" in dialog.form.field("unique_parents").accessibleDescription()
    assert not dialog.form.save_button.isEnabled()
    dialog.form.mark_saved()
    dialog.done(0)


def test_escape_asks_before_typing_is_lost(
    log: Any, page: ParentsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def stay(*args: object) -> closing.Answer:
        asked.append(args)
        return closing.Answer.STAY

    monkeypatch.setattr("desktop_app.ui.parents.entry_form.ask_unsaved", stay)
    qtbot.keyClick(focused_on_first(page), Qt.Key.Key_Return)
    dialog = edited(page)
    dialog.form.field("topic").setText("Другое")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(asked) == 1
    assert dialog.isVisible()
    dialog.form.mark_saved()
    dialog.reject()
    assert len(asked) == 1


def test_delete_asks_nothing_and_undo_brings_everything_back(
    log: Any, page: ParentsPage, qtbot: QtBot
) -> None:
    page.log.table.setFocus()
    page.log.table.selectAll()
    with qtbot.waitSignal(page.record_changed), qtbot.waitSignal(page.message) as told:
        qtbot.keyClick(page.log.table, Qt.Key.Key_Delete)
    assert told.args == ["Удалено: 3\u00a0мероприятия. Ctrl+Z вернёт."]
    assert topics(page) == []
    assert page.log.stack.currentWidget() is page.log.empty
    log.history.undo()
    page.refresh()
    assert len(topics(page)) == 3


def test_the_place_in_the_log_survives_a_refresh(log: Any, page: ParentsPage) -> None:
    page.log.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    page.log.table.selectRow(1)
    page.refresh()
    assert [row.topic for row in page.log.table.selected_rows()] == ["Ссылка в чате"]
    assert topics(page)[0] == "Собрание о мошенниках"


def test_a_dropped_picture_proves_the_event_and_can_be_looked_at(
    log: Any, page: ParentsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture(tmp_path)))])
    with qtbot.waitSignal(page.record_changed):
        page.log.table.file_dropped.emit(page.log.model.row_at(0), mime)
    row = page.log.model.row_at(0)
    assert log.attachments.row(row.attachment_id).media_type == "image/jpeg"
    page.actions_of.view(row.attachment_id)
    viewer = page.findChild(PictureDialog)
    assert viewer.isVisible()
    viewer.done(0)


def test_a_pdf_is_shown_page_by_page(log: Any, page: ParentsPage, qtbot: QtBot) -> None:
    data = BytesIO()
    Image.new("RGB", (120, 80), "white").save(data, "PDF")
    with qtbot.waitSignal(page.record_changed):
        page.actions_of.attach(page.log.model.row_at(1).id, NewFile(name="акт.pdf", content=data.getvalue()))
    viewer = page.actions_of.view(page.log.model.row_at(1).attachment_id)
    assert viewer is not None
    qtbot.waitUntil(lambda: viewer.findChild(PagePreview) is not None)
    pages = viewer.findChild(PagePreview)
    qtbot.waitUntil(lambda: pages.count.text() == "Листов: 1")
    viewer.done(0)


def test_the_form_waits_for_the_file_and_keeps_it(
    log: Any, page: ParentsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = page.actions_of.edit(page.log.model.row_at(0))
    assert dialog is not None
    finish_awaited()
    dialog.proof.zone.take_path(picture(tmp_path))
    assert not dialog.form.isEnabled()
    dialog.reject()
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.form.isEnabled)
    dialog.form.field("topic").setText("Стенд со снимком")
    dialog.form.submit()
    row = page.log.model.row_at(0)
    assert (row.topic, row.attachment_id is not None) == ("Стенд со снимком", True)


def test_a_file_that_proves_nothing_is_refused_beside_the_zone(
    log: Any, page: ParentsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "записки.txt"
    path.write_text("текст", encoding="utf-8")
    dialog = page.actions_of.edit(page.log.model.row_at(0))
    assert dialog is not None
    finish_awaited()
    dialog.proof.zone.take_path(path)
    qtbot.waitUntil(dialog.proof.problem.isVisible)
    assert dialog.proof.state.text() == "Файла нет"
    dialog.proof.zone.take_path(picture(tmp_path))
    qtbot.waitUntil(lambda: dialog.proof.state.text() == "Файл приложен")
    assert not dialog.proof.problem.isVisible()
    qtbot.mouseClick(dialog.proof.remove_button, Qt.MouseButton.LeftButton)
    assert log.outreach.get(dialog.row.id).attachment_id is None
    dialog.done(0)


def test_contacts_and_different_parents_are_named_apart(log: Any, page: ParentsPage) -> None:
    first = log.outreach.coverage().classes[0]
    assert page.panel.bars.spoken(first) == (
        "5А: 2\u00a0мероприятия, 20\u00a0контактов, не меньше 18 разных из 30\u00a0родителей, 60 %"
    )
    assert page.panel.contacts.text().startswith("Всего 40\u00a0контактов;")
    assert page.panel.reached.text() == "Проинформировано не меньше 18 из 78\u00a0родителей — 23 %"


def test_a_class_nobody_counted_says_so_and_shows_the_way(log: Any, page: ParentsPage, qtbot: QtBot) -> None:
    assert "число родителей не указано" in page.panel.bars.accessibleDescription()
    assert (
        page.panel.uncounted.text()
        == "В 1\u00a0классе число родителей не указано: доля посчитана по остальным."
    )
    with qtbot.waitSignal(page.navigate) as gone:
        qtbot.mouseClick(page.panel.classes_button, Qt.MouseButton.LeftButton)
    assert gone.args == ["school", "classes"]


def test_the_bars_are_painted_in_the_colours_of_the_theme(log: Any, page: ParentsPage) -> None:
    image = page.panel.bars.grab().toImage()
    colours = {image.pixelColor(x, 24 + 12).name() for x in range(image.width())}
    assert "#1d5fa8" in colours


def test_a_click_on_a_bar_shows_the_class(log: Any, page: ParentsPage, ids: dict[str, int]) -> None:
    page.panel.bars.chosen.emit(ids["5А"])
    assert topics(page) == ["Стенд в холле", "Собрание о мошенниках"]


def test_without_classes_the_panel_offers_to_add_them(record: Any, qtbot: QtBot, themed: object) -> None:
    page = open_page(record, qtbot)
    assert page.panel.classes_button.text() == "Добавить классы"
    assert "указаны классы" in page.panel.reached.text()


def test_a_narrow_page_shows_coverage_in_place_of_the_log(log: Any, qtbot: QtBot, themed: object) -> None:
    page = open_page(log, qtbot, width=780)
    assert not page.panel.isVisible()
    assert page.log.table.isColumnHidden(RESPONSIBLE)
    assert page.log.table.isColumnHidden(PUPILS)
    qtbot.mouseClick(page.heading.coverage_button, Qt.MouseButton.LeftButton)
    assert page.panel.isVisible()
    assert not page.log.isVisible()
    page.focus_search()
    assert page.log.isVisible()


def test_other_pages_can_point_at_an_event_a_field_or_coverage(log: Any, page: ParentsPage) -> None:
    page.log.filter.form.set_value(OutreachForm.STAND)
    wanted = next(row for row in log.outreach.list() if row.topic == "Ссылка в чате")
    page.show_field(f"entry:{wanted.id}")
    assert [row.id for row in page.log.table.selected_rows()] == [wanted.id]
    page.show_field("responsible")
    assert focused() is page.quick.field("responsible")
    page.heading.coverage_button.setChecked(False)
    page.show_field("coverage")
    assert page.panel.isVisible()
    page.show_field("")
    page.show_field("nothing like it")


def test_buttons_follow_the_selection(log: Any, page: ParentsPage) -> None:
    heading = page.heading
    buttons = (heading.edit_button, heading.proof_button, heading.delete_button)
    assert [button.isEnabled() for button in buttons] == [False, False, False]
    page.log.table.selectRow(0)
    assert [button.isEnabled() for button in buttons] == [True, True, True]
    page.log.table.selectAll()
    assert [button.isEnabled() for button in buttons] == [False, False, True]
