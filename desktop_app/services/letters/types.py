"""What the letters' and the register's screens show and send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.models.enums import LetterState, NumberSeries, PaperKind, RegisterEvent
from desktop_app.services.layouts.profile import ProfileName
from desktop_app.services.letters.severity import Severity

__all__ = [
    "ChainState",
    "Finding",
    "IncomingRow",
    "LetterDraft",
    "LetterRow",
    "LetterState",
    "NumberSeries",
    "PaperKind",
    "ProfileName",
    "RegisterEvent",
    "RegisterRow",
    "Severity",
]


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
