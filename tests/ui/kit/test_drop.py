"""A drop zone takes a file or a picture, and says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit.drop import DropZone


@pytest.fixture
def zone(qtbot: QtBot, themed: object) -> DropZone:
    made = DropZone("Перетащите снимок", "*.png")
    qtbot.addWidget(made)
    return made


def test_a_dropped_file_arrives_with_its_name_and_bytes(zone: DropZone, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "снимок.png"
    path.write_bytes(b"12345")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    with qtbot.waitSignal(zone.chosen) as got:
        assert zone.take_mime(mime)
    assert (got.args[0].name, got.args[0].content) == ("снимок.png", b"12345")


def test_a_pasted_picture_becomes_a_png(zone: DropZone, qtbot: QtBot) -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    mime = QMimeData()
    mime.setImageData(image)
    with qtbot.waitSignal(zone.chosen) as got:
        assert zone.take_mime(mime)
    assert got.args[0].content.startswith(b"\x89PNG")


def test_a_file_that_is_gone_is_refused_with_its_name(zone: DropZone, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(zone.failed) as refused:
        zone.take_path(tmp_path / "нет.png")
    assert "нет.png" in refused.args[0].message


def test_text_is_not_a_picture(zone: DropZone) -> None:
    mime = QMimeData()
    mime.setText("слово")
    assert not zone.take_mime(mime)
