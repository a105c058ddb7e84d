"""Lay out an order (приказ) on a longitudinal letterhead, on one sheet when a text size allows it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from desktop_app.documents.closing import foot_of, keep_signature, signature
from desktop_app.documents.flow import Row, Run, Sheet, paginate, row_of, stack
from desktop_app.documents.heads import draw_letterhead, letterhead_width
from desktop_app.documents.layout import Area, Layout, checked_first, finish, sheets_of
from desktop_app.documents.letterhead import blanked, too_long
from desktop_app.documents.orphan import lonely_signature
from desktop_app.documents.paragraphs import Column, body, centred, ragged
from desktop_app.documents.units import LINE_HEIGHT, MM
from desktop_app.models.enums import LetterheadStyle

if TYPE_CHECKING:
    from desktop_app.documents.fonts import Faces
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.content import OrderContent

KIND: Final = "ПРИКАЗ"
ACKNOWLEDGED: Final = "С приказом ознакомлен(а):"
SIGN_BLANK: Final = "_" * 16
DAY_BLANK: Final = "«___»\u00a0______________\u00a020___\u00a0г."


def lay_out_order(content: OrderContent, profile: LayoutProfile, faces: Faces) -> Layout:
    """Place everything on the sheets; raise ``AppError`` when the requisites leave no room for the text."""
    area = Area.inside(profile.order)
    style = profile.letterhead or LetterheadStyle.LONGITUDINAL
    warnings = too_long(content.letterhead, profile, faces, letterhead_width(profile, style))
    attempts = (_sheets(content, profile, faces, area, size) for size in profile.sizes)
    sheets, signed = next(attempts)
    if len(sheets) > 1:
        sheets, signed = next((smaller for smaller in attempts if len(smaller[0]) == 1), (sheets, signed))
    warnings += lonely_signature(sheets, area.span.top, signed)
    finish(sheets, profile, faces, right=area.right, draft=content.draft)
    return Layout(tuple(sheets), warnings)


def _sheets(
    content: OrderContent, profile: LayoutProfile, faces: Faces, area: Area, size: float
) -> tuple[list[Sheet], list[Row]]:
    """Set the order in one size; return its sheets and its signature."""
    column = area.column(faces.regular, size)._replace(spacing=profile.spacing)
    mark = Column(area.left, profile.executor_width * MM, faces.regular, profile.executor_size)
    foot = foot_of(content, mark, area, faces)
    head = Sheet()
    first = checked_first(_head(head, content, profile, faces, area, size), area, column.leading)
    signed = signature(content.signature, column, profile)
    rows = _flow(content, profile, column, signed)
    rows[-1].foot = foot.clearance(column.leading / 2)
    sheets = sheets_of(paginate(rows, first, area.span), head)
    foot.draw(sheets[-1], area.span.bottom)
    return sheets, signed


def _head(
    sheet: Sheet, content: OrderContent, profile: LayoutProfile, faces: Faces, area: Area, size: float
) -> float:
    """Fill the top of the first sheet down to the heading; return where the text begins."""
    leading = size * LINE_HEIGHT
    style = profile.letterhead or LetterheadStyle.LONGITUDINAL
    y = draw_letterhead(sheet, content.letterhead, profile, faces, area, style)
    y = stack(sheet, centred(area.column(faces.bold, size), KIND), y + leading)
    y = stack(sheet, _registered(content, area.column(faces.regular, size)), y + leading / 2)
    heading = Column(area.left, profile.heading_width * MM, faces.regular, size)
    return stack(sheet, ragged(heading, content.heading), y + leading) + leading


def _registered(content: OrderContent, column: Column) -> list[Row]:
    """Set the date at the left edge, the number in the middle, the place at the right edge."""
    return blanked(content, partial(_on_line, content.place, column), partial(_on_two, content.place, column))


def _on_line(place: str, column: Column, date: str, number: str) -> list[Row]:
    face, size = column.face, column.size
    widths = [face.points(text, size) for text in (date, number, place)]
    middle = (column.width - widths[1]) / 2
    blank = face.points("  ", size)
    if widths[0] + blank > middle or middle + widths[1] + blank > column.width - widths[2]:
        return _on_two(place, column, date, number)
    return [
        row_of(
            Run(column.x, date, face, size),
            Run(column.x + middle, number, face, size),
            Run(column.x + column.width - widths[2], place, face, size),
        )
    ]


def _on_two(place: str, column: Column, date: str, number: str) -> list[Row]:
    return [*ragged(column, f"{date} {number}"), *ragged(column, place)]


def _flow(content: OrderContent, profile: LayoutProfile, column: Column, signed: list[Row]) -> list[Row]:
    """Set preamble, items, signature and the lines of those who were told."""
    text = body(column, content.paragraphs, profile.indent * MM)
    keep_signature(text, (), signed)
    return [*text, *signed, *_acknowledgements(content.acknowledgements, column)]


def _acknowledgements(names: tuple[str, ...], column: Column) -> list[Row]:
    """Set a line for each person: blank for the signature, name, blank for the date."""
    if not names:
        return []
    rows = ragged(column, ACKNOWLEDGED)
    rows[0].gap = column.leading
    day = column.face.points(DAY_BLANK, column.size)
    blank = column.face.points(SIGN_BLANK + " ", column.size)
    middle = Column(column.x + blank, column.width - blank - day - 3 * MM, column.face, column.size)
    for name in names:
        block = ragged(middle, name)
        if not block:
            continue
        last = block[-1]
        last.runs = (
            Run(column.x, SIGN_BLANK, column.face, column.size),
            *last.runs,
            Run(column.x + column.width - day, DAY_BLANK, column.face, column.size),
        )
        block[0].gap = column.leading / 2
        for row in block[1:]:
            row.breakable = False
        rows.extend(block)
    if len(rows) > 1:
        rows[1].breakable = False
    return rows
