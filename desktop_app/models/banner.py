"""Portals, what hangs on them, and every look at them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop_app.models.base import STRICT, Base, IsoDate, is_date, one_of
from desktop_app.models.enums import CheckOutcome, PlacementStatus, PortalKind


class Portal(Base):
    """A place where the school can hang a banner: a site, a page in a network, a stand, a screen."""

    __tablename__ = "portals"
    __table_args__ = (
        CheckConstraint("trim(name) <> ''", name="named"),
        one_of("kind", PortalKind),
        UniqueConstraint("kind", "name", "url", "place"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text, server_default="")
    place: Mapped[str] = mapped_column(Text, server_default="")
    """Where on the page or in the building."""
    position: Mapped[int] = mapped_column(server_default="0")
    placement: Mapped[Placement] = relationship(
        back_populates="portal", cascade="all, delete-orphan", single_parent=True
    )


class Placement(Base):
    """The banner on one portal: its status, dates, and the check that proves it."""

    __tablename__ = "placements"
    __table_args__ = (
        one_of("status", PlacementStatus),
        CheckConstraint("status <> 'not_applicable' OR trim(reason) <> ''", name="not_applicable_has_reason"),
        CheckConstraint(
            "status NOT IN ('placed', 'verified') OR placed_on IS NOT NULL", name="placed_is_dated"
        ),
        CheckConstraint(
            "status <> 'verified' OR (proof_id IS NOT NULL AND verified_on IS NOT NULL)",
            name="verified_has_evidence",
        ),
        CheckConstraint("status <> 'removed' OR removed_on IS NOT NULL", name="removed_is_dated"),
        *is_date("placed_on", "planned_for", "removed_on", "verified_on"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    portal_id: Mapped[int] = mapped_column(ForeignKey("portals.id", ondelete="CASCADE"), unique=True)
    status: Mapped[str] = mapped_column(Text)
    placed_on: Mapped[date | None] = mapped_column(IsoDate)
    planned_for: Mapped[date | None] = mapped_column(IsoDate)
    removed_on: Mapped[date | None] = mapped_column(IsoDate)
    reason: Mapped[str] = mapped_column(Text, server_default="")
    verified_on: Mapped[date | None] = mapped_column(IsoDate)
    """The date of the last look that found the banner and has a picture."""
    proof_id: Mapped[int | None] = mapped_column(ForeignKey("attachments.id"), index=True)
    """The picture of that look."""
    portal: Mapped[Portal] = relationship(back_populates="placement")
    checks: Mapped[list[Check]] = relationship(
        order_by="Check.checked_on, Check.id", cascade="all, delete-orphan"
    )


class Check(Base):
    """One look at a portal, with or without a picture."""

    __tablename__ = "checks"
    __table_args__ = (
        one_of("outcome", CheckOutcome),
        CheckConstraint("outcome <> 'found' OR attachment_id IS NOT NULL", name="found_has_picture"),
        *is_date("checked_on"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("placements.id", ondelete="CASCADE"), index=True)
    checked_on: Mapped[date] = mapped_column(IsoDate)
    outcome: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, server_default="")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachments.id"), index=True)


class BannerFile(Base):
    """An official banner as the ministry sent it: the picture every check of a page looks for."""

    __tablename__ = "banner_files"
    __table_args__ = (CheckConstraint("width > 0 AND height > 0", name="has_size"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"), index=True)
    name: Mapped[str] = mapped_column(Text, server_default="")
    width: Mapped[int]
    height: Mapped[int]
    link: Mapped[str] = mapped_column(Text, server_default="")
    """Where the banner must lead."""
    words: Mapped[str] = mapped_column(Text, server_default="")
    """Words the page must say, one a line."""
