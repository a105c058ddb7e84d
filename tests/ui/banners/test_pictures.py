"""Small pictures of what is stored: pictures, PDF pages, and files that are neither."""

from __future__ import annotations

import io
import threading
from types import SimpleNamespace

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from desktop_app.services.attachments.types import AttachmentRow
from desktop_app.services.errors import NotFoundError
from desktop_app.ui.banners.pictures import SHARPNESS, THUMB, PictureShelf, thumbnail
from desktop_app.ui.kit.picture import PDF


def jpeg(width: int = 640, height: int = 400) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG")
    return out.getvalue()


def pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(200, 100))
    canvas.drawString(20, 50, "page")
    canvas.save()
    return out.getvalue()


class Attachments:
    """Keeps bytes by id and the threads that asked for them."""

    def __init__(self, **files: bytes) -> None:
        self.files = {int(name.removeprefix("n")): content for name, content in files.items()}
        self.asked: list[tuple[int, int]] = []

    def content(self, attachment_id: int) -> bytes:
        self.asked.append((attachment_id, threading.get_ident()))
        if attachment_id not in self.files:
            raise NotFoundError("Этого файла уже нет.")
        return self.files[attachment_id]


def row(number: int, media_type: str = "image/jpeg") -> AttachmentRow:
    return AttachmentRow(id=number, name="x", media_type=media_type, size=1, sha256="0" * 64, taken_on=None)


def shelf_over(files: Attachments) -> PictureShelf:
    return PictureShelf(SimpleNamespace(attachments=files))  # type: ignore[arg-type]  # all the shelf needs


def test_a_thumbnail_fits_and_is_read_once_in_another_thread(qtbot: QtBot, themed: object) -> None:
    files = Attachments(n1=jpeg(300, 1200))
    shelf = shelf_over(files)
    with qtbot.waitSignal(shelf.arrived):
        shelf.want([row(1), None])
    shelf.want([row(1)])
    image = shelf.image(1)
    assert image is not None
    assert image.height() == THUMB.height() * SHARPNESS
    assert image.width() == THUMB.height() * SHARPNESS // 4
    assert [number for number, _thread in files.asked] == [1]
    assert files.asked[0][1] != threading.get_ident()


def test_a_file_that_is_gone_or_damaged_is_a_null_picture(qtbot: QtBot, themed: object) -> None:
    shelf = shelf_over(Attachments(n1=b"words"))
    with qtbot.waitSignal(shelf.arrived):
        shelf.want([row(1), row(2), row(3, PDF)])
    for number in (1, 2, 3):
        image = shelf.image(number)
        assert image is not None
        assert image.isNull()


@pytest.mark.parametrize(("content", "media_type", "null"), [
    (jpeg(), "image/jpeg", False),
    (pdf(), PDF, False),
    (b"%PDF-1.4 torn", PDF, True),
    (b"", "image/jpeg", True),
])  # fmt: skip
def test_reading(content: bytes, media_type: str, null: bool) -> None:  # noqa: FBT001 - a table of cases
    assert thumbnail(content, media_type).isNull() is null


def test_the_first_page_has_the_shape_of_its_paper() -> None:
    image = thumbnail(pdf(), PDF)
    assert (image.width(), image.height()) == (144, 72)
