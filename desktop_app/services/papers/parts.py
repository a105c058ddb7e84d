"""The parts papers are made of: letterhead, addressee, paragraph, attachment mark, signature, executor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    logo: bytes = b""
    """The emblem as JPEG or PNG, drawn above the founder; empty: none."""


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
class Awaited:
    """What a draft gets when it is registered: the room for it is kept, nothing of it is printed yet."""

    number: str
    """Empty: not known; the usual blank stands for it."""
    date: str
    control: str
    code: str = ""
    """Payload of the QR code with the number in it."""


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
