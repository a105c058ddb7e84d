"""The log of what left the record or came into it: one sentence a thing, never a name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from desktop_app.models.enums import LogKind
from desktop_app.models.event_log import LogEntry

__all__ = ["LogKind", "note"]


def note(session: Session, kind: LogKind, sentence: str, now: datetime) -> None:
    """Add one line in the transaction of ``session``; the caller sees to it that nobody is named."""
    session.add(LogEntry(happened_at=now, kind=kind.value, sentence=sentence))
