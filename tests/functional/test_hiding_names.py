"""Names are hidden on a picture before it is stored, by mouse or by keys alone."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image, ImageStat
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services.attachments.types import NewFile
from desktop_app.services.banners.types import PlacementStatus, PortalDraft
from desktop_app.services.container import Services
from desktop_app.ui.banners.page import BannersPage
from desktop_app.ui.kit.hide_names import HideNamesDialog
from desktop_app.ui.kit.hiding_canvas import HidingCanvas
from desktop_app.ui.shell.window import MainWindow
from tests.functional.window import open_screen


def picture() -> NewFile:
    out = io.BytesIO()
    Image.effect_noise((640, 400), 200).convert("RGB").save(out, "PNG")
    return NewFile(name="сайт.png", content=out.getvalue())


@pytest.fixture
def page(window: MainWindow, record: Services) -> BannersPage:
    for row in record.banners.list():
        record.banners.delete(row.id)
    record.banners.save(
        PortalDraft(name="Сайт школы", status=PlacementStatus.PLACED, placed_on=date(2024, 6, 3))
    )
    return open_screen(window, "banners", BannersPage)


def asked(qtbot: QtBot, page: BannersPage) -> HideNamesDialog:
    page.detail.looks.take_file(picture())
    dialog = page.findChild(HideNamesDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.canvas.picture_box().width() > 1)
    return dialog


def stored(qtbot: QtBot, record: Services) -> Image.Image:
    qtbot.waitUntil(lambda: record.banners.list()[0].proof is not None)
    proof = record.banners.list()[0].proof
    assert proof is not None
    return Image.open(io.BytesIO(record.attachments.content(proof.id))).convert("L")


def roughness(image: Image.Image, box: tuple[int, int, int, int]) -> float:
    return ImageStat.Stat(image.crop(box)).stddev[0]


def test_enter_stores_the_picture_as_it_is(qtbot: QtBot, page: BannersPage, record: Services) -> None:
    QTest.keyClick(asked(qtbot, page).canvas, Qt.Key.Key_Return)
    assert roughness(stored(qtbot, record), (280, 190, 340, 210)) > 40


def test_keys_alone_hide_the_middle_for_good(qtbot: QtBot, page: BannersPage, record: Services) -> None:
    dialog = asked(qtbot, page)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Space)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Up)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Return)
    image = stored(qtbot, record)
    assert roughness(image, (280, 185, 340, 205)) < 30
    assert roughness(image, (0, 0, 100, 100)) > 40


def test_the_mouse_draws_and_escape_stores_nothing(qtbot: QtBot, page: BannersPage, record: Services) -> None:
    dialog = asked(qtbot, page)
    corner = dialog.canvas.picture_box().topLeft()
    QTest.mousePress(dialog.canvas, Qt.MouseButton.LeftButton, pos=corner + QPoint(20, 20))
    QTest.mouseMove(dialog.canvas, corner + QPoint(120, 80))
    QTest.mouseRelease(dialog.canvas, Qt.MouseButton.LeftButton, pos=corner + QPoint(120, 80))
    qtbot.waitUntil(lambda: len(dialog.canvas.areas) == 1)
    assert "Скрыть" in dialog.take_button.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert record.banners.list()[0].proof is None


def test_every_change_can_be_undone(qtbot: QtBot, page: BannersPage) -> None:
    canvas: HidingCanvas = asked(qtbot, page).canvas
    seen = [canvas.areas]
    for key, modifier in (
        (Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(canvas, key, modifier)
        assert canvas.areas != seen[-1]
        seen.append(canvas.areas)
    for areas in reversed(seen[:-1]):
        QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert canvas.areas == areas


def test_buttons_that_would_do_nothing_are_off(qtbot: QtBot, page: BannersPage) -> None:
    page.detail.looks.take_file(picture())
    dialog = page.findChild(HideNamesDialog)
    assert dialog is not None
    assert not dialog.add_button.isEnabled()  # the picture is not there yet
    qtbot.waitUntil(dialog.add_button.isEnabled)
    assert not dialog.undo_button.isEnabled()
    dialog.add_button.click()
    assert dialog.undo_button.isEnabled()
    dialog.undo_button.click()
    assert not dialog.undo_button.isEnabled()
    assert not dialog.remove_button.isEnabled()


def test_a_broken_picture_is_refused_beside_the_form(
    qtbot: QtBot, page: BannersPage, record: Services
) -> None:
    page.detail.looks.take_file(NewFile(name="x.png", content=b"no picture"))
    qtbot.waitUntil(lambda: page.findChild(HideNamesDialog) is None)
    assert record.banners.list()[0].proof is None


def pull_by_mouse(canvas: HidingCanvas, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + (end - start) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)


def test_what_is_drawn_is_moved_and_stretched_by_the_mouse(qtbot: QtBot, page: BannersPage) -> None:
    canvas = asked(qtbot, page).canvas
    corner = canvas.picture_box().topLeft()
    pull_by_mouse(canvas, corner + QPoint(20, 20), corner + QPoint(120, 80))
    pull_by_mouse(canvas, corner + QPoint(60, 50), corner + QPoint(90, 70))
    box = canvas._on_screen(canvas.areas[0]).toRect()
    assert (box.topLeft() - corner, box.width(), box.height()) == (QPoint(50, 40), 100, 60)
    pull_by_mouse(canvas, box.bottomRight(), box.bottomRight() + QPoint(40, 10))
    box = canvas._on_screen(canvas.areas[0]).toRect()
    assert (box.width(), box.height()) == (140, 70)
    assert len(canvas.areas) == 1
    canvas.undo()
    canvas.undo()
    assert canvas._on_screen(canvas.areas[0]).toRect().topLeft() - corner == QPoint(20, 20)


def test_an_area_stays_on_the_picture_and_a_click_on_it_moves_nothing(
    qtbot: QtBot, page: BannersPage
) -> None:
    canvas = asked(qtbot, page).canvas
    whole = canvas.picture_box()
    pull_by_mouse(canvas, whole.topLeft() + QPoint(20, 20), whole.topLeft() + QPoint(120, 80))
    before = canvas.areas
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=whole.topLeft() + QPoint(60, 50))
    assert canvas.areas == before
    pull_by_mouse(canvas, whole.topLeft() + QPoint(60, 50), whole.bottomRight() + QPoint(900, 900))
    moved = canvas._on_screen(canvas.areas[0])
    assert QRectF(whole).adjusted(-0.5, -0.5, 0.5, 0.5).contains(moved)
    assert round(moved.width()) == 100


def test_the_mouse_shows_what_a_press_would_do(qtbot: QtBot, page: BannersPage) -> None:
    canvas = asked(qtbot, page).canvas
    corner = canvas.picture_box().topLeft()
    pull_by_mouse(canvas, corner + QPoint(20, 20), corner + QPoint(120, 80))
    shapes = []
    for place in (QPoint(60, 50), QPoint(120, 50), QPoint(60, 80), QPoint(120, 80), QPoint(200, 200)):
        here, none = QPointF(corner + place), Qt.MouseButton.NoButton
        away = QPointF(canvas.mapToGlobal(here))
        move = QMouseEvent(QEvent.Type.MouseMove, here, away, none, none, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(canvas, move)
        shapes.append(canvas.cursor().shape())
    shape = Qt.CursorShape
    assert shapes == [
        shape.SizeAllCursor,
        shape.SizeHorCursor,
        shape.SizeVerCursor,
        shape.SizeFDiagCursor,
        shape.CrossCursor,
    ]
