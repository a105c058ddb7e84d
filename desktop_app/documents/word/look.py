"""What the pages decided for a Word copy: the size of the text, and where the QR code stands."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from desktop_app.documents.fonts import faces
from desktop_app.documents.glyphs import Cleaner
from desktop_app.documents.qr import QUIET, symbol_of
from desktop_app.documents.units import MM

if TYPE_CHECKING:
    from desktop_app.documents.layout import Layout
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.content import LetterContent, OrderContent

_Record = TypeVar("_Record")

_DOTS: Final = 8
"""Dots a module: sharp on any printer."""
_EPSILON: Final = 1e-6


class Spot(NamedTuple):
    """Where a square stands on the first sheet, in millimetres."""

    left: float
    top: float
    side: float


class Look(NamedTuple):
    """Size of the text in points; the place of the code, if it was printed."""

    size: float
    code: Spot | None = None


def look_of(layout: Layout, content: LetterContent | OrderContent, profile: LayoutProfile) -> Look:
    """Return what the layout chose: a Word copy has the same size and its code in the same place."""
    decoding = (
        run.size for sheet in layout.sheets for run, _ in sheet.texts if run.text == content.signature.name
    )
    return Look(next(decoding, profile.sizes[0]), _code_of(layout, profile))


def printable(record: _Record) -> _Record:
    """Return ``record`` with the characters the pages have: what is measured must have widths."""
    return Cleaner(faces()).record(record)


def printable_text(text: str) -> str:
    """Return ``text`` with the characters the pages have, to be measured."""
    return Cleaner(faces()).text(text)


def symbol_picture(payload: str) -> bytes:
    """Return the QR code of ``payload`` as a PNG without its light border."""
    from PIL import Image  # noqa: PLC0415 - a paper without a code does not pay for the library

    symbol = symbol_of(payload)
    image = Image.new("1", (symbol.side, symbol.side), 1)
    for row, first, length in symbol.dark:
        image.paste(0, (first, row, first + length, row + 1))
    buffer = BytesIO()
    image.resize((symbol.side * _DOTS, symbol.side * _DOTS)).save(buffer, "PNG")
    return buffer.getvalue()


def quiet(profile: LayoutProfile) -> float:
    """Return the light millimetres a code needs around it."""
    return QUIET * profile.module


def _code_of(layout: Layout, profile: LayoutProfile) -> Spot | None:
    """Find the code among the boxes of the first sheet: its rows are exactly one module high."""
    module = profile.module * MM
    rows = [box for box in layout.sheets[0].boxes if abs(box.height - module) < _EPSILON]
    if not rows:
        return None
    left, top = min(box.x for box in rows), min(box.y for box in rows)
    right = max(box.x + box.width for box in rows)
    return Spot(left / MM, top / MM, (right - left) / MM)
