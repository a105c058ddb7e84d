"""The school: its requisites, head, executor, the office it answers to, and its classes."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.models.base import STRICT, Base, not_negative, one_of
from desktop_app.models.enums import Gender, SchoolKind


class School(Base):
    """The one school of the file (id 1)."""

    __tablename__ = "school"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("trim(full_name) <> ''", name="named"),
        one_of("kind", SchoolKind),
        CheckConstraint("check_days > 0", name="check_days_positive"),
        CheckConstraint(
            "coverage_target IS NULL OR coverage_target BETWEEN 1 AND 100", name="coverage_target_is_share"
        ),
        CheckConstraint(f"head_gender IN ('', '{Gender.MALE}', '{Gender.FEMALE}')", name="head_gender_known"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    full_name: Mapped[str] = mapped_column(Text)
    short_name: Mapped[str] = mapped_column(Text, server_default="")
    founder: Mapped[str] = mapped_column(Text, server_default="")
    kind: Mapped[str] = mapped_column(Text)
    locality: Mapped[str] = mapped_column(Text, server_default="")
    address: Mapped[str] = mapped_column(Text, server_default="")
    phone: Mapped[str] = mapped_column(Text, server_default="")
    email: Mapped[str] = mapped_column(Text, server_default="")
    website: Mapped[str] = mapped_column(Text, server_default="")
    inn: Mapped[str] = mapped_column(Text, server_default="")
    ogrn: Mapped[str] = mapped_column(Text, server_default="")
    kpp: Mapped[str] = mapped_column(Text, server_default="")
    okpo: Mapped[str] = mapped_column(Text, server_default="")
    head_name: Mapped[str] = mapped_column(Text, server_default="")
    head_post: Mapped[str] = mapped_column(Text, server_default="")
    head_gender: Mapped[str] = mapped_column(Text, server_default="")
    executor_name: Mapped[str] = mapped_column(Text, server_default="")
    executor_phone: Mapped[str] = mapped_column(Text, server_default="")
    addressee_organisation: Mapped[str] = mapped_column(Text, server_default="")
    addressee_post: Mapped[str] = mapped_column(Text, server_default="")
    addressee_name: Mapped[str] = mapped_column(Text, server_default="")
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("attachments.id"), index=True)
    """The emblem on the letterhead."""
    check_days: Mapped[int] = mapped_column(server_default="30")
    """A look at a banner older than this many days says little about today."""
    coverage_target: Mapped[int | None]
    """The share of parents to be reached that the school set itself, in percent."""


class ClassGroup(Base):
    """A class with its present name (5А) and counts: the same children from year to year, nobody named."""

    __tablename__ = "class_groups"
    __table_args__ = (
        CheckConstraint("trim(name) <> ''", name="named"),
        *not_negative("pupils", "parents"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    pupils: Mapped[int] = mapped_column(server_default="0")
    parents: Mapped[int] = mapped_column(server_default="0")
    position: Mapped[int] = mapped_column(server_default="0")
    left_in: Mapped[int | None]
    """The year in which the class left the school; null: it is here."""


class ClassYear(Base):
    """What a class was called and counted in a school year that is over."""

    __tablename__ = "class_years"
    __table_args__ = (
        CheckConstraint("trim(name) <> ''", name="named"),
        *not_negative("pupils", "parents"),
        STRICT,
    )

    class_id: Mapped[int] = mapped_column(ForeignKey("class_groups.id", ondelete="CASCADE"), primary_key=True)
    school_year: Mapped[int] = mapped_column(primary_key=True)
    """The calendar year it began in: 2024 for 2024/25."""
    name: Mapped[str] = mapped_column(Text)
    pupils: Mapped[int]
    parents: Mapped[int]


class CaseForm(Base):
    """A form of a name, post or organisation that the user confirmed or corrected once."""

    __tablename__ = "case_forms"
    __table_args__ = (
        CheckConstraint("trim(nominative) <> '' AND trim(form) <> ''", name="not_empty"),
        STRICT,
    )

    subject: Mapped[str] = mapped_column(Text, primary_key=True)
    """``name``, ``post`` or ``organisation``."""
    nominative: Mapped[str] = mapped_column(Text, primary_key=True)
    grammatical_case: Mapped[str] = mapped_column(Text, primary_key=True)
    form: Mapped[str] = mapped_column(Text)
