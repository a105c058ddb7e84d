"""The order of appointment: what stands around its words."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.russian.typography import as_printed
from desktop_app.services.papers.content import OrderContent
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.heads import executor, letterhead, signature
from desktop_app.services.papers.parts import Paragraph
from desktop_app.services.papers.words import clean, signed


def appointment_order(
    facts: PaperFacts, heading: str, paragraphs: Sequence[Paragraph], *, number: str = "", dated_on: str = ""
) -> OrderContent:
    """Put the order together around its words; without a number it is a draft."""
    person = facts.appointment
    known = (person.name, person.substitute_name) if person else ()
    return OrderContent(
        letterhead=letterhead(facts.school, facts.logo),
        date=dated_on,
        number=number,
        place=as_printed(clean(facts.school.locality)),
        heading=heading,
        paragraphs=tuple(paragraphs),
        signature=signature(facts.school),
        acknowledgements=tuple(signed(name) for name in known if name.strip()),
        executor=executor(facts.school),
        draft=not number,
    )
