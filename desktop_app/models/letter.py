"""Papers the school sends or keeps, their numbers, and the register that only grows."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

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
        *is_date("dated", "sent_on", "acknowledged_on", "since", "until"),
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
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), index=True)
    """The registered paper this one corrects and names; its bytes never change."""
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("directives.id"), index=True)
    """The incoming letter that answered this one."""
    since: Mapped[date | None] = mapped_column(IsoDate)
    until: Mapped[date | None] = mapped_column(IsoDate)
    """The period the paper speaks of, both days included; null: the paper's own usual period."""
    attachments: Mapped[list[LetterAttachment]] = relationship(
        cascade="all, delete-orphan", order_by="LetterAttachment.position"
    )


class LetterAttachment(Base):
    """A paper sent with a letter: a kind while the letter is a draft, fixed bytes once it is registered."""

    __tablename__ = "letter_attachments"
    __table_args__ = (
        UniqueConstraint("letter_id", "position"),
        one_of("kind", PaperKind),
        CheckConstraint("copies > 0", name="copies_positive"),
        CheckConstraint("pdf_id IS NULL OR (sha256 IS NOT NULL AND sheets > 0)", name="stored_is_whole"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text, server_default="")
    copies: Mapped[int] = mapped_column(server_default="1")
    sheets: Mapped[int | None]
    pdf_id: Mapped[int | None] = mapped_column(ForeignKey("attachments.id"), index=True)
    sha256: Mapped[str | None] = mapped_column(Text)


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
    attachments_sha256: Mapped[str | None] = mapped_column(Text)
    """The hash over the attachments; null where there are none, and in rows older than the column."""


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
    case_index: Mapped[str] = mapped_column(Text, server_default="")
    """What ``{index}`` prints: the file index by the school's nomenclature («01-12»)."""


class NumberReservation(Base):
    """A number kept for a paper still to come; used, or given up with a reason, but never forgotten."""

    __tablename__ = "number_reservations"
    __table_args__ = (
        UniqueConstraint("series", "year", "number"),
        one_of("series", NumberSeries),
        CheckConstraint("trim(number) <> ''", name="numbered"),
        CheckConstraint("released_on IS NULL OR trim(release_reason) <> ''", name="released_has_reason"),
        CheckConstraint("released_on IS NULL OR letter_id IS NULL", name="used_or_released"),
        *is_date("reserved_on", "released_on"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(Text)
    year: Mapped[int]
    number: Mapped[str] = mapped_column(Text)
    reserved_on: Mapped[date] = mapped_column(IsoDate)
    note: Mapped[str] = mapped_column(Text, server_default="")
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), index=True)
    """The paper registered under the number."""
    released_on: Mapped[date | None] = mapped_column(IsoDate)
    release_reason: Mapped[str] = mapped_column(Text, server_default="")
