"""A drop zone takes a file or a picture, and says when it cannot."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit import drop
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.drop import DropZone
from desktop_app.ui.kit.fields import LineField, TextField


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


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_several_files_at_once_are_refused_aloud(zone: DropZone, qtbot: QtBot, tmp_path: Path) -> None:
    chosen: list[object] = []
    zone.chosen.connect(chosen.append)
    with qtbot.waitSignal(zone.failed) as refused:
        assert zone.take_mime(files(tmp_path / "1.png", tmp_path / "2.png"))
    assert str(refused.args[0]) == "Файлов несколько: 2. Добавляйте их по одному."
    assert chosen == []


def test_a_link_dragged_out_of_a_browser_is_no_file(zone: DropZone, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://school.example/banner.png")])
    with qtbot.waitSignal(zone.failed) as refused:
        assert zone.take_mime(mime)
    assert "ссылка, а не файл" in refused.args[0].message


def test_a_film_is_not_read_into_memory(
    zone: DropZone, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = tmp_path / "ролик.mp4"
    film.write_bytes(b"1234")
    monkeypatch.setattr(drop, "MOST_BYTES", 3)
    with qtbot.waitSignal(zone.failed) as refused:
        zone.take_path(film)
    assert "ролик.mp4" in refused.args[0].message


def test_the_zone_lights_up_while_something_is_held_over_it(
    zone: DropZone, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "снимок.png"
    path.write_bytes(b"12345")
    zone.show()
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    mime = files(path)  # an event only points at it
    over = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    QApplication.sendEvent(zone, over)
    assert (over.isAccepted(), zone.property("over")) == (True, "true")
    QApplication.sendEvent(zone, QDragLeaveEvent())
    assert zone.property("over") == "false"
    QApplication.sendEvent(zone, QDragEnterEvent(QPoint(5, 5), copy, mime, left, none))
    with qtbot.waitSignal(zone.chosen) as got:
        QApplication.sendEvent(zone, QDropEvent(QPointF(5, 5), copy, mime, left, none))
    assert got.args[0].name == "снимок.png"


def test_text_is_not_a_picture(zone: DropZone) -> None:
    mime = QMimeData()
    mime.setText("слово")
    assert not zone.take_mime(mime)


def test_pasting_from_a_program_that_has_died_is_said_and_not_an_error(
    zone: DropZone, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt answers with nothing at all when the owner of the clipboard is gone."""

    class Orphaned:
        def mimeData(self) -> None:  # noqa: N802 - Qt's own
            return None

    monkeypatch.setattr(QGuiApplication, "clipboard", Orphaned)
    with qtbot.waitSignal(zone.failed) as got:
        zone.paste()
    assert got.args[0].message == "В буфере обмена нет картинки."


@pytest.mark.parametrize("kind", [LineField, TextField, DateField])
def test_a_file_dropped_beside_its_zone_writes_nothing_into_a_field(
    kind: type[LineField | TextField | DateField], qtbot: QtBot, themed: object, tmp_path: Path
) -> None:
    field = kind()
    qtbot.addWidget(field)
    file = files(tmp_path / "снимок.png")
    file.setText("file:///снимок.png")  # a desktop offers both
    for mime, taken in ((file, False), (_words("Стенд"), True)):
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, left, none)
        QApplication.sendEvent(field.viewport() if isinstance(field, TextField) else field, enter)
        assert enter.isAccepted() is taken


def test_whoever_gave_a_file_is_told_that_it_was_copied(zone: DropZone, tmp_path: Path) -> None:
    path = tmp_path / "снимок.png"
    path.write_bytes(b"12345")
    mime = files(path)
    either = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    event = QDropEvent(
        QPointF(5, 5), either, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    )
    event.setDropAction(Qt.DropAction.MoveAction)
    zone.dropEvent(event)
    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction


def _words(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    return mime


def test_a_file_is_read_and_a_picture_packed_off_the_windows_thread(
    zone: DropZone, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    pack, read = drop._png, Path.read_bytes

    def noted_pack(image: QImage) -> bytes:
        threads.append(threading.current_thread())
        return pack(image)

    def noted_read(path: Path) -> bytes:
        threads.append(threading.current_thread())
        return read(path)

    monkeypatch.setattr(drop, "_png", noted_pack)
    monkeypatch.setattr(Path, "read_bytes", noted_read)
    (tmp_path / "снимок.png").write_bytes(b"12345")
    dropped, pasted = QMimeData(), QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "снимок.png"))])
    pasted.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    for mime in (dropped, pasted):
        with qtbot.waitSignal(zone.chosen):
            assert zone.take_mime(mime)
    assert len(threads) == 2
    assert threading.main_thread() not in threads
