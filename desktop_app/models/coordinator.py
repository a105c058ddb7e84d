"""The coordinator: appointments from–to, the substitute, the order, the chat."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.models.base import STRICT, Base, IsoDate, is_date
from desktop_app.models.enums import Gender


class Appointment(Base):
    """One person responsible for informing about the project, for one stretch of time."""

    __tablename__ = "appointments"
    __table_args__ = (
        CheckConstraint("trim(name) <> ''", name="named"),
        CheckConstraint(f"gender IN ('', '{Gender.MALE}', '{Gender.FEMALE}')", name="gender_known"),
        CheckConstraint("released_on IS NULL OR released_on >= appointed_on", name="from_before_to"),
        *is_date("order_date", "appointed_on", "released_on", "chat_joined_on", "destroyed_on"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    post: Mapped[str] = mapped_column(Text, server_default="")
    phone: Mapped[str] = mapped_column(Text, server_default="")
    email: Mapped[str] = mapped_column(Text, server_default="")
    gender: Mapped[str] = mapped_column(Text, server_default="")
    order_number: Mapped[str] = mapped_column(Text, server_default="")
    order_date: Mapped[date | None] = mapped_column(IsoDate)
    appointed_on: Mapped[date | None] = mapped_column(IsoDate)
    released_on: Mapped[date | None] = mapped_column(IsoDate)
    substitute_name: Mapped[str] = mapped_column(Text, server_default="")
    substitute_post: Mapped[str] = mapped_column(Text, server_default="")
    chat_joined_on: Mapped[date | None] = mapped_column(IsoDate)
    chat_proof_id: Mapped[int | None] = mapped_column(ForeignKey("attachments.id"), index=True)
    destroyed_on: Mapped[date | None] = mapped_column(IsoDate)
    """When the personal data was destroyed (152-ФЗ, 21): name and contacts are gone, the dates stay."""
    note: Mapped[str] = mapped_column(Text, server_default="")
