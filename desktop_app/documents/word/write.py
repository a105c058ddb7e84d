"""The one way in: the content of any paper in, the bytes of a Word file out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_app.documents.word.books import book
from desktop_app.documents.word.look import Look
from desktop_app.documents.word.memo import memo
from desktop_app.documents.word.papers import letter, order, report
from desktop_app.services.papers.books import BookContent, MemoContent, ReportContent
from desktop_app.services.papers.content import LetterContent, OrderContent

if TYPE_CHECKING:
    from datetime import datetime

    from desktop_app.documents.canvas import About
    from desktop_app.documents.word.file import WordFile
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.content import PaperContent

_USUAL_SIZE: Final = 12
"""Text of books."""


def write_word(
    content: PaperContent,
    profile: LayoutProfile,
    about: About,
    made_at: datetime | None = None,
    look: Look | None = None,
) -> bytes:
    """Return ``content`` as a .docx dated ``made_at``; ``look`` is what its pages decided."""
    return _file(content, profile, look or Look(_USUAL_SIZE)).write(about, made_at)


def _file(content: PaperContent, profile: LayoutProfile, look: Look) -> WordFile:
    match content:
        case LetterContent():
            return letter(content, profile, look)
        case OrderContent():
            return order(content, profile, look)
        case ReportContent():
            return report(content, profile, look._replace(size=min(profile.sizes)))  # as its pages are
        case BookContent():
            return book(content, profile, look)
        case MemoContent():
            return memo(content, profile)
