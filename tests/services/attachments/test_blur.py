"""What is hidden on a picture cannot be read back, whatever it was."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageStat

from desktop_app.services.attachments.apart import hide
from desktop_app.services.attachments.blur import Area
from desktop_app.services.attachments.service import prepare
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.errors import AppError

AREA = Area(0.2, 0.3, 0.5, 0.3)
SHARE = st.floats(-0.5, 1.5, allow_nan=False)


def written(text: str, form: str = "PNG", size: tuple[int, int] = (600, 400)) -> NewFile:
    image = Image.new("RGB", size, "#eef2f7")
    draw = ImageDraw.Draw(image)
    draw.text((size[0] * 0.22, size[1] * 0.35), text, fill="black", font_size=size[1] // 10)
    draw.text((5, 5), "School", fill="black", font_size=20)
    out = io.BytesIO()
    exif = Image.Exif()
    exif[306] = "2024:06:03 10:00:00"
    exif[271] = "Camera of Ivanova"
    image.save(out, form, exif=exif)
    return NewFile(name="page.png", content=out.getvalue())


@pytest.mark.parametrize("size", [(600, 400), (3200, 2000)])
def test_two_texts_under_the_same_area_come_out_the_same_to_the_byte(size: tuple[int, int]) -> None:
    one, other = written("Ivanova 111", size=size), written("Petrov  987", size=size)
    assert prepare(one).content != prepare(other).content
    assert hide(one, [AREA]).content == hide(other, [AREA]).content
    assert prepare(hide(one, [AREA])).content == prepare(hide(other, [AREA])).content


def test_an_area_takes_no_colour_from_a_text_that_another_hides() -> None:
    areas = [AREA, Area(0.15, 0.25, 0.1, 0.4), Area(0.65, 0.2, 0.2, 0.3)]
    assert hide(written("Ivanova"), areas).content == hide(written("Sidorov"), areas).content


def test_edges_smeared_by_jpeg_are_hidden_as_well() -> None:
    one = Image.open(io.BytesIO(hide(written("Ivanova", "JPEG"), [AREA]).content))
    other = Image.open(io.BytesIO(hide(written("Petrov", "JPEG"), [AREA]).content))
    around = (110, 110, 430, 250)
    differ = [
        abs(first - second)
        for first, second in zip(one.crop(around).tobytes(), other.crop(around).tobytes(), strict=True)
    ]
    assert max(differ) <= 1


def test_what_is_hidden_is_seen_to_be_hidden_and_the_rest_stays() -> None:
    before = Image.open(io.BytesIO(written("Ivanova").content)).convert("RGB")
    after = Image.open(io.BytesIO(hide(written("Ivanova"), [AREA]).content))
    assert after.crop((0, 0, 100, 100)).tobytes() == before.crop((0, 0, 100, 100)).tobytes()
    assert ImageStat.Stat(after.crop((130, 130, 400, 230)).convert("L")).stddev[0] > 5


def test_nothing_of_the_camera_is_left_but_the_date() -> None:
    hidden = hide(written("Ivanova", "JPEG"), [AREA])
    assert b"Camera" not in hidden.content
    assert hidden.taken_on == date(2024, 6, 3)
    assert prepare(hidden).taken_on == date(2024, 6, 3)


@given(st.lists(st.builds(Area, SHARE, SHARE, SHARE, SHARE), max_size=4))
def test_any_areas_leave_a_picture_of_the_same_size(areas: list[Area]) -> None:
    hidden = hide(written("Ivanova", size=(120, 80)), areas)
    assert Image.open(io.BytesIO(hidden.content)).size == (120, 80)


def test_no_picture_is_refused_with_a_sentence() -> None:
    with pytest.raises(AppError, match="не снимок"):
        hide(NewFile(name="x", content=b"no picture"), [AREA])
