"""Names on a picture hidden for good: what is laid over an area is made of its surroundings alone.

A mosaic or a blur of the text itself can be read back by trying texts until one blurs alike. Here not one
pixel of the area is looked at, so two pictures that differ only under it come out byte for byte the same.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from desktop_app.services.attachments.pictures import upright_picture

if TYPE_CHECKING:
    from PIL import Image

SHADES: Final = (-26, 14, -6, 26, -14)
"""How much lighter or darker than the surroundings the cells are: what is hidden is seen to be hidden."""
_MARGIN: Final = 8
"""Pixels hidden around an area as well: scaling and JPEG smear letters over their own edge."""
_AROUND: Final = 12
"""Pixels around an area whose average colour it takes."""
_NEUTRAL: Final = (128, 128, 128)

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of an upright picture, in shares of its width and height (0…1)."""

    left: float
    top: float
    width: float
    height: float


def shade(column: int, line: int) -> int:
    """Return how much a cell of the mosaic differs from the surroundings, of 255."""
    return SHADES[(column * 2 + line * 3) % len(SHADES)]


def hidden(content: bytes, areas: Sequence[Area]) -> tuple[bytes, date | None]:
    """Return the picture scaled for print with the areas hidden, as PNG without metadata.

    The date the camera wrote is kept beside it. Raises ``AppError`` for what is no picture.
    """
    picture, taken_on = upright_picture(content)
    boxes = [box for area in areas if (box := _box(area, picture.width, picture.height)) is not None]
    for box in boxes:  # all of them first: no area may take its colour from another
        picture.paste(_NEUTRAL, box)
    colours = [_around(picture, box, boxes) for box in boxes]
    for box, colour in zip(boxes, colours, strict=True):
        _lay(picture, box, colour)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue(), taken_on


def _box(area: Area, width: int, height: int) -> Box | None:
    if area.width <= 0 or area.height <= 0:
        return None
    left = max(0, int(area.left * width) - _MARGIN)
    top = max(0, int(area.top * height) - _MARGIN)
    right = min(width, int((area.left + area.width) * width) + 1 + _MARGIN)
    bottom = min(height, int((area.top + area.height) * height) + 1 + _MARGIN)
    return (left, top, right, bottom) if right > left and bottom > top else None


def _around(picture: Image.Image, box: Box, boxes: Sequence[Box]) -> tuple[int, int, int]:
    """Return the average colour around a box, other boxes left out."""
    from PIL import Image, ImageStat  # noqa: PLC0415 - slow; pictures are rare

    ring = (
        max(0, box[0] - _AROUND),
        max(0, box[1] - _AROUND),
        min(picture.width, box[2] + _AROUND),
        min(picture.height, box[3] + _AROUND),
    )
    open_to_see = Image.new("L", picture.size, 255)
    for hidden in boxes:
        open_to_see.paste(0, hidden)
    mask = open_to_see.crop(ring)
    if mask.getbbox() is None:
        return _NEUTRAL
    red, green, blue = ImageStat.Stat(picture.crop(ring), mask).mean
    return round(red), round(green), round(blue)


def _lay(picture: Image.Image, box: Box, colour: tuple[int, int, int]) -> None:
    """Lay the mosaic over a box."""
    left, top, right, bottom = box
    cell = max(6, min(right - left, bottom - top) // 3)
    for line, y in enumerate(range(top, bottom, cell)):
        for column, x in enumerate(range(left, right, cell)):
            red, green, blue = (min(255, max(0, part + shade(column, line))) for part in colour)
            picture.paste((red, green, blue), (x, y, min(x + cell, right), min(y + cell, bottom)))
