"""What a card file holds, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.services.banners.types import CheckDraft, PortalDraft
from desktop_app.services.coordinator.types import AppointmentDraft
from desktop_app.services.errors import AppError
from desktop_app.services.outreach.types import OutreachDraft
from desktop_app.services.school.types import ClassDraft, SchemeDraft, SchoolDraft


@dataclass(frozen=True, slots=True)
class CardPortal:
    """A portal with the look the card tells of; ``verified`` is only reached by storing that look."""

    draft: PortalDraft
    look: CheckDraft | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardData:
    """A whole card, every value checked; class ids of ``outreach`` are places in ``classes``, from 1."""

    school: SchoolDraft
    addressee_given: bool
    classes: tuple[ClassDraft, ...]
    coordinator: AppointmentDraft | None
    portals: tuple[CardPortal, ...]
    outreach: tuple[OutreachDraft, ...]
    schemes: tuple[SchemeDraft, ...]


@dataclass(frozen=True, slots=True, order=True)
class CardProblem:
    """One thing wrong with a card: line (from 1), table as written, key, and a Russian sentence."""

    line: int
    table: str
    key: str
    message: str

    @property
    def place(self) -> str:
        """Return «строка 14, [school] inn»."""
        return f"строка {self.line}, {self.table} {self.key}".rstrip(" ,")


class CardError(AppError):
    """A card that is refused; ``errors`` names everything wrong with it, in the order of the file."""

    def __init__(self, path: Path, errors: Sequence[CardProblem]) -> None:
        self.errors = tuple(sorted(errors))
        super().__init__("\n".join(f"{path.name}, {error.place}: {error.message}" for error in self.errors))
