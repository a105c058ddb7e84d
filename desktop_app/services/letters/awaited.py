"""What a draft will get when it is registered, so that its pages can be set as they will be then."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from desktop_app.models.enums import PaperKind
from desktop_app.russian.dates import short_date
from desktop_app.services.letters.control import control_code
from desktop_app.services.letters.drafting import SERIES
from desktop_app.services.letters.register import last_register_hash
from desktop_app.services.letters.runs import next_numbers, repeat_of, scheme_of
from desktop_app.services.letters.types import LetterDraft
from desktop_app.services.papers.content import LetterContent, RegisteredContent
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.heads import code
from desktop_app.services.papers.parts import Awaited


def awaited(session: Session, draft: LetterDraft, facts: PaperFacts) -> Awaited:
    """Return the number, date and control code the paper would get if it were registered now."""
    number = order_number(facts) if draft.kind is PaperKind.ORDER else None
    if number is None:
        series = SERIES[draft.kind]
        repeat = repeat_of(session, series, facts.directive.id if facts.directive else None)
        (number,) = next_numbers(session, scheme_of(session, series), facts.on, 1, repeat)
    return Awaited(number, short_date(facts.on), control_code(last_register_hash(session)))


def awaiting(content: RegisteredContent, waits: Awaited, facts: PaperFacts) -> RegisteredContent:
    """Return a draft with the room for what it waits for; the code of a letter has the number in it."""
    if isinstance(content, LetterContent):
        waits = replace(waits, code=code(facts, waits.number))
    return replace(content, awaited=waits)


def order_number(facts: PaperFacts) -> str | None:
    """Return the number the record already has for this order, else None; a corrected one keeps its own."""
    named = facts.appointment.order_number.strip() if facts.appointment else ""
    old = facts.corrects.number if facts.corrects else ""
    return named if named and named != old else None
