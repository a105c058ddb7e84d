"""The renderer handed to the services: frozen content in, the bytes of a PDF out."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Final

from desktop_app.documents.canvas import About, draw
from desktop_app.documents.fonts import faces
from desktop_app.documents.glyphs import Cleaner
from desktop_app.documents.letter import lay_out_letter
from desktop_app.documents.order import lay_out_order
from desktop_app.services.papers.content import LetterContent, OrderContent
from desktop_app.services.papers.press import RenderedPaper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from desktop_app.documents.fonts import Faces
    from desktop_app.documents.layout import Layout
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.content import PaperContent
    from desktop_app.services.papers.press import PackPart

_ONE_AT_A_TIME: Final = Lock()
"""ReportLab keeps the reading position of a face in the face: two threads would cut each other's subsets."""


class ReportLabRenderer:
    """Draws every kind of paper; the same content and profile give the same bytes."""

    def render(self, content: PaperContent, profile: LayoutProfile) -> RenderedPaper:
        """Draw ``content`` by ``profile``; raise ``AppError`` when the requisites leave the text no room."""
        fonts = faces()
        cleaner = Cleaner(fonts)
        printable = cleaner.record(content)
        layout = _lay_out(printable, profile, fonts)
        with _ONE_AT_A_TIME:
            pdf = draw(layout.sheets, _about(printable), fonts.regular.name)
        return RenderedPaper(pdf, len(layout.sheets), (*cleaner.warnings(), *layout.warnings))

    def final(self, content: PaperContent, profile: LayoutProfile, made_at: datetime) -> RenderedPaper:
        """Draw a paper for the archive: the same pages as PDF/A-2b."""
        from desktop_app.documents.archive import for_keeping  # noqa: PLC0415 - no preview pays for it

        paper = self.render(content, profile)
        return replace(paper, pdf=for_keeping(paper.pdf, made_at))

    def word(self, content: PaperContent, profile: LayoutProfile, made_at: datetime | None = None) -> bytes:
        """Return the paper as a Word file for editing, set as its pages are."""
        from desktop_app.documents.word.look import look_of  # noqa: PLC0415 - as above
        from desktop_app.documents.word.write import write_word  # noqa: PLC0415

        look = None
        if isinstance(content, LetterContent | OrderContent):
            fonts = faces()
            printable = Cleaner(fonts).record(content)
            look = look_of(_lay_out(printable, profile, fonts), printable, profile)
        return write_word(content, profile, _about(content), made_at, look)

    def bind(self, parts: Sequence[PackPart]) -> bytes:
        """Return the papers as one PDF with a bookmark for each."""
        from desktop_app.documents.bind import bind  # noqa: PLC0415 - as above

        return bind(parts)


def _lay_out(content: PaperContent, profile: LayoutProfile, fonts: Faces) -> Layout:
    match content:
        case LetterContent():
            return lay_out_letter(content, profile, fonts)
        case OrderContent():
            return lay_out_order(content, profile, fonts)
        case _:
            raise NotImplementedError(type(content).__name__)


def _about(content: PaperContent) -> About:
    if not isinstance(content, LetterContent | OrderContent):
        raise NotImplementedError
    kind = "Письмо" if isinstance(content, LetterContent) else "Приказ"
    number = f" № {content.number}" if content.number else ""
    date = f" от {content.date}" if content.date else ""
    title = f"{kind}{date}{number}" if number or date else f"{kind} (проект)"
    author = content.letterhead.short_name.strip("()") or content.letterhead.full_name
    return About(title, author, content.heading)
