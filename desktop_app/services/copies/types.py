"""What a copy is to the window and the commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Tier(StrEnum):
    """Why a copy is kept; the strongest reason of several."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    RECENT = "recent"
    """One of the last few: what was set aside before an import or a restoration outlives the evening."""
    SPARE = "spare"
    """No tier needs it: the next rotation removes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """One copy; ``problems`` are Russian sentences, empty when nothing is known against it."""

    path: Path
    made_at: datetime
    """In UTC, as the clock of that moment said; the order of copies is ``sequence``."""
    sequence: int
    size: int
    """Bytes."""
    tier: Tier
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restoration did: the file it made and where the one before it is now, if there was one."""

    target: Path
    safety: Path | None
    whole: bool
    """Whether the file set aside passed its verification; a damaged one is kept byte by byte."""
    locked: bool = False
    """Whether it is under a password nobody has typed, and so kept byte by byte without a check."""
