"""Pictures as evidence: checked, scaled once to printed size, stripped of what the camera wrote."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from desktop_app.services.errors import AppError

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 40_000_000
WIDEST = 1600
"""Pixels across: 170 mm at 240 dpi, the text width of a page."""
QUALITY = 85
_TAKEN = 36867  # EXIF DateTimeOriginal
_CHANGED = 306  # EXIF DateTime
_EXIF_BLOCK = 0x8769


@dataclass(frozen=True, slots=True)
class Picture:
    """A re-encoded picture: JPEG bytes without any metadata, and the date the camera gave."""

    jpeg: bytes
    taken_on: date | None


def prepare_picture(content: bytes) -> Picture:
    """Read PNG, JPEG, WebP or BMP of at most 40 million pixels and make the JPEG that is kept and printed.

    Nothing of the camera's data survives but the date: no place, no device. Raises ``AppError``.
    """
    picture, taken_on = upright_picture(content)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(jpeg=out.getvalue(), taken_on=taken_on)


def upright_picture(content: bytes) -> tuple[Image.Image, date | None]:
    """Return a picture upright, in RGB, at printed size, and the camera's date; raises ``AppError``."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - slow; pictures are rare

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; the limit below is ours
            image = Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP", "BMP"))
            if image.width * image.height > MOST_PIXELS:
                raise AppError(
                    f"Снимок слишком большой: {image.width} × {image.height} точек.",
                    hint="Уменьшите его до 40 миллионов точек и добавьте снова.",
                )
            taken_on = _taken_on(image)
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((WIDEST, WIDEST * 4))
            return _on_white(upright), taken_on
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise AppError(
            "Это не снимок или файл повреждён.", hint="Добавьте картинку PNG, JPEG, WebP или BMP, либо PDF."
        ) from error


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
