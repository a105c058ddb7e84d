"""What the record says of portals before a table of them comes in or goes out."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.banner import Check, Placement
from desktop_app.models.event_log import ImportedFile
from desktop_app.services.banners.rows import portal_rows
from desktop_app.services.banners.types import CheckOutcome
from desktop_app.services.exchange.portal_planning import KnownPortals


def known_portals(session: Session, sha256: str, today: date) -> KnownPortals:
    """Return all portals with the days of their looks, and when a file of this hash came in before."""
    seen_on, seen_entries = seen_before(session, sha256)
    looks: dict[int, set[date]] = {}
    query = select(Placement.portal_id, Check.checked_on).join(Placement, Placement.id == Check.placement_id)
    for portal_id, day in session.execute(query):
        looks.setdefault(portal_id, set()).add(day)
    return KnownPortals(
        rows=portal_rows(session),
        today=today,
        looks={portal_id: frozenset(days) for portal_id, days in looks.items()},
        seen_on=seen_on,
        seen_entries=seen_entries,
    )


def seen_before(session: Session, sha256: str) -> tuple[date | None, int]:
    """Return when a file with exactly this content came in, and how many rows of it."""
    seen = session.execute(
        select(ImportedFile.imported_at, ImportedFile.entries)
        .where(ImportedFile.sha256 == sha256)
        .order_by(ImportedFile.id.desc())
        .limit(1)
    ).first()
    return (seen.imported_at.astimezone().date(), seen.entries) if seen else (None, 0)


def last_outcomes(session: Session) -> dict[int, CheckOutcome]:
    """Return what the last look at each portal saw."""
    query = (
        select(Placement.portal_id, Check.outcome)
        .join(Placement, Placement.id == Check.placement_id)
        .order_by(Check.checked_on, Check.id)
    )
    return {portal_id: CheckOutcome(outcome) for portal_id, outcome in session.execute(query)}
