"""The frozen content of a paper: everything that is printed, nothing about where it stands on the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class ProfileName(StrEnum):
    """The layout profiles: the standard in force and the one most school instructions still follow."""

    GOST_2025 = "2025"
    GOST_2016 = "2016"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The author's data; an empty string is a requisite the school does not have and is not printed."""

    founder: str
    full_name: str
    short_name: str
    contacts: tuple[str, ...]
    """Address, phone, e-mail, site: one requisite a string, drawn on lines of its own."""
    identifiers: tuple[str, ...]
    """For example «ОКПО 12345678», «ОГРН 1023800000000», «ИНН/КПП 3800000000/380001001»."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """One addressee: organisation (nominative), post (dative), name (dative, initials after the surname)."""

    organisation: str
    post: str
    name: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Post as it is printed, and the decoding with the initials before the surname («О.Н. Иванова»)."""

    post: str
    name: str


@dataclass(frozen=True, slots=True)
class Executor:
    """The executor's mark: full name and phone."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class AttachmentMark:
    """One attachment; without a title the text already names it («Приложение: на 3 л. в 1 экз.»)."""

    title: str
    sheets: int
    copies: int = 1


class ParagraphKind(StrEnum):
    """How a paragraph is set."""

    TEXT = "text"
    """First line indented by 12.5 mm, justified."""
    ITEM = "item"
    """A numbered item whose number is already in the text («1. …», «2.1. …»); indented like text."""
    PLAIN = "plain"
    """No indent, left (a line of its own, such as «ПРИКАЗЫВАЮ:»)."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of plain text (no markup); typographic non-breaking spaces are already in it."""

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT


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


PaperContent = LetterContent | OrderContent


@dataclass(frozen=True, slots=True)
class RenderedPaper:
    """The very bytes that are previewed, printed, saved and archived."""

    pdf: bytes
    sheets: int
    """Pages of the PDF; every paper here is printed on one side."""
    warnings: tuple[str, ...] = ()
    """Russian sentences: a glyph missing from the face, a letterhead line too long, and the like."""


class PaperRenderer(Protocol):
    """Whoever turns content into pages; services are handed one and never import it."""

    def render(self, content: PaperContent, profile: ProfileName) -> RenderedPaper:
        """Draw ``content`` by ``profile``; raises ``AppError`` when it cannot be drawn."""
