"""What the parents' screen shows and sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.models.enums import OutreachForm

__all__ = [
    "ClassCoverage",
    "Coverage",
    "LogLook",
    "OutreachDraft",
    "OutreachFields",
    "OutreachFilter",
    "OutreachForm",
    "OutreachRow",
    "OutreachTotals",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachFields:
    """One event; ``parents`` are contacts, ``unique_parents`` the different people among them, if counted."""

    held_on: date | None = None
    form: OutreachForm = OutreachForm.CLASS_MEETING
    topic: str = ""
    class_ids: tuple[int, ...] = ()
    """Empty: the whole school."""
    parents: int = 0
    unique_parents: int | None = None
    pupils: int = 0
    handed_out: int = 0
    responsible: str = ""
    proof: str = ""
    note: str = ""
    attachment_id: int | None = None


class OutreachDraft(OutreachFields):
    """An event as the user typed it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachRow(OutreachFields):
    """A stored event; ``classes`` is the list for the eye («5А, 5Б», or «вся школа»)."""

    id: int
    classes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachFilter:
    """What to show; bounds are inclusive."""

    text: str = ""
    since: date | None = None
    until: date | None = None
    form: OutreachForm | None = None
    class_id: int | None = None
    deleted: bool = False
    """The trash instead of the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachTotals:
    """Sums over the events shown."""

    events: int
    contacts: int
    pupils: int
    handed_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLook:
    """The log as the parents' screen shows it: the events found in their order, and sums."""

    ids: tuple[int, ...]
    shown: OutreachTotals
    everything: int
    """All events of the log, or of the trash while that is looked at."""
    in_trash: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassCoverage:
    """One class: ``reached`` is the least number of different parents the record proves."""

    class_id: int
    name: str
    parents: int
    events: int
    contacts: int
    reached: int
    percent: int
    """0…100, rounded down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The school as a whole and class by class."""

    classes: tuple[ClassCoverage, ...]
    parents: int
    contacts: int
    """Sum of ``parents`` over all events."""
    reached: int
    """The least number of different parents the record proves over the whole school."""
    percent: int
    by_week: tuple[tuple[date, int, int], ...]
    """Monday of the week, events, contacts; weeks without events in between are there with zeros."""
    target: int | None = None
    """The percentage the school set itself."""
