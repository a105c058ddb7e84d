"""Papers the school sends or keeps, their numbers, and the register that only grows."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.models.base import STRICT, Base, IsoDate, IsoDateTime, is_date, one_of
from desktop_app.models.enums import LetterState, NumberSeries, PaperKind, RegisterEvent


class Letter(Base):
    """One paper: a draft that follows the record, then fixed bytes under a number."""

    __tablename__ = "letters"
    __table_args__ = (
        UniqueConstraint("series", "year", "number"),
        one_of("kind", PaperKind),
        one_of("series", NumberSeries),
        one_of("state", LetterState),
        CheckConstraint(
            "state = 'draft' OR (number IS NOT NULL AND dated IS NOT NULL AND year IS NOT NULL"
            " AND pdf_id IS NOT NULL AND sha256 IS NOT NULL AND sheets > 0)",
            name="registered_is_whole",
        ),
        CheckConstraint("state <> 'draft' OR number IS NULL", name="draft_has_no_number"),
        CheckConstraint("state <> 'void' OR trim(void_reason) <> ''", name="void_has_reason"),
        CheckConstraint("state NOT IN ('sent', 'acknowledged') OR sent_on IS NOT NULL", name="sent_is_dated"),
        *is_date("dated", "sent_on", "acknowledged_on"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    series: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    profile: Mapped[str] = mapped_column(Text)
    directive_id: Mapped[int | None] = mapped_column(ForeignKey("directives.id"), index=True)
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointments.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(IsoDateTime)
    edited_text: Mapped[str | None] = mapped_column(Text)
    """The body as the user rewrote it; null: the body follows the record."""
    number: Mapped[str | None] = mapped_column(Text)
    year: Mapped[int | None]
    dated: Mapped[date | None] = mapped_column(IsoDate)
    addressee: Mapped[str] = mapped_column(Text, server_default="")
    subject: Mapped[str] = mapped_column(Text, server_default="")
    text: Mapped[str] = mapped_column(Text, server_default="")
    """The whole text as it was registered; empty on a draft."""
    sheets: Mapped[int | None]
    pdf_id: Mapped[int | None] = mapped_column(ForeignKey("attachments.id"), index=True)
    sha256: Mapped[str | None] = mapped_column(Text)
    sent_on: Mapped[date | None] = mapped_column(IsoDate)
    sent_how: Mapped[str] = mapped_column(Text, server_default="")
    acknowledged_on: Mapped[date | None] = mapped_column(IsoDate)
    acknowledged_number: Mapped[str] = mapped_column(Text, server_default="")
    void_reason: Mapped[str] = mapped_column(Text, server_default="")


class RegisterEntry(Base):
    """One row of the register; every row carries the hash of the one before it."""

    __tablename__ = "register_entries"
    __table_args__ = (
        one_of("event", RegisterEvent),
        CheckConstraint("length(entry_hash) = 64", name="hash_length"),
        *is_date("dated"),
        STRICT,
    )

    seq: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(Text)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), index=True)
    number: Mapped[str] = mapped_column(Text)
    dated: Mapped[date] = mapped_column(IsoDate)
    kind: Mapped[str] = mapped_column(Text)
    addressee: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    sheets: Mapped[int]
    pdf_sha256: Mapped[str] = mapped_column(Text)
    text_sha256: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text, server_default="")
    recorded_at: Mapped[datetime] = mapped_column(IsoDateTime)
    previous_hash: Mapped[str] = mapped_column(Text)
    entry_hash: Mapped[str] = mapped_column(Text, unique=True)


class NumberScheme(Base):
    """How the next number of a series is made."""

    __tablename__ = "number_schemes"
    __table_args__ = (
        one_of("series", NumberSeries),
        CheckConstraint("next_serial >= 1", name="next_positive"),
        CheckConstraint("instr(pattern, '{serial') > 0", name="pattern_has_serial"),
        STRICT,
    )

    series: Mapped[str] = mapped_column(Text, primary_key=True)
    pattern: Mapped[str] = mapped_column(Text)
    next_serial: Mapped[int] = mapped_column(server_default="1")
    serial_year: Mapped[int | None]
    """The year ``next_serial`` belongs to; null until the first number is given."""
    yearly_restart: Mapped[int] = mapped_column(server_default="1")
