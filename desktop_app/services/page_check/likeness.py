"""How alike two pictures are: a hash of brightness steps first, then the drawing itself, part by part.

The hash survives scaling and compression, but two banners of one series (same ground, other words) share it;
so what the hash takes for the same is compared once more without its ground.
"""

from __future__ import annotations

import io
import math
import re
import warnings
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.services.page_check.drawing import DRAWING, same_drawing
from desktop_app.services.page_check.types import Verdict

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS: Final = 40_000_000
_ENOUGH: Final = 1_000_000
"""Pixels: more say nothing about the steps of brightness."""
_SIDE: Final = 12
_SMALLEST: Final = 16
"""Pixels: smaller pictures are icons, and all icons are alike."""
_READABLE: Final = 40
"""Pixels: a banner shown smaller (a button of 88 × 31) may only look like it."""
_BORDER_NOISE: Final = 10
"""Levels of brightness compression leaves, in the mean of a line, in a border of one colour."""
_MOST_INSIDE: Final = 0.5
"""A border that leaves less than this of the smaller side is no border but a ground."""
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


class View(NamedTuple):
    """A picture as it is compared: a bit a step of brightness right and down, proportion, drawing."""

    bits: int
    ratio: float
    drawing: bytes
    """Brightness over a square of ``DRAWING`` by ``DRAWING`` points."""


class Look(NamedTuple):
    """What a picture looks like: whole, and without a border of one colour where it has one."""

    views: tuple[View, ...]
    small: bool
    """Too small to vouch for: its words cannot be read."""


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
            grey = flat.convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
    across, down = width / grey.width, height / grey.height  # a JPEG may come reduced unevenly by a point
    views = [_view(part, across / down) for part in (grey, _without_border(grey)) if part is not None]
    good = tuple(view for view in views if view is not None)
    return Look(good, min(width, height) < _READABLE) if good else None


def _view(grey: Image.Image, unevenness: float) -> View | None:
    from PIL import Image  # noqa: PLC0415 - as above

    pixels = grey.resize((_SIDE + 1, _SIDE + 1), Image.Resampling.BOX).tobytes()
    if max(pixels) - min(pixels) < _FLAT:
        return None
    drawing = grey.resize((DRAWING, DRAWING), Image.Resampling.BOX).tobytes()
    return View(_steps(pixels), grey.width / grey.height * unevenness, drawing)


def _without_border(grey: Image.Image) -> Image.Image | None:
    """Return what stands inside a border of one colour, as sites put around pictures; None without one."""
    from PIL import Image, ImageChops  # noqa: PLC0415 - as above

    right, bottom = grey.width - 1, grey.height - 1
    corners = [_level(grey, *place) for place in ((0, 0), (right, 0), (0, bottom), (right, bottom))]
    if max(corners) - min(corners) > 2 * _BORDER_NOISE:
        return None
    apart = ImageChops.difference(grey, Image.new("L", grey.size, corners[0]))
    columns = apart.resize((grey.width, 1), Image.Resampling.BOX).tobytes()
    rows = apart.resize((1, grey.height), Image.Resampling.BOX).tobytes()
    left, right, top, bottom = *_span(columns), *_span(rows)
    if (left, top, right, bottom) == (0, 0, *grey.size):
        return None
    inside = grey.crop((left, top, right, bottom))
    return inside if min(inside.size) >= max(_SMALLEST, min(grey.size) * _MOST_INSIDE) else None


def _span(line: bytes) -> tuple[int, int]:
    """Return where a line of mean differences starts and stops to be more than the noise of a border."""
    more = [place for place, level in enumerate(line) if level > _BORDER_NOISE]
    return (more[0], more[-1] + 1) if more else (0, 0)


def _level(grey: Image.Image, x: int, y: int) -> int:
    return grey.crop((x, y, x + 1, y + 1)).tobytes()[0]


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
            if min(image.size) < _READABLE:
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
    """Tell whether two looks are of the same banner; a small picture is never vouched for."""
    pairs = [(one, other) for one in first.views for other in second.views]
    verdicts = {_compare(one, other) for one, other in pairs}
    if first.small or second.small:
        # all small pictures are a little alike; one of a banner's own proportions may be it
        alike = any(
            _compare(*pair) is not Verdict.NOT_FOUND and _stretch(*pair) <= _STRETCH for pair in pairs
        )
        return Verdict.UNSURE if alike else Verdict.NOT_FOUND
    if Verdict.FOUND in verdicts:
        return Verdict.FOUND
    return Verdict.UNSURE if Verdict.UNSURE in verdicts else Verdict.NOT_FOUND


def _stretch(first: View, second: View) -> float:
    """Return how far apart the proportions are, 1 for the same."""
    return max(first.ratio, second.ratio) / min(first.ratio, second.ratio)


def _compare(first: View, second: View) -> Verdict:
    differing = (first.bits ^ second.bits).bit_count() / (2 * _SIDE * _SIDE)
    if (
        differing <= _SAME
        and _stretch(first, second) <= _STRETCH
        and same_drawing(first.drawing, second.drawing)
    ):
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
