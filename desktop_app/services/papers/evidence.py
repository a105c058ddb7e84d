"""What proves each banner on a day: the portal, its last look with a picture, and the picture itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desktop_app.models.attachment import Attachment, AttachmentBlob
from desktop_app.models.banner import Check, Placement, Portal
from desktop_app.models.enums import CheckOutcome, PlacementStatus
from desktop_app.services.papers.period import Period

_JPEG = "image/jpeg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One look that found the banner; ``image`` is empty when what was kept is a PDF, not a picture."""

    checked_on: date
    taken_on: date | None
    sha256: str
    image: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalEvidence:
    """A portal's address and place, the last look at it of any outcome, and its proof."""

    name: str
    url: str
    place: str
    looked_on: date | None
    proof: Proof | None


def portal_evidence(session: Session, period: Period) -> tuple[PortalEvidence, ...]:
    """Read every portal in the order of ``gather``'s; only looks within the period count."""
    query = (
        select(Portal)
        .join(Placement, Placement.portal_id == Portal.id)
        .options(selectinload(Portal.placement).selectinload(Placement.checks))
        .order_by(Portal.position, Portal.id)
    )
    return tuple(_evidence(session, portal, period) for portal in session.scalars(query))


def _evidence(session: Session, portal: Portal, period: Period) -> PortalEvidence:
    looks = [one for one in portal.placement.checks if _within(one.checked_on, period)]
    return PortalEvidence(
        name=portal.name,
        url=portal.url,
        place=portal.place,
        looked_on=looks[-1].checked_on if looks else None,
        proof=_proof(session, portal.placement, looks, period),
    )


def _proof(session: Session, placement: Placement, looks: list[Check], period: Period) -> Proof | None:
    """Return the newest look with a picture; the one the placement itself names counts as a look too."""
    found = [
        (one.checked_on, one.attachment_id)
        for one in looks
        if one.outcome == CheckOutcome.FOUND and one.attachment_id is not None
    ]
    named = placement.verified_on
    kept = placement.proof_id if placement.status == PlacementStatus.VERIFIED else None
    if named is not None and kept is not None and _within(named, period):
        found.append((named, kept))
    if not found:
        return None
    checked_on, attachment_id = max(found, key=lambda look: look[0])
    stored = session.get_one(Attachment, attachment_id)
    blob = session.get(AttachmentBlob, attachment_id) if stored.media_type == _JPEG else None
    return Proof(
        checked_on=checked_on,
        taken_on=stored.taken_on,
        sha256=stored.sha256,
        image=blob.content if blob is not None else b"",
    )


def _within(day: date, period: Period) -> bool:
    return day <= period.until and (period.since is None or day >= period.since)
