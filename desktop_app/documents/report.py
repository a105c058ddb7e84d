"""Lay out a report (справка): letterhead, text, a table, the figures it refers to, the signature."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from desktop_app.documents.closing import foot_of, keep_signature, signature
from desktop_app.documents.figures import figure_block
from desktop_app.documents.flow import Row, Sheet, Span, height_of, paginate, stack
from desktop_app.documents.grid import Grid
from desktop_app.documents.heads import draw_letterhead
from desktop_app.documents.layout import Area, Layout, checked_first, finish, sheets_of
from desktop_app.documents.letterhead import below, beside, blanked, too_long
from desktop_app.documents.orphan import lonely_signature
from desktop_app.documents.paragraphs import Column, body, centred, ragged
from desktop_app.documents.table import TableFlow
from desktop_app.documents.units import LINE_HEIGHT, MM
from desktop_app.models.enums import LetterheadStyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.documents.figures import FigureBlock
    from desktop_app.documents.fonts import Faces
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.books import ReportContent

_BETWEEN: Final = 6 * MM
"""Above and below a table or a figure."""


def lay_out_report(
    content: ReportContent, profile: LayoutProfile, faces: Faces, clean: Callable[[str], str]
) -> Layout:
    """Place everything on the sheets; raise ``AppError`` when the requisites leave no room for the text.

    The text is set in the smallest size of the profile: a report is a table and pictures, and long.
    """
    report = _Report(content, profile, faces, clean)
    report.text()
    if len(content.table.rows):
        report.table()
    report.figures()
    report.close()
    lonely = lonely_signature(report.sheets, report.area.span.top, report.signed)
    finish(report.sheets, profile, faces, right=report.area.right, draft=content.draft)
    limit = profile.longitudinal_width if report.across else profile.corner_width
    return Layout(tuple(report.sheets), (*too_long(content.letterhead, profile, faces, limit), *lonely))


class _Report:
    """A report being laid out: its sheets, and how far the last one is filled."""

    def __init__(
        self, content: ReportContent, profile: LayoutProfile, faces: Faces, clean: Callable[[str], str]
    ) -> None:
        self._content, self._profile, self._faces, self._clean = content, profile, faces, clean
        self.across = profile.letterhead is LetterheadStyle.LONGITUDINAL
        self.area = Area.inside(profile.letter)
        self._column = self.area.column(faces.regular, min(profile.sizes))
        mark = Column(self.area.left, profile.executor_width * MM, faces.regular, profile.executor_size)
        self._foot = foot_of(content, mark, self.area, faces)
        self.signed = signature(content.signature, self._column, profile)
        self.sheets = [Sheet()]
        self._y = self._head()
        self._placed_signature = False

    @property
    def _tail(self) -> float:
        """The height of what ends the report."""
        return height_of(self.signed) + self._foot.clearance(self._column.leading / 2)

    def text(self) -> None:
        """Set the paragraphs; with nothing after them the signature is kept with their last lines."""
        content, column = self._content, self._column
        rows = body(column, content.paragraphs, self._profile.indent * MM)
        if not len(content.table.rows) and not content.figures:
            keep_signature(rows, (), self.signed)
            rows += self.signed
            self._foot.reserve(rows, column.leading / 2, clear=False)
            self._placed_signature = True
        pages = paginate(rows, Span(self._y, self.area.span.bottom), self.area.span)
        self.sheets = sheets_of(pages, self.sheets[0])
        if pages[-1]:
            row, top = pages[-1][-1]
            self._y = top + row.height

    def table(self) -> None:
        """Set the table, on sheets of its own if the first has no room for its beginning."""
        table = self._content.table
        grid = Grid(table, self.area.left, self.area.right - self.area.left, self._faces, self._clean)
        first = Span(self._y + _BETWEEN, self.area.span.bottom)
        flow = TableFlow(grid, table, first, self.area.span)
        pages = [*flow.pages(), *flow.close(0 if self._content.figures else self._tail)]
        for index, page in enumerate(pages):
            if index:
                self._turn()
            page.draw(self.sheets[-1])
            self._y = page.bottom

    def figures(self) -> None:
        """Set the figures one under another; the signature stands below the last one."""
        blocks = [
            figure_block(figure, number, self._column)
            for number, figure in enumerate(self._content.figures, 1)
        ]
        for block in blocks:
            self._figure(block, self._tail if block is blocks[-1] else 0)

    def _figure(self, block: FigureBlock, tail: float) -> None:
        fresh = self._y == self.area.span.top
        top = self._y if fresh else self._y + _BETWEEN
        if not fresh and top + block.height + tail > self.area.span.bottom:
            self._turn()
            top = self._y
        self._y = block.draw(self.sheets[-1], top)

    def close(self) -> None:
        """Put the signature and the executor's mark."""
        bottom = self.area.span.bottom
        if not self._placed_signature:
            if self._y + self._tail > bottom + 1:
                self._turn()
            stack(self.sheets[-1], self.signed, self._y)
        self._foot.draw(self.sheets[-1], bottom)

    def _turn(self) -> None:
        self.sheets.append(Sheet())
        self._y = self.area.span.top

    def _head(self) -> float:
        """Fill the top of the first sheet down to the text; return where that begins."""
        content, profile, faces = self._content, self._profile, self._faces
        sheet, leading = self.sheets[0], self._column.leading
        style = LetterheadStyle.LONGITUDINAL if self.across else LetterheadStyle.CORNER
        y = draw_letterhead(sheet, content.letterhead, profile, faces, self.area, style)
        y = stack(sheet, self._registered(), y + profile.register_size * LINE_HEIGHT)
        title = self.area.column(faces.bold, self._column.size)
        y = stack(sheet, centred(title, content.title), y + leading)
        y = stack(sheet, centred(self._column, content.heading), y) + leading
        return checked_first(y, self.area, leading).top

    def _registered(self) -> list[Row]:
        """Set date and number in the letterhead's column; blanks to fill in on a draft."""
        content, profile = self._content, self._profile
        column = Column(self.area.left, profile.corner_width * MM, self._faces.regular, profile.register_size)
        if content.date and not content.number and not content.draft:  # it has the number of its letter
            return ragged(column, content.date)
        return blanked(content, partial(beside, column), partial(below, column))
