"""What stands above the text of a paper in a Word file: the author's data, its date and number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.image.image import Image

from desktop_app.documents.fonts import faces
from desktop_app.documents.letterhead import (
    DATE_BLANK,
    NUMBER_BLANK,
    corner,
    longitudinal,
    registration,
)
from desktop_app.documents.units import LINE_HEIGHT, MM, SHEET_WIDTH
from desktop_app.documents.word.look import printable
from desktop_app.documents.word.tables import columns
from desktop_app.documents.word.text import Align, Block, Setting, element, properties
from desktop_app.models.enums import LetterheadStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.documents.flow import Row
    from desktop_app.documents.word.file import WordFile
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.content import LetterContent
    from desktop_app.services.papers.parts import Addressee, Letterhead

_SLACK: Final = 0.5
"""Millimetres more than the longest line, so that Word's own rounding does not break it."""
_WIDEST: Final = 60
"""Most an emblem may be wide, in millimetres."""
_GAP: Final = 2 * MM


def corner_head(file: WordFile, content: LetterContent, profile: LayoutProfile) -> None:
    """Put letterhead, date, number and heading in the left column, the addressees in the right one."""
    left = profile.addressee_x - file.margins.left
    own, theirs = columns(file.body, [left, SHEET_WIDTH - profile.addressee_x - file.margins.right])
    corner_lines(file, own, content.letterhead, profile, left)
    registration_lines(file, own, content, profile, right=left - profile.corner_width)
    heading(file, own, content.heading, right=left - profile.heading_width)
    addressees(file, theirs, content.addressees, profile)


def long_letter_head(file: WordFile, content: LetterContent, profile: LayoutProfile) -> None:
    """Put the letterhead across the sheet, then date, number and heading with the addressees beside them."""
    long_head(file, content.letterhead, profile)
    left = profile.addressee_x - file.margins.left
    own, theirs = columns(file.body, [left, SHEET_WIDTH - profile.addressee_x - file.margins.right])
    registration_lines(file, own, content, profile, right=left - profile.corner_width)
    heading(file, own, content.heading, right=left - profile.heading_width)
    addressees(file, theirs, content.addressees, profile, above=profile.register_size * LINE_HEIGHT)


def author_head(
    file: WordFile, letterhead: Letterhead, profile: LayoutProfile, style: LetterheadStyle
) -> None:
    """Put the letterhead of a paper without addressees."""
    if style is LetterheadStyle.CORNER:
        corner_lines(file, file.body, letterhead, profile, file.width)
    else:
        long_head(file, letterhead, profile)


def corner_lines(
    file: WordFile, block: Block, letterhead: Letterhead, profile: LayoutProfile, width: float
) -> None:
    """Add the lines of a corner letterhead to a block ``width`` wide, centred on the longest."""
    start = file.margins.left * MM
    rows = corner(printable(letterhead), profile, faces(), start)
    ends = [run.x + run.face.points(run.text, run.size) for row in rows for run in row.runs]
    side = width - (max(ends, default=start) - start) / MM - _SLACK
    author_lines(block, letterhead, profile, rows, right=side)


def long_head(file: WordFile, letterhead: Letterhead, profile: LayoutProfile) -> None:
    """Put the letterhead across the sheet, a rule below it."""
    side = max((file.width - profile.longitudinal_width) / 2, 0)
    start = file.margins.left * MM
    rows = longitudinal(printable(letterhead), profile, faces(), start, start + file.width * MM)
    author_lines(file.body, letterhead, profile, rows, left=side, right=side)
    rule = file.body.add("", Setting(2, high=_GAP))
    border = element("w:pBdr")
    border.append(element("w:bottom", val="single", sz="8", space="1"))
    properties(rule).insert(0, border)


def registered(file: WordFile, date: str, number: str, place: str) -> None:
    """Put the date at the left edge, the number in the middle, the place at the right edge."""
    stops = ((Align.CENTRE, file.width / 2), (Align.RIGHT, file.width))
    text = "\t".join((date or DATE_BLANK, f"№\u00a0{number or NUMBER_BLANK}", place)).rstrip("\t")
    file.body.add(text, Setting(file.size, tabs=stops, above=file.size * LINE_HEIGHT / 2))


def registration_lines(
    file: WordFile, block: Block, content: LetterContent, profile: LayoutProfile, right: float
) -> None:
    """Add date, number and reference, blanks on a draft."""
    for row in registration(printable(content), profile, faces().regular, file.margins.left * MM):
        for run in row.runs:
            block.add(run.text, Setting(run.size, above=row.gap, right=right))


def heading(file: WordFile, block: Block, text: str, right: float) -> None:
    """Add the heading one interval below, if the paper has one."""
    if text:
        block.add(text, Setting(file.size, above=file.size * LINE_HEIGHT, right=right))


def addressees(
    file: WordFile, block: Block, people: Sequence[Addressee], profile: LayoutProfile, above: float = 0
) -> None:
    """Add one to four addressees, half a line between them (ГОСТ Р 7.0.97, 5.15)."""
    width = SHEET_WIDTH - profile.addressee_x - file.margins.right
    right = max(width - profile.addressee_width, 0)
    for number, person in enumerate(people):
        gap = file.size * LINE_HEIGHT / 2 if number else above
        for text in filter(None, (person.organisation, person.post, person.name)):
            block.add(text, Setting(file.size, right=right, above=gap))
            gap = 0


def author_lines(
    block: Block,
    letterhead: Letterhead,
    profile: LayoutProfile,
    rows: Sequence[Row],
    left: float = 0,
    right: float = 0,
) -> None:
    """Add the emblem and the lines of a letterhead, centred between the indents as they are on the page."""
    middle = Setting(2, align=Align.CENTRE, left=left, right=right)
    if letterhead.logo:
        known = Image.from_blob(letterhead.logo)
        width = min(profile.logo_height * known.px_width / known.px_height, _WIDEST)
        block.picture(block.add("", middle), letterhead.logo, width=width)
    above = _GAP if letterhead.logo else 0.0
    bold = faces().bold
    for row in rows:
        for run in row.runs:
            look = middle._replace(size=run.size, bold=run.face is bold, above=row.gap + above)
            block.add(run.text, look)
            above = 0
