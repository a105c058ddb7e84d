"""The portals as they are listed: one query, whatever their number."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.models.attachment import Attachment
from desktop_app.models.banner import Check, Placement, Portal
from desktop_app.services.attachments.service import attachment_row
from desktop_app.services.banners.types import PlacementStatus, PortalKind, PortalRow


def portal_rows(session: Session, portal_id: int | None = None) -> tuple[PortalRow, ...]:
    """Return all portals in their order, or the one asked for."""
    looks = (
        select(Check.placement_id, func.max(Check.checked_on).label("last"), func.count().label("looks"))
        .group_by(Check.placement_id)
        .subquery()
    )
    query = (
        select(Portal, Placement, Attachment, looks.c.last, looks.c.looks)
        .join(Placement, Placement.portal_id == Portal.id)
        .outerjoin(Attachment, Attachment.id == Placement.proof_id)
        .outerjoin(looks, looks.c.placement_id == Placement.id)
        .order_by(Portal.position, Portal.id)
    )
    if portal_id is not None:
        query = query.where(Portal.id == portal_id)
    return tuple(
        PortalRow(
            id=portal.id,
            kind=PortalKind(portal.kind),
            name=portal.name,
            url=portal.url,
            place=portal.place,
            status=PlacementStatus(placement.status),
            placed_on=placement.placed_on,
            planned_for=placement.planned_for,
            removed_on=placement.removed_on,
            reason=placement.reason,
            verified_on=placement.verified_on,
            proof=attachment_row(proof) if proof is not None else None,
            checked_on=last,
            checks=count or 0,
        )
        for portal, placement, proof, last, count in session.execute(query)
    )
