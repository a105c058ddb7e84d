"""What the rules look at: the record on one date, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.models.enums import LetterState
from desktop_app.services.banners.types import PortalRow
from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.services.directive.types import DirectiveRow
from desktop_app.services.school.types import Goals


@dataclass(frozen=True, slots=True)
class Told:
    """One event with parents, or several for the same classes; no classes: the whole school."""

    held_on: date
    """The day of the first."""
    class_ids: frozenset[int] = frozenset()
    events: int = 1
    last_on: date | None = None
    """The day of the last; of one event it is the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """One confirmation letter for the directive; number and date are None on a draft."""

    state: LetterState
    number: str | None = None
    dated: date | None = None
    sent_on: date | None = None
    sent_how: str = ""
    acknowledged_on: date | None = None
    acknowledged_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFacts:
    """Everything the standing depends on; whatever is dated after ``on`` has not happened yet."""

    on: date
    directive: DirectiveRow | None = None
    school_named: bool = False
    appointments: tuple[AppointmentRow, ...] = ()
    portals: tuple[PortalRow, ...] = ()
    classes: tuple[tuple[int, str], ...] = ()
    """Id and name, in the order of the school's list."""
    told: tuple[Told, ...] = ()
    letters: tuple[Confirmation, ...] = ()
    check_days: int = Goals().check_days
    """A look at a banner older than this says little about today."""
