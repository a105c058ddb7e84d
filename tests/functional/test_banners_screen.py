"""A portal from the plan to a banner proved by a picture, and what becomes of mistakes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from desktop_app.services.attachments.types import NewFile
from desktop_app.services.banners.types import (
    CheckDraft,
    CheckOutcome,
    PlacementStatus,
    PortalDraft,
    PortalKind,
    PortalRow,
)
from desktop_app.services.container import Services
from desktop_app.ui.banners import looks
from desktop_app.ui.banners.delegates import DETAIL_ROLE, IMAGE_ROLE
from desktop_app.ui.banners.page import BannersPage
from desktop_app.ui.banners.table_models import CHECK_THUMB, PORTAL_DATE, PORTAL_NAME, PORTAL_THUMB
from desktop_app.ui.banners.words import presets
from desktop_app.ui.kit.badge_delegate import TONE_ROLE
from desktop_app.ui.kit.picture import PictureDialog
from desktop_app.ui.kit.slices import finish_awaited
from desktop_app.ui.shell.closing import Answer
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme.colours import Tone
from tests.functional.window import open_screen
from tests.services.conftest import FrozenClock

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")
TODAY = date(2024, 6, 3)
Portal = Callable[..., PortalRow]


@pytest.fixture
def portal(record: Services) -> Portal:
    """Store a portal; a placed one unless told otherwise. The record begins without any."""
    for row in record.banners.list():
        record.banners.delete(row.id)

    def store(name: str = "Сайт школы", **values: object) -> PortalRow:
        given = {"status": PlacementStatus.PLACED, "placed_on": TODAY} | values
        return record.banners.save(PortalDraft(name=name, **given))  # type: ignore[arg-type]  # a story's own words

    return store


@pytest.fixture(autouse=True)
def _nobody_to_hide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hand pictures on at once; the dialog between has its own stories in ``test_hiding_names``."""
    monkeypatch.setattr(looks, "hide_names", lambda file, then, _parent: then(file))


def shown(window: MainWindow) -> BannersPage:
    return open_screen(window, "banners", BannersPage)


def png(colour: str = "navy") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (320, 200), colour).save(out, "PNG")
    return out.getvalue()


def picture_file(folder: Path, name: str = "сайт.png") -> Path:
    path = folder / name
    path.write_bytes(png())
    return path


def statuses(record: Services) -> list[PlacementStatus]:
    return [row.status for row in record.banners.list()]


def test_an_empty_screen_starts_the_first_portal(
    qtbot: QtBot, window: MainWindow, record: Services, portal: Portal
) -> None:
    del portal
    page = shown(window)
    assert page.empty.isVisible()
    page.empty.button.click()
    assert page.menu.isVisible()
    QTest.keyClick(page.menu, Qt.Key.Key_Down)
    QTest.keyClick(page.menu, Qt.Key.Key_Return)
    assert page.form.field("kind").value() is PortalKind.VK
    assert page.has_unsaved()
    page.form.field("url").setText("https://vk.com/school99")
    page.save()
    (row,) = record.banners.list()
    assert (row.kind, row.url, row.status) == (
        PortalKind.VK,
        "https://vk.com/school99",
        PlacementStatus.PLANNED,
    )
    assert not page.has_unsaved()
    qtbot.waitUntil(lambda: "Размещено 0 из 1" in page.heading.subtitle.text())


def test_a_chosen_file_proves_the_banner(
    qtbot: QtBot,
    window: MainWindow,
    record: Services,
    portal: Portal,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = portal()
    page = shown(window)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(picture_file(tmp_path)), ""))
    page.detail.looks.form.field("note").setText("правая колонка")
    page.detail.looks.zone.choose_button.click()
    qtbot.waitUntil(lambda: statuses(record) == [PlacementStatus.VERIFIED])
    qtbot.waitUntil(lambda: "подтверждено снимком 1" in page.heading.subtitle.text())
    (check,) = record.banners.checks(row.id)
    assert (check.checked_on, check.outcome, check.note) == (TODAY, CheckOutcome.FOUND, "правая колонка")
    assert page.detail.badge.text() == "Проверен"
    assert page.detail.looks.form.field("note").value() == ""
    thumb = page.model.index(0, PORTAL_THUMB)
    qtbot.waitUntil(lambda: not (thumb.data(IMAGE_ROLE) or QImage()).isNull())


def test_a_picture_is_pasted_while_the_note_is_being_typed(
    qtbot: QtBot, window: MainWindow, record: Services, portal: Portal
) -> None:
    portal()
    page = shown(window)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    note = page.detail.looks.form.field("note")
    note.setFocus()
    note.insert("вижу")
    QTest.keyClick(note, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: statuses(record) == [PlacementStatus.VERIFIED])
    assert record.banners.checks(record.banners.list()[0].id)[0].note == "вижу"


def test_text_is_pasted_into_the_line_it_is_pasted_into(window: MainWindow, portal: Portal) -> None:
    portal()
    page = shown(window)
    QGuiApplication.clipboard().setText("закреплено")
    note = page.detail.looks.form.field("note")
    note.setFocus()
    QTest.keyClick(note, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert note.value() == "закреплено"


def test_a_file_dropped_anywhere_on_the_page_counts(
    qtbot: QtBot, window: MainWindow, record: Services, portal: Portal, tmp_path: Path
) -> None:
    portal()
    page = shown(window)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture_file(tmp_path)))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    QApplication.sendEvent(page, over)
    assert over.isAccepted()
    assert page.detail.looks.zone.property("over") == "true"
    QApplication.sendEvent(page, QDropEvent(QPointF(5, 5), copy, mime, left, none))
    assert page.detail.looks.zone.property("over") == "false"
    qtbot.waitUntil(lambda: statuses(record) == [PlacementStatus.VERIFIED])


def test_a_file_dropped_on_a_row_proves_the_portal_of_that_row(
    qtbot: QtBot, window: MainWindow, record: Services, portal: Portal, tmp_path: Path
) -> None:
    first, second = portal(), portal(name="Стенд", kind=PortalKind.STAND, url="", place="холл")
    page = shown(window)
    page.table.select_id(first.id)
    line = next(line for line, row in enumerate(page.model.rows()) if row.id == second.id)
    middle = page.table.visualRect(page.model.index(line, PORTAL_NAME)).center()
    place = page.table.viewport().mapTo(page, middle)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture_file(tmp_path)))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(place, copy, mime, left, none))
    QApplication.sendEvent(page, QDragMoveEvent(place, copy, mime, left, none))
    chosen = page.table.chosen()
    assert chosen is not None
    assert chosen.id == second.id
    QApplication.sendEvent(page, QDropEvent(QPointF(place), copy, mime, left, none))
    qtbot.waitUntil(lambda: len(record.banners.checks(second.id)) == 1)
    assert record.banners.checks(first.id) == ()


def test_pressing_on_while_a_slow_disk_writes_records_one_look(
    qtbot: QtBot, window: MainWindow, record: Services, portal: Portal
) -> None:
    row = portal()
    page = shown(window)
    seen = page.detail.looks.seen_button
    seen.click()
    assert page.detail.looks.zone.label.text() == "Записываю проверку…"
    seen.click()
    qtbot.waitUntil(lambda: page.detail.looks.zone.label.text().startswith("Снимок"))
    seen.click()
    assert len(record.banners.checks(row.id)) == 1
    assert page.detail.looks.form._rows["note"].note.text() == "За этот день так уже записано."
    page.detail.looks.form.field("note").setText("виден и на телефоне")
    seen.click()
    qtbot.waitUntil(lambda: len(record.banners.checks(row.id)) == 2)


def test_a_check_older_than_the_schools_term_asks_for_another(
    qtbot: QtBot, window: MainWindow, record: Services, portal: Portal
) -> None:
    row = portal()
    picture = NewFile(name="снимок.png", content=png())
    record.banners.add_check(
        row.id, CheckDraft(checked_on=TODAY, outcome=CheckOutcome.FOUND, picture=picture)
    )
    page = shown(window)
    detail, date_tone = page.table.portals.index(0, PORTAL_NAME), page.table.portals.index(0, PORTAL_DATE)
    assert "пора проверить" not in page.heading.subtitle.text()
    assert date_tone.data(TONE_ROLE) is None
    clock = record.banners._clock
    assert isinstance(clock, FrozenClock)
    clock.day = TODAY + timedelta(days=record.school.goals().check_days)
    window.refresh()
    finish_awaited()
    assert date_tone.data(TONE_ROLE) is None  # the last day of the term is still good
    record.school.save_goals(replace(record.school.goals(), check_days=10))
    window.refresh()
    finish_awaited()
    assert page.heading.subtitle.text().endswith("пора проверить снова\u00a01")
    assert detail.data(DETAIL_ROLE) == "пора проверить снова"
    assert date_tone.data(TONE_ROLE) == Tone.BUSY
    assert not page.grab().isNull()
    page.detail.looks.take_file(picture)
    qtbot.waitUntil(lambda: date_tone.data(TONE_ROLE) is None)


def test_a_file_that_is_no_picture_is_refused_and_the_note_stays(
    qtbot: QtBot, window: MainWindow, record: Services, portal: Portal, tmp_path: Path
) -> None:
    portal()
    page = shown(window)
    looks = page.detail.looks
    looks.form.field("note").setText("в ленте")
    wrong = tmp_path / "заметка.png"
    wrong.write_bytes(b"words")
    looks.zone.take_path(wrong)
    qtbot.waitUntil(looks.form.general.isVisible)
    assert "не снимок" in looks.form.general.text()
    assert looks.form.field("note").value() == "в ленте"
    looks.seen_button.click()
    qtbot.waitUntil(lambda: page.detail.looks.model.rowCount() == 1)
    assert not looks.form.general.isVisible()
    assert statuses(record) == [PlacementStatus.PLACED]


def test_a_look_without_a_picture_and_a_missing_banner(
    qtbot: QtBot, window: MainWindow, record: Services, portal: Portal
) -> None:
    portal(status=PlacementStatus.PLANNED, placed_on=None)
    page = shown(window)
    page.detail.looks.seen_button.setFocus()
    page.detail.looks.seen_button.click()
    qtbot.waitUntil(lambda: page.detail.badge.text() == "Размещён")
    assert QApplication.focusWidget() is page.detail.looks.seen_button
    page.detail.looks.missing_button.click()
    qtbot.waitUntil(lambda: page.detail.badge.text() == "Пропал")
    assert statuses(record) == [PlacementStatus.MISSING]
    assert [row.outcome for row in page.detail.looks.model.rows()] == [
        CheckOutcome.MISSING,
        CheckOutcome.SEEN,
    ]


def test_a_double_click_writes_one_look_down(
    qtbot: QtBot, window: MainWindow, record: Services, portal: Portal
) -> None:
    row = portal()
    page = shown(window)
    page.detail.looks.seen_button.click()
    page.detail.looks.seen_button.click()
    qtbot.waitUntil(lambda: page.detail.looks.model.rowCount() == 1)
    assert len(record.banners.checks(row.id)) == 1
    assert [check.outcome for check in page.detail.looks.table.selected_rows()] == [CheckOutcome.SEEN]


@pytest.mark.parametrize("written", ["", "31.02.2024", "05.06.2024"])
def test_a_look_needs_a_day_that_has_come(
    window: MainWindow, record: Services, portal: Portal, written: str
) -> None:
    row = portal()
    page = shown(window)
    day = page.detail.looks.form.field("checked_on")
    day.setText(written)
    page.detail.looks.missing_button.click()
    assert day.property("invalid") == "true"
    assert record.banners.checks(row.id) == ()


def test_a_deleted_look_takes_its_proof_along_and_comes_back(
    qtbot: QtBot, window: MainWindow, record: Services, portal: Portal, tmp_path: Path
) -> None:
    portal()
    page = shown(window)
    page.detail.looks.zone.take_path(picture_file(tmp_path))
    qtbot.waitUntil(lambda: page.detail.badge.text() == "Проверен")
    page.detail.looks.table.setFocus()
    QTest.keyClick(page.detail.looks.table, Qt.Key.Key_Delete)
    assert page.detail.badge.text() == "Размещён"
    assert "Ctrl+Z" in window.line.label.text()
    qtbot.waitUntil(window.menus.undo.isEnabled)
    window.menus.undo.trigger()
    finish_awaited()
    assert statuses(record) == [PlacementStatus.VERIFIED]
    assert page.detail.badge.text() == "Проверен"


def test_a_deleted_portal_comes_back_with_its_looks(
    qtbot: QtBot, window: MainWindow, record: Services, portal: Portal
) -> None:
    row = portal()
    record.banners.add_check(row.id, CheckDraft(checked_on=TODAY, outcome=CheckOutcome.SEEN))
    page = shown(window)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert record.banners.list() == ()
    assert page.empty.isVisible()
    assert "Удалён портал: Сайт школы. Ctrl+Z вернёт" in window.line.label.text()
    qtbot.waitUntil(window.menus.undo.isEnabled)
    window.menus.undo.trigger()
    (back,) = record.banners.list()
    assert (back.name, back.checks) == ("Сайт школы", 1)
    assert page.form.field("name").value() == "Сайт школы"


def test_only_the_fields_of_the_status_are_asked_for(
    qtbot: QtBot, window: MainWindow, portal: Portal
) -> None:
    portal()
    page = shown(window)
    form = page.form
    assert form.field("placed_on").isVisible()
    assert not form.field("reason").isVisible()
    form.field("status").set_value(PlacementStatus.NOT_APPLICABLE)
    qtbot.waitUntil(form.field("reason").isVisible)
    assert not form.field("placed_on").isVisible()
    assert not form.save_button.isEnabled()
    form.field("reason").setText("экрана нет")
    qtbot.waitUntil(form.save_button.isEnabled)
    form.field("kind").set_value(PortalKind.STAND)
    qtbot.waitUntil(lambda: not form.field("url").isVisible())


def test_a_wrong_date_is_never_hidden_with_its_field(
    qtbot: QtBot, window: MainWindow, portal: Portal
) -> None:
    portal()
    form = shown(window).form
    form.field("placed_on").setText("40.40.2024")
    form.field("status").set_value(PlacementStatus.PLANNED)
    qtbot.waitUntil(form.field("planned_for").isVisible)
    assert form.field("placed_on").isVisible()
    assert not form.save_button.isEnabled()


def test_verified_is_offered_only_to_what_is_verified(window: MainWindow, portal: Portal) -> None:
    portal()
    status = shown(window).form.field("status")
    assert "Проверен" not in [status.itemText(line) for line in range(status.count())]


def test_typing_over_one_portal_waits_while_another_is_looked_at(
    window: MainWindow, record: Services, portal: Portal
) -> None:
    portal("Сайт школы")
    portal("Стенд", kind=PortalKind.STAND)
    page = shown(window)
    page.form.field("place").setText("главная страница")
    page.table.selectRow(1)
    page.form.field("placed_on").setText("30.02.2024")
    page.table.selectRow(0)
    assert page.form.field("place").value() == "главная страница"
    page.table.selectRow(1)
    assert page.form.field("placed_on").text() == "30.02.2024"
    page.form.field("placed_on").setText("01.06.2024")
    sentences: list[str] = []
    page.message.connect(sentences.append)
    page.save()
    site, stand = record.banners.list()
    assert (site.place, stand.placed_on) == ("главная страница", date(2024, 6, 1))
    assert not page.has_unsaved()
    assert sentences == ["Сохранены порталы: Стенд, Сайт школы"]


def test_portals_stored_before_one_that_is_refused_are_stored_and_the_refusal_is_in_sight(
    window: MainWindow, record: Services, portal: Portal
) -> None:
    portal("Сайт школы")
    portal("Стенд", kind=PortalKind.STAND)
    page = shown(window)
    page.form.field("placed_on").setText("30.02.2024")
    page.table.selectRow(1)
    page.form.field("place").setText("холл")
    sentences: list[str] = []
    page.message.connect(sentences.append)
    page.save()
    site, stand = record.banners.list()
    assert (site.placed_on, stand.place) == (TODAY, "холл")
    assert page.form.field("placed_on").text() == "30.02.2024"
    assert page.has_unsaved()
    assert sentences == [], "what is wrong stands beside its field"
    page.table.selectRow(1)
    assert page.form.field("place").value() == "холл"
    assert not page.form.has_unsaved()


def test_a_look_leaves_the_typing_in_the_form(
    qtbot: QtBot, window: MainWindow, record: Services, portal: Portal
) -> None:
    portal(status=PlacementStatus.PLANNED, placed_on=None)
    page = shown(window)
    page.form.field("place").setText("холл")
    page.detail.looks.seen_button.click()
    qtbot.waitUntil(lambda: page.detail.badge.text() == "Размещён")
    assert page.form.field("place").value() == "холл"
    assert page.form.field("status").value() is PlacementStatus.PLACED
    page.save()
    (row,) = record.banners.list()
    assert (row.place, row.status) == ("холл", PlacementStatus.PLACED)


def test_a_new_portal_can_be_given_up(window: MainWindow, record: Services, portal: Portal) -> None:
    portal()
    page = shown(window)
    page.begin(page.presets[-1])
    assert page.model.rowCount() == 2
    assert not page.form.save_button.isEnabled()
    page.form.cancel_button.click()
    assert page.model.rowCount() == 1
    assert not page.has_unsaved()
    assert len(record.banners.list()) == 1


def test_a_second_new_portal_stores_the_first_or_says_why_not(
    window: MainWindow, record: Services, portal: Portal
) -> None:
    del portal
    page = shown(window)
    page.begin(page.presets[0])
    page.begin(page.presets[-1])
    assert [row.kind for row in record.banners.list()] == [PortalKind.WEBSITE]
    page.begin(page.presets[1])
    assert "Сначала" in window.line.label.text()
    assert page.form.field("kind").value() is PortalKind.OTHER


def test_a_picture_is_shown_large_with_its_date_and_digest(
    qtbot: QtBot, window: MainWindow, record: Services, portal: Portal, tmp_path: Path
) -> None:
    row = portal()
    page = shown(window)
    page.detail.looks.zone.take_path(picture_file(tmp_path))
    qtbot.waitUntil(lambda: page.detail.looks.model.rowCount() == 1)
    page.detail.looks.table.setFocus()
    QTest.keyClick(page.detail.looks.table, Qt.Key.Key_Return)
    (dialog,) = page.findChildren(PictureDialog)
    qtbot.waitUntil(lambda: not dialog.view.image.isNull())
    picture = record.banners.checks(row.id)[0].picture
    assert picture is not None
    assert picture.sha256 in dialog.digest.text()
    assert "320 × 200" in dialog.facts.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    thumb = page.detail.looks.model.index(0, CHECK_THUMB)
    qtbot.waitUntil(lambda: not (thumb.data(IMAGE_ROLE) or QImage()).isNull())


def test_a_finding_leads_to_the_portal_without_a_proof(window: MainWindow, portal: Portal) -> None:
    portal(
        "Стенд", kind=PortalKind.STAND, status=PlacementStatus.NOT_APPLICABLE, placed_on=None, reason="нет"
    )
    portal("Сайт школы")
    page = shown(window)
    window.go("banners", "status")
    assert page.form.field("name").value() == "Сайт школы"
    assert QApplication.focusWidget() is page.form.field("status")


def test_the_usual_places_are_those_of_the_first_run(window: MainWindow, record: Services) -> None:
    del window
    found = presets(record)
    kinds = [preset.kind for preset in found]
    assert list(dict.fromkeys(kinds)) == list(PortalKind)[:-1]
    assert all(preset.name and preset.place for preset in found)
    assert len({preset.name for preset in found}) == len(found)


def test_the_form_says_where_banners_usually_hang_on_such_a_portal(
    window: MainWindow, portal: Portal
) -> None:
    portal(kind=PortalKind.VK)
    page = shown(window)
    place = page.form.field("place")
    assert "закреплённая" in place.placeholderText()
    page.form.field("kind").set_value(PortalKind.STAND)
    page.form.check()
    assert "холл" in place.placeholderText()


def test_tab_goes_through_the_page_from_top_to_bottom(window: MainWindow, portal: Portal) -> None:
    portal()
    page = shown(window)
    looks = page.detail.looks
    wanted = [
        page.new_button,
        page.table,
        *(page.form.field(name) for name in ("kind", "name", "url", "place", "status", "placed_on")),
        page.form.save_button,
        looks.form.field("checked_on"),
        looks.form.field("note"),
        looks.zone.choose_button,
        looks.seen_button,
        looks.missing_button,
    ]
    wanted[0].setFocus()
    met = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        met.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    places = [met.index(widget) for widget in wanted]
    assert places == sorted(places)


def test_every_control_has_a_name(window: MainWindow, portal: Portal) -> None:
    portal()
    page = shown(window)
    for kind in (QAbstractButton, QLineEdit, QComboBox, QTableView):
        for widget in page.findChildren(kind):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                said = widget.accessibleName() or (
                    widget.text() if isinstance(widget, QAbstractButton) else ""
                )
                assert said, widget


@pytest.mark.parametrize(("width", "height"), [(1000, 600), (1366, 768)])
def test_nothing_is_cut_off_at_the_side(
    qtbot: QtBot, window: MainWindow, portal: Portal, width: int, height: int
) -> None:
    portal()
    page = shown(window)
    window.resize(width, height)
    qtbot.waitUntil(lambda: window.width() == width)
    area = page.detail.area
    inner = area.widget()
    assert inner is not None
    qtbot.waitUntil(lambda: inner.width() <= area.viewport().width())
    assert page.table.is_narrow() is (width == 1000)


def test_a_note_of_a_look_is_asked_about_before_the_window_closes(
    window: MainWindow, portal: Portal, qtbot: QtBot
) -> None:
    row = portal()
    page = shown(window)
    form = page.detail.looks.form
    form.field("note").setText("внизу страницы")
    asked: list[Sequence[str]] = []

    def ask(_parent: object, titles: Sequence[str]) -> Answer:
        asked.append(titles)
        return Answer.SAVE

    window.ask = ask
    qtbot.waitUntil(lambda: row.id in page.model._unsaved)
    assert not window.settle_unsaved()
    assert asked == [["Баннеры"]]
    assert form.general.isVisible()
    assert "«Видели без снимка»" in form.general.text()
    page.detail.looks.seen_button.click()
    qtbot.waitUntil(lambda: not page.has_unsaved())
    assert window.settle_unsaved()
    assert len(asked) == 1


def test_a_note_over_another_portal_is_found_again_by_save(window: MainWindow, portal: Portal) -> None:
    first, second = portal("Сайт школы"), portal("Группа школы")
    page = shown(window)
    page.table.select_id(first.id)
    page.detail.looks.form.field("note").setText("внизу страницы")
    page.table.select_id(second.id)
    assert page.has_unsaved()
    page.save()
    assert page._shown is not None
    assert page._shown.id == first.id
    assert page.detail.looks.form.field("note").value() == "внизу страницы"
    assert page.detail.looks.form.general.isVisible()
    page.detail.looks.reset()


def test_a_day_that_passes_is_nothing_typed(
    window: MainWindow, portal: Portal, record: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal()
    page = shown(window)
    monkeypatch.setattr(record.letters, "today", lambda: TODAY + timedelta(days=1))
    page.refresh()
    assert page.detail.looks.form.field("checked_on").value() == TODAY + timedelta(days=1)
    assert not page.has_unsaved()
