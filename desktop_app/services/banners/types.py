"""What the banners' screen shows and sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.models.enums import CheckOutcome, PlacementStatus, PortalKind
from desktop_app.services.attachments.types import AttachmentRow, NewFile

__all__ = [
    "BannerTotals",
    "CheckDraft",
    "CheckOutcome",
    "CheckRow",
    "PlacementStatus",
    "PortalDraft",
    "PortalFields",
    "PortalKind",
    "PortalRow",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalFields:
    """A portal and where its banner stands."""

    kind: PortalKind = PortalKind.WEBSITE
    name: str = ""
    url: str = ""
    place: str = ""
    status: PlacementStatus = PlacementStatus.PLANNED
    placed_on: date | None = None
    planned_for: date | None = None
    removed_on: date | None = None
    reason: str = ""


class PortalDraft(PortalFields):
    """A portal as typed; ``verified`` can only be reached through a check with a picture."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckDraft:
    """One look at a portal; ``FOUND`` needs a picture."""

    checked_on: date
    outcome: CheckOutcome
    note: str = ""
    picture: NewFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """A stored look."""

    id: int
    checked_on: date
    outcome: CheckOutcome
    note: str
    picture: AttachmentRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalRow(PortalFields):
    """A stored portal; ``checked_on`` is the last look of any outcome."""

    id: int
    verified_on: date | None
    proof: AttachmentRow | None
    checked_on: date | None
    checks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerTotals:
    """Sums over portals; ``placed`` counts placed and verified, ``applicable`` leaves out not applicable."""

    portals: int
    applicable: int
    placed: int
    verified: int
    planned: int
    missing: int
    removed: int
    old: frozenset[int] = frozenset()
    """The verified portals whose proof is older than the school's term: it is time to look again."""
