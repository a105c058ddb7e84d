"""Pictures whose bytes go into the file as they are: a JPEG is never decoded, a PNG is."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.services.errors import AppError

if TYPE_CHECKING:
    from PIL import Image

    from desktop_app.documents.pdf import PdfFile

_JPEG: Final = b"\xff\xd8"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_SIZE: Final = slice(16, 24)
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
"""Markers of the frame a PDF may hold: baseline, extended, progressive (ISO 32000-1, 7.4.8)."""
_NO_FRAMES: Final = frozenset(range(0xC3, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a length after them."""
_COLOURS: Final = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK/Decode[1 0 1 0 1 0 1 0]"}


class Pixels(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int


class _Frame(NamedTuple):
    """What the header of a JPEG says."""

    pixels: Pixels
    channels: int


def pixels_of(data: bytes) -> Pixels:
    """Return the size of a JPEG or PNG from its header; raise ``AppError`` when it is neither."""
    if data.startswith(_PNG):
        side = data[_PNG_SIZE]
        size = Pixels(int.from_bytes(side[:4]), int.from_bytes(side[4:]))
    elif data.startswith(_JPEG):
        size = _frame(data).pixels
    else:
        size = Pixels(0, 0)
    if min(size) <= 0:
        raise AppError("Снимок экрана не читается.", hint="Приложите снимок заново в формате JPEG или PNG.")
    return size


def write_picture(file: PdfFile, data: bytes) -> int:
    """Write a JPEG or PNG as an object of ``file``, and return its number."""
    if not data.startswith(_JPEG):
        return _decoded(file, data)
    (width, height), channels = _frame(data)
    entries = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace%b/Filter/DCTDecode"
    )
    return file.stream(data, entries % (width, height, _COLOURS[channels]), packed=False)


def _decoded(file: PdfFile, data: bytes) -> int:
    """Write the pixels of a picture, what is seen through in it as a mask."""
    from PIL import Image  # noqa: PLC0415  # a paper without such a picture does not pay for the library

    image: Image.Image = Image.open(BytesIO(data))
    mask = b""
    if image.has_transparency_data:
        image = image.convert("RGBA")
        mask = b"/SMask %d 0 R" % _pixels(file, image.getchannel("A"), b"/DeviceGray")
    return _pixels(file, image.convert("RGB"), b"/DeviceRGB" + mask)


def _pixels(file: PdfFile, image: Image.Image, colours: bytes) -> int:
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace%b"
    return file.stream(image.tobytes(), entries % (image.width, image.height, colours))


def _frame(data: bytes) -> _Frame:
    """Read the header of a JPEG; no size when it is broken or of a kind a PDF cannot hold."""
    at = len(_JPEG)
    try:
        while True:
            marker, kind = data[at], data[at + 1]
            if marker != 0xFF or kind in _NO_FRAMES:  # noqa: PLR2004  # every marker begins so
                break
            if kind in _FRAMES:
                bits, height, width, channels = struct.unpack_from(">BHHB", data, at + 4)
                if bits != 8 or channels not in _COLOURS:  # noqa: PLR2004  # bits of a channel
                    break
                return _Frame(Pixels(width, height), channels)
            if kind == 0xFF:  # noqa: PLR2004  # filled up
                at += 1
            elif kind in _ALONE:
                at += 2
            else:
                at += 2 + int.from_bytes(data[at + 2 : at + 4])
    except (IndexError, struct.error):
        pass
    return _Frame(Pixels(0, 0), 0)
