"""A stored paper's content again, for its Word copy: the registered text, whatever changed since."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.enums import RegisterEvent
from desktop_app.models.letter import Letter, RegisterEntry
from desktop_app.russian.dates import short_date
from desktop_app.russian.typography import as_printed
from desktop_app.services.errors import AppError
from desktop_app.services.letters.drafting import draft_content, draft_of, facts_of
from desktop_app.services.letters.enclosures import stored_marks
from desktop_app.services.papers.books import ReportContent
from desktop_app.services.papers.build import addressed_to, edited_body, plain_text
from desktop_app.services.papers.content import LetterContent, RegisteredContent
from desktop_app.services.papers.parts import Addressee, Signature
from desktop_app.services.papers.words import clean

_GREETING: Final = re.compile(r"Уважаем\w+ .+!")


def content_of(session: Session, letter: Letter, today: date) -> RegisteredContent:
    """Return what a paper prints; raises ``AppError`` when the record no longer gives a registered report.

    A registered letter or order keeps its text and addressee though the record has changed; the letterhead is
    today's.
    """
    draft = draft_of(letter)
    facts = facts_of(session, draft, today)
    if letter.number is None or letter.dated is None:
        return draft_content(draft, facts)
    content = draft_content(draft, facts, letter.number, short_date(letter.dated))
    if isinstance(content, LetterContent) and letter.attachments:
        body = _as_registered(content, letter).paragraphs
        content = replace(content, attachments=stored_marks(letter.attachments, body))
    return _as_registered(content, letter)


def registered_at(session: Session, letter: Letter) -> datetime | None:
    """Return when a paper was entered in the register; None for a draft."""
    return session.scalar(
        select(RegisterEntry.recorded_at)
        .where(RegisterEntry.letter_id == letter.id, RegisterEntry.event == RegisterEvent.REGISTERED)
        .order_by(RegisterEntry.seq)
        .limit(1)
    )


def text_of(session: Session, letter: Letter, today: date) -> str:
    """Return the text of a paper, one paragraph a line: the registered one, else the draft's."""
    return letter.text or plain_text(content_of(session, letter, today))


def _as_registered(content: RegisteredContent, letter: Letter) -> RegisteredContent:
    """Put back the heading, greeting, body, signature and addressee the paper was registered with."""
    if isinstance(content, LetterContent) and addressed_to(content) != letter.addressee:
        people = tuple(Addressee(as_printed(one), "", "") for one in letter.addressee.split("; ") if one)
        content = replace(content, addressees=people)
    if plain_text(content) == letter.text:
        return content
    if isinstance(content, ReportContent):
        raise AppError(
            "После регистрации учёт изменился: копия в Word не совпала бы с бумагой.",
            hint="Сохраните PDF, он хранится неизменным.",
        )
    heading, *body, signed = letter.text.splitlines()
    if isinstance(content, LetterContent):
        greeting = body.pop(0) if body and _GREETING.fullmatch(body[0]) else ""
        content = replace(content, greeting=greeting)
    return replace(
        content,
        heading=as_printed(heading),
        paragraphs=edited_body("\n".join(body)),
        signature=_signature(signed, content.signature),
    )


def _signature(line: str, today: Signature) -> Signature:
    """Divide «Директор О.Н. Кузнецова»; today's signature when it is the same."""
    if clean(f"{today.post} {today.name}") == line:
        return today
    post, *name = line.rsplit(" ", 2)
    return Signature(as_printed(post), as_printed(" ".join(name)))
