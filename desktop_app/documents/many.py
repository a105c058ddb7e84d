"""Any paper as sheets, and many papers as the sheets of one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_app.documents.canvas import About
from desktop_app.documents.glyphs import Cleaner
from desktop_app.documents.letter import lay_out_letter
from desktop_app.services.papers.books import BookContent, MemoContent, ReportContent
from desktop_app.services.papers.content import LetterContent, OrderContent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from desktop_app.documents.flow import Sheet
    from desktop_app.documents.fonts import Faces
    from desktop_app.documents.layout import Layout
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.content import PaperContent, RegisteredContent

_KINDS: Final = {LetterContent: "Письмо", OrderContent: "Приказ", ReportContent: "Справка"}


def lay_out(
    content: RegisteredContent | MemoContent,
    profile: LayoutProfile,
    faces: Faces,
    clean: Callable[[str], str],
) -> Layout:
    """Lay out any paper but a book, whose sheets come one by one; ``clean`` is for the cells of tables.

    A paper is drawn by the code it needs: a letter does not wait until tables and figures are loaded.
    """
    match content:
        case LetterContent():
            return lay_out_letter(content, profile, faces)
        case OrderContent():
            from desktop_app.documents.order import lay_out_order  # noqa: PLC0415

            return lay_out_order(content, profile, faces)
        case ReportContent():
            from desktop_app.documents.report import lay_out_report  # noqa: PLC0415

            return lay_out_report(content, profile, faces, clean)
        case MemoContent():
            from desktop_app.documents.memo import lay_out_memo  # noqa: PLC0415

            return lay_out_memo(content, profile, faces)


def about(content: PaperContent) -> About:
    """Return what the file of a paper says of itself."""
    if isinstance(content, BookContent):
        return About(content.title, content.organisation, content.period)
    if isinstance(content, MemoContent):
        return About(content.title, content.organisation, content.link_caption)
    kind = _KINDS[type(content)]
    number = f" № {content.number}" if content.number else ""
    date = f" от {content.date}" if content.date else ""
    title = f"{kind}{date}{number}" if number or date else f"{kind} (проект)"
    author = content.letterhead.short_name.strip("()") or content.letterhead.full_name
    return About(title, author, content.heading)


class Papers:
    """The sheets of many papers, made as they are asked for, once; each paper numbers its own."""

    def __init__(self, contents: Iterable[RegisteredContent], profile: LayoutProfile, faces: Faces) -> None:
        self._contents = contents
        self._profile = profile
        self._faces = faces
        self._cleaner = Cleaner(faces)
        self._warnings: dict[str, None] = {}
        self.about = About("Бумаги для печати", "", "")
        self.count = 0

    @property
    def warnings(self) -> tuple[str, ...]:
        """Every warning of the papers laid out so far, once."""
        return (*self._cleaner.warnings(), *self._warnings)

    def sheets(self) -> Iterator[Sheet]:
        """Lay out one paper after another; raise ``AppError`` at the first that cannot be drawn."""
        for content in self._contents:
            printable = self._cleaner.record(content)
            layout = lay_out(printable, self._profile, self._faces, self._cleaner.text)
            self._warnings |= dict.fromkeys(layout.warnings)
            self.count += len(layout.sheets)
            yield from layout.sheets
