"""What stands above the text of a paper in a Word file: the author's data, its date and number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_app.documents.fonts import faces
from desktop_app.documents.letterhead import (
    DATE_BLANK,
    NUMBER_BLANK,
    corner,
    longitudinal,
    registration,
)
from desktop_app.documents.units import LINE_HEIGHT, MM, SHEET_WIDTH
from desktop_app.documents.word.tables import columns
from desktop_app.documents.word.text import Align, Block, Setting, element, properties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.documents.flow import Row
    from desktop_app.documents.word.file import WordFile
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.content import LetterContent
    from desktop_app.services.papers.parts import Addressee, Letterhead

_SLACK: Final = 0.5
"""Millimetres more than the longest line, so that Word's own rounding does not break it."""
_LOGO: Final = 17
"""Height of the emblem in millimetres (ГОСТ Р 7.0.97, 5.1 leaves it to the author)."""


def corner_head(file: WordFile, content: LetterContent, profile: LayoutProfile) -> None:
    """Put letterhead, date, number and heading in the left column, the addressees in the right one."""
    left = profile.addressee_x - file.margins.left
    own, theirs = columns(file.body, [left, SHEET_WIDTH - profile.addressee_x - file.margins.right])
    rows = corner(content.letterhead, profile, faces())
    longest = max(
        (run.x + run.face.points(run.text, run.size) for row in rows for run in row.runs), default=0
    )
    block = longest / MM - file.margins.left + _SLACK
    emblem(own, content.letterhead, right=left - block)
    author_lines(own, rows, right=left - block)
    registration_lines(own, content, profile, right=left - profile.corner_width)
    if content.heading:
        own.add(
            content.heading,
            Setting(file.size, above=file.size * LINE_HEIGHT, right=left - profile.heading_width),
        )
    addressees(theirs, content.addressees, file, profile)


def registration_lines(
    block: Block, content: LetterContent, profile: LayoutProfile, right: float = 0
) -> None:
    """Add date, number and reference, blanks on a draft."""
    for row in registration(content, profile, faces().regular):
        for run in row.runs:
            block.add(run.text, Setting(run.size, above=row.gap, right=right))


def long_head(file: WordFile, letterhead: Letterhead, profile: LayoutProfile) -> None:
    """Put the letterhead across the sheet, a rule below it."""
    side = max((file.width - profile.longitudinal_width) / 2, 0)
    emblem(file.body, letterhead, left=side, right=side)
    author_lines(file.body, longitudinal(letterhead, profile, faces()), left=side, right=side)
    rule = file.body.add("", Setting(2, high=2 * MM))
    border = element("w:pBdr")
    border.append(element("w:bottom", val="single", sz="8", space="1"))
    properties(rule).insert(0, border)


def registered(file: WordFile, date: str, number: str, place: str = "") -> None:
    """Put the date at the left edge, the number in the middle, the place at the right edge."""
    stops = ((Align.CENTRE, file.width / 2), (Align.RIGHT, file.width))
    text = "\t".join((date or DATE_BLANK, f"№\u00a0{number or NUMBER_BLANK}", place)).rstrip("\t")
    file.body.add(text, Setting(file.size, tabs=stops, above=file.size * LINE_HEIGHT / 2))


def author_lines(block: Block, rows: Sequence[Row], left: float = 0, right: float = 0) -> None:
    """Add the lines of a letterhead, centred between the indents as they are on the page."""
    bold = faces().bold
    for row in rows:
        for run in row.runs:
            look = Setting(run.size, bold=run.face is bold, align=Align.CENTRE, above=row.gap)
            block.add(run.text, look._replace(left=left, right=right))


def addressees(
    block: Block, people: Sequence[Addressee], file: WordFile, profile: LayoutProfile, left: float = 0
) -> None:
    """Add one to four addressees, half a line between them (ГОСТ Р 7.0.97, 5.15)."""
    width = SHEET_WIDTH - profile.addressee_x - file.margins.right
    right = max(width - profile.addressee_width, 0)
    for number, person in enumerate(people):
        above = file.size * LINE_HEIGHT / 2 if number else 0.0
        for text in filter(None, (person.organisation, person.post, person.name)):
            block.add(text, Setting(file.size, left=left, right=right, above=above))
            above = 0


def emblem(block: Block, letterhead: Letterhead, left: float = 0, right: float = 0) -> None:
    """Add the school's emblem above its name, if it has one."""
    if letterhead.logo:
        line = block.add("", Setting(2, align=Align.CENTRE, left=left, right=right))
        block.picture(line, letterhead.logo, height=_LOGO)
