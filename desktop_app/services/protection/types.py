"""What the password of a file is to the window and the commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from desktop_app.services.protection.old_copies import OldCopies


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionRow:
    """Whether the file is encrypted, since when, and when its recovery sheet was made."""

    encrypted: bool
    since: datetime | None = None
    page_at: datetime | None = None
    mark: str = ""
    """The mark printed on the sheet of the present key; empty for a plain file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekeyed:
    """What a change of the password leaves to decide: the copies it is not for."""

    old: OldCopies


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryPage:
    """What the recovery sheet says. Never stored, never logged."""

    school: str
    file_name: str
    made_on: date
    groups: tuple[str, ...]
    """The fourteen groups; the last one is the file's mark."""


class RecoveryPress(Protocol):
    """Draws the recovery sheet."""

    def __call__(self, page: RecoveryPage) -> bytes:
        """Return the sheet as PDF."""
