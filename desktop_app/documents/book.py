"""Lay out a book kept over a period: cover, a table over thousands of rows, certification, signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_app.documents.closing import signature
from desktop_app.documents.flow import Row, Sheet, Span, height_of, stack
from desktop_app.documents.grid import Grid
from desktop_app.documents.layout import Area, number_sheet
from desktop_app.documents.orphan import lonely_signature
from desktop_app.documents.paragraphs import Column, body, centred, justified, ragged
from desktop_app.documents.table import TableFlow
from desktop_app.documents.units import MM, SHEET_HEIGHT, SHEET_WIDTH
from desktop_app.russian.numerals import in_words
from desktop_app.russian.plurals import plural
from desktop_app.services.errors import AppError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop_app.documents.fonts import Faces
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.books import BookContent, Cover

_TITLE_SIZE: Final = 20.0
_COVER_SIZE: Final = 14.0
_SIZE: Final = 12.0
"""Text around the table."""
_LEAST_BODY: Final = 40 * MM
"""A table that finds less than this on the first sheet has no room there."""
_DAY_BLANK: Final = "«___»\u00a0______________\u00a020___\u00a0г."


class BookLayout:
    """The sheets of a book, made as they are asked for, once; ``count`` is theirs when all are made."""

    def __init__(
        self, content: BookContent, profile: LayoutProfile, faces: Faces, clean: Callable[[str], str]
    ) -> None:
        self._content = content
        self._profile = profile
        self._faces = faces
        self._clean = clean
        sides = (SHEET_WIDTH * MM, SHEET_HEIGHT * MM)
        self._width, self._height = sides[::-1] if content.landscape else sides
        margins = profile.letter
        bottom = self._height - margins.bottom * MM
        self._area = Area(margins.left * MM, self._width - margins.right * MM, Span(margins.top * MM, bottom))
        self.count = 0
        self.warnings: tuple[str, ...] = ()
        """What is wrong with the sheets, when all are made."""

    def sheets(self) -> Iterator[Sheet]:
        """Lay out the book; raise ``AppError`` when its head leaves the table no room."""
        if self._content.cover:
            yield self._cover(self._content.cover)
        sheet = self._sheet()
        top = self._head(sheet)
        width = self._area.right - self._area.left
        grid = Grid(self._content.table, self._area.left, width, self._faces, self._clean)
        flow = TableFlow(grid, self._content.table, Span(top, self._area.span.bottom), self._area.span)
        for page in flow.pages():
            page.draw(sheet)
            yield sheet
            sheet = self._sheet()
        yield from self._end(flow, sheet)

    def _end(self, flow: TableFlow, sheet: Sheet) -> Iterator[Sheet]:
        """Put what follows the rows below the last of them, or with the last two on a sheet more."""
        *before, last = flow.close(height_of(self._tail(self.count + 1)), self._content.empty)
        for page in before:
            page.draw(sheet)
            yield sheet
            sheet = self._sheet()
        last.draw(sheet)
        bottom = last.bottom
        if bottom + height_of(self._tail(self.count)) > self._area.span.bottom + 1:
            yield sheet
            sheet, bottom = self._sheet(), self._area.span.top
        tail = self._tail(self.count)
        stack(sheet, tail, bottom)
        if self._content.signature:
            signed = signature(self._content.signature, self._text_column, self._profile)
            self.warnings = lonely_signature([sheet], self._area.span.top, signed, before=self.count - 1)
        yield sheet

    @property
    def _text_column(self) -> Column:
        return self._area.column(self._faces.regular, _SIZE)

    def _tail(self, sheets: int) -> list[Row]:
        """Set the certification, which names the number of sheets, and the signature."""
        column, rows = self._text_column, list[Row]()
        if self._content.certified:
            rows = justified(column, self._certification(sheets), self._profile.indent * MM)
            rows[0].gap = column.leading
        if self._content.signature:
            rows += signature(self._content.signature, column, self._profile)
        return rows

    def _certification(self, sheets: int) -> str:
        kind = "журнале" if self._content.title.casefold().startswith("журнал") else "документе"
        words = in_words(sheets).replace(" ", "\u00a0")
        number = f"{sheets}\u00a0({words}) {plural(sheets, 'лист', 'листа', 'листов')}"
        return f"В\u00a0настоящем {kind} прошито, пронумеровано и\u00a0скреплено печатью {number}."

    def _head(self, sheet: Sheet) -> float:
        """Fill the top of the first sheet of the table; return where the table begins."""
        content, column = self._content, self._text_column
        y = self._area.span.top
        if not content.cover:
            title = self._area.column(self._faces.bold, _COVER_SIZE)
            y = stack(sheet, centred(column, content.organisation), y) + column.leading / 2
            y = stack(sheet, centred(title, content.title), y)
            y = stack(sheet, centred(column, content.period), y) + column.leading / 2
        y = stack(sheet, body(column, content.paragraphs, self._profile.indent * MM), y)
        if content.paragraphs:
            y += column.leading / 2
        if y > self._area.span.bottom - _LEAST_BODY:
            raise AppError(
                "Текст над таблицей не помещается на первый лист.", hint="Сократите текст перед таблицей."
            )
        return y

    def _cover(self, cover: Cover) -> Sheet:
        """Set the first sheet: the school, the title in the middle, when the book was begun and ended."""
        sheet = self._sheet()
        content, area = self._content, self._area
        plain = area.column(self._faces.regular, _COVER_SIZE)
        stack(sheet, centred(plain, content.organisation), area.span.top)
        rows = [
            *centred(area.column(self._faces.bold, _TITLE_SIZE), content.title),
            *centred(plain, content.period),
        ]
        stack(sheet, rows, (area.span.top + area.span.bottom - height_of(rows)) / 2)
        width = 75 * MM
        dates = Column(area.right - width, width, self._faces.regular, _COVER_SIZE)
        ends = [
            *ragged(dates, f"Начат: {cover.started or _DAY_BLANK}"),
            *ragged(dates, f"Окончен: {cover.finished or _DAY_BLANK}"),
        ]
        stack(sheet, ends, area.span.bottom - height_of(ends))
        return sheet

    def _sheet(self) -> Sheet:
        """Begin a sheet, numbered from the second on (ГОСТ Р 7.0.97, 3.4)."""
        sheet = Sheet(self._width, self._height)
        self.count += 1
        if self.count > 1:
            number_sheet(sheet, self.count, self._profile, self._faces.regular)
        return sheet
