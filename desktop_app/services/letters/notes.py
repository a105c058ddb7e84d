"""What the register notes beside a paper: sent, received, answered, corrected, void."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.directive import Directive
from desktop_app.models.enums import LetterState
from desktop_app.models.letter import Letter
from desktop_app.russian.dates import short_date


def sent_words(letter: Letter) -> str:
    """Return how and when a paper went out; empty before that."""
    if letter.sent_on is None:
        return ""
    return ", ".join(part for part in (letter.sent_how, short_date(letter.sent_on)) if part)


def note_of(session: Session, letter: Letter, better: Letter | None) -> str:
    """Return everything the register notes beside a paper; ``better`` is the one that corrects it, if any."""
    return "; ".join(_notes(session, letter, better))


def answer_words(session: Session, letter: Letter) -> str:
    """Return «№ 77 от 10.06.2024» of the incoming letter that answered; empty when none is linked."""
    answer = session.get(Directive, letter.answer_id) if letter.answer_id is not None else None
    return f"№ {answer.number} от {short_date(answer.dated)}" if answer is not None else ""


def paper_words(letter: Letter | None) -> str:
    """Return «№ 12 от 05.06.2024» of a registered paper; empty for none."""
    if letter is None or letter.number is None or letter.dated is None:
        return ""
    return f"№ {letter.number} от {short_date(letter.dated)}"


def corrections(session: Session) -> dict[int, Letter]:
    """Read the registered papers in force that stand in for others, by the id of the paper corrected."""
    query = select(Letter).where(
        Letter.corrects_id.is_not(None), Letter.state.not_in([LetterState.DRAFT, LetterState.VOID])
    )
    return {letter.corrects_id: letter for letter in session.scalars(query) if letter.corrects_id is not None}


def _notes(session: Session, letter: Letter, better: Letter | None) -> Iterator[str]:
    if letter.corrects_id is not None:
        yield f"взамен {paper_words(session.get(Letter, letter.corrects_id))}"
    if letter.acknowledged_on is not None:
        number = f"вх. № {letter.acknowledged_number} " if letter.acknowledged_number else ""
        yield f"получено: {number}от {short_date(letter.acknowledged_on)}"
    if letter.answer_id is not None:
        yield f"ответ {answer_words(session, letter)}"
    if better is not None:
        yield f"исправлено {paper_words(better)}"
    if letter.state == LetterState.VOID:
        yield f"аннулировано: {letter.void_reason}"
