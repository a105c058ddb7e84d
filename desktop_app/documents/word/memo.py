"""The parents' memo as a Word file: two equal halves on a landscape sheet, set as its pages are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL

from desktop_app.documents.fonts import faces
from desktop_app.documents.linebreak import balanced_lines
from desktop_app.documents.memo import DASHED, HALF, MARGIN, SMALL, TITLE_MORE, look_of_memo
from desktop_app.documents.units import LINE_HEIGHT, MM, SHEET_WIDTH
from desktop_app.documents.word.file import WordFile
from desktop_app.documents.word.look import printable, printable_text, symbol_picture
from desktop_app.documents.word.tables import halves
from desktop_app.documents.word.text import Align, Setting
from desktop_app.services.layouts.profile import Margins

if TYPE_CHECKING:
    from desktop_app.documents.memo import MemoLook
    from desktop_app.documents.word.text import Block
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.books import MemoContent

_SPARE: Final = 1.5
"""Millimetres left free at the foot of the sheet, so that the paragraph below a table has its place there."""


def memo(content: MemoContent, profile: LayoutProfile) -> WordFile:
    """Write the memo twice, side by side, with a line to cut along; the code and whom to ask at the foot."""
    look = look_of_memo(printable(content), faces())
    margin, half = MARGIN / MM, HALF / MM - 2 * MARGIN / MM
    file = WordFile(Margins(margin, margin, margin, margin), profile, look.size, landscape=True)
    code = (look.code + 2 * look.quiet) / MM if look.code else 0
    parts = [code, half - code] if code else [half]
    high = SHEET_WIDTH - 2 * margin - _SPARE
    rows = halves(file.body, parts, file.width - 2 * half, [high - look.foot / MM, look.foot / MM])
    (texts, feet) = rows
    for (text,), foot in zip(texts, feet, strict=True):
        _text(text, content, look.size, half)
        _foot(foot, content, look)
    file.body.add("", Setting(1, high=1))
    return file


def _text(side: Block, content: MemoContent, size: float, width: float) -> None:
    """Add the school, the title on lines of like length, and the text; items hang on their dashes."""
    leading, larger = size * LINE_HEIGHT, size + TITLE_MORE
    side.add(content.organisation, Setting(SMALL, align=Align.CENTRE))
    title = side.add("", Setting(larger, align=Align.CENTRE, above=leading / 2))
    for number, line in enumerate(_title_lines(content.title, width * MM * 1000 / larger)):
        if number:
            title.add_run().add_break()
        side.write(title, line, larger, bold=True)
    hang = faces().regular.points(DASHED, size) / MM
    for number, paragraph in enumerate(content.paragraphs):
        left = hang if paragraph.text.startswith(DASHED) else 0
        above = leading / 4 if number else leading / 2
        side.add(paragraph.text, Setting(size, left=left, first=-left, above=above))


def _title_lines(title: str, width: float) -> list[str]:
    """Return the title divided as on the page; whole when it has characters the page has not."""
    if printable_text(title) != title:
        return [title]
    return [line.text for line in balanced_lines(title, faces().bold, width)]


def _foot(cells: list[Block], content: MemoContent, look: MemoLook) -> None:
    """Add the code with its link beside it, then whom to ask."""
    *before, side = cells
    for cell in before:
        place = cell.add("", Setting(1, left=look.quiet / MM))
        cell.picture(place, symbol_picture(content.link), width=look.code / MM)
    side.place.vertical_alignment = VERTICAL.CENTER
    if content.link_caption:
        side.add(content.link_caption, Setting(look.size))
    if content.link:
        side.add(content.link, Setting(SMALL))
    for number, contact in enumerate(content.contacts):
        gap = look.size * LINE_HEIGHT / 2 if content.link and not number else 0
        side.add(contact, Setting(look.size, above=gap))
