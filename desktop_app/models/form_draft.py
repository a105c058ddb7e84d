"""What was typed and not yet saved, so that a crash loses none of it; it never leaves the file."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.models.base import STRICT, Base, IsoDateTime


class FormDraft(Base):
    """The values of one form as they stood a moment ago, as JSON."""

    __tablename__ = "form_drafts"
    __table_args__ = (CheckConstraint("trim(form) <> ''", name="named"), STRICT)

    form: Mapped[str] = mapped_column(Text, primary_key=True)
    """The screen and what was being edited («outreach:12»)."""
    content: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(IsoDateTime)
