"""Words, tones and the fields that matter, for the closed lists of the banners' screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.services.banners.types import BannerTotals, CheckOutcome, PlacementStatus, PortalKind
from desktop_app.services.labels import CHECK_OUTCOMES, PLACEMENT_STATUSES, PORTAL_KINDS
from desktop_app.ui.first_run.portals import OFFLINE, PortalsStep
from desktop_app.ui.theme.colours import Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.services.container import Services

STATUS_TONES = {
    PlacementStatus.NOT_APPLICABLE: Tone.QUIET,
    PlacementStatus.PLANNED: Tone.QUIET,
    PlacementStatus.PLACED: Tone.BUSY,
    PlacementStatus.VERIFIED: Tone.GOOD,
    PlacementStatus.MISSING: Tone.BAD,
    PlacementStatus.REMOVED: Tone.QUIET,
}
"""The colour behind each status: green only with a picture."""

OUTCOME_TONES = {
    CheckOutcome.FOUND: Tone.GOOD,
    CheckOutcome.SEEN: Tone.BUSY,
    CheckOutcome.MISSING: Tone.BAD,
}

_STATUS_FIELDS = {
    PlacementStatus.NOT_APPLICABLE: {"reason"},
    PlacementStatus.PLANNED: {"planned_for"},
    PlacementStatus.PLACED: {"placed_on"},
    PlacementStatus.VERIFIED: {"placed_on"},
    PlacementStatus.MISSING: {"placed_on", "planned_for"},
    PlacementStatus.REMOVED: {"placed_on", "removed_on", "reason"},
}


@dataclass(frozen=True, slots=True)
class Preset:
    """A usual place of a school: kind, name, what its address begins with, where banners hang on it."""

    kind: PortalKind
    name: str
    prompt: str
    place: str = ""


def presets(services: Services) -> tuple[Preset, ...]:
    """Return the usual places: those of the first run in its words, then what only some schools have."""
    step = PortalsStep(services)
    usual = [(line.kind, line.wanted.text(), line.where.placeholderText()) for line in step.lines]
    rare = (
        (PortalKind.WEBSITE, step.tr("Сайт на «Госвебе»"), "https://"),
        (PortalKind.MAX, step.tr("Сообщество в «Сферуме»"), "https://"),
        (PortalKind.VK, step.tr("Сообщество класса или совета родителей"), "https://vk.com/"),
    )
    places = usual_places(step)
    found = tuple(Preset(*preset, places.get(preset[0], "")) for preset in (*usual, *rare))
    step.deleteLater()
    return found


def usual_places(widget: QWidget) -> dict[PortalKind, str]:
    """Return where on a portal of each kind a banner usually hangs."""
    return {
        PortalKind.WEBSITE: widget.tr("главная страница, правая колонка или подвал"),
        PortalKind.VK: widget.tr("закреплённая запись или обложка"),
        PortalKind.OK: widget.tr("закреплённая тема или обложка"),
        PortalKind.MAX: widget.tr("закреплённое сообщение"),
        PortalKind.TELEGRAM: widget.tr("закреплённое сообщение"),
        PortalKind.DIARY: widget.tr("объявления школы на первой странице"),
        PortalKind.STAND: widget.tr("холл первого этажа, у входа"),
        PortalKind.SCREEN: widget.tr("холл, в показе по кругу"),
    }


def matters(kind: PortalKind, status: PlacementStatus) -> set[str]:
    """Return the fields that say something for a kind and a status, besides kind, name, place and status."""
    return _STATUS_FIELDS[status] | (set() if kind in OFFLINE else {"url"})


def capital(text: str) -> str:
    """Return the text with its first letter large, as a choice or a badge stands alone."""
    return text[:1].upper() + text[1:]


def kind_names() -> dict[PortalKind, str]:
    """Return what each kind of place is called."""
    return {kind: capital(text) for kind, text in PORTAL_KINDS.items()}


def status_names() -> dict[PlacementStatus, str]:
    """Return what each status is called."""
    return {status: capital(text) for status, text in PLACEMENT_STATUSES.items()}


def outcome_names() -> dict[CheckOutcome, str]:
    """Return what each outcome of a look is called."""
    return {outcome: capital(text) for outcome, text in CHECK_OUTCOMES.items()}


def totals_line(widget: QWidget, totals: BannerTotals) -> str:
    """Return «размещено 7 из 8, подтверждено снимком 5», and what is still wrong."""
    parts = [
        widget.tr("Размещено {0} из {1}").format(totals.placed, totals.applicable),
        widget.tr("подтверждено снимком {0}").format(totals.verified),
    ]
    if totals.planned:
        parts.append(widget.tr("запланировано {0}").format(totals.planned))
    if totals.missing:
        parts.append(widget.tr("пропало {0}").format(totals.missing))
    if totals.old:
        parts.append(widget.tr("пора проверить снова\u00a0{0}").format(len(totals.old)))
    return ", ".join(parts)


def stored_line(widget: QWidget, names: list[str]) -> str:
    """Return «Сохранён портал: Сайт», or both words for several."""
    words = widget.tr("Сохранены порталы: {0}") if names[1:] else widget.tr("Сохранён портал: {0}")
    return words.format(", ".join(names))
