"""What services ask of whoever draws papers; they are handed one and never import it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from desktop_app.services.layouts.profile import LayoutProfile
from desktop_app.services.papers.content import PaperContent


@dataclass(frozen=True, slots=True)
class RenderedPaper:
    """The very bytes that are previewed, printed, saved and archived."""

    pdf: bytes
    sheets: int
    """Pages of the PDF; every paper here is printed on one side."""
    warnings: tuple[str, ...] = ()
    """Russian sentences: a glyph missing from the face, a letterhead line too long, and the like."""


@dataclass(frozen=True, slots=True)
class PackPart:
    """One paper of a proof pack: what its bookmark says, and its bytes as they are archived."""

    title: str
    pdf: bytes


class PaperRenderer(Protocol):
    """Whoever turns content into pages."""

    def render(
        self, content: PaperContent, profile: LayoutProfile, dated: date | None = None
    ) -> RenderedPaper:
        """Draw ``content`` by ``profile``, its file dated ``dated``; raises ``AppError`` if it cannot be."""

    def final(self, content: PaperContent, profile: LayoutProfile, made_at: datetime) -> RenderedPaper:
        """Draw a paper for the archive: the same pages as PDF/A-2b, dated ``made_at``."""

    def word(self, content: PaperContent, profile: LayoutProfile, made_at: datetime | None = None) -> bytes:
        """Return the paper as a Word file (.docx) for editing, dated ``made_at``."""

    def bind(self, parts: Sequence[PackPart]) -> bytes:
        """Return the papers as one PDF with a bookmark for each; their own pages are not redrawn."""
