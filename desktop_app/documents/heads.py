"""The author's data on the first sheet, by either letterhead, with the emblem above it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.documents.flow import Box, Picture, Placed, Sheet, stack
from desktop_app.documents.letterhead import addressees, corner, longitudinal, registration
from desktop_app.documents.logo import place_logo
from desktop_app.documents.paragraphs import Column, ragged
from desktop_app.documents.units import LINE_HEIGHT, MM
from desktop_app.models.enums import LetterheadStyle

if TYPE_CHECKING:
    from desktop_app.documents.flow import Row
    from desktop_app.documents.fonts import Faces
    from desktop_app.documents.layout import Area
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.content import LetterContent
    from desktop_app.services.papers.parts import Letterhead

_RULE: Final = 1.0
"""Thickness of the rule below a longitudinal letterhead, in points."""
_REMEMBERED: Final = 16


class _Head(NamedTuple):
    """A letterhead in its place, and where it ends."""

    texts: tuple[Placed, ...]
    boxes: tuple[Box, ...]
    pictures: tuple[Picture, ...]
    end: float


def letterhead_width(profile: LayoutProfile, style: LetterheadStyle) -> float:
    """Return the longest line a letterhead may have, in millimetres (ГОСТ Р 7.0.97, 4.9)."""
    return profile.corner_width if style is LetterheadStyle.CORNER else profile.longitudinal_width


def draw_letterhead(
    sheet: Sheet,
    letterhead: Letterhead,
    profile: LayoutProfile,
    faces: Faces,
    area: Area,
    style: LetterheadStyle,
) -> float:
    """Put the author's data at the top of ``sheet``; return where it ends, rule included."""
    head = _set(letterhead, profile, faces, area, style)
    sheet.texts += head.texts
    sheet.boxes += head.boxes
    sheet.pictures += head.pictures
    return head.end


@lru_cache(maxsize=_REMEMBERED)
def _set(
    letterhead: Letterhead, profile: LayoutProfile, faces: Faces, area: Area, style: LetterheadStyle
) -> _Head:
    """Set a letterhead once: many papers have the same."""
    sheet = Sheet()
    end = _place(sheet, letterhead, profile, faces, area, style)
    return _Head(tuple(sheet.texts), tuple(sheet.boxes), tuple(sheet.pictures), end)


def _place(
    sheet: Sheet,
    letterhead: Letterhead,
    profile: LayoutProfile,
    faces: Faces,
    area: Area,
    style: LetterheadStyle,
) -> float:
    top = area.span.top
    if style is LetterheadStyle.CORNER:
        rows = corner(letterhead, profile, faces, area.left)
        middle = area.left + _longest(rows) / 2
        return stack(sheet, rows, place_logo(sheet, letterhead.logo, profile, middle, top, area.left))
    middle = (area.left + area.right) / 2
    top = place_logo(sheet, letterhead.logo, profile, middle, top, area.left)
    y = stack(sheet, longitudinal(letterhead, profile, faces, area.left, area.right), top) + 2 * MM
    sheet.boxes.append(Box(area.left, y, area.right - area.left, _RULE))
    return y


def letter_head(
    sheet: Sheet,
    content: LetterContent,
    profile: LayoutProfile,
    faces: Faces,
    area: Area,
    size: float,
) -> tuple[float, float]:
    """Fill the top of a letter's first sheet; return where its left column and its addressees end.

    Corner: the addressees level with the letterhead's top. Longitudinal: below its rule, level with the date.
    """
    style = profile.letterhead or LetterheadStyle.CORNER
    y = draw_letterhead(sheet, content.letterhead, profile, faces, area, style)
    heading = ragged(Column(area.left, profile.heading_width * MM, faces.regular, size), content.heading)
    if heading:
        heading[0].gap = size * LINE_HEIGHT
    rows = [*registration(content, profile, faces.regular, area.left), *heading]
    place = Column(profile.addressee_x * MM, profile.addressee_width * MM, faces.regular, size)
    people = addressees(content.addressees, place)
    if style is LetterheadStyle.CORNER:
        return stack(sheet, rows, y), stack(sheet, people, area.span.top)
    first = rows[0].gap if rows else 0
    return stack(sheet, rows, y), stack(sheet, people, y + first)


def _longest(rows: list[Row]) -> float:
    """Return the width of the widest line, in points."""
    return max((run.face.points(run.text, run.size) for row in rows for run in row.runs), default=0)
