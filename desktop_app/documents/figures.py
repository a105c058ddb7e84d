"""A picture with its number, caption and proof, kept together on one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.documents.flow import Box, Picture, height_of, stack
from desktop_app.documents.paragraphs import Column, centred
from desktop_app.documents.pictures import pixels_of
from desktop_app.documents.units import MM

if TYPE_CHECKING:
    from desktop_app.documents.flow import Row, Sheet
    from desktop_app.services.papers.books import Figure

_HIGHEST: Final = 95 * MM
"""Two pictures of this height stand on a sheet with their captions."""
_COARSEST: Final = 72.0
"""Pixels an inch: a small picture is not blown up beyond this."""
_DETAILS_SIZE: Final = 10.0
_GAP: Final = 2 * MM
"""Between the picture and its caption."""
_FRAME: Final = 0.5


class FigureBlock(NamedTuple):
    """A figure of known height: the picture, and the lines below it."""

    data: bytes
    left: float
    width: float
    tall: float
    """Height of the picture alone, in points."""
    rows: list[Row]

    @property
    def height(self) -> float:
        """The height with caption and details."""
        return self.tall + _GAP + height_of(self.rows)

    def draw(self, sheet: Sheet, top: float) -> float:
        """Put the figure on ``sheet`` at ``top``; return where it ends."""
        place = Box(self.left, top, self.width, self.tall)
        sheet.pictures.append(Picture(self.data, place))
        sheet.boxes += _frame(place)
        return stack(sheet, self.rows, top + self.tall + _GAP)


def figure_block(figure: Figure, number: int, column: Column) -> FigureBlock:
    """Scale a picture to ``column`` and set «Рисунок N — …» below it; raise ``AppError`` for no picture."""
    pixels = pixels_of(figure.image)
    scale = min(column.width / pixels.width, _HIGHEST / pixels.height, 72 / _COARSEST)
    width, tall = pixels.width * scale, pixels.height * scale
    small = column._replace(size=_DETAILS_SIZE)
    caption = f"Рисунок\u00a0{number}" + (f" — {figure.caption}" if figure.caption else "")
    rows = centred(column, caption) + [row for line in figure.details for row in centred(small, line)]
    return FigureBlock(figure.image, column.x + (column.width - width) / 2, width, tall, rows)


def _frame(place: Box) -> list[Box]:
    """Return a thin frame: a white page would have no edge on white paper."""
    x, y, width, height = place
    half = _FRAME / 2
    across, down = width + _FRAME, height + _FRAME
    return [
        Box(x - half, y - half, across, _FRAME),
        Box(x - half, y + height - half, across, _FRAME),
        Box(x - half, y - half, _FRAME, down),
        Box(x + width - half, y - half, _FRAME, down),
    ]
