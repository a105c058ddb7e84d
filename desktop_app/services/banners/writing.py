"""Portals and looks written within the caller's transaction: by the banners' screen and by an import."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.models.banner import Check, Placement, Portal
from desktop_app.services.banners.rules import check_portal
from desktop_app.services.banners.types import CheckOutcome, PlacementStatus, PortalDraft
from desktop_app.services.errors import FieldError, NotFoundError
from desktop_app.services.validation import tidy

_PLACES: Final = select(Portal.id, Portal.kind, Portal.name, Portal.url, Portal.place, Placement.status).join(
    Placement, Placement.portal_id == Portal.id
)
"""Built once: a form asks while it is typed in, and building a query takes longer than running it."""
_GONE: Final = "Этого портала уже нет в списке."


def portal_problems(
    session: Session, draft: PortalDraft, portal_id: int | None, today: date
) -> tuple[FieldError, ...]:
    """Return what is wrong with a draft of a new portal or of the stored one."""
    rows = session.execute(_PLACES).all()
    taken = frozenset((row.kind, row.name, row.url, row.place) for row in rows if row.id != portal_id)
    stored = None
    if portal_id is not None:
        statuses = {row.id: row.status for row in rows}
        if portal_id not in statuses:
            raise NotFoundError(_GONE)
        stored = PlacementStatus(statuses[portal_id])
    return check_portal(draft, stored, taken, today)


def write_portal(session: Session, draft: PortalDraft, portal_id: int | None) -> Portal:
    """Add a portal or change the stored one by a checked draft; raises ``NotFoundError``."""
    portal = _new_portal(session) if portal_id is None else stored_portal(session, portal_id)
    portal.kind, portal.name = draft.kind, tidy(draft.name)
    portal.url, portal.place = draft.url.strip(), tidy(draft.place)
    placement = portal.placement
    placement.status = draft.status
    placement.placed_on, placement.planned_for = draft.placed_on, draft.planned_for
    placement.removed_on, placement.reason = draft.removed_on, tidy(draft.reason)
    session.add(portal)
    session.flush()
    return portal


def write_look(session: Session, portal: Portal, on: date, outcome: CheckOutcome) -> None:
    """Add a look without a picture; the status stays as it was given."""
    portal.placement.checks.append(Check(checked_on=on, outcome=outcome, note=""))
    session.flush()
    keep_proof(portal.placement, looks_at(portal.placement))
    session.flush()


def stored_portal(session: Session, portal_id: int) -> Portal:
    """Return a stored portal; raises ``NotFoundError``."""
    portal = session.get(Portal, portal_id)
    if portal is None:
        raise NotFoundError(_GONE)
    return portal


def looks_at(placement: Placement) -> list[Check]:
    """Return the looks of a placement by date, then as they were written down."""
    return sorted(placement.checks, key=lambda check: (check.checked_on, check.id))


def keep_proof(placement: Placement, checks: list[Check]) -> None:
    """Point at the newest picture of the banner, and date a banner that hangs by when it was first seen."""
    found = [check for check in checks if check.outcome == CheckOutcome.FOUND]
    placement.verified_on = found[-1].checked_on if found else None
    placement.proof_id = found[-1].attachment_id if found else None
    if placement.status in {PlacementStatus.PLACED, PlacementStatus.VERIFIED}:
        placement.placed_on = placement.placed_on or _first(checks)


def _first(looks: list[Check]) -> date | None:
    """Return when the banner was first seen: it hung there by then at the latest."""
    seen = [check.checked_on for check in looks if check.outcome != CheckOutcome.MISSING]
    return seen[0] if seen else None


def _new_portal(session: Session) -> Portal:
    last = session.scalar(select(func.max(Portal.position))) or 0
    return Portal(position=last + 1, placement=Placement())
