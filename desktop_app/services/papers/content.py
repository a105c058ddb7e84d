"""The frozen content of a paper: everything that is printed, nothing about where it stands on the sheet."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.services.papers.books import BookContent, MemoContent, ReportContent
from desktop_app.services.papers.parts import (
    Addressee,
    AttachmentMark,
    Awaited,
    Executor,
    Letterhead,
    Paragraph,
    Signature,
)


@dataclass(frozen=True, slots=True)
class LetterContent:
    """A letter on a corner letterhead."""

    letterhead: Letterhead
    addressees: tuple[Addressee, ...]
    """One to four."""
    date: str
    """«05.06.2024»; empty on a draft."""
    number: str
    """Empty on a draft."""
    reference_number: str
    reference_date: str
    heading: str
    """«Об исполнении письма…», without a full stop."""
    greeting: str
    """«Уважаемый Максим Александрович!», or empty."""
    paragraphs: tuple[Paragraph, ...]
    attachments: tuple[AttachmentMark, ...]
    signature: Signature
    executor: Executor | None
    code: str = ""
    """Payload of the QR code (requisite 31, profile 2025), at most 600 bytes of UTF-8; empty: no code."""
    draft: bool = True
    """A draft carries the «ПРОЕКТ» mark on every page."""
    control: str = ""
    """Control code of the register as it stood before this paper («A1B2-C3D4-E5F6»); empty on a draft."""
    awaited: Awaited | None = None
    """On a draft what it will get: set in the same size and on as many sheets, it looks as it will be."""


@dataclass(frozen=True, slots=True)
class OrderContent:
    """An order (приказ) on a longitudinal letterhead."""

    letterhead: Letterhead
    date: str
    number: str
    place: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    """Preamble, «ПРИКАЗЫВАЮ:» (PLAIN) and the items, in order."""
    signature: Signature
    acknowledgements: tuple[str, ...]
    """Who signs «С приказом ознакомлен(а):», initials before the surname."""
    executor: Executor | None = None
    draft: bool = True
    control: str = ""
    awaited: Awaited | None = None


RegisteredContent = LetterContent | OrderContent | ReportContent
"""What gets a number and is archived; the rest is printed from the record whenever it is wanted."""

PaperContent = RegisteredContent | BookContent | MemoContent
