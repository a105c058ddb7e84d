"""The confirmation letter: what stands around its words."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.russian.dates import short_date
from desktop_app.russian.greeting import greeting
from desktop_app.russian.typography import as_printed
from desktop_app.services.papers.content import LetterContent
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.heads import (
    addressee,
    addressee_names,
    code,
    executor,
    letterhead,
    signature,
)
from desktop_app.services.papers.parts import Paragraph
from desktop_app.services.papers.words import Words, clean


def confirmation_letter(
    facts: PaperFacts, heading: str, paragraphs: Sequence[Paragraph], *, number: str = "", dated_on: str = ""
) -> LetterContent:
    """Put the letter together around its words; without a number it is a draft."""
    words = Words(facts.forms)
    printed = addressee(facts, words)
    directive = facts.directive
    return LetterContent(
        letterhead=letterhead(facts.school, facts.logo),
        addressees=(printed,) if printed else (),
        date=dated_on,
        number=number,
        reference_number=clean(directive.number) if directive else "",
        reference_date=short_date(directive.dated) if directive and directive.dated else "",
        heading=heading,
        greeting=as_printed(greeting(addressee_names(facts)[2])),
        paragraphs=tuple(paragraphs),
        attachments=(),
        signature=signature(facts.school),
        executor=executor(facts.school),
        code=code(facts, number),
        draft=not number,
    )
