"""Requisite 31: the QR code as dark rectangles, level M, drawn as vectors like the text."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from desktop_app.documents.flow import Box
from desktop_app.documents.units import MM

MOST_BYTES = 600
"""More than this in one symbol is not read back from a scan."""
QUIET = 4
"""Light modules around the symbol."""


class Symbol(NamedTuple):
    """A QR matrix: modules a side, and the dark stretches of each row as (row, first, length)."""

    side: int
    dark: tuple[tuple[int, int, int], ...]

    def extent(self, module: float) -> float:
        """Return the side in points, without the quiet zone; ``module`` in millimetres."""
        return self.side * module * MM

    def boxes(self, left: float, top: float, module: float) -> list[Box]:
        """Return the rectangles of the symbol whose top left corner is given in points."""
        step = module * MM
        return [
            Box(left + first * step, top + row * step, length * step, step)
            for row, first, length in self.dark
        ]


@lru_cache(maxsize=64)
def symbol_of(payload: str) -> Symbol:
    """Encode ``payload`` (UTF-8, at most ``MOST_BYTES``) with error correction level M, and keep it."""
    return secret_symbol_of(payload)


def secret_symbol_of(payload: str) -> Symbol:
    """Encode what must not be kept in memory longer than it is drawn."""
    import zxingcpp  # noqa: PLC0415  # a paper without a code does not pay for the library

    barcode = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = barcode.to_image(scale=1, add_quiet_zones=False)
    pixels = bytes(memoryview(image))  # type: ignore[arg-type]  # a buffer, though the stub does not say so
    side = image.shape[0]
    dark: list[tuple[int, int, int]] = []
    for row in range(side):
        levels = pixels[row * side : (row + 1) * side]
        first = 0
        for column in range(side + 1):
            if column == side or levels[column]:
                if column > first:
                    dark.append((row, first, column - first))
                first = column + 1
    return Symbol(side, tuple(dark))
