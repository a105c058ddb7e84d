"""The outgoing register of a period, as an extract: every paper sent, void ones with their reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desktop_app.models.enums import LetterState, NumberSeries, PaperKind, RegisterEvent
from desktop_app.models.letter import Letter, RegisterEntry
from desktop_app.russian.dates import short_date
from desktop_app.russian.typography import as_printed
from desktop_app.services.letters.notes import corrections, note_of, sent_words
from desktop_app.services.papers.books import Align, BookContent, Cell, Table, TableColumn
from desktop_app.services.papers.executors import Executors
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.heads import signature
from desktop_app.services.papers.words import clean, signed
from desktop_app.services.texts.compose import written

_COLUMNS: Final = (
    TableColumn("№", 24, Align.CENTRE),
    TableColumn("Дата", 20, Align.CENTRE),
    TableColumn("Адресат", 56),
    TableColumn("Содержание", 66),
    TableColumn("Листов", 16, Align.CENTRE),
    TableColumn("Исполнитель", 28),
    TableColumn("Отправлено", 30),
    TableColumn("Отметка", 38),
)


def outgoing_register(session: Session, facts: PaperFacts) -> BookContent:
    """Return the papers of the outgoing series dated within the facts' period, as they were registered."""
    period = facts.period
    words = written(PaperKind.OUTGOING_REGISTER, facts)
    return BookContent(
        organisation=as_printed(clean(facts.school.full_name)),
        title=words.heading,
        period=period.words,
        paragraphs=words.paragraphs,
        table=Table(_COLUMNS, _rows(session, facts)),
        signature=signature(facts.school),
        landscape=True,
        empty="Зарегистрированных бумаг за период нет.",
    )


def _rows(session: Session, facts: PaperFacts) -> Sequence[tuple[Cell, ...]]:
    query = (
        select(Letter, RegisterEntry.recorded_at)
        .join(RegisterEntry, RegisterEntry.letter_id == Letter.id)
        .where(
            RegisterEntry.event == RegisterEvent.REGISTERED,
            Letter.series == NumberSeries.OUTGOING,
            Letter.dated <= facts.period.until,
        )
        .order_by(RegisterEntry.seq)
    )
    if facts.period.since is not None:
        query = query.where(Letter.dated >= facts.period.since)
    executors, better = Executors(session), corrections(session)
    return tuple(
        _row(letter, signed(executors.at(recorded_at)), note_of(session, letter, better.get(letter.id)))
        for letter, recorded_at in session.execute(query.options(selectinload(Letter.attachments)))
    )


def _row(letter: Letter, executor: str, note: str) -> tuple[Cell, ...]:
    subject = letter.subject
    if letter.kind == PaperKind.BANNER_REPORT:
        subject = f"Справка {subject}"
    enclosed = sum((one.sheets or 0) * one.copies for one in letter.attachments)
    void = letter.state == LetterState.VOID
    return (
        letter.number or "",
        short_date(letter.dated) if letter.dated else "",
        as_printed(letter.addressee),
        as_printed(subject),
        f"{letter.sheets} + {enclosed}" if enclosed else str(letter.sheets or 0),
        executor,
        "" if void else as_printed(sent_words(letter)),
        as_printed(note),
    )
