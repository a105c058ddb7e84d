"""How the school sets its papers: its own figures, the choice for each kind of paper, its own texts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import REAL, CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.models.base import STRICT, Base, IsoDateTime, one_of
from desktop_app.models.enums import LetterheadStyle, PaperKind


class OwnFigure(Base):
    """One figure of the school's own layout profile, where it differs from the standard."""

    __tablename__ = "own_figures"
    __table_args__ = (
        CheckConstraint("trim(name) <> ''", name="named"),
        CheckConstraint("value >= 0", name="value_not_negative"),
        STRICT,
    )

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[float] = mapped_column(REAL)


class PaperLayout(Base):
    """The layout profile and letterhead chosen for one kind of paper."""

    __tablename__ = "paper_layouts"
    __table_args__ = (one_of("kind", PaperKind), one_of("letterhead", LetterheadStyle), STRICT)

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    profile: Mapped[str] = mapped_column(Text)
    letterhead: Mapped[str] = mapped_column(Text)


class PaperText(Base):
    """The school's own copy of the template of one kind of paper."""

    __tablename__ = "paper_texts"
    __table_args__ = (
        one_of("kind", PaperKind),
        CheckConstraint("trim(template) <> ''", name="not_empty"),
        STRICT,
    )

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    template: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(IsoDateTime)
