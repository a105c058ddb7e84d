"""The renderer handed to the services: frozen content in, the bytes of a PDF out."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Final

from desktop_app.documents.canvas import draw
from desktop_app.documents.fonts import faces
from desktop_app.documents.glyphs import Cleaner
from desktop_app.documents.many import Papers, about, lay_out
from desktop_app.services.errors import AppError
from desktop_app.services.papers.books import BookContent
from desktop_app.services.papers.content import LetterContent, OrderContent
from desktop_app.services.papers.press import RenderedPaper

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from desktop_app.documents.fonts import Faces
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.content import PaperContent, RegisteredContent
    from desktop_app.services.papers.press import PackPart

_ONE_AT_A_TIME: Final = Lock()
"""ReportLab keeps the reading position of a face in the face: two threads would cut each other's subsets."""


class ReportLabRenderer:
    """Draws every kind of paper; the same content and profile give the same bytes."""

    def render(
        self, content: PaperContent, profile: LayoutProfile, dated: date | None = None
    ) -> RenderedPaper:
        """Draw ``content`` by ``profile``, the file dated ``dated``.

        Raises ``AppError`` when the requisites leave the text no room.
        """
        fonts = faces()
        cleaner = Cleaner(fonts)
        printable = cleaner.record(content)
        with _ONE_AT_A_TIME:
            if isinstance(printable, BookContent):
                return _book(printable, profile, cleaner, fonts, dated)
            layout = lay_out(printable, profile, fonts, cleaner.text)
            pdf = draw(layout.sheets, about(printable)._replace(dated=dated))
        return RenderedPaper(pdf, len(layout.sheets), (*cleaner.warnings(), *layout.warnings))

    def many(self, contents: Iterable[RegisteredContent], profile: LayoutProfile) -> RenderedPaper:
        """Draw papers one after another into one file, to be printed at once; each numbers its own sheets."""
        fonts = faces()
        papers = Papers(contents, profile, fonts)
        with _ONE_AT_A_TIME:
            pdf = draw(papers.sheets(), papers.about)
        if not papers.count:
            raise AppError("Нет бумаг для печати.", hint="Отметьте в списке хотя бы одну бумагу.")
        return RenderedPaper(pdf, papers.count, papers.warnings)

    def final(self, content: PaperContent, profile: LayoutProfile, made_at: datetime) -> RenderedPaper:
        """Draw a paper for the archive: the same pages as PDF/A-2b."""
        from desktop_app.documents.archive import for_keeping  # noqa: PLC0415 - no preview pays for it

        paper = self.render(content, profile)
        return replace(paper, pdf=for_keeping(paper.pdf, made_at))

    def word(self, content: PaperContent, profile: LayoutProfile, made_at: datetime | None = None) -> bytes:
        """Return the paper as a Word file for editing, set as its pages are."""
        from desktop_app.documents.word.look import look_of  # noqa: PLC0415 - as above
        from desktop_app.documents.word.write import write_word  # noqa: PLC0415

        if isinstance(content, BookContent):  # long, and set by the width of words alone
            return write_word(content, profile, about(content), made_at)
        with _ONE_AT_A_TIME:
            look = None
            if isinstance(content, LetterContent | OrderContent):
                fonts = faces()
                cleaner = Cleaner(fonts)
                printable = cleaner.record(content)
                look = look_of(lay_out(printable, profile, fonts, cleaner.text), printable, profile)
            return write_word(content, profile, about(content), made_at, look)

    def bind(self, parts: Sequence[PackPart]) -> bytes:
        """Return the papers as one PDF with a bookmark for each."""
        from desktop_app.documents.bind import bind  # noqa: PLC0415 - as above

        return bind(parts)


def _book(
    content: BookContent, profile: LayoutProfile, cleaner: Cleaner, fonts: Faces, dated: date | None
) -> RenderedPaper:
    """Draw a book sheet by sheet: its rows are read once and never held together."""
    from desktop_app.documents.book import BookLayout  # noqa: PLC0415 - as above

    book = BookLayout(content, profile, fonts, cleaner.text)
    pdf = draw(book.sheets(), about(content)._replace(dated=dated))
    return RenderedPaper(pdf, book.count, (*cleaner.warnings(), *book.warnings))
