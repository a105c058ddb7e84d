"""What is shown of a stored file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRow:
    """A stored file without its bytes."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    taken_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file to attach: name for people, bytes, and the date a picture was taken, if known."""

    name: str
    content: bytes
    taken_on: date | None = None
