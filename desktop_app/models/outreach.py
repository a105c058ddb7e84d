"""The outreach log: what parents were told, when, how, and how many of them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop_app.models.base import STRICT, Base, IsoDate, IsoDateTime, is_date, not_negative, one_of
from desktop_app.models.enums import OutreachForm


class OutreachEntry(Base):
    """One event: a meeting, a message, a leaflet round. Parents are counts only."""

    __tablename__ = "outreach_entries"
    __table_args__ = (
        one_of("form", OutreachForm),
        CheckConstraint("unique_parents IS NULL OR unique_parents <= parents", name="unique_within_contacts"),
        *is_date("held_on"),
        *not_negative("parents", "unique_parents", "pupils", "handed_out"),
        Index("ix_outreach_entries_held_on_id", "held_on", "id"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    held_on: Mapped[date] = mapped_column(IsoDate)
    form: Mapped[str] = mapped_column(Text)
    topic: Mapped[str] = mapped_column(Text)
    parents: Mapped[int] = mapped_column(server_default="0")
    """Contacts: how many times a parent was reached by this event."""
    unique_parents: Mapped[int | None]
    """Different parents among them; null where nobody counted."""
    pupils: Mapped[int] = mapped_column(server_default="0")
    handed_out: Mapped[int] = mapped_column(server_default="0")
    responsible: Mapped[str] = mapped_column(Text, server_default="")
    proof: Mapped[str] = mapped_column(Text, server_default="")
    note: Mapped[str] = mapped_column(Text, server_default="")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachments.id"), index=True)
    deleted_at: Mapped[datetime | None] = mapped_column(IsoDateTime)
    """When it went to the trash; null: it counts."""
    search: Mapped[str] = mapped_column(Text, server_default="")
    """Everything a user may type to find the entry, folded (case, ё → е): LIKE knows only ASCII."""
    classes: Mapped[list[OutreachClass]] = relationship(cascade="all, delete-orphan")


class OutreachClass(Base):
    """Which classes an event was for; none at all means the whole school."""

    __tablename__ = "outreach_classes"
    __table_args__ = (STRICT,)

    entry_id: Mapped[int] = mapped_column(
        ForeignKey("outreach_entries.id", ondelete="CASCADE"), primary_key=True
    )
    class_id: Mapped[int] = mapped_column(ForeignKey("class_groups.id"), primary_key=True, index=True)
