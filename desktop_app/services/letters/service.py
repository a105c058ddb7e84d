"""Papers from draft to archive: preview, findings, registering, and what happens to them afterwards."""

from __future__ import annotations

import builtins
from dataclasses import replace
from datetime import date
from textwrap import shorten
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, selectinload

from desktop_app.models.enums import LetterState, PaperKind
from desktop_app.models.letter import Letter
from desktop_app.services.clock import Clock
from desktop_app.services.errors import AppError, FieldError, ValidationError
from desktop_app.services.layouts.profile import LayoutProfile, ProfileName
from desktop_app.services.layouts.resolve import layout_for
from desktop_app.services.letters import statuses
from desktop_app.services.letters.archive import pdf_bytes
from desktop_app.services.letters.drafting import (
    draft_errors,
    draft_of,
    facts_of,
    find_letter,
    letter_row,
    write_draft,
)
from desktop_app.services.letters.drawing import DrawingBoard, DrawnDraft, of_school, read_draft
from desktop_app.services.letters.findings import fact_findings, in_order, page_findings, record_findings
from desktop_app.services.letters.notes import corrections
from desktop_app.services.letters.registration import Registration, number_findings
from desktop_app.services.letters.types import Finding, LetterDraft, LetterRow, PaperPart, Severity
from desktop_app.services.letters.wording import content_of, registered_at, text_of
from desktop_app.services.papers.build import proposed_body
from desktop_app.services.papers.press import PackPart, PaperRenderer, RenderedPaper
from desktop_app.services.school.types import SchoolFields
from desktop_app.services.store import Store

_KINDS = {
    PaperKind.CONFIRMATION: "письма",
    PaperKind.ORDER: "приказа",
    PaperKind.BANNER_REPORT: "справки",
}
_NAMES = {
    PaperKind.CONFIRMATION: "Письмо",
    PaperKind.ORDER: "Приказ",
    PaperKind.BANNER_REPORT: "Справка",
}

_SHOWN: Final = 60
"""Characters of an attachment's title that say in a finding which one it is."""


class LetterService:
    """The school's papers."""

    def __init__(self, store: Store, clock: Clock, renderer: PaperRenderer) -> None:
        self._store = store
        self._clock = clock
        self._renderer = renderer
        self._board = DrawingBoard(renderer)

    def today(self) -> date:
        """Return the day a paper is dated when nothing else is said."""
        return self._clock.today()

    def list(self) -> tuple[LetterRow, ...]:
        """Return every paper, newest first."""
        query = select(Letter).order_by(Letter.id.desc())
        query = query.options(selectinload(Letter.attachments), defer(Letter.text))
        with self._store.read_long() as session:
            better = corrections(session)
            return tuple(letter_row(session, one, better.get(one.id)) for one in session.scalars(query))

    def get(self, letter_id: int) -> LetterRow:
        """Return one paper; raises ``NotFoundError``."""
        with self._store.read() as session:
            return _row(session, find_letter(session, letter_id))

    def create(self, draft: LetterDraft) -> LetterRow:
        """Store a new draft; raises ``ValidationError`` for one that cannot be."""
        with self._store.write(f"Создание {_KINDS.get(draft.kind, 'бумаги')}") as session:
            return self._create(session, draft)

    def save(self, letter_id: int, draft: LetterDraft) -> LetterRow:
        """Change a draft; raises ``AppError`` when the paper is registered."""
        with self._store.write(f"Изменение {_KINDS.get(draft.kind, 'бумаги')}") as session:
            letter = statuses.unregistered(session, letter_id)
            write_draft(session, letter, draft, self._clock.today())
            session.flush()
            return _row(session, letter)

    def delete(self, letter_id: int) -> None:
        """Delete a draft; a registered paper stays and raises ``AppError``."""
        with self._store.write("Удаление проекта бумаги") as session:
            session.delete(statuses.unregistered(session, letter_id))

    def proposed_text(self, draft: LetterDraft) -> str:
        """Return the body the record gives, paragraphs split by a newline, whatever was rewritten."""
        with self._store.read_long() as session:
            return proposed_body(draft.kind, facts_of(session, draft, self._clock.today()))

    def preview(self, paper: LetterDraft | int) -> RenderedPaper:
        """Render a draft, or return the archived bytes of a registered paper."""
        if isinstance(paper, LetterDraft):
            return self._draw(paper).pages
        with self._store.read_long() as session:
            letter = find_letter(session, paper)
            if letter.pdf_id is not None:
                return RenderedPaper(pdf_bytes(session, letter.pdf_id), letter.sheets or 0)
            draft = draft_of(letter)
        return self.preview(draft)

    def set_by(self, draft: LetterDraft, layout: LayoutProfile) -> RenderedPaper:
        """Render a draft by figures that are not stored, for the page beside the layout editor."""
        with self._store.read_long() as session:
            read = read_draft(session, draft, self._clock.today())
        return self._board.draft(replace(read, layout=layout)).pages

    def of_school(self, draft: LetterDraft, school: SchoolFields) -> RenderedPaper:
        """Render a draft for requisites that are typed and not stored, for the page beside their form."""
        with self._store.read_long() as session:
            read = read_draft(session, draft, self._clock.today())
        return self._board.draft(of_school(read, draft, school)).pages

    def parts(self, paper: LetterDraft | int) -> tuple[PaperPart, ...]:
        """Return the paper, then everything that goes with it: drawn for a draft, else as it was archived."""
        if isinstance(paper, LetterDraft):
            drawn = self._draw(paper)
            first = PaperPart(_NAMES[paper.kind], drawn.pages.pdf, drawn.pages.sheets)
            others = ((one.title, pages) for one, pages in drawn.enclosures)
            return (first, *(PaperPart(title, pages.pdf, pages.sheets) for title, pages in others))
        with self._store.read_long() as session:
            letter = find_letter(session, paper)
            if letter.pdf_id is not None:
                return _archived(session, letter)
            draft = draft_of(letter)
        return self.parts(draft)

    def pack(self, paper: LetterDraft | int) -> bytes:
        """Return the proof pack: the paper and everything that goes with it as one PDF with bookmarks."""
        first, *others = self.parts(paper)
        title = first.title
        if not isinstance(paper, LetterDraft):
            row = self.get(paper)
            title += f" № {row.number} от {row.dated:%d.%m.%Y}" if row.number and row.dated else ""
        titles = [title, *(f"Приложение {place}. {one.title}" for place, one in enumerate(others, 1))]
        return self._renderer.bind(
            [PackPart(title, part.pdf) for title, part in zip(titles, (first, *others), strict=True)]
        )

    def findings(self, draft: LetterDraft) -> tuple[Finding, ...]:
        """Return what is to be mended or looked at before registering, errors first."""
        errors = draft_errors(draft)
        if errors:
            return tuple(_finding(error.message, error.field) for error in errors)
        with self._store.read_long() as session:
            read = read_draft(session, draft, self._clock.today())
            found = builtins.list(number_findings(session, draft, read.facts))
            found += record_findings(session, draft, read.facts, self._clock.today())
        found += fact_findings(draft, read.facts, read.content)
        try:
            drawn = self._board.draft(read)
            found += page_findings(draft, drawn.pages, read.facts)
            for one, pages in drawn.enclosures:
                found += [
                    _finding(
                        f"{shorten(one.title, _SHOWN, placeholder='…')}: {text}",
                        "enclosures",
                        Severity.WARNING,
                    )
                    for text in pages.warnings
                ]
        except AppError as error:
            found.append(
                Finding(severity=Severity.ERROR, message=str(error), screen="school", field="full_name")
            )
        return in_order(draft, found)

    def register(self, letter_id: int, number: str | None = None, on: date | None = None) -> LetterRow:
        """Give a draft its number and date, render and archive it, and enter it in the register, or nothing.

        What goes with it is drawn and archived in the same transaction. Number: the given one, else the one
        the record has for this order, else the next of the scheme. Raises ``ValidationError`` naming what
        blocks it; then no number is spent.
        """
        with self._store.write("Регистрация бумаги", final=True) as session:
            letter = statuses.unregistered(session, letter_id)
            self._registration().register(session, letter, number, on)
            return _row(session, letter)

    def pdf(self, letter_id: int) -> bytes:
        """Return the archived bytes of a registered paper, or the rendered draft."""
        return self.preview(letter_id).pdf

    def word(self, paper: LetterDraft | int) -> bytes:
        """Return a paper as a Word file for editing; a registered one has the text it was registered with."""
        if isinstance(paper, LetterDraft):
            drawn = self._draw(paper)
            return self._renderer.word(drawn.content, drawn.layout, self._clock.now())
        with self._store.read_long() as session:
            letter = find_letter(session, paper)
            if letter.state == LetterState.DRAFT:
                draft = draft_of(letter)
            else:
                content = content_of(session, letter, self._clock.today())
                layout = layout_for(session, PaperKind(letter.kind), ProfileName(letter.profile))
                return self._renderer.word(content, layout, registered_at(session, letter))
        return self.word(draft)

    def text(self, letter_id: int) -> str:
        """Return the text of a paper, one paragraph a line."""
        with self._store.read_long() as session:
            return text_of(session, find_letter(session, letter_id), self._clock.today())

    def mark_sent(self, letter_id: int, on: date, how: str) -> LetterRow:
        """Note when and how a registered letter was sent; may be corrected until it is acknowledged."""
        with self._store.write("Отметка об отправке") as session:
            return _row(session, statuses.note_sent(session, letter_id, on, how, self._clock.today()))

    def mark_acknowledged(self, letter_id: int, on: date, number: str) -> LetterRow:
        """Note that the addressee has the letter, and under which number of theirs, if it is known."""
        with self._store.write("Отметка о получении") as session:
            today = self._clock.today()
            return _row(session, statuses.note_acknowledged(session, letter_id, on, number, today))

    def link_answer(self, letter_id: int, directive_id: int | None) -> LetterRow:
        """Link the incoming letter that answered a sent paper; None takes the link away."""
        with self._store.write("Отметка об ответе") as session:
            return _row(session, statuses.note_answer(session, letter_id, directive_id))

    def correct(self, letter_id: int) -> LetterRow:
        """Start a new draft in place of a registered paper, which it names; the old bytes never change.

        Raises ``AppError`` for a draft, a void paper, and one that is being corrected or already was.
        """
        with self._store.write("Исправление бумаги") as session:
            return self._create(session, statuses.correcting_draft(session, letter_id))

    def void(self, letter_id: int, reason: str) -> LetterRow:
        """Annul a registered paper; its number is never given again."""
        if not reason.strip():
            raise ValidationError([FieldError("void_reason", "Укажите причину аннулирования.")])
        with self._store.write("Аннулирование бумаги", final=True) as session:
            letter = statuses.in_state(
                session, letter_id, LetterState.REGISTERED, LetterState.SENT, LetterState.ACKNOWLEDGED
            )
            self._registration().void(session, letter, reason.strip())
            return _row(session, letter)

    def _create(self, session: Session, draft: LetterDraft) -> LetterRow:
        letter = Letter(created_at=self._clock.now())
        write_draft(session, letter, draft, self._clock.today())
        session.add(letter)
        session.flush()
        return _row(session, letter)

    def _draw(self, draft: LetterDraft) -> DrawnDraft:
        with self._store.read_long() as session:
            read = read_draft(session, draft, self._clock.today())
        return self._board.draft(read)

    def _registration(self) -> Registration:
        return Registration(self._renderer, self._clock.today(), self._clock.now())


def _row(session: Session, letter: Letter) -> LetterRow:
    session.flush()
    return letter_row(session, letter, corrections(session).get(letter.id))


def _archived(session: Session, letter: Letter) -> tuple[PaperPart, ...]:
    """Return the bytes of a registered paper and of what went with it, exactly as they were stored."""
    kept = [(_NAMES[PaperKind(letter.kind)], letter.pdf_id, letter.sheets)]
    kept += [(one.title, one.pdf_id, one.sheets) for one in letter.attachments]
    return tuple(
        PaperPart(title, pdf_bytes(session, key), sheets or 0)
        for title, key, sheets in kept
        if key is not None
    )


def _finding(message: str, field: str, severity: Severity = Severity.ERROR) -> Finding:
    clause = "правило программы: бумага и её приложения печатаются целиком"
    return Finding(severity=severity, message=message, screen="letters", field=field, clause=clause)
