"""Portals and their banners: what is planned, placed, proved."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.attachment import Attachment
from desktop_app.models.banner import Check, Placement
from desktop_app.services.attachments.service import attachment_row, prepare, put
from desktop_app.services.banners.age import is_old
from desktop_app.services.banners.rows import portal_rows
from desktop_app.services.banners.rules import (
    ALLOWED,
    NEW,
    Look,
    check_check,
    status_after_look,
    status_without_look,
)
from desktop_app.services.banners.types import (
    BannerTotals,
    CheckDraft,
    CheckOutcome,
    CheckRow,
    PlacementStatus,
    PortalDraft,
    PortalRow,
)
from desktop_app.services.banners.writing import (
    keep_proof,
    looks_at,
    portal_problems,
    stored_portal,
    write_portal,
)
from desktop_app.services.clock import Clock
from desktop_app.services.errors import FieldError, NotFoundError
from desktop_app.services.school.service import school_goals
from desktop_app.services.store import Store
from desktop_app.services.validation import require_valid, tidy


class BannerService:
    """Is the banner where we say it is."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def list(self) -> tuple[PortalRow, ...]:
        """Return all portals in their order."""
        with self._store.read_long() as session:
            return portal_rows(session)

    def get(self, portal_id: int) -> PortalRow:
        """Return one portal; raises ``NotFoundError``."""
        with self._store.read() as session:
            return _one(session, portal_id)

    def totals(self) -> BannerTotals:
        """Return the sums over all portals."""
        with self._store.read_long() as session:
            rows, term = portal_rows(session), school_goals(session).check_days
        verified = (row for row in rows if row.status is PlacementStatus.VERIFIED)
        today = self._clock.today()
        by = Counter(row.status for row in rows)
        return BannerTotals(
            portals=len(rows),
            applicable=len(rows) - by[PlacementStatus.NOT_APPLICABLE],
            placed=by[PlacementStatus.PLACED] + by[PlacementStatus.VERIFIED],
            verified=by[PlacementStatus.VERIFIED],
            planned=by[PlacementStatus.PLANNED],
            missing=by[PlacementStatus.MISSING],
            removed=by[PlacementStatus.REMOVED],
            old=frozenset(row.id for row in verified if is_old(row.verified_on, today, term)),
        )

    def allowed(self, status: PlacementStatus | None) -> tuple[PlacementStatus, ...]:
        """Return where a placement may go by hand; None is a new portal."""
        return NEW if status is None else ALLOWED[status]

    def check(self, draft: PortalDraft, portal_id: int | None = None) -> tuple[FieldError, ...]:
        """Return what is wrong with the draft."""
        with self._store.read() as session:
            return self._problems(session, draft, portal_id)

    def save(self, draft: PortalDraft, portal_id: int | None = None) -> PortalRow:
        """Add a portal or change one; raises ``ValidationError`` and ``NotFoundError``."""
        name = tidy(draft.name)
        label = f"Добавлен портал «{name}»" if portal_id is None else f"Изменён портал «{name}»"
        with self._store.write(label) as session:
            require_valid(self._problems(session, draft, portal_id))
            return _one(session, write_portal(session, draft, portal_id).id)

    def delete(self, portal_id: int) -> None:
        """Delete a portal with its checks; can be undone. Raises ``NotFoundError``."""
        with self._store.read() as session:
            name = stored_portal(session, portal_id).name
        with self._store.write(f"Удалён портал «{name}»") as session:
            session.delete(stored_portal(session, portal_id))

    def checks(self, portal_id: int) -> tuple[CheckRow, ...]:
        """Return the looks at a portal, newest first."""
        query = (
            select(Check, Attachment)
            .join(Placement, Placement.id == Check.placement_id)
            .outerjoin(Attachment, Attachment.id == Check.attachment_id)
            .where(Placement.portal_id == portal_id)
            .order_by(Check.checked_on.desc(), Check.id.desc())
        )
        with self._store.read() as session:
            return tuple(
                CheckRow(
                    id=check.id,
                    checked_on=check.checked_on,
                    outcome=CheckOutcome(check.outcome),
                    note=check.note,
                    picture=attachment_row(picture) if check.attachment_id else None,
                )
                for check, picture in session.execute(query)
            )

    def add_check(self, portal_id: int, draft: CheckDraft) -> PortalRow:
        """Write down a look; with a picture that shows the banner the placement becomes verified.

        Raises ``ValidationError``, ``NotFoundError``, and ``AppError`` for a file that is no picture.
        """
        require_valid(check_check(draft, self._clock.today()))
        picture = prepare(draft.picture) if draft.picture is not None else None
        with self._store.write(f"Записана проверка от {draft.checked_on:%d.%m.%Y}") as session:
            placement = stored_portal(session, portal_id).placement
            check = Check(checked_on=draft.checked_on, outcome=draft.outcome, note=tidy(draft.note))
            if picture is not None:
                check.attachment_id = put(session, picture, self._clock.now()).id
            placement.checks.append(check)
            session.flush()
            checks = looks_at(placement)
            looks = [_seen(other) for other in checks]
            status = PlacementStatus(placement.status)
            placement.status = status_after_look(status, looks, checks.index(check), placement.removed_on)
            keep_proof(placement, checks)
            session.flush()
            return _one(session, portal_id)

    def delete_check(self, check_id: int) -> PortalRow:
        """Delete a look; a placement that loses its proof is only placed again. Raises ``NotFoundError``."""
        with self._store.write("Удалена проверка") as session:
            check = session.get(Check, check_id)
            if check is None:
                raise NotFoundError("Этой проверки уже нет.")
            placement = session.get_one(Placement, check.placement_id)
            placement.checks.remove(check)
            session.flush()
            checks = looks_at(placement)
            looks = [_seen(other) for other in checks]
            status = PlacementStatus(placement.status)
            placement.status = status_without_look(status, looks, _seen(check), placement.placed_on)
            keep_proof(placement, checks)
            session.flush()
            return _one(session, placement.portal_id)

    def _problems(
        self, session: Session, draft: PortalDraft, portal_id: int | None
    ) -> tuple[FieldError, ...]:
        return portal_problems(session, draft, portal_id, self._clock.today())


def _seen(check: Check) -> Look:
    return Look(check.checked_on, CheckOutcome(check.outcome))


def _one(session: Session, portal_id: int) -> PortalRow:
    rows = portal_rows(session, portal_id)
    if not rows:
        raise NotFoundError("Этого портала уже нет в списке.")
    return rows[0]
