"""A directive: the incoming letter and what it wants done."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop_app.models.base import STRICT, Base, IsoDate, is_date, not_negative, one_of
from desktop_app.models.enums import DueBasis, RequirementKind


class Directive(Base):
    """One incoming letter."""

    __tablename__ = "directives"
    __table_args__ = (
        UniqueConstraint("number", "dated"),
        CheckConstraint("trim(number) <> ''", name="numbered"),
        *is_date("dated", "due_on", "received_on"),
        *not_negative("sheets"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(Text)
    dated: Mapped[date] = mapped_column(IsoDate)
    sender: Mapped[str] = mapped_column(Text)
    signatory_name: Mapped[str] = mapped_column(Text, server_default="")
    signatory_post: Mapped[str] = mapped_column(Text, server_default="")
    subject: Mapped[str] = mapped_column(Text, server_default="")
    due_on: Mapped[date | None] = mapped_column(IsoDate)
    chat_name: Mapped[str] = mapped_column(Text, server_default="")
    chat_platform: Mapped[str] = mapped_column(Text, server_default="")
    chat_link: Mapped[str] = mapped_column(Text, server_default="")
    sheets: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text, server_default="")
    received_on: Mapped[date | None] = mapped_column(IsoDate)
    incoming_number: Mapped[str] = mapped_column(Text, server_default="")
    requirements: Mapped[list[Requirement]] = relationship(
        order_by="Requirement.position", cascade="all, delete-orphan"
    )


class Requirement(Base):
    """One thing to do, with its term and where the term comes from."""

    __tablename__ = "requirements"
    __table_args__ = (
        UniqueConstraint("directive_id", "kind"),
        one_of("kind", RequirementKind),
        one_of("due_basis", DueBasis),
        *is_date("due_on"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    directive_id: Mapped[int] = mapped_column(ForeignKey("directives.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None] = mapped_column(IsoDate)
    due_basis: Mapped[str] = mapped_column(Text)
