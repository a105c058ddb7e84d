"""Cells of a table: cleaned, broken into lines once for each text, ready to stand in their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.documents.flow import Placed, Run
from desktop_app.documents.linebreak import LONG, LONG_WORD, break_lines
from desktop_app.documents.units import ASCENT, LINE_HEIGHT, MM
from desktop_app.russian.spaces import NBSP
from desktop_app.services.papers.books import Align

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from desktop_app.documents.flow import Sheet
    from desktop_app.documents.fonts import Face
    from desktop_app.services.papers.books import Cell

PAD_ACROSS: Final = 1.2 * MM
"""Between a rule and the text beside it."""
PAD_DOWN: Final = 0.7 * MM
_REMEMBERED: Final = 2_000
"""Texts of one column that are kept: forms, classes and names come again, most topics do not."""
_GROUPED_FROM: Final = 10_000


class CellLine(NamedTuple):
    """One line of a cell and its width in thousandths of the size."""

    text: str
    width: float


Lines = tuple[CellLine, ...]


class Slot(NamedTuple):
    """Where the text of one cell stands: left edge and width in points, and how it is set."""

    x: float
    width: float
    align: Align


class Type(NamedTuple):
    """The face and the size of a row."""

    face: Face
    size: float

    @property
    def leading(self) -> float:
        """The height of a line in points."""
        return self.size * LINE_HEIGHT


class Strip:
    """One row of a table: the lines of its cells in their slots, ``height`` points high.

    ``edges``: where its vertical rules stand, in points from the left of the sheet.
    """

    __slots__ = ("cells", "edges", "height", "slots", "type")

    def __init__(
        self, cells: Sequence[Lines], slots: Sequence[Slot], edges: tuple[float, ...], type_: Type
    ) -> None:
        self.cells = cells
        self.slots = slots
        self.edges = edges
        self.type = type_
        self.height = self.depth * type_.leading + 2 * PAD_DOWN

    @property
    def depth(self) -> int:
        """Lines of the longest cell; one for an empty row."""
        return max(1, *map(len, self.cells))

    def split(self, depth: int) -> tuple[Strip, Strip]:
        """Divide the row after ``depth`` lines of each cell."""
        return tuple(  # type: ignore[return-value]  # of two
            Strip([lines[part] for lines in self.cells], self.slots, self.edges, self.type)
            for part in (slice(depth), slice(depth, None))
        )

    def draw(self, sheet: Sheet, top: float) -> None:
        """Put the texts of the row on ``sheet``."""
        face, size = self.type
        first, leading, scale = top + PAD_DOWN + ASCENT * size, self.type.leading, size / 1000
        add = sheet.texts.append
        for (x, width, align), lines in zip(self.slots, self.cells, strict=True):
            baseline = first
            for text, natural in lines:
                left = x
                if align is not Align.LEFT:
                    spare = width - natural * scale
                    left += spare if align is Align.RIGHT else spare / 2
                add(Placed(Run(left, text, face, size), baseline))
                baseline += leading


class Setter:
    """Sets the cells of one column in ``width`` points."""

    def __init__(self, type_: Type, width: float, clean: Callable[[str], str]) -> None:
        self._face = type_.face
        self._units = width * 1000 / type_.size
        self._clean = clean
        self._known: dict[Cell, Lines] = {}

    def lines(self, cell: Cell) -> Lines:
        """Return the lines of ``cell``; none for an empty one."""
        known = self._known.get(cell)
        if known is None:
            text = self._clean(cell) if isinstance(cell, str) else str(cell)
            known = cell_lines(text, self._face, self._units) if text else ()
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[cell] = known
        return known


def cell_lines(text: str, face: Face, width: float) -> Lines:
    """Break ``text`` as ``break_lines`` does, most cells being plain words; ``width`` in 1/1000."""
    words = text.split(" ")
    space = face.width(" ")
    lines: list[CellLine] = []
    first, used = 0, -space
    for index, word in enumerate(words):
        size = face.width(word)
        if used + space + size <= width:
            used += space + size
        elif _plain(word, size, width) and index > first and not words[index - 1].endswith(NBSP):
            lines.append(CellLine(" ".join(words[first:index]), used))
            first, used = index, size
        else:
            return tuple(CellLine(line.text, line.width) for line in break_lines(text, face, width))
    if words[-1].endswith(NBSP) or "-" in text:
        return tuple(CellLine(line.text, line.width) for line in break_lines(text, face, width))
    return (*lines, CellLine(" ".join(words[first:]), used))


def figure(number: int) -> str:
    """Return ``number`` as a total is printed: thousands apart from 10 000 on."""
    return f"{number:,}".replace(",", NBSP) if abs(number) >= _GROUPED_FROM else str(number)


def slots_of(edges: Sequence[float], aligns: Iterable[Align]) -> list[Slot]:
    """Return the slots between neighbouring ``edges``."""
    return [
        Slot(left + PAD_ACROSS, right - left - 2 * PAD_ACROSS, align)
        for left, right, align in zip(edges, edges[1:], aligns, strict=False)
    ]


def _plain(word: str, size: float, width: float) -> bool:
    """Tell whether a word that does not fit is carried over whole."""
    return size <= width and (size <= LONG * width or len(word) < LONG_WORD) and "-" not in word
