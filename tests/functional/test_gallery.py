"""The gallery draws the window as it is: the size of the laptop, light and dark, nothing of it empty."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app import gallery
from desktop_app.bootstrap import new_file
from desktop_app.services.attachments.pictures import Picture
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.banners.types import CheckDraft, CheckOutcome, PlacementStatus, PortalDraft
from desktop_app.services.container import Services
from desktop_app.services.errors import AppError
from desktop_app.services.outreach.types import OutreachDraft, OutreachForm
from desktop_app.services.sample.builder import build_sample
from desktop_app.services.school.types import ClassDraft
from desktop_app.ui.kit.hide_names import HideNamesDialog
from desktop_app.ui.kit.labels import not_by_enter
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme.style import apply_theme


def test_a_screen_is_drawn_light_and_dark(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = gallery._shots

    def few(window: MainWindow, services: Services) -> Iterator[gallery.Shot]:
        return islice(every(window, services), 2)

    monkeypatch.setattr(gallery, "_shots", few)
    monkeypatch.setattr(gallery, "_empty_shots", lambda _window, _services: iter(()))
    monkeypatch.setattr(gallery, "REST", 0.01)
    file, out = tmp_path / "Пример.otklik", tmp_path / "out"
    out.mkdir()
    new_file(file, build_sample)
    gallery.draw(file, out)
    apply_theme(qapp, dark=False)
    assert sorted(path.name for path in out.iterdir()) == [
        "01-overview-dark.png",
        "01-overview-light.png",
        "02-coordinator-dark.png",
        "02-coordinator-light.png",
    ]
    brightness = {}
    for path in out.iterdir():
        with Image.open(path) as picture:
            assert picture.size == gallery.SCREEN
            grey = picture.convert("L")
            assert grey.getextrema()[1] - grey.getextrema()[0] > 100
            brightness[path.stem] = grey.resize((1, 1)).getpixel((0, 0))
    assert brightness["01-overview-light"] > 150
    assert brightness["01-overview-dark"] < 100


@pytest.fixture
def shown_banner(record: Services) -> int:
    """Write down a portal with a picture and an event: the pictures need both; return the picture's id."""
    content = io.BytesIO()
    Image.new("RGB", (640, 400), "white").save(content, "PNG")
    placed = PortalDraft(name="Сайт школы", status=PlacementStatus.PLACED, placed_on=date(2024, 6, 3))
    row = record.banners.save(placed)
    picture = NewFile(name="сайт.png", content=content.getvalue())
    look = CheckDraft(checked_on=date(2024, 6, 3), outcome=CheckOutcome.FOUND, picture=picture)
    proof = record.banners.add_check(row.id, look).proof
    record.school.save_class(ClassDraft(name="5А", pupils=25, parents=48))
    meeting = OutreachForm.CLASS_MEETING
    record.outreach.save(OutreachDraft(held_on=date(2024, 6, 1), form=meeting, topic="Лето", parents=9))
    assert proof is not None
    return proof.id


@pytest.mark.usefixtures("shown_banner")
def test_the_second_letter_of_the_pictures_is_in_the_header_too(window: MainWindow, record: Services) -> None:
    shown = {name: window.header.letter.text() for name, _bring in gallery._shots(window, record)}
    assert "02-55-6120/25" in shown["overview-years"]


def test_the_picture_with_hidden_names_does_not_wait_for_the_reader_apart(
    window: MainWindow, record: Services, shown_banner: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(_content: bytes) -> Picture:
        raise AppError("Снимок не прочитан: он читается слишком долго.")

    monkeypatch.setitem(HideNamesDialog.__init__.__kwdefaults__, "read", too_late)
    dialog = gallery._hiding(window, record, shown_banner)
    dialog.open()
    assert isinstance(dialog, HideNamesDialog)
    qtbot.waitUntil(lambda: len(dialog.canvas.areas) == 1)
    dialog.close()


@pytest.mark.qt_log_ignore("^This plugin does not support")
@pytest.mark.usefixtures("shown_banner")
def test_every_dialog_has_a_title_and_enter_in_a_field_presses_nothing_but_the_chief_button(
    window: MainWindow, record: Services
) -> None:
    dialogs = gallery._dialogs(window, record)
    assert len(dialogs) > 12
    for name, make in dialogs.items():
        dialog = make()
        dialog.open()
        QCoreApplication.processEvents()
        assert dialog.windowTitle(), name
        pressed = [button for button in dialog.findChildren(QPushButton) if button.isDefault()]
        if dialog.findChildren(QLineEdit):
            assert {button.property("role") for button in pressed} <= {"primary"}, name
        dialog.close()


def test_enter_presses_the_button_it_stands_on_and_no_other(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    line, delete = QLineEdit(dialog), QPushButton("Удалить", dialog)
    not_by_enter(delete)
    pressed: list[str] = []
    delete.clicked.connect(lambda: pressed.append("delete"))
    dialog.show()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    for widget, wanted in ((line, []), (delete, ["delete"])):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Return)
        assert pressed == wanted
