"""Pictures as evidence: checked, scaled once to printed size, stripped of what the camera wrote.

Runs in the reader's process only: everything here may meet a hostile file.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import TYPE_CHECKING

from desktop_app.services.errors import AppError

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("PNG", "JPEG", "WEBP", "BMP")
MOST_PIXELS = 40_000_000
WIDEST = 1600
"""Pixels across: 170 mm at 240 dpi, the text width of a page."""
QUALITY = 85
_ALMOST = 1e-6
"""So much more than a whole number of pixels is none more."""
_TAKEN = 36867  # EXIF DateTimeOriginal
_CHANGED = 306  # EXIF DateTime
_EXIF_BLOCK = 0x8769
_ORIENTATION = 274
_ON_ITS_SIDE = frozenset({5, 6, 7, 8})


@dataclass(frozen=True, slots=True)
class Picture:
    """A re-encoded picture: JPEG bytes without any metadata, and the date the camera gave."""

    jpeg: bytes
    taken_on: date | None


def read_picture(content: bytes) -> Picture:
    """Read PNG, JPEG, WebP or BMP of at most 40 million pixels and make the JPEG that is kept and printed.

    Nothing of the camera's data survives but the date: no place, no device. Raises ``AppError``.
    """
    picture, taken_on = upright_picture(content)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(jpeg=out.getvalue(), taken_on=taken_on)


def read_size(content: bytes) -> tuple[int, int] | None:
    """Return a picture's width and height as its head says; None for what is no picture."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - slow; pictures are rare

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Image.open(io.BytesIO(content), formats=FORMATS).size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def upright_picture(content: bytes) -> tuple[Image.Image, date | None]:
    """Return a picture upright, in RGB, at printed size, and the camera's date; raises ``AppError``."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - slow; pictures are rare

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; the limit below is ours
            image = Image.open(io.BytesIO(content), formats=FORMATS)
            if image.width * image.height > MOST_PIXELS:
                raise AppError(
                    f"Снимок слишком большой: {image.width} × {image.height} точек.",
                    hint="Уменьшите его до 40 миллионов точек и добавьте снова.",
                )
            taken_on = _taken_on(image)
            bounds = _bounds(image)
            image.draft(None, (2 * bounds[0], 2 * bounds[1]))  # a camera's JPEG need not be unpacked whole
            smooth = _smooth(image)
            smooth.thumbnail(bounds)
            ImageOps.exif_transpose(smooth, in_place=True)
            return _on_white(smooth), taken_on
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise AppError(
            "Это не снимок или файл повреждён.", hint="Добавьте картинку PNG, JPEG, WebP или BMP, либо PDF."
        ) from error


def _bounds(image: Image.Image) -> tuple[int, int]:
    """Return the size a picture is scaled down into, before it is turned upright.

    Never less than its own shape asks for: one side comes out exact, the other is Pillow's rounding.
    """
    turned = image.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE
    width, height = (image.height, image.width) if turned else image.size
    share = min(1.0, WIDEST / max(width, 1), WIDEST * 4 / max(height, 1))
    return max(1, ceil(image.width * share - _ALMOST)), max(1, ceil(image.height * share - _ALMOST))


def _smooth(image: Image.Image) -> Image.Image:
    """Return the picture in a mode that can be scaled without steps, its sixteen bits cut to eight."""
    if image.mode.startswith("I;16"):
        return image.convert("F").point(lambda value: value * (1 / 257) + 0).convert("L")
    if image.mode in {"1", "P", "PA"}:
        return image.convert("L" if image.mode == "1" else "RGBA")
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """Return the picture in RGB; transparent parts are white, as they will be on paper."""
    from PIL import Image  # noqa: PLC0415 - as above

    if image.mode in {"RGBA", "LA", "P"}:
        with_alpha = image.convert("RGBA")
        flat = Image.new("RGB", with_alpha.size, "white")
        flat.paste(with_alpha, mask=with_alpha.getchannel("A"))
        return flat
    converted = image.convert("RGB")
    converted.info.clear()  # what the camera or an editor wrote would be saved again
    return converted


def _taken_on(image: object) -> date | None:
    """Return the date the camera wrote, if it wrote a believable one."""
    exif = image.getexif()  # type: ignore[attr-defined]  # any Pillow image
    written = exif.get_ifd(_EXIF_BLOCK).get(_TAKEN) or exif.get(_CHANGED)
    try:
        return datetime.strptime(str(written)[:10], "%Y:%m:%d").date()  # noqa: DTZ007 - a camera's local date
    except ValueError:
        return None
