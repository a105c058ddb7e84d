"""What was typed over portals and not stored, while another portal is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop_app.services.banners.types import PortalKind, PortalRow
from desktop_app.ui.banners.form import NEW_ID
from desktop_app.ui.banners.words import Preset


@dataclass(slots=True)
class Drafts:
    """Typing by the portal's id; ``new`` is the one portal that is typed and not stored yet."""

    new: PortalRow | None = None
    fields: dict[int, dict[str, Any]] = field(default_factory=dict)
    looks: dict[int, dict[str, str]] = field(default_factory=dict)

    def begin(self, preset: Preset, url: str) -> None:
        """Start a new portal from a usual place."""
        self.new = PortalRow(
            id=NEW_ID, kind=preset.kind, verified_on=None, proof=None, checked_on=None, checks=0
        )
        typed = {"name": preset.name, "url": url}
        self.fields[NEW_ID] = {name: text for name, text in typed.items() if text}

    def as_json(
        self, typed: Mapping[int, Mapping[str, Any]], looks: Mapping[int, Mapping[str, str]]
    ) -> dict[str, Any]:
        """Return what is typed by the portal's id, with the kind of the new portal, for ``take_back``."""
        return {
            "new": self.new.kind if self.new is not None else None,
            "typed": {str(portal): dict(fields) for portal, fields in typed.items()},
            "looks": {str(portal): dict(fields) for portal, fields in looks.items()},
        }

    def take_back(self, kept: Mapping[str, Any], rows: Iterable[PortalRow]) -> None:
        """Take over typing kept as JSON, as far as its portals are still in the record."""
        if kept["new"] is not None:
            self.begin(Preset(PortalKind(kept["new"]), "", ""), "")
        ids = {row.id for row in rows} | ({NEW_ID} if self.new is not None else set())
        typed = {int(portal): dict(fields) for portal, fields in kept["typed"].items()}
        self.fields.update({portal: fields for portal, fields in typed.items() if portal in ids})
        looks = {int(portal): dict(fields) for portal, fields in kept.get("looks", {}).items()}
        self.looks.update({portal: fields for portal, fields in looks.items() if portal in ids})

    def drop(self, portal_id: int) -> None:
        """Forget what was typed over a portal."""
        self.fields.pop(portal_id, None)
        self.looks.pop(portal_id, None)
        if portal_id == NEW_ID:
            self.new = None

    def keep_only(self, ids: Iterable[int]) -> None:
        """Forget portals that are no longer in the record."""
        for gone in (set(self.fields) | set(self.looks)) - set(ids):
            self.drop(gone)
