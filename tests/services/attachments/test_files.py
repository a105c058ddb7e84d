"""Files from anywhere are kept, or refused with a sentence."""

from __future__ import annotations

import io
import random
from contextlib import suppress
from datetime import date

import pytest
from PIL import Image
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desktop_app.services.attachments.apart import prepare_picture
from desktop_app.services.attachments.service import AttachmentService
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.errors import AppError
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.pdfs import small_pdf

PDF = small_pdf()


def _encoded(form: str, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (12, 8)).save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "BMP"])
def test_four_kinds_of_pictures_become_jpeg(store: Store, form: str) -> None:
    row = AttachmentService(store).add(NewFile(name=f"вид.{form.lower()}", content=_encoded(form)))
    assert (row.name, row.media_type) == ("вид.jpg", "image/jpeg")


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_any_depth_of_colour_is_read(mode: str) -> None:
    assert prepare_picture(_encoded("PNG", mode)).jpeg.startswith(b"\xff\xd8")


def test_a_pdf_is_kept_as_it_is(store: Store, clock: FrozenClock) -> None:
    service = AttachmentService(store, clock)
    row = service.add(NewFile(name="приказ.pdf", content=PDF))
    assert service.content(row.id) == PDF
    assert service.row(row.id) == row
    assert (row.media_type, row.size) == ("application/pdf", len(PDF))


@pytest.mark.parametrize(
    ("name", "kept"),
    [("скан\udcff.pdf", "скан?.pdf"), ("", "файл"), ("я" * 300 + ".pdf", "я" * 196 + ".pdf")],
)
def test_any_file_name_can_be_kept(store: Store, name: str, kept: str) -> None:
    assert AttachmentService(store).add(NewFile(name=name, content=PDF)).name == kept


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<svg/>", b"GIF89a"])
def test_other_files_are_refused_with_a_sentence(store: Store, content: bytes) -> None:
    with pytest.raises(AppError) as refused:
        AttachmentService(store).add(NewFile(name="x", content=content))
    assert refused.value.hint


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "BMP"])
def test_a_damaged_picture_is_a_picture_or_a_sentence(form: str) -> None:
    chance = random.Random(24)  # noqa: S311 - damage, not a secret
    good = _encoded(form)
    for _ in range(150):
        damaged = bytearray(good)
        for _ in range(3):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with suppress(AppError):  # anything else that is raised fails the test
            assert prepare_picture(bytes(damaged)).jpeg.startswith(b"\xff\xd8")


def test_stored_bytes_never_change(store: Store) -> None:
    row = AttachmentService(store).add(NewFile(name="приказ.pdf", content=PDF))
    with pytest.raises(IntegrityError, match="stored bytes are fixed"), store.write("Мимо правил") as session:
        session.execute(
            text("UPDATE attachment_blobs SET content = x'00' WHERE attachment_id = :id"), {"id": row.id}
        )


def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    shades = (0, 20_000, 40_000, 65_535)
    line = b"".join(shade.to_bytes(2, "little") * 1000 for shade in shades)
    out = io.BytesIO()
    Image.frombytes("I;16", (4000, 40), line * 40).save(out, "PNG")
    kept = Image.open(io.BytesIO(prepare_picture(out.getvalue()).jpeg)).convert("L")
    assert kept.size == (1600, 16)
    for place, shade in enumerate(shades):
        assert abs(kept.getpixel((200 + 400 * place, 8)) - shade / 257) <= 3


@pytest.mark.parametrize("mode", ["P", "1", "RGB"])
def test_a_large_drawing_is_scaled_without_steps(mode: str) -> None:
    drawing = Image.new("RGB", (3200, 200), "white")
    for place in range(1, 3200, 4):
        drawing.paste("black", (place, 0, place + 2, 200))
    out = io.BytesIO()
    drawing.convert(mode).save(out, "PNG")
    kept = Image.open(io.BytesIO(prepare_picture(out.getvalue()).jpeg)).convert("L")
    assert 100 < kept.getpixel((801, 50)) < 160, "half black and half white is grey"


@pytest.mark.parametrize("mode", ["RGB", "P", "I;16"])
def test_a_picture_taken_on_its_side_is_stood_upright(mode: str) -> None:
    exif = Image.Exif()
    exif[274] = 6
    exif[306] = "2024:06:03 10:00:00"
    out = io.BytesIO()
    Image.new(mode, (4000, 2000)).save(out, "PNG", exif=exif)
    kept = prepare_picture(out.getvalue())
    assert Image.open(io.BytesIO(kept.jpeg)).size == (1600, 3200)
    assert kept.taken_on == date(2024, 6, 3)
