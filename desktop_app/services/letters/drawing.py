"""The pages of drafts: the letter with everything that goes with it, drawn once for all who ask."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from desktop_app.services.layouts.profile import LayoutProfile
from desktop_app.services.layouts.resolve import layout_for
from desktop_app.services.letters.awaited import awaited, awaiting
from desktop_app.services.letters.drafting import draft_content, draft_errors, facts_of
from desktop_app.services.letters.enclosures import Enclosure, enclosures_of, marks
from desktop_app.services.letters.types import LetterDraft
from desktop_app.services.papers.build import with_marks
from desktop_app.services.papers.content import PaperContent, RegisteredContent
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.press import PaperRenderer, RenderedPaper
from desktop_app.services.school.types import SchoolFields, SchoolRow
from desktop_app.services.validation import require_valid

_KEPT: Final = 8
"""A letter, everything that can go with it, and the ones shown before."""


@dataclass(frozen=True, slots=True)
class DraftToDraw:
    """Everything a draft's pages are made of, read in one transaction."""

    facts: PaperFacts
    content: RegisteredContent
    layout: LayoutProfile
    enclosures: tuple[Enclosure, ...]


@dataclass(frozen=True, slots=True)
class DrawnDraft:
    """The pages of a draft and of what goes with it; ``content`` has the attachment marks."""

    content: RegisteredContent
    layout: LayoutProfile
    pages: RenderedPaper
    enclosures: tuple[tuple[Enclosure, RenderedPaper], ...]


def read_draft(session: Session, draft: LetterDraft, today: date) -> DraftToDraw:
    """Read what a draft's pages are made of; raises ``ValidationError`` for a draft that cannot be."""
    require_valid(draft_errors(draft))
    facts = facts_of(session, draft, today)
    return DraftToDraw(
        facts=facts,
        content=awaiting(draft_content(draft, facts), awaited(session, draft, facts), facts),
        layout=layout_for(session, draft.kind, draft.profile),
        enclosures=enclosures_of(session, draft, facts),
    )


def of_school(read: DraftToDraw, draft: LetterDraft, school: SchoolFields) -> DraftToDraw:
    """Return a draft as other requisites of the school would make it."""
    row = SchoolRow(**{each.name: getattr(school, each.name) for each in fields(SchoolFields)})
    facts = replace(read.facts, school=row)
    content, waits = draft_content(draft, facts), read.content.awaited
    return replace(read, facts=facts, content=awaiting(content, waits, facts) if waits else content)


class DrawingBoard:
    """Draws drafts; the last pages are kept, because preview, findings and printing ask for the same ones."""

    def __init__(self, renderer: PaperRenderer) -> None:
        self._renderer = renderer
        self._kept: list[tuple[PaperContent, LayoutProfile, date, RenderedPaper]] = []

    def draft(self, read: DraftToDraw) -> DrawnDraft:
        """Draw what goes with the letter first: the letter says how many sheets that is."""
        on = read.facts.on
        drawn = tuple(
            (one, one.pages(lambda content, layout: self.pages(content, layout, on)))
            for one in read.enclosures
        )
        listed = marks(read.enclosures, [pages for _, pages in drawn], read.content.paragraphs)
        content = with_marks(read.content, listed)
        return DrawnDraft(content, read.layout, self.pages(content, read.layout, on), drawn)

    def pages(self, content: PaperContent, layout: LayoutProfile, on: date) -> RenderedPaper:
        """Draw one paper dated ``on``, or return the pages kept of it."""
        for kept in self._kept:
            if kept[:3] == (content, layout, on):
                return kept[3]
        pages = self._renderer.render(content, layout, on)
        self._kept = [(content, layout, on, pages), *self._kept[: _KEPT - 1]]
        return pages
