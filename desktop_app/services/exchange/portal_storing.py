"""Store the portals of a plan in the caller's transaction, by the rules of the banners' screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from desktop_app.services.banners.rows import portal_rows
from desktop_app.services.banners.writing import portal_problems, write_look, write_portal
from desktop_app.services.errors import AppError
from desktop_app.services.exchange.types import PortalChange
from desktop_app.services.validation import require_valid

_MEANWHILE: Final = AppError(
    "Список баннеров с тех пор изменился, ничего не загружено.", hint="Проверьте таблицу ещё раз."
)


def store_portals(
    session: Session, changes: Sequence[PortalChange], today: date, progress: Callable[[int], None]
) -> None:
    """Add and change portals in their order; ``progress`` is told how many are in and may raise to stop.

    Raises ``AppError`` when a portal is no more what the plan saw, ``ValidationError`` as the form would.
    """
    present = {row.id: row for row in portal_rows(session)}
    for done, change in enumerate(changes, 1):
        number = None if change.stored is None else change.stored.id
        if number is not None and present.get(number) != change.stored:
            raise _MEANWHILE
        require_valid(portal_problems(session, change.draft, number, today))
        portal = write_portal(session, change.draft, number)
        if change.looked_on is not None:
            write_look(session, portal, change.looked_on, change.outcome)
        progress(done)
