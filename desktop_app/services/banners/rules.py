"""What a portal and a check must be like, and how a placement may move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.services import validation as v
from desktop_app.services.banners.types import CheckDraft, CheckOutcome, PlacementStatus, PortalFields
from desktop_app.services.errors import FieldError

_S = PlacementStatus

ALLOWED: dict[PlacementStatus, tuple[PlacementStatus, ...]] = {
    _S.PLANNED: (_S.PLANNED, _S.PLACED, _S.NOT_APPLICABLE),
    _S.PLACED: (_S.PLACED, _S.MISSING, _S.REMOVED, _S.PLANNED, _S.NOT_APPLICABLE),
    _S.VERIFIED: (_S.VERIFIED, _S.PLACED, _S.MISSING, _S.REMOVED),
    _S.MISSING: (_S.MISSING, _S.PLACED, _S.PLANNED, _S.REMOVED, _S.NOT_APPLICABLE),
    _S.REMOVED: (_S.REMOVED, _S.PLANNED, _S.PLACED, _S.NOT_APPLICABLE),
    _S.NOT_APPLICABLE: (_S.NOT_APPLICABLE, _S.PLANNED, _S.PLACED),
}
"""Where a placement may go by hand; ``verified`` is only ever reached through a check with a picture."""

NEW = (_S.PLANNED, _S.PLACED, _S.NOT_APPLICABLE, _S.MISSING, _S.REMOVED)
"""What a new portal may begin with."""


def check_portal(
    draft: PortalFields,
    stored: PlacementStatus | None,
    taken: frozenset[tuple[str, str, str, str]],
    today: date,
) -> tuple[FieldError, ...]:
    """Return what is wrong with a portal; ``stored`` is its status in the file, None for a new one."""
    errors = v.Errors()
    errors.add("name", v.filled(draft.name, "название портала"), v.line(draft.name, longest=200))
    errors.add("url", v.url(draft.url))
    errors.add("place", v.line(draft.place))
    errors.add("reason", v.line(draft.reason))
    for field in ("placed_on", "planned_for", "removed_on"):
        errors.add(field, v.day(getattr(draft, field), today))
    if portal_key(draft) in taken:
        errors.add("name", "Такой портал уже записан: измените название или место.")
    errors.add("status", _move(draft.status, stored))
    _check_dates(errors, draft, today)
    if draft.status is _S.NOT_APPLICABLE and not draft.reason.strip():
        errors.add("reason", "Напишите, почему баннер здесь не нужен: например «экрана нет».")
    return errors.all()


@dataclass(frozen=True, slots=True)
class Look:
    """One check as the status rules see it; looks are ordered by date, then as they were written down."""

    on: date
    outcome: CheckOutcome


def status_after_look(
    status: PlacementStatus, looks: Sequence[Look], added: int, removed_on: date | None
) -> PlacementStatus:
    """Return the status once ``looks[added]`` was written down.

    Only the newest look speaks of the present; one entered late can still prove a banner that hangs. What was
    taken off, or was never meant to hang, is not missing.
    """
    look = looks[added]
    newest = added == len(looks) - 1
    if look.outcome is CheckOutcome.FOUND:
        off = status is _S.REMOVED and removed_on is not None and look.on <= removed_on
        gone_later = any(later.outcome is CheckOutcome.MISSING for later in looks[added + 1 :])
        hangs = status in {_S.PLACED, _S.VERIFIED} and not gone_later
        return _S.VERIFIED if hangs or (newest and not off) else status
    if not newest or status in {_S.REMOVED, _S.NOT_APPLICABLE}:
        return status
    if look.outcome is CheckOutcome.MISSING:
        return _S.MISSING
    return _S.PLACED if status in {_S.PLANNED, _S.MISSING} else status


def status_without_look(
    status: PlacementStatus, looks: Sequence[Look], deleted: Look, placed_on: date | None
) -> PlacementStatus:
    """Return the status once ``deleted`` is no longer among ``looks``: what the others still say.

    A status the user set by hand, or one that a newer look decided, stays.
    """
    decided = (
        status is _S.VERIFIED
        or (status is _S.MISSING and deleted.outcome is CheckOutcome.MISSING)
        or (status is _S.PLACED and deleted.outcome is CheckOutcome.SEEN)
    )
    if not decided or (status is not _S.VERIFIED and looks and looks[-1].on > deleted.on):
        return status
    if looks and looks[-1].outcome is CheckOutcome.MISSING:
        return _S.MISSING
    if status is _S.PLACED:
        return status
    if proves(looks):
        return _S.VERIFIED
    return _S.PLACED if placed_on is not None else _S.PLANNED


def proves(looks: Sequence[Look]) -> bool:
    """Tell whether a picture was taken since the banner was last missing."""
    for look in reversed(looks):
        if look.outcome is not CheckOutcome.SEEN:
            return look.outcome is CheckOutcome.FOUND
    return False


def portal_key(draft: PortalFields) -> tuple[str, str, str, str]:
    """Return what tells one portal from another."""
    return (str(draft.kind), v.tidy(draft.name), draft.url.strip(), v.tidy(draft.place))


def check_check(draft: CheckDraft, today: date) -> tuple[FieldError, ...]:
    """Return what is wrong with a look at a portal."""
    errors = v.Errors()
    future = "Эта дата ещё не наступила." if draft.checked_on > today else ""
    errors.add("checked_on", v.day(draft.checked_on, today), future)
    errors.add("note", v.line(draft.note))
    if draft.outcome is CheckOutcome.FOUND and draft.picture is None:
        errors.add("picture", "«Проверен» записывается только со снимком: добавьте снимок страницы.")
    return errors.all()


def _move(wanted: PlacementStatus, stored: PlacementStatus | None) -> str:
    if wanted in (NEW if stored is None else ALLOWED[stored]):
        return ""
    if wanted is _S.VERIFIED:
        return "«Проверен» ставит проверка со снимком: добавьте её."
    return "Из этого состояния так перейти нельзя."


def _check_dates(errors: v.Errors, draft: PortalFields, today: date) -> None:
    if draft.status in {_S.PLACED, _S.VERIFIED}:
        errors.add("placed_on", "" if draft.placed_on else "Укажите, когда баннер размещён.")
    if draft.placed_on and draft.placed_on > today:
        errors.add("placed_on", "Эта дата ещё не наступила: для будущего есть «запланирован на».")
    if draft.status is _S.REMOVED:
        errors.add("removed_on", "" if draft.removed_on else "Укажите, когда баннер снят.")
    if draft.removed_on and draft.placed_on and draft.removed_on < draft.placed_on:
        errors.add("removed_on", "Снят раньше, чем размещён: проверьте даты.")
