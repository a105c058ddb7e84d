"""Books kept over a period as Word files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.enum.text import WD_BREAK
from docx.shared import Pt

from desktop_app.documents.order import DAY_BLANK
from desktop_app.documents.units import MM
from desktop_app.documents.word.closing import signature, text
from desktop_app.documents.word.file import WordFile
from desktop_app.documents.word.tables import ruled
from desktop_app.documents.word.text import Align, Setting

if TYPE_CHECKING:
    from desktop_app.documents.word.look import Look
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.books import BookContent, Cover

_COVER_GAP: Final = 60 * MM
"""Points above the title of a cover, and below it."""
_COVER_TEXT: Final = 14
_COVER_DATES: Final = 75
"""Millimetres of the lines that say when a book was begun and ended."""
_COVER_SIZE: Final = 20


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
