"""The renderer handed to the services: frozen content in, the bytes of a PDF out."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Final

from desktop_app.documents.canvas import About, draw
from desktop_app.documents.fonts import faces
from desktop_app.documents.glyphs import Cleaner
from desktop_app.documents.letter import lay_out_letter
from desktop_app.documents.order import lay_out_order
from desktop_app.documents.profiles import PROFILES
from desktop_app.services.papers.content import LetterContent, RenderedPaper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.documents.profiles import LayoutProfile
    from desktop_app.services.papers.content import PaperContent, ProfileName

_ONE_AT_A_TIME: Final = Lock()
"""ReportLab keeps the reading position of a face in the face: two threads would cut each other's subsets."""


class ReportLabRenderer:
    """Draws letters and orders; the same content and profile give the same bytes."""

    def __init__(self, profiles: Mapping[ProfileName, LayoutProfile] = PROFILES) -> None:
        self._profiles = profiles

    def render(self, content: PaperContent, profile: ProfileName) -> RenderedPaper:
        """Draw ``content`` by ``profile``; raise ``AppError`` when the requisites leave the text no room."""
        figures, fonts = self._profiles[profile], faces()
        cleaner = Cleaner(fonts)
        printable = cleaner.record(content)
        if isinstance(printable, LetterContent):
            layout = lay_out_letter(printable, figures, fonts)
        else:
            layout = lay_out_order(printable, figures, fonts)
        with _ONE_AT_A_TIME:
            pdf = draw(layout.sheets, _about(printable), fonts.regular.name)
        return RenderedPaper(pdf, len(layout.sheets), (*cleaner.warnings(), *layout.warnings))


def _about(content: PaperContent) -> About:
    kind = "Письмо" if isinstance(content, LetterContent) else "Приказ"
    number = f" № {content.number}" if content.number else ""
    date = f" от {content.date}" if content.date else ""
    title = f"{kind}{date}{number}" if number or date else f"{kind} (проект)"
    author = content.letterhead.short_name.strip("()") or content.letterhead.full_name
    return About(title, author, content.heading)
