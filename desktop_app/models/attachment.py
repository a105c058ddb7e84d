"""Attachments: content-addressed files, their bytes in a table of their own so that lists never read them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.models.base import STRICT, Base, IsoDate, IsoDateTime, is_date


class Attachment(Base):
    """One stored file; the same bytes are stored once."""

    __tablename__ = "attachments"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
        CheckConstraint("size > 0", name="not_empty"),
        *is_date("taken_on"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    taken_on: Mapped[date | None] = mapped_column(IsoDate)
    added_at: Mapped[datetime] = mapped_column(IsoDateTime)


class AttachmentBlob(Base):
    """The bytes of one attachment."""

    __tablename__ = "attachment_blobs"
    __table_args__ = (STRICT,)

    attachment_id: Mapped[int] = mapped_column(
        ForeignKey("attachments.id", ondelete="CASCADE"), primary_key=True
    )
    content: Mapped[bytes] = mapped_column(LargeBinary)
