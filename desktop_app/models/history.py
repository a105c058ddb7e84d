"""The change history: every changed row with its image before and after, grouped by transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.models.base import STRICT, Base, IsoDateTime, one_of
from desktop_app.models.enums import ChangeAction, GroupState


class ChangeGroup(Base):
    """What one transaction did, under the Russian label that undo shows."""

    __tablename__ = "change_groups"
    __table_args__ = (one_of("state", GroupState), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(IsoDateTime)
    label: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)


class Change(Base):
    """One row's change: JSON images by column name; ``before`` is null on insert, ``after`` on delete."""

    __tablename__ = "changes"
    __table_args__ = (one_of("action", ChangeAction), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("change_groups.id", ondelete="CASCADE"), index=True)
    table_name: Mapped[str] = mapped_column(Text)
    row_key: Mapped[str] = mapped_column(Text)
    """The primary key as a JSON list."""
    action: Mapped[str] = mapped_column(Text)
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
