"""A letter, an order and a report as Word files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.image.image import Image

from desktop_app.documents.fonts import faces
from desktop_app.documents.order import ACKNOWLEDGED, DAY_BLANK, KIND, SIGN_BLANK
from desktop_app.documents.units import LINE_HEIGHT, MM
from desktop_app.documents.word.closing import attachments, executor, signature, text
from desktop_app.documents.word.file import WordFile
from desktop_app.documents.word.heads import (
    addressees,
    corner_head,
    long_head,
    registered,
    registration_lines,
)
from desktop_app.documents.word.look import Look, quiet, symbol_picture
from desktop_app.documents.word.tables import columns, ruled
from desktop_app.documents.word.text import Align, Setting, float_at
from desktop_app.models.enums import LetterheadStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.books import Figure, ReportContent
    from desktop_app.services.papers.content import LetterContent, OrderContent

TABLE_SIZE: Final = 10
"""Text in tables may be smaller than the paper's (ГОСТ Р 7.0.97, 3.3)."""
_DETAILS_SIZE: Final = 9
_FIGURE_HEIGHT: Final = 110
"""Most a picture may be high, in millimetres: two and their captions stand on a sheet."""
_FIGURE_SHARE: Final = 0.95
"""Most of the text's width it may take: a full one is pushed aside by LibreOffice."""


def letter(content: LetterContent, profile: LayoutProfile, look: Look) -> WordFile:
    """Write a letter; its code, if the page has one, is a picture in the same place."""
    file = WordFile(profile.letter, profile, look.size, landscape=False)
    leading = look.size * LINE_HEIGHT
    if profile.letterhead is LetterheadStyle.LONGITUDINAL:
        long_head(file, content.letterhead, profile)
        left = profile.addressee_x - file.margins.left
        registration_lines(file.body, content, profile)
        addressees(file.body, content.addressees, file, profile, left=left)
        _heading(file, content.heading, profile)
    else:
        corner_head(file, content, profile)
    greeting = file.body.add(
        content.greeting, Setting(look.size, align=Align.CENTRE, above=leading, kept=True)
    )
    if look.code is not None:
        inline = file.body.picture(greeting, symbol_picture(content.code), width=look.code.side)
        float_at(inline, look.code.left, look.code.top, quiet(profile))
    text(file, content.paragraphs, profile, above=leading / 2 if content.greeting else 0, kept=True)
    attachments(file, content.attachments)
    executor(file, content.executor, profile, signature(file, content.signature, profile))
    return _finished(file, draft=content.draft)


def order(content: OrderContent, profile: LayoutProfile, look: Look) -> WordFile:
    """Write an order with the lines of those who were told."""
    file = WordFile(profile.order, profile, look.size, landscape=False)
    leading = look.size * LINE_HEIGHT
    long_head(file, content.letterhead, profile)
    file.body.add(KIND, Setting(look.size, bold=True, align=Align.CENTRE, above=leading))
    registered(file, content.date, content.number, content.place)
    _heading(file, content.heading, profile)
    text(file, content.paragraphs, profile, above=leading, kept=True)
    below = signature(file, content.signature, profile)
    _acknowledgements(file, content.acknowledgements, below)
    executor(file, content.executor, profile, 1 if content.acknowledgements else below)
    return _finished(file, draft=content.draft)


def report(content: ReportContent, profile: LayoutProfile, look: Look) -> WordFile:
    """Write a report: text, table, figures with their captions."""
    file = WordFile(profile.letter, profile, look.size, landscape=False)
    leading = look.size * LINE_HEIGHT
    long_head(file, content.letterhead, profile)
    registered(file, content.date, content.number)
    file.body.add(content.title, Setting(look.size, bold=True, align=Align.CENTRE, above=leading))
    file.body.add(content.heading, Setting(look.size, align=Align.CENTRE))
    text(file, content.paragraphs, profile, above=leading, kept=False)
    file.body.add("", Setting(look.size / 2))
    ruled(file.body, content.table, file.width, TABLE_SIZE)
    _figures(file, content.figures, leading)
    below = signature(file, content.signature, profile)
    executor(file, content.executor, profile, below)
    return _finished(file, draft=content.draft)


def _finished(file: WordFile, *, draft: bool) -> WordFile:
    file.number_pages()
    if draft:
        file.mark_draft()
    return file


def _heading(file: WordFile, heading: str, profile: LayoutProfile) -> None:
    if heading:
        right = file.width - profile.heading_width
        file.body.add(heading, Setting(file.size, above=file.size * LINE_HEIGHT, right=right))


def _acknowledgements(file: WordFile, names: Sequence[str], below: float) -> None:
    """Add a line for each person: blank for the signature, name, blank for the date."""
    if not names:
        return
    leading = file.size * LINE_HEIGHT
    file.body.add(ACKNOWLEDGED, Setting(file.size, above=leading + below, kept=True))
    face = faces().regular
    sign, day = (face.points(f"{blank} ", file.size) / MM for blank in (SIGN_BLANK, DAY_BLANK))
    for name in filter(None, names):
        cells = columns(file.body, [sign, file.width - sign - day, day], low=True)
        for cell, said in zip(cells, (SIGN_BLANK, name, DAY_BLANK), strict=True):
            align = Align.RIGHT if said == DAY_BLANK else Align.LEFT
            cell.add(said, Setting(file.size, align=align, above=leading / 2))
        file.body.add("", Setting(1, high=1))  # two tables without a paragraph between them become one


def _figures(file: WordFile, figures: Sequence[Figure], leading: float) -> None:
    """Add the pictures at most a text wide and half a sheet high, «Рисунок N — …» below each."""
    for number, figure in enumerate(figures, 1):
        known = Image.from_blob(figure.image)
        width = min(_FIGURE_SHARE * file.width, _FIGURE_HEIGHT * known.px_width / known.px_height)
        place = file.body.add("", Setting(file.size, align=Align.CENTRE, above=leading, kept=True))
        file.body.picture(place, figure.image, width=width)
        caption = f"Рисунок\u00a0{number} — {figure.caption}"
        middle = Setting(file.size, align=Align.CENTRE, kept=bool(figure.details))
        file.body.add(caption, middle)
        for last, detail in enumerate(figure.details, 1):
            file.body.add(detail, middle._replace(size=_DETAILS_SIZE, kept=last < len(figure.details)))
