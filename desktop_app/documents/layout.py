"""What every kind of paper shares: the page area, the draft mark, page numbers, sheets from rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.documents.flow import Box, Placed, Row, Run, Sheet, Span, height_of, put, stack
from desktop_app.documents.paragraphs import Column
from desktop_app.documents.units import ASCENT, MM, SHEET_HEIGHT, SHEET_WIDTH
from desktop_app.services.errors import AppError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.documents.fonts import Face, Faces
    from desktop_app.services.layouts.profile import LayoutProfile, Margins

_DRAFT: Final = "ПРОЕКТ"
_DRAFT_SIZE: Final = 12
_DRAFT_TOP: Final = 8 * MM
_DRAFT_PAD: Final = 2 * MM
_FRAME: Final = 0.8


class Layout(NamedTuple):
    """A paper whose every mark has its place."""

    sheets: tuple[Sheet, ...]
    warnings: tuple[str, ...] = ()


class Area(NamedTuple):
    """The part of a sheet inside the margins, in points."""

    left: float
    right: float
    span: Span

    @classmethod
    def inside(cls, margins: Margins) -> Area:
        """Return the area an A4 sheet has inside ``margins``."""
        bottom = (SHEET_HEIGHT - margins.bottom) * MM
        return cls(margins.left * MM, (SHEET_WIDTH - margins.right) * MM, Span(margins.top * MM, bottom))

    def column(self, face: Face, size: float) -> Column:
        """Return the full width of the area as a column."""
        return Column(self.left, self.right - self.left, face, size)


class Foot(NamedTuple):
    """The executor's mark and the control code, at the foot of the last sheet."""

    rows: Sequence[Row]
    awaited: int = 0
    """So many of the last rows are not drawn yet: only their room is kept."""

    def clearance(self, leading: float) -> float:
        """Return the points the flow leaves for the mark and a line above it."""
        return height_of(self.rows) + leading if self.rows else 0

    @property
    def right(self) -> float:
        """Return where the widest line of the mark ends, in points; 0 without a mark."""
        return max(
            (run.x + run.face.points(run.text, run.size) for row in self.rows for run in row.runs), default=0
        )

    def reserve(self, rows: Sequence[Row], leading: float, clear: bool) -> None:  # noqa: FBT001
        """Keep the mark's room below ``rows``; if ``clear``, the last one, a free place, may be beside it."""
        rows[-1].clear = clear
        rows[-2 if clear else -1].foot = self.clearance(leading)

    def draw(self, sheet: Sheet, bottom: float) -> None:
        """Put the mark on ``sheet``, its last line on the bottom margin."""
        stack(sheet, self.rows[: len(self.rows) - self.awaited], bottom - height_of(self.rows))


def checked_first(top: float, area: Area, leading: float) -> Span:
    """Return where the text of the first sheet stands; refuse when the requisites above it leave no room."""
    if top > area.span.bottom - 3 * leading:
        raise AppError(
            "Реквизиты не помещаются на первый лист.",
            hint="Сократите название школы или сведения об адресатах.",
        )
    return Span(top, area.span.bottom)


def sheets_of(pages: Sequence[Sequence[tuple[Row, float]]], first: Sheet) -> list[Sheet]:
    """Draw the flow: on ``first``, then on plain sheets."""
    sheets = [first, *(Sheet() for _ in pages[1:])]
    for sheet, page in zip(sheets, pages, strict=True):
        for row, top in page:
            put(sheet, row, top)
    return sheets


def finish(
    sheets: Sequence[Sheet], profile: LayoutProfile, faces: Faces, *, right: float, draft: bool
) -> None:
    """Add the page numbers from page two on (ГОСТ Р 7.0.97, 3.4) and the mark of a draft."""
    for number, sheet in enumerate(sheets, 1):
        if number > 1:
            number_sheet(sheet, number, profile, faces.regular)
        if draft:
            _mark_draft(sheet, faces.bold, right)


def number_sheet(sheet: Sheet, number: int, profile: LayoutProfile, face: Face) -> None:
    """Put the number of a sheet on the middle of its top margin."""
    text, size = str(number), profile.page_number_size
    left = (sheet.width - face.points(text, size)) / 2
    sheet.texts.append(Placed(Run(left, text, face, size), profile.page_number_top * MM + ASCENT * size))


def _mark_draft(sheet: Sheet, face: Face, right: float) -> None:
    """Draw «ПРОЕКТ» in a frame, in the top margin, where no requisite stands."""
    width = face.points(_DRAFT, _DRAFT_SIZE) + 2 * _DRAFT_PAD
    height = _DRAFT_SIZE + _DRAFT_PAD
    left = right - width
    baseline = _DRAFT_TOP + (height + 0.66 * _DRAFT_SIZE) / 2
    sheet.texts.append(Placed(Run(left + _DRAFT_PAD, _DRAFT, face, _DRAFT_SIZE), baseline))
    sheet.boxes += [
        Box(left, _DRAFT_TOP, width, _FRAME),
        Box(left, _DRAFT_TOP + height - _FRAME, width, _FRAME),
        Box(left, _DRAFT_TOP, _FRAME, height),
        Box(right - _FRAME, _DRAFT_TOP, _FRAME, height),
    ]
