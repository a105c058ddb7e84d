"""What the letters' and the register's screens show and send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.models.enums import LetterState, NumberSeries, PaperKind, RegisterEvent
from desktop_app.services.layouts.profile import ProfileName
from desktop_app.services.letters.severity import Severity

__all__ = [
    "EXTRACTS",
    "PERIODIC",
    "ChainState",
    "EnclosureDraft",
    "EnclosureRow",
    "ExtractDraft",
    "Finding",
    "IncomingRow",
    "LetterDraft",
    "LetterRow",
    "LetterState",
    "NumberSeries",
    "PaperKind",
    "PaperPart",
    "ProfileName",
    "RegisterEvent",
    "RegisterRow",
    "Severity",
]


EXTRACTS: Final[tuple[PaperKind, ...]] = (
    PaperKind.OUTREACH_JOURNAL,
    PaperKind.MEMO,
    PaperKind.OUTGOING_REGISTER,
    PaperKind.CLASS_SHEET,
)
"""Papers printed from the record whenever they are wanted and never numbered, in the order of the menus."""
PERIODIC: Final = frozenset({PaperKind.OUTREACH_JOURNAL, PaperKind.OUTGOING_REGISTER, PaperKind.CLASS_SHEET})
"""Extracts that tell of a period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosureDraft:
    """A paper to go with a letter; without a title it is called what it is."""

    kind: PaperKind
    title: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosureRow:
    """A paper that goes with a letter; sheets and hash are None while the letter is a draft."""

    kind: PaperKind
    title: str
    copies: int
    sheets: int | None
    sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractDraft:
    """A paper printed from the record and never numbered: its day, its period, its class."""

    kind: PaperKind
    profile: ProfileName = ProfileName.GOST_2025
    dated: date | None = None
    """The day it is printed for; None: today."""
    since: date | None = None
    until: date | None = None
    class_id: int | None = None


@dataclass(frozen=True, slots=True)
class PaperPart:
    """One paper of a set: the letter itself, or one of its attachments, with its very pages."""

    title: str
    pdf: bytes
    sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """A paper to be; ``edited_text`` is the body as the user rewrote it, paragraphs split by a newline."""

    kind: PaperKind
    directive_id: int | None = None
    appointment_id: int | None = None
    profile: ProfileName = ProfileName.GOST_2025
    edited_text: str | None = None
    dated: date | None = None
    """The date it will be registered with; None: today."""
    since: date | None = None
    until: date | None = None
    """The period it tells of, both days included; None: from the letter's date to the paper's own."""
    enclosures: tuple[EnclosureDraft, ...] = ()
    corrects_id: int | None = None
    """The registered paper it stands in for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """A stored paper; number, date, sheets, sha256 are None on a draft."""

    id: int
    kind: PaperKind
    state: LetterState
    profile: ProfileName
    number: str | None
    dated: date | None
    addressee: str
    subject: str
    sheets: int | None
    sha256: str | None
    edited_text: str | None
    directive_id: int | None
    appointment_id: int | None
    sent_on: date | None
    sent_how: str
    acknowledged_on: date | None
    acknowledged_number: str
    void_reason: str
    since: date | None = None
    until: date | None = None
    enclosures: tuple[EnclosureRow, ...] = ()
    corrects_id: int | None = None
    corrects: str = ""
    """«№ 12 от 05.06.2024» of the paper it stands in for."""
    corrected_id: int | None = None
    corrected: str = ""
    """«№ 15 от 10.06.2024» of the registered paper that stands in for it."""
    answer_id: int | None = None
    answer: str = ""
    """«№ 77 от 10.06.2024» of the incoming letter that answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One remark on a paper: a Russian sentence, and the screen and field that mend it."""

    severity: Severity
    message: str
    screen: str = ""
    field: str = ""
    clause: str = ""
    """Where the rule comes from: a clause of the standard, the letter, or the program's rule in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One registered paper as the register shows it, in order of registration."""

    seq: int
    letter_id: int
    number: str
    date: date
    kind: PaperKind
    addressee: str
    subject: str
    state: LetterState
    sheets: int
    sha256: str
    sent: str
    """How and when, for the eye; empty before it was sent."""
    note: str
    """Acknowledgement or the reason of a void."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingRow:
    """One incoming letter as the register shows it."""

    directive_id: int
    incoming_number: str
    received_on: date | None
    number: str
    dated: date
    sender: str
    subject: str
    sheets: int | None
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainState:
    """Whether the register is whole: ``problems`` are Russian sentences, the first bad row first."""

    rows: int
    last_hash: str
    problems: tuple[str, ...]
