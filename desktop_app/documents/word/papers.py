"""A letter, an order and a report as Word files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from docx.image.image import Image

from desktop_app.documents.fonts import faces
from desktop_app.documents.letterhead import DATE_BLANK, NUMBER_BLANK
from desktop_app.documents.order import ACKNOWLEDGED, DAY_BLANK, KIND, SIGN_BLANK
from desktop_app.documents.paragraphs import body
from desktop_app.documents.units import LINE_HEIGHT, MM, SHEET_HEIGHT
from desktop_app.documents.word.closing import attachments, executor, signature, text
from desktop_app.documents.word.file import WordFile
from desktop_app.documents.word.heads import author_head, corner_head, heading, long_letter_head, registered
from desktop_app.documents.word.look import Look, printable, quiet, symbol_picture
from desktop_app.documents.word.tables import columns, ruled
from desktop_app.documents.word.text import Align, Setting, float_at, frame_picture
from desktop_app.models.enums import LetterheadStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.books import Figure, ReportContent
    from desktop_app.services.papers.content import LetterContent, OrderContent

_DETAILS_SIZE: Final = 10
_BETWEEN: Final = 6 * MM
"""Above a table or a figure, in points."""
_MM_A_DOT: Final = 25.4 / 72
_FIGURE_HEIGHT: Final = 95
"""Most a picture may be high, in millimetres: two and their captions stand on a sheet."""
_FIGURE_SHARE: Final = 0.95
"""Most of the text's width it may take: a full one is pushed aside by LibreOffice."""


def letter(content: LetterContent, profile: LayoutProfile, look: Look) -> WordFile:
    """Write a letter; its code, if the page has one, is a picture in the same place."""
    file = WordFile(profile.letter, profile, look.size, spacing=profile.spacing)
    lines = len(body(file.column, printable(content).paragraphs, profile.indent * MM))
    if profile.heading_lines and lines <= profile.heading_lines:
        content = replace(content, heading="")
    if profile.letterhead is LetterheadStyle.LONGITUDINAL:
        long_letter_head(file, content, profile)
    else:
        corner_head(file, content, profile)
    line = file.plain._replace(align=Align.CENTRE, above=file.leading, kept=True)
    greeting = file.body.add(content.greeting, line if content.greeting else line._replace(size=1, high=1))
    if look.code is not None:
        inline = file.body.picture(greeting, symbol_picture(content.code), width=look.code.side)
        beside_head = look.code.top < SHEET_HEIGHT / 2
        float_at(inline, look.code.left, look.code.top, None if beside_head else quiet(profile))
    text(file, content.paragraphs, profile, above=file.leading / 2 if content.greeting else 0, kept=True)
    attachments(file, content.attachments)
    executor(file, content.executor, profile, signature(file, content.signature, profile))
    return _finished(file, draft=content.draft)


def order(content: OrderContent, profile: LayoutProfile, look: Look) -> WordFile:
    """Write an order with the lines of those who were told."""
    file = WordFile(profile.order, profile, look.size, spacing=profile.spacing)
    author_head(file, content.letterhead, profile, profile.letterhead or LetterheadStyle.LONGITUDINAL)
    leading = look.size * LINE_HEIGHT
    file.body.add(KIND, Setting(look.size, bold=True, align=Align.CENTRE, above=leading))
    registered(file, content.date, content.number, content.place)
    heading(file, file.body, content.heading, right=file.width - profile.heading_width)
    text(file, content.paragraphs, profile, above=leading, kept=True)
    below = signature(file, content.signature, profile)
    _acknowledgements(file, content.acknowledgements, below)
    executor(file, content.executor, profile, 1 if content.acknowledgements else below)
    return _finished(file, draft=content.draft)


def report(content: ReportContent, profile: LayoutProfile, look: Look) -> WordFile:
    """Write a report: text, table, figures with their captions."""
    across = profile.letterhead is LetterheadStyle.LONGITUDINAL
    file = WordFile(profile.letter, profile, look.size)
    style = LetterheadStyle.LONGITUDINAL if across else LetterheadStyle.CORNER
    author_head(file, content.letterhead, profile, style)
    date, number = content.date, content.number
    if content.draft:
        date, number = date or DATE_BLANK, number or NUMBER_BLANK
    said = " ".join(filter(None, (date, number and f"№\u00a0{number}")))
    file.body.add(said, Setting(profile.register_size, above=profile.register_size * LINE_HEIGHT))
    file.body.add(content.title, file.plain._replace(bold=True, align=Align.CENTRE, above=file.leading))
    file.body.add(content.heading, file.plain._replace(align=Align.CENTRE))
    text(file, content.paragraphs, profile, above=file.leading, kept=False)
    if len(content.table.rows):
        file.body.add("", Setting(_BETWEEN, high=_BETWEEN))
        ruled(file.body, content.table, file.width)
    _figures(file, content.figures)
    executor(file, content.executor, profile, signature(file, content.signature, profile))
    return _finished(file, draft=content.draft)


def _finished(file: WordFile, *, draft: bool) -> WordFile:
    file.number_pages()
    if draft:
        file.mark_draft()
    return file


def _acknowledgements(file: WordFile, names: Sequence[str], below: float) -> None:
    """Add a line for each person: blank for the signature, name, blank for the date."""
    if not names:
        return
    file.body.add(ACKNOWLEDGED, file.plain._replace(above=file.leading + below, kept=True))
    face = faces().regular
    sign, day = (face.points(f"{blank} ", file.size) / MM for blank in (SIGN_BLANK, DAY_BLANK))
    for name in filter(None, names):
        cells = columns(file.body, [sign, file.width - sign - day, day], low=True)
        for cell, said in zip(cells, (SIGN_BLANK, name, DAY_BLANK), strict=True):
            align = Align.RIGHT if said == DAY_BLANK else Align.LEFT
            cell.add(said, file.plain._replace(align=align, above=file.leading / 2))
        file.body.add("", Setting(1, high=1))  # two tables without a paragraph between them become one


def _figures(file: WordFile, figures: Sequence[Figure]) -> None:
    """Add the pictures, thinly framed, «Рисунок N — …» below each; a small one is not blown up."""
    if not figures:  # the signature would run into the table above it
        file.body.add("", Setting(1, high=1))
    for number, figure in enumerate(figures, 1):
        known = Image.from_blob(figure.image)
        natural = known.px_width * _MM_A_DOT
        width = min(natural, _FIGURE_SHARE * file.width, _FIGURE_HEIGHT * known.px_width / known.px_height)
        middle = file.plain._replace(align=Align.CENTRE)
        place = file.body.add("", middle._replace(above=_BETWEEN, kept=True))
        frame_picture(file.body.picture(place, figure.image, width=width))
        caption = f"Рисунок\u00a0{number}" + (f" — {figure.caption}" if figure.caption else "")
        file.body.add(caption, middle._replace(kept=bool(figure.details)))
        for last, detail in enumerate(figure.details, 1):
            file.body.add(detail, middle._replace(size=_DETAILS_SIZE, kept=last < len(figure.details)))
