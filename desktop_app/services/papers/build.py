"""From facts to the content of a paper of either kind, its body proposed or rewritten."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from desktop_app.models.enums import PaperKind
from desktop_app.russian.spaces import NBSP
from desktop_app.services.papers.banner_report import banner_report
from desktop_app.services.papers.books import ReportContent
from desktop_app.services.papers.confirmation import confirmation_letter
from desktop_app.services.papers.content import LetterContent, RegisteredContent
from desktop_app.services.papers.correction import corrected
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.heads import addressee_line
from desktop_app.services.papers.order import appointment_order
from desktop_app.services.papers.parts import AttachmentMark, Paragraph
from desktop_app.services.papers.words import clean, line_kind, typeset
from desktop_app.services.texts.compose import Written, written

REGISTERED: Final = frozenset({PaperKind.CONFIRMATION, PaperKind.ORDER, PaperKind.BANNER_REPORT})
"""Kinds that get a number and are archived; the rest are extracts, printed whenever they are wanted."""


def build_paper(
    kind: PaperKind, facts: PaperFacts, edited_text: str | None, *, number: str = "", dated_on: str = ""
) -> RegisteredContent:
    """Return the content; ``edited_text`` replaces the body only, everything around it is from the record."""
    words = words_of(kind, facts)
    paragraphs = words.paragraphs if edited_text is None else edited_body(edited_text)
    if kind is PaperKind.ORDER:
        return appointment_order(facts, words.heading, paragraphs, number=number, dated_on=dated_on)
    if kind is PaperKind.BANNER_REPORT:
        return banner_report(facts, words.heading, paragraphs, number=number, dated_on=dated_on)
    return confirmation_letter(facts, words.heading, paragraphs, number=number, dated_on=dated_on)


def proposed_body(kind: PaperKind, facts: PaperFacts) -> str:
    """Return the body from the record for editing: paragraphs split by a newline, ordinary spaces."""
    return "\n".join(paragraph.text.replace(NBSP, " ") for paragraph in words_of(kind, facts).paragraphs)


def words_of(kind: PaperKind, facts: PaperFacts) -> Written:
    """Return heading and paragraphs by the record; a correction names the paper it stands in for."""
    words = written(kind, facts)
    return Written(words.heading, corrected(words.paragraphs, facts.corrects))


def with_marks(content: RegisteredContent, marks: tuple[AttachmentMark, ...]) -> RegisteredContent:
    """Return a letter that lists its attachments; other papers have no such mark."""
    return replace(content, attachments=marks) if isinstance(content, LetterContent) and marks else content


def edited_body(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a rewritten body: empty lines dropped, items and the command recognised."""
    lines = (clean(line) for line in text.splitlines())
    return tuple(typeset(line, line_kind(line)) for line in lines if line)


def plain_text(content: RegisteredContent) -> str:
    """Return the whole text for the archive and the search, one paragraph a line."""
    lines = [content.heading]
    if isinstance(content, LetterContent):
        lines.append(content.greeting)
    lines += [paragraph.text for paragraph in content.paragraphs]
    if isinstance(content, ReportContent):
        lines += [" | ".join(map(str, row)) for row in content.table.rows]
    lines.append(f"{content.signature.post} {content.signature.name}")
    return "\n".join(clean(line) for line in lines if line.strip())


def addressed_to(content: RegisteredContent) -> str:
    """Return the addressees on one line; an order has none."""
    if not isinstance(content, LetterContent):
        return ""
    return "; ".join(addressee_line(one) for one in content.addressees)
