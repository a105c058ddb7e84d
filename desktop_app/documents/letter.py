"""Lay out a letter on a corner letterhead: one sheet when a size of 14, 13 or 12 points allows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.documents.flow import Sheet, Span
from desktop_app.documents.heads import letter_head, letterhead_width
from desktop_app.documents.layout import Area, Layout, checked_first, finish
from desktop_app.documents.letter_text import letter_text, said_in
from desktop_app.documents.letterhead import too_long
from desktop_app.documents.orphan import lonely_signature
from desktop_app.documents.paragraphs import body
from desktop_app.documents.qr import MOST_BYTES, QUIET, Symbol, symbol_of
from desktop_app.documents.units import MM
from desktop_app.models.enums import LetterheadStyle

if TYPE_CHECKING:
    from desktop_app.documents.fonts import Faces
    from desktop_app.documents.letter_text import LetterText, Pages
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.content import LetterContent

_NO_ROOM: Final = "На первом листе нет свободного места для QR-кода: код не напечатан."
_TOO_MUCH: Final = f"Данные QR-кода длиннее {MOST_BYTES} байт: код не напечатан."


class _Spot(NamedTuple):
    """Top right corner of the QR symbol, in points."""

    right: float
    top: float


class _Plan(NamedTuple):
    """A letter set in one size: the fixed part of the first sheet, what flows, and where the parts end."""

    head: Sheet
    text: LetterText
    first: Span
    rest: Span
    beside: float
    """Where the addressees end; the code may stand below them, beside the letterhead."""

    def pages(self, kept: float = 0) -> Pages:
        """Divide the flow, leaving ``kept`` points free at the foot of the first sheet."""
        return self.text.pages(Span(self.first.top, self.first.bottom - kept), self.rest)


class _Choice(NamedTuple):
    """A plan with its pages and the place of the code, if one was found."""

    plan: _Plan
    pages: Pages
    spot: _Spot | None


def lay_out_letter(content: LetterContent, profile: LayoutProfile, faces: Faces) -> Layout:
    """Place everything on the sheets; raise ``AppError`` when the requisites leave no room for the text."""
    area = Area.inside(profile.letter)
    style = profile.letterhead or LetterheadStyle.CORNER
    warnings = [*too_long(content.letterhead, profile, faces, letterhead_width(profile, style))]
    symbol, room = _symbols(content, profile)
    warnings += [_TOO_MUCH] if content.code and profile.has_code and symbol is None else []
    choice = _choose(content, profile, faces, area, room)
    sheets = [choice.plan.head, *(Sheet() for _ in choice.pages[1:])]
    for sheet, texts in zip(sheets, choice.pages, strict=True):
        sheet.texts += texts
    text = choice.plan.text
    text.foot.draw(sheets[-1], area.span.bottom)
    if symbol and choice.spot:
        extent, kept = symbol.extent(profile.module), (room or symbol).extent(profile.module)
        top = choice.spot.top + kept - extent
        sheets[0].boxes += symbol.boxes(choice.spot.right - extent, top, profile.module)
    elif symbol:
        warnings.append(_NO_ROOM)
    warnings += lonely_signature(sheets, area.span.top, text.signed, text.marks)
    finish(sheets, profile, faces, right=area.right, draft=content.draft)
    return Layout(tuple(sheets), tuple(warnings))


def _symbols(content: LetterContent, profile: LayoutProfile) -> tuple[Symbol | None, Symbol | None]:
    """Return the code to draw and the one to keep room for: with its number a letter has a larger one."""
    shown = content.code if profile.has_code else ""
    coming = content.awaited.code if shown and content.awaited else ""
    symbols = [
        symbol_of(text) if text and len(text.encode()) <= MOST_BYTES else None for text in (shown, coming)
    ]
    return symbols[0], max(filter(None, symbols), key=lambda one: one.side, default=None)


def _choose(
    content: LetterContent, profile: LayoutProfile, faces: Faces, area: Area, symbol: Symbol | None
) -> _Choice:
    """Take the largest size that puts the letter on one sheet, with its code if it can be."""
    choices: list[_Choice] = []
    for size in profile.sizes:
        choice = _with_code(_plan(content, profile, faces, area, size, symbol), profile, area, symbol)
        if len(choice.pages) == 1 and (symbol is None or choice.spot):
            return choice
        choices.append(choice)
    return next((choice for choice in choices if len(choice.pages) == 1), choices[0])


def _with_code(plan: _Plan, profile: LayoutProfile, area: Area, symbol: Symbol | None) -> _Choice:
    """Find the code's place: the foot of the first sheet, else below the addressees, else none."""
    pages = plan.pages()
    if symbol is None:
        return _Choice(plan, pages, None)
    extent, quiet = symbol.extent(profile.module), QUIET * profile.module * MM
    kept = plan.pages(extent + quiet)
    if len(kept) == len(pages):
        return _Choice(plan, kept, _Spot(area.right, area.span.bottom - extent))
    if plan.beside + extent + 2 * quiet <= plan.first.top:
        return _Choice(plan, pages, _Spot(area.right, plan.beside + quiet))
    return _Choice(plan, pages, None)


def _plan(
    content: LetterContent,
    profile: LayoutProfile,
    faces: Faces,
    area: Area,
    size: float,
    symbol: Symbol | None,
) -> _Plan:
    column = area.column(faces.regular, size)._replace(spacing=profile.spacing)
    head = Sheet()
    if profile.heading_lines:
        lines = len(body(column, content.paragraphs, profile.indent * MM))
        content = content if lines > profile.heading_lines else replace(content, heading="")
    left_end, right_end = letter_head(head, content, profile, faces, area, size)
    first = checked_first(max(left_end, right_end) + column.leading, area, column.leading)
    code = symbol.extent(profile.module) + QUIET * profile.module * MM if symbol else 0
    text = letter_text(said_in(content), profile, faces, area, column, code)
    return _Plan(head, text, first, area.span, right_end)
