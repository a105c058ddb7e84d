"""Books kept over a period and the parents' memo as Word files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.enum.text import WD_BREAK
from docx.shared import Pt

from desktop_app.documents.order import DAY_BLANK
from desktop_app.documents.qr import MOST_BYTES
from desktop_app.documents.units import MM, SHEET_WIDTH
from desktop_app.documents.word.closing import signature, text
from desktop_app.documents.word.file import WordFile
from desktop_app.documents.word.look import symbol_picture
from desktop_app.documents.word.papers import TABLE_SIZE
from desktop_app.documents.word.tables import columns, ruled
from desktop_app.documents.word.text import Align, Block, Setting
from desktop_app.services.layouts.profile import Margins

if TYPE_CHECKING:
    from desktop_app.documents.word.look import Look
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.books import BookContent, Cover, MemoContent

_COVER_GAP: Final = 60 * MM
"""Points above the title of a cover, and below it."""
_COVER_TEXT: Final = 14
_COVER_DATES: Final = 75
"""Millimetres of the lines that say when a book was begun and ended."""
_COVER_SIZE: Final = 20
_MEMO_MARGIN: Final = 12
_MEMO_SIZE: Final = 12
_MEMO_TITLE: Final = 14
_MEMO_CODE: Final = 30


def book(content: BookContent, profile: LayoutProfile, look: Look) -> WordFile:
    """Write a book: cover, title, table with its header on every sheet, certification.

    Sums stand in the last row only: Word decides where a sheet ends, and cannot carry them over.
    """
    file = WordFile(profile.letter, profile, look.size, landscape=content.landscape)
    leading = file.leading
    middle = file.plain._replace(align=Align.CENTRE)
    if content.cover is not None:
        _cover(file, content, content.cover)
    else:
        file.body.add(content.organisation, middle)
        title = middle._replace(size=_COVER_TEXT, bold=True, above=leading / 2)
        file.body.add(content.title, title)
        file.body.add(content.period, middle)
    text(file, content.paragraphs, profile, above=leading, kept=False)
    file.body.add("", Setting(look.size / 2))
    ruled(file.body, content.table, file.width, content.empty)
    if content.certified:
        _certification(file, content)
    if content.signature is not None:
        if not content.certified:  # two tables one after another become one, with rules around the signature
            file.body.add("", Setting(1, high=1))
        signature(file, content.signature, profile)
    file.body.add("", Setting(1, high=1))
    file.number_pages()
    return file


def memo(content: MemoContent, profile: LayoutProfile, look: Look) -> WordFile:
    """Write the memo twice, side by side on a landscape sheet, to be cut in two."""
    margin = _MEMO_MARGIN
    file = WordFile(Margins(margin, margin, margin, margin), profile, look.size, landscape=True)
    half = SHEET_WIDTH * 2**0.5 / 2 - 2 * margin
    gap = file.width - 2 * half
    left, _, right = columns(file.body, [half, gap, half])
    for side in (left, right):
        _memo_side(side, content)
    file.body.add("", Setting(1, high=1))
    return file


def _cover(file: WordFile, content: BookContent, cover: Cover) -> None:
    """Put the first sheet: the school, the title in the middle, when the book was begun and ended."""
    middle = Setting(_COVER_TEXT, align=Align.CENTRE)
    file.body.add(content.organisation, middle)
    file.body.add(content.title, middle._replace(size=_COVER_SIZE, bold=True, above=_COVER_GAP))
    file.body.add(content.period, middle)
    right = Setting(_COVER_TEXT, left=file.width - _COVER_DATES)
    file.body.add(f"Начат: {cover.started or DAY_BLANK}", right._replace(above=_COVER_GAP))
    end = file.body.add(f"Окончен: {cover.finished or DAY_BLANK}", right)
    end.add_run().add_break(WD_BREAK.PAGE)


def _certification(file: WordFile, content: BookContent) -> None:
    """Add the line that certifies the book: Word counts its sheets, and its sheets are not those of the PDF.

    Figures and words are Word's own fields; a program that has no words for numbers leaves the place to fill.
    """
    kind = "журнале" if content.title.casefold().startswith("журнал") else "документе"
    said = f"Всего в\u00a0настоящем {kind} прошито, пронумеровано и\u00a0скреплено печатью листов:\u00a0"
    line = file.body.add(said, file.plain._replace(above=file.leading))
    file.body.field(line, "NUMPAGES", "__", file.size)
    line.add_run("\u00a0(").font.size = Pt(file.size)
    file.body.field(line, r"NUMPAGES \* CardText", "____", file.size)
    line.add_run(").").font.size = Pt(file.size)


def _memo_side(side: Block, content: MemoContent) -> None:
    middle = Setting(_MEMO_SIZE, align=Align.CENTRE)
    side.add(content.organisation, middle._replace(size=TABLE_SIZE))
    side.add(content.title, middle._replace(size=_MEMO_TITLE, bold=True, above=_MEMO_SIZE))
    for number, paragraph in enumerate(content.paragraphs):
        above = _MEMO_SIZE if number == 0 else 3
        side.add(paragraph.text, Setting(_MEMO_SIZE, align=Align.LEFT, above=above))
    if 0 < len(content.link.encode()) <= MOST_BYTES:
        place = side.add("", middle._replace(above=_MEMO_SIZE))
        side.picture(place, symbol_picture(content.link), width=_MEMO_CODE)
    if content.link:
        side.add(content.link_caption, middle._replace(above=_MEMO_SIZE / 2))
        side.add(content.link, middle._replace(size=TABLE_SIZE))
    for number, contact in enumerate(content.contacts):
        side.add(contact, middle._replace(above=0 if number else _MEMO_SIZE))
