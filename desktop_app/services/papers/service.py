"""Extracts of the record as pages: previewed, printed and saved, never numbered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop_app.models.enums import PaperKind
from desktop_app.services.clock import Clock
from desktop_app.services.errors import AppError
from desktop_app.services.layouts.profile import LayoutProfile
from desktop_app.services.layouts.resolve import layout_for
from desktop_app.services.letters.types import EXTRACTS, ExtractDraft
from desktop_app.services.papers.content import PaperContent
from desktop_app.services.papers.extracts import extract_content
from desktop_app.services.papers.facts import Scope, gather
from desktop_app.services.papers.period import Period, period_errors, period_of
from desktop_app.services.papers.press import PaperRenderer, RenderedPaper
from desktop_app.services.store import Store
from desktop_app.services.texts.findings import text_findings
from desktop_app.services.validation import require_valid


class ExtractService:
    """The journal, the memo, the outgoing register, the sheet of a class."""

    def __init__(self, store: Store, clock: Clock, renderer: PaperRenderer) -> None:
        self._store = store
        self._clock = clock
        self._renderer = renderer

    def usual_period(self, on: date | None = None) -> Period:
        """Return the period an extract of that day has when none is chosen."""
        day = on or self._clock.today()
        with self._store.read() as session:
            facts = gather(session, directive_id=None, appointment_id=None, on=day)
        return period_of(None, None, usual=facts.period.since, on=day)

    def preview(self, wanted: ExtractDraft) -> RenderedPaper:
        """Draw an extract; raises ``ValidationError`` for a period that runs backwards or a missing class."""
        content, layout, remarks = self._content(wanted)
        pages = self._renderer.render(content, layout, wanted.dated or self._clock.today())
        return replace(pages, warnings=(*remarks, *pages.warnings))

    def word(self, wanted: ExtractDraft) -> bytes:
        """Return an extract as a Word file."""
        content, layout, _ = self._content(wanted)
        return self._renderer.word(content, layout)

    def _content(self, wanted: ExtractDraft) -> tuple[PaperContent, LayoutProfile, tuple[str, ...]]:
        if wanted.kind not in EXTRACTS:
            raise AppError(
                "Эта бумага не печатается по учёту без номера.", hint="Составьте её проект и зарегистрируйте."
            )
        require_valid(period_errors(wanted.since, wanted.until))
        scope = Scope(since=wanted.since, until=wanted.until)
        with self._store.read_long() as session:
            facts = gather(
                session,
                directive_id=None,
                appointment_id=None,
                on=wanted.dated or self._clock.today(),
                scope=scope,
            )
            content = extract_content(session, wanted.kind, facts, wanted.class_id)
            remarks = tuple(found.message for found in text_findings(wanted.kind, facts))
            return content, layout_for(session, PaperKind(wanted.kind), wanted.profile), remarks
