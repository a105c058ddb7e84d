"""Cells of a table: cleaned, broken into lines once for each text, ready to stand in their columns."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.documents.linebreak import LONG, LONG_WORD, break_lines
from desktop_app.documents.units import LINE_HEIGHT, MM, PAD_DOWN
from desktop_app.russian.spaces import NBSP
from desktop_app.services.papers.books import Align

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from desktop_app.documents.fonts import Face
    from desktop_app.services.papers.books import Cell

PAD_ACROSS: Final = 1.2 * MM
"""Between a rule and the text beside it."""
_REMEMBERED: Final = 300
"""Texts of one column that are kept: forms, classes and names come again, most topics do not."""
_GROUPED_FROM: Final = 10_000


class CellLine(NamedTuple):
    """One line of a cell and its width in thousandths of the size."""

    text: str
    width: float


class CellText:
    """The lines of one cell; ``drawn`` is whatever the canvas keeps to draw them again elsewhere."""

    __slots__ = ("depth", "drawn", "lines")

    def __init__(self, lines: Sequence[CellLine]) -> None:
        self.lines = lines
        self.depth = len(lines) or 1
        self.drawn: tuple[object, str] | None = None


EMPTY: Final = CellText(())
_DEPTH: Final = attrgetter("depth")


class Slot(NamedTuple):
    """Where the text of one cell stands: left edge and width in points, and how it is set."""

    x: float
    width: float
    align: Align
    corner: str
    """The beginning of the operator that moves there."""


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

    __slots__ = ("cells", "depth", "edges", "height", "slots", "type")

    def __init__(
        self, cells: Sequence[CellText], slots: Sequence[Slot], edges: tuple[float, ...], type_: Type
    ) -> None:
        self.cells = cells
        self.slots = slots
        self.edges = edges
        self.type = type_
        self.depth: int = max(map(_DEPTH, cells))
        """Lines of the longest cell; one for an empty row."""
        self.height: float = self.depth * type_.leading + 2 * PAD_DOWN

    def split(self, depth: int) -> tuple[Strip, Strip]:
        """Divide the row after ``depth`` lines of each cell."""
        return tuple(  # type: ignore[return-value]  # of two
            Strip([CellText(cell.lines[part]) for cell in self.cells], self.slots, self.edges, self.type)
            for part in (slice(depth), slice(depth, None))
        )


class Setter:
    """Sets the cells of one column in ``width`` points."""

    def __init__(self, type_: Type, width: float, clean: Callable[[str], str]) -> None:
        self._face = type_.face
        self._units = width * 1000 / type_.size
        self._clean = clean
        self._known: dict[Cell, CellText] = {}
        self.known = self._known.get
        """Return a text set before, or None."""

    def text(self, cell: Cell) -> CellText:
        """Set a cell that is not known yet; an empty one has no lines."""
        text = self._clean(cell) if isinstance(cell, str) else str(cell)
        made = CellText(cell_lines(text, self._face, self._units)) if text else EMPTY
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[cell] = made
        return made


def cell_lines(text: str, face: Face, width: float) -> list[CellLine]:
    """Break ``text`` as ``break_lines`` does, most cells being plain words; ``width`` in 1/1000."""
    words = text.split(" ")
    if "-" in text or words[-1].endswith(NBSP):
        return _general(text, face, width)
    sizes = list(map(face.words.__getitem__, words))
    space = face.words[" "]
    whole = sum(sizes) + space * (len(words) - 1)
    if whole <= width:
        return [CellLine(text, whole)]
    lines: list[CellLine] = []
    first, used = 0, -space
    for index, size in enumerate(sizes):
        if used + space + size <= width:
            used += space + size
            continue
        carried = size <= width and (size <= LONG * width or len(words[index]) < LONG_WORD)
        if not carried or index == first or words[index - 1].endswith(NBSP):
            return _general(text, face, width)
        lines.append(CellLine(" ".join(words[first:index]), used))
        first, used = index, size
    lines.append(CellLine(" ".join(words[first:]), used))
    return lines


def _general(text: str, face: Face, width: float) -> list[CellLine]:
    return [CellLine(line.text, line.width) for line in break_lines(text, face, width)]


def figure(number: int) -> str:
    """Return ``number`` as a total is printed: thousands apart from 10 000 on."""
    return f"{number:,}".replace(",", NBSP) if abs(number) >= _GROUPED_FROM else str(number)


def slots_of(edges: Sequence[float], aligns: Iterable[Align]) -> list[Slot]:
    """Return the slots between neighbouring ``edges``."""
    return [
        Slot(left + PAD_ACROSS, right - left - 2 * PAD_ACROSS, align, f"1 0 0 1 {left + PAD_ACROSS:.2f}")
        for left, right, align in zip(edges, edges[1:], aligns, strict=False)
    ]
