"""What a portal and a check must be like, and how a placement may move."""

from __future__ import annotations

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


def portal_key(draft: PortalFields) -> tuple[str, str, str, str]:
    """Return what tells one portal from another."""
    return (str(draft.kind), draft.name.strip(), draft.url.strip(), draft.place.strip())


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
