"""What is shown of an incoming letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.models.enums import DueBasis, RequirementKind

__all__ = [
    "DirectiveDraft",
    "DirectiveFields",
    "DirectiveRow",
    "DueBasis",
    "RequirementDraft",
    "RequirementKind",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementDraft:
    """One thing to do; ``due_basis`` says whether the letter states the date or it only follows from it."""

    kind: RequirementKind
    title: str
    due_on: date | None = None
    due_basis: DueBasis = DueBasis.OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveFields:
    """The letter's own data; the chat link is kept verbatim."""

    number: str = ""
    dated: date | None = None
    sender: str = ""
    signatory_name: str = ""
    signatory_post: str = ""
    subject: str = ""
    due_on: date | None = None
    chat_name: str = ""
    chat_platform: str = ""
    chat_link: str = ""
    sheets: int | None = None
    text: str = ""
    received_on: date | None = None
    incoming_number: str = ""
    requirements: tuple[RequirementDraft, ...] = ()


class DirectiveDraft(DirectiveFields):
    """A letter as the user typed it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveRow(DirectiveFields):
    """A stored letter; ``dated`` is never ``None`` here."""

    id: int
