"""How alike two pictures are: a hash of brightness steps that survives scaling and compression."""

from __future__ import annotations

import io
import math
import re
import warnings
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.services.page_check.types import Verdict

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS: Final = 40_000_000
_ENOUGH: Final = 1_000_000
"""Pixels: more say nothing about the steps of brightness."""
_SIDE: Final = 12
_SMALLEST: Final = 40
"""Pixels: smaller pictures are icons, and all icons are alike."""
_SAME: Final = 0.13
_MAYBE: Final = 0.22
"""Shares of differing bits: measured over re-encoded, scaled, cropped and foreign banners (the tests)."""
_SVG_SIDE: Final = re.compile(rb"\b(?:width|height)=[\"']?(\d{1,5})")
_DRAWN_LARGE: Final = 200
"""Sides, px: smaller drawings are icons."""
_FLAT: Final = 12
"""A picture whose brightness spans less than this has no steps to compare."""
_STRETCH: Final = 1.35
"""Proportions further apart than this are another banner, or a crop nobody could vouch for."""


class Look(NamedTuple):
    """The hash of a picture: one bit a step of brightness to the right and down, and its proportion."""

    bits: int
    ratio: float


def look_at(content: bytes) -> Look | None:
    """Return the look of a picture; None for what is none, too small, too large or all of one colour."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - slow, and pages are checked rarely

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content), formats=_formats())
            width, height = image.size
            if min(width, height) < _SMALLEST or width * height > MOST_PIXELS:
                return None
            image.draft("L", (256, 256))
            small_enough = _reduced(image)
            flat = Image.new("RGBA", small_enough.size, "white")
            flat.alpha_composite(small_enough)
            small = flat.convert("L").resize((_SIDE + 1, _SIDE + 1), Image.Resampling.BOX)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
    pixels = small.tobytes()
    if max(pixels) - min(pixels) < _FLAT:
        return None
    return Look(_steps(pixels), width / height)


def may_hide(content: bytes) -> bool:
    """Tell whether a picture without a look could still be a banner: unread, not small, not of one colour."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - as above

    start = content[:2000].lstrip().lower()
    if start.startswith((b"<svg", b"<?xml", b"<!--")):
        sides = [float(found[1]) for found in _SVG_SIDE.finditer(start)]
        return max(sides, default=0) >= _DRAWN_LARGE
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content), formats=_formats())
            if min(image.size) < _SMALLEST:
                return False
            if image.width * image.height > MOST_PIXELS:
                return True
            image.draft("L", (256, 256))
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return True
    return False


def _formats() -> tuple[str, ...]:
    """Return what pictures are read: what browsers show and this copy of Pillow knows."""
    from PIL import features  # noqa: PLC0415 - as above

    return ("PNG", "JPEG", "WEBP", "GIF", "BMP", *(("AVIF",) if features.check("avif") else ()))


def _reduced(image: Image.Image) -> Image.Image:
    """Return a picture with transparency, a very large one averaged down: the reader has little memory."""
    factor = math.isqrt(image.width * image.height // _ENOUGH) if image.width * image.height > _ENOUGH else 1
    if factor > 1 and image.mode in {"RGB", "RGBA", "L"}:
        return image.reduce(factor).convert("RGBA")
    whole = image.convert("RGBA")
    return whole.reduce(factor) if factor > 1 else whole


def compare(first: Look, second: Look) -> Verdict:
    """Tell whether two looks are of the same banner."""
    stretch = max(first.ratio, second.ratio) / min(first.ratio, second.ratio)
    differing = (first.bits ^ second.bits).bit_count() / (2 * _SIDE * _SIDE)
    if differing <= _SAME and stretch <= _STRETCH:
        return Verdict.FOUND
    return Verdict.UNSURE if differing <= _MAYBE else Verdict.NOT_FOUND


def _steps(pixels: bytes) -> int:
    """Return a bit for every step to the right and every step down: is it brighter there."""
    row = _SIDE + 1
    bits = 0
    for y in range(_SIDE):
        for x in range(_SIDE):
            here = pixels[y * row + x]
            bits = bits << 2 | (here < pixels[y * row + x + 1]) << 1 | (here < pixels[(y + 1) * row + x])
    return bits
