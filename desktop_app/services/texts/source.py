"""What the placeholders are made from."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.models.enums import PaperKind
from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.services.papers.facts import PaperFacts, PortalFacts
from desktop_app.services.papers.words import Words


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a paper is about beside the record: a class; empty when it has none."""

    class_name: str = ""
    """«5А»."""
    told: str = ""
    """What the parents of the class were told: «03.06.2024 — О проекте»."""


@dataclass(frozen=True, slots=True)
class Source:
    """One paper's facts, with the words to speak of them."""

    kind: PaperKind
    facts: PaperFacts
    words: Words
    particulars: Particulars = field(default_factory=Particulars)

    @property
    def person(self) -> AppointmentRow | None:
        """Return whom the paper names: an order whoever it appoints, others who was in office on the day."""
        person = self.facts.appointment
        return person if person is not None and (person.current or self.kind is PaperKind.ORDER) else None

    @property
    def hung(self) -> tuple[PortalFacts, ...]:
        """Return the portals where the banner hung."""
        return tuple(portal for portal in self.facts.applicable if portal.hangs)


@dataclass(frozen=True, slots=True)
class PortalSource:
    """One line of the list of portals."""

    source: Source
    portal: PortalFacts
