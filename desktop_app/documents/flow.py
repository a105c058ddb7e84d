"""Rows of text that flow down the sheets: where each stands is decided here, before it is drawn."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Final, NamedTuple, ParamSpec

from desktop_app.documents.units import ASCENT, LINE_HEIGHT, MM, SHEET_HEIGHT, SHEET_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_app.documents.cells import Strip
    from desktop_app.documents.fonts import Face


_TOLERANCE: Final = 0.01
_REMEMBERED: Final = 64
"""Blocks kept set: of many letters most are the letter before them."""

_Given = ParamSpec("_Given")


class Run(NamedTuple):
    """A piece of text at ``x`` points from the left edge of the sheet; ``stretch`` widens every blank."""

    x: float
    text: str
    face: Face
    size: float
    stretch: float = 0


class Row:
    """One line of a paper, ``height`` points high, ``gap`` points below the one above on the same sheet.

    ``breakable``: a new sheet may begin with it. ``foot``: points that must stay free between it and the
    bottom margin, for the executor's mark. ``clear``: a free place, it may stand beside what the foot holds.
    """

    __slots__ = ("breakable", "clear", "foot", "gap", "height", "runs")

    def __init__(self, height: float, runs: tuple[Run, ...] = (), gap: float = 0) -> None:
        self.height = height
        self.runs = runs
        self.gap = gap
        self.breakable = True
        self.foot = 0.0
        self.clear = False

    def again(self) -> Row:
        """Return the same line to stand elsewhere."""
        twin = Row(self.height, self.runs, self.gap)
        twin.breakable = self.breakable
        return twin


def remembered(setting: Callable[_Given, list[Row]]) -> Callable[_Given, list[Row]]:
    """Set a block once for all papers that have the same one; each gets rows of its own."""
    known = lru_cache(maxsize=_REMEMBERED)(setting)

    @wraps(setting)
    def again(*args: _Given.args, **kwargs: _Given.kwargs) -> list[Row]:
        return [row.again() for row in known(*args, **kwargs)]  # type: ignore[arg-type]  # all are hashable

    return again


class Placed(NamedTuple):
    """A run and its baseline, in points from the top of the sheet."""

    run: Run
    baseline: float


class Box(NamedTuple):
    """A filled rectangle, in points from the top left of the sheet."""

    x: float
    y: float
    width: float
    height: float


class Picture(NamedTuple):
    """A JPEG or PNG stretched over ``place``; its bytes go into the file as they are."""

    data: bytes
    place: Box


class Sheet:
    """Everything drawn on one sheet, ``width`` by ``height`` points: A4 upright unless told otherwise."""

    __slots__ = ("boxes", "height", "pictures", "strips", "texts", "width")

    def __init__(self, width: float = SHEET_WIDTH * MM, height: float = SHEET_HEIGHT * MM) -> None:
        self.width = width
        self.height = height
        self.texts: list[Placed] = []
        self.boxes: list[Box] = []
        self.pictures: list[Picture] = []
        self.strips: list[tuple[Strip, float]] = []
        """Rows of tables and their tops, in points."""


class Span(NamedTuple):
    """The part of a sheet the flow may fill, in points from the top."""

    top: float
    bottom: float


def row_of(*runs: Run, gap: float = 0) -> Row:
    """Make a row as high as its largest run."""
    return Row(max(run.size for run in runs) * LINE_HEIGHT, runs, gap)


def stack(sheet: Sheet, rows: Sequence[Row], top: float) -> float:
    """Put ``rows`` on ``sheet`` one under another from ``top``; return where they end."""
    for row in rows:
        top += row.gap
        put(sheet, row, top)
        top += row.height
    return top


def put(sheet: Sheet, row: Row, top: float) -> None:
    """Put one row on ``sheet``; its runs share a baseline."""
    runs = row.runs
    if len(runs) == 1:
        sheet.texts.append(Placed(runs[0], top + ASCENT * runs[0].size))
    elif runs:
        baseline = top + ASCENT * max(run.size for run in runs)
        sheet.texts.extend(Placed(run, baseline) for run in runs)


def height_of(rows: Sequence[Row]) -> float:
    """Return the height of ``rows`` with the gaps between and above them, in points."""
    return sum(row.height + row.gap for row in rows)


def paginate(rows: Sequence[Row], first: Span, rest: Span) -> list[list[tuple[Row, float]]]:
    """Divide ``rows`` into sheets: for each, the rows and their tops.

    A sheet ends before the last row that may begin the next one; a group longer than a sheet is divided where
    the sheet ends.
    """
    sheets: list[list[tuple[Row, float]]] = []
    start = 0
    while start < len(rows) or not sheets:
        span = rest if sheets else first
        end, tops = _fill(rows, start, span, rest.bottom)
        if end < len(rows):
            end = next((index for index in range(end, start, -1) if rows[index].breakable), end)
        if end == start and start < len(rows) and (sheets or first.top <= rest.top):
            end, tops = start + 1, [span.top]  # higher than a whole sheet: drawn all the same
        sheets.append(list(zip(rows[start:end], tops, strict=False)))
        start = end
    return sheets


def _fill(rows: Sequence[Row], start: int, span: Span, bottom: float) -> tuple[int, list[float]]:
    """Return the first row that does not fit into ``span`` and the tops of those that do."""
    tops: list[float] = []
    y = span.top
    for index in range(start, len(rows)):
        row = rows[index]
        top = y + row.gap if tops else y
        limit = bottom if row.clear else min(span.bottom, bottom - row.foot)
        if top + row.height > limit + _TOLERANCE:
            return index, tops
        tops.append(top)
        y = top + row.height
    return len(rows), tops
