"""Lay out the parents' memo: two equal A5 halves on a landscape A4 sheet with a line to cut along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.documents.flow import Box, Placed, Row, Run, Sheet, Span, height_of, paginate, put, stack
from desktop_app.documents.layout import Layout
from desktop_app.documents.paragraphs import Column, centred, keep_ends, ragged
from desktop_app.documents.qr import MOST_BYTES, QUIET, Symbol, symbol_of
from desktop_app.documents.units import MM, SHEET_HEIGHT, SHEET_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_app.documents.fonts import Faces
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.books import MemoContent
    from desktop_app.services.papers.parts import Paragraph

_MOST_WORDS: Final = 150
_SIZES: Final = (14.0, 13.0, 12.0, 11.0, 10.0)
"""Tried from the largest; below ten points a memo is not read."""
MARGIN: Final = 12 * MM
SMALL: Final = 10.0
TITLE_MORE: Final = 2
"""Points by which the title is larger than the text."""
DASHED: Final = "— "
"""An item of a list begins so."""
_DASH: Final = 3 * MM
_CUT: Final = 0.4
HALF: Final = SHEET_HEIGHT / 2 * MM
_MODULE: Final = 0.8
"""Side of a QR module in millimetres: read by a telephone from a hand's distance."""
_WIDEST_CODE: Final = 40 * MM

_TOO_LONG: Final = "Памятка не помещается на лист А5 и продолжена на следующем: сократите текст."
_TOO_MUCH: Final = f"Адрес для QR-кода длиннее {MOST_BYTES} байт: код не напечатан."


class MemoLook(NamedTuple):
    """What the pages decided for a Word copy, in points."""

    size: float
    foot: float
    """Height of the code with its link and of whom to ask; the space above it not counted."""
    code: float
    """Side of the code; 0 without one."""
    quiet: float
    """Light space around the code."""


def look_of_memo(content: MemoContent, faces: Faces) -> MemoLook:
    """Return the size the memo is set in and what its foot takes."""
    symbol, _ = _symbol(content.link)
    size = _set(content, faces, symbol)[0]
    foot = _Foot(content, Column(MARGIN, HALF - 2 * MARGIN, faces.regular, size), symbol)
    return MemoLook(size, foot.below, foot.extent, foot.quiet)


def lay_out_memo(content: MemoContent, profile: LayoutProfile, faces: Faces) -> Layout:  # noqa: ARG001
    """Place the memo in the largest size that fits A5; one too long goes on to more sheets and warns."""
    symbol, warnings = _symbol(content.link)
    halves = _set(content, faces, symbol)[1]
    if len(halves) > 1:
        warnings.append(_TOO_LONG)
    words = count_words(content)
    if words > _MOST_WORDS:
        warnings.append(f"В памятке {words} слов, а читают не больше {_MOST_WORDS}: сократите текст.")
    return Layout(tuple(map(_doubled, halves)), tuple(warnings))


def count_words(content: MemoContent) -> int:
    """Count the words a parent reads in the title and in the text; dashes and numbers are not words."""
    texts = (content.title, *(paragraph.text for paragraph in content.paragraphs))
    return sum(any(map(str.isalpha, word)) for text in texts for word in text.split())


def _text(column: Column, paragraphs: Iterable[Paragraph]) -> list[Row]:
    """Set the text to the left edge: straight edges tear holes in a narrow column; items hang on dashes."""
    rows: list[Row] = []
    for paragraph in paragraphs:
        mark, item = DASHED, paragraph.text.removeprefix(DASHED)
        if item == paragraph.text:
            block = ragged(column, paragraph.text)
        else:
            hang = column.face.width(mark) * column.size / 1000
            block = ragged(column._replace(x=column.x + hang, width=column.width - hang), item)
            block[0].runs = (Run(column.x, mark.rstrip(), column.face, column.size), *block[0].runs)
        if block and rows:
            block[0].gap = column.leading / 4
        keep_ends(block)
        rows += block
    return rows


def _symbol(link: str) -> tuple[Symbol | None, list[str]]:
    if not link:
        return None, []
    if len(link.encode()) > MOST_BYTES:
        return None, [_TOO_MUCH]
    return symbol_of(link), []


def _set(content: MemoContent, faces: Faces, symbol: Symbol | None) -> tuple[float, list[Sheet]]:
    """Return the largest size that fits A5, else the smallest, and the left halves set in it."""
    span = Span(MARGIN, SHEET_WIDTH * MM - MARGIN)
    size, halves = _SIZES[0], list[Sheet]()
    for size in _SIZES:
        halves = _halves(content, faces, symbol, size, span)
        if len(halves) == 1:
            break
    return size, halves


def _halves(
    content: MemoContent, faces: Faces, symbol: Symbol | None, size: float, span: Span
) -> list[Sheet]:
    """Set the left half in one size; more than one sheet when it does not fit."""
    column = Column(MARGIN, HALF - 2 * MARGIN, faces.regular, size)
    small = column._replace(size=SMALL)
    title = centred(column._replace(face=faces.bold, size=size + TITLE_MORE), content.title)
    text = _text(column, content.paragraphs)
    for block in (title, text):
        if block:
            block[0].gap = column.leading / 2
    rows = [*centred(small, content.organisation), *title, *text]
    foot = _Foot(content, column, symbol)
    end = Row(foot.height)  # keeps the room of the foot on the last sheet
    pages = paginate([*rows, end], span, span)
    halves = []
    for page in pages:
        sheet = Sheet(2 * HALF, SHEET_WIDTH * MM)
        for row, top in page:
            put(sheet, row, top)
        halves.append(sheet)
    foot.draw(halves[-1], span.bottom)
    return halves


class _Foot:
    """The code with its link beside it, then whom to ask."""

    def __init__(self, content: MemoContent, column: Column, symbol: Symbol | None) -> None:
        self._symbol = symbol
        self._module = min(_MODULE, _WIDEST_CODE / MM / symbol.side) if symbol else 0
        self.extent = symbol.extent(self._module) if symbol else 0
        self.quiet = quiet = QUIET * self._module * MM
        self._left = column.x + quiet
        self._above = max(column.leading, quiet)
        side = column
        if symbol:
            side = column._replace(
                x=column.x + self.extent + 2 * quiet, width=column.width - self.extent - 2 * quiet
            )
        small = side._replace(size=SMALL)
        self._rows = ragged(side, content.link_caption) + ragged(small, content.link)
        contacts = [row for line in content.contacts for row in ragged(side, line)]
        if contacts and self._rows:
            contacts[0].gap = column.leading / 2
        self._rows += contacts

    @property
    def below(self) -> float:
        """The points the foot takes."""
        return max(self.extent, height_of(self._rows))

    @property
    def height(self) -> float:
        """The points the foot takes with the space above it."""
        return self._above + self.below if self.below else 0

    def draw(self, sheet: Sheet, bottom: float) -> None:
        """Put the foot on ``sheet``, its end at ``bottom``."""
        top = bottom - self.height + self._above
        if self._symbol:
            sheet.boxes += self._symbol.boxes(self._left, top, self._module)
        spare = max(self.extent - height_of(self._rows), 0)
        stack(sheet, self._rows, top + spare / 2)


def _doubled(half: Sheet) -> Sheet:
    """Return the sheet with its left half drawn again on the right, and the line to cut along."""
    half.texts += [Placed(run._replace(x=run.x + HALF), baseline) for run, baseline in half.texts]
    half.boxes += [box._replace(x=box.x + HALF) for box in half.boxes]
    half.boxes += [
        Box(HALF - _CUT / 2, index * 2 * _DASH, _CUT, _DASH)
        for index in range(round(half.height / _DASH / 2))
    ]
    return half
