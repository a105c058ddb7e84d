"""What left the record or came into it: exports, prints, copies, imports, destructions; never a name."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.models.base import STRICT, Base, IsoDateTime, one_of
from desktop_app.models.enums import LogKind


class LogEntry(Base):
    """One event, in a Russian sentence without anybody's name."""

    __tablename__ = "log_entries"
    __table_args__ = (
        one_of("kind", LogKind),
        CheckConstraint("trim(sentence) <> ''", name="not_empty"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    happened_at: Mapped[datetime] = mapped_column(IsoDateTime)
    kind: Mapped[str] = mapped_column(Text)
    sentence: Mapped[str] = mapped_column(Text)


class ImportedFile(Base):
    """A file that was imported, known again by its hash."""

    __tablename__ = "imported_files"
    __table_args__ = (CheckConstraint("length(sha256) = 64", name="sha256_length"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(Text, index=True)
    imported_at: Mapped[datetime] = mapped_column(IsoDateTime)
    entries: Mapped[int]
    """How many rows came in."""
