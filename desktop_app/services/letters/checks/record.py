"""What only the whole file can say: dates ahead, numbers and dates out of order, papers that are void."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.enums import LetterState, NumberSeries, PaperKind, RegisterEvent
from desktop_app.models.letter import Letter, RegisterEntry
from desktop_app.russian.dates import short_date
from desktop_app.russian.spaces import NBSP
from desktop_app.services.letters.checks.base import EVIDENCE, gost, warning
from desktop_app.services.letters.checks.outreach import outreach_findings
from desktop_app.services.letters.drafting import SERIES, draft_content
from desktop_app.services.letters.runs import next_numbers, number_error, pattern_of, scheme_of
from desktop_app.services.letters.types import Finding, LetterDraft
from desktop_app.services.papers.build import plain_text
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.words import clean

_IN_A_ROW: Final = "правило программы: номера и даты по порядку"


def record_findings(
    session: Session, draft: LetterDraft, facts: PaperFacts, today: date
) -> Iterable[Finding]:
    """Yield what the file says against a draft; nothing here blocks registering."""
    yield from _ahead(facts, today)
    yield from _order_of_dates(session, draft, facts)
    if draft.kind is PaperKind.ORDER:
        yield from _order_of_numbers(session, facts)
    yield from _void_papers(session, draft, facts)
    if draft.kind is PaperKind.CONFIRMATION:
        yield from outreach_findings(session, facts)


def _ahead(facts: PaperFacts, today: date) -> Iterable[Finding]:
    if facts.on > today:
        told = f"Дата бумаги {short_date(facts.on)} ещё не наступила."
        yield warning(told, "letters", "dated", gost("5.10"))
    directive = facts.directive
    if directive is not None and directive.dated is not None and directive.dated > today:
        told = f"Дата письма {short_date(directive.dated)} ещё не наступила."
        yield warning(told, "overview", "dated", gost("5.12"))


def _order_of_dates(session: Session, draft: LetterDraft, facts: PaperFacts) -> Iterable[Finding]:
    """Compare with the paper registered last in the same series and year."""
    last = session.execute(
        select(Letter.number, Letter.dated)
        .join(RegisterEntry, RegisterEntry.letter_id == Letter.id)
        .where(
            Letter.series == _series(draft),
            Letter.year == facts.on.year,
            RegisterEntry.event == RegisterEvent.REGISTERED,
        )
        .order_by(RegisterEntry.seq.desc())
        .limit(1)
    ).one_or_none()
    if last is not None and last.dated > facts.on:
        told = (
            f"Дата бумаги {short_date(facts.on)} раньше, чем у последней в журнале:"
            f" № {last.number} от {short_date(last.dated)}."
        )
        yield warning(told, "letters", "dated", _IN_A_ROW)


def _order_of_numbers(session: Session, facts: PaperFacts) -> Iterable[Finding]:
    """Compare the number the record names for an order with the next one of the run."""
    number = facts.appointment.order_number.strip() if facts.appointment else ""
    fits = bool(number) and pattern_of(session, NumberSeries.ORDERS).serial(number, facts.on) is not None
    if not fits or number_error(session, NumberSeries.ORDERS, number, facts.on):
        return
    scheme = scheme_of(session, NumberSeries.ORDERS)
    (following,) = next_numbers(session, scheme, facts.on, 1)
    if following != number:
        told = f"Номер приказа {number} не следующий: по порядку {following}."
        yield warning(told, "coordinator", "order_number", _IN_A_ROW)


def _void_papers(session: Session, draft: LetterDraft, facts: PaperFacts) -> Iterable[Finding]:
    """Find references to void papers, written as the papers write them: the date beside the number."""
    void = session.execute(
        select(Letter.kind, Letter.number, Letter.dated).where(Letter.state == LetterState.VOID)
    ).all()
    if not void:
        return
    text = clean(plain_text(draft_content(draft, facts)).replace(NBSP, " "))
    person = facts.appointment
    for row in void:
        number, day = re.escape(row.number), re.escape(short_date(row.dated))
        if not re.search(rf"№ {number} от {day}|{day} № {number}(?![\w/-])", text):
            continue
        told = f"Бумага ссылается на № {row.number} от {short_date(row.dated)}, а она аннулирована."
        ours = person is not None and person.order_number.strip() == row.number
        where = ("coordinator", "order_number") if ours else ("letters", "edited_text")
        yield warning(told, *where, EVIDENCE)


def _series(draft: LetterDraft) -> NumberSeries:
    return SERIES.get(draft.kind, NumberSeries.OUTGOING)
