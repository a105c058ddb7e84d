"""What a paper says of banners: hung, proved by a picture, looked at not long ago."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.models.enums import PlacementStatus, RequirementKind
from desktop_app.russian.dates import short_date
from desktop_app.services.banners.age import days, is_old
from desktop_app.services.letters.checks.base import EVIDENCE, listed, wanted_by, warning
from desktop_app.services.letters.types import Finding
from desktop_app.services.papers.facts import PaperFacts


def banner_findings(facts: PaperFacts) -> Iterable[Finding]:
    """Yield the portals where a banner is missing, not proved, or not looked at for long."""
    if not facts.portals:
        told = "В учёте нет ни одного портала: о баннерах сказать нечего."
        yield warning(told, "banners", "name", wanted_by(facts))
    applicable = facts.applicable
    missing = [portal.name for portal in applicable if not portal.hangs]
    unproved = [portal.name for portal in applicable if portal.status is PlacementStatus.PLACED]
    stale = [
        portal.name
        for portal in applicable
        if portal.status is PlacementStatus.VERIFIED
        and is_old(portal.verified_on, facts.on, facts.check_days)
    ]
    if missing:
        due = facts.due(RequirementKind.PLACE_BANNERS)
        late = f" Срок истёк {short_date(due)}." if due is not None and due < facts.on else ""
        yield warning(f"Баннер не размещён: {listed(missing)}.{late}", "banners", "status", wanted_by(facts))
    if unproved:
        told = f"Размещение не подтверждено снимком: {listed(unproved)}."
        yield warning(told, "banners", "status", EVIDENCE)
    if stale:
        told = f"Проверка старше {days(facts.check_days)}: {listed(stale)}."
        yield warning(told, "banners", "status", EVIDENCE)
