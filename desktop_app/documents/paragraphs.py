"""Set paragraphs, columns and centred lines as rows of the flow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.documents.flow import Row, Run, remembered
from desktop_app.documents.linebreak import LONG, Line, balanced_lines, break_lines
from desktop_app.documents.units import LINE_HEIGHT
from desktop_app.services.papers.parts import ParagraphKind

if TYPE_CHECKING:
    from desktop_app.documents.fonts import Face
    from desktop_app.services.papers.parts import Paragraph

_LOOSEST: Final = 2.5
"""A line whose blanks would grow by more than this many sizes is left ragged: holes read worse."""
_TOGETHER: Final = 2
"""Lines of a paragraph that stay together at the foot and at the top of a sheet."""


class Column(NamedTuple):
    """A column of text: left edge and width in points, face and size."""

    x: float
    width: float
    face: Face
    size: float
    spacing: float = 1
    """Leading in single spacings."""

    @property
    def units(self) -> float:
        """The width in thousandths of the size."""
        return self.width * 1000 / self.size

    @property
    def leading(self) -> float:
        """The height of a line in points."""
        return self.size * LINE_HEIGHT * self.spacing


@remembered
def ragged(column: Column, text: str, long: float = LONG) -> list[Row]:
    """Set ``text`` to the left edge; nothing for an empty text."""
    if not text:
        return []
    lines = break_lines(text, column.face, column.units, long=long)
    return [Row(column.leading, (Run(column.x, line.text, column.face, column.size),)) for line in lines]


@remembered
def centred(column: Column, text: str, long: float = LONG) -> list[Row]:
    """Set ``text`` on the middle of the column; nothing for an empty text."""
    if not text:
        return []
    lines = balanced_lines(text, column.face, column.units, long=long)
    return [Row(column.leading, (_middle(column, line),)) for line in lines]


def flushed_right(column: Column, text: str) -> list[Row]:
    """Set ``text`` to the right edge."""
    lines = break_lines(text, column.face, column.units)
    scale = column.size / 1000
    return [
        Row(
            column.leading,
            (Run(column.x + column.width - line.width * scale, line.text, column.face, column.size),),
        )
        for line in lines
    ]


def justified(column: Column, text: str, indent: float) -> list[Row]:
    """Set a paragraph of ``text``: first line indented by ``indent`` points, both edges straight."""
    units = indent * 1000 / column.size
    rows: list[Row] = []
    for line in break_lines(text, column.face, column.units, units):
        shift = 0 if rows else indent
        run = Run(
            column.x + shift,
            line.text,
            column.face,
            column.size,
            _stretch(column, line, column.width - shift),
        )
        rows.append(Row(column.leading, (run,)))
    keep_ends(rows)
    return rows


@remembered
def body(column: Column, paragraphs: tuple[Paragraph, ...], indent: float) -> list[Row]:
    """Set the paragraphs of a paper one under another; a line of its own stays with what it leads."""
    rows: list[Row] = []
    led = False
    for paragraph in paragraphs:
        if paragraph.kind is ParagraphKind.PLAIN:
            block = ragged(column, paragraph.text)
            keep_ends(block)
        else:
            block = justified(column, paragraph.text, indent) if paragraph.text else []
        if block and led:
            block[0].breakable = False
        led = paragraph.kind is ParagraphKind.PLAIN if block else led
        rows.extend(block)
    return rows


def keep_ends(rows: list[Row]) -> None:
    """Forbid a sheet to begin inside the first or the last two rows of a paragraph."""
    for index, row in enumerate(rows):
        if 0 < index < _TOGETHER or index > len(rows) - _TOGETHER:
            row.breakable = False
    if rows:
        rows[0].breakable = True


def keep_with_next(rows: list[Row], count: int) -> None:
    """Forbid a sheet to begin inside ``rows`` after the first of the last ``count``."""
    for row in rows[max(len(rows) - count, 0) + 1 :]:
        row.breakable = False


def _middle(column: Column, line: Line) -> Run:
    left = column.x + (column.width - line.width * column.size / 1000) / 2
    return Run(left, line.text, column.face, column.size)


def _stretch(column: Column, line: Line, width: float) -> float:
    """Return the points to add to each blank of ``line``, the non-breaking ones too."""
    blanks = line.text.count(" ") + line.text.count("\u00a0")
    if line.last or not blanks:
        return 0
    extra = (width - line.width * column.size / 1000) / blanks
    return extra if extra <= _LOOSEST * column.size else 0
