"""What the overview shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop_app.models.enums import DueBasis, RequirementKind

__all__ = ["Action", "DueBasis", "RequirementKind", "RequirementState", "RequirementStatus", "Standing"]


class RequirementState(StrEnum):
    """Where a requirement stands."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementStatus:
    """One requirement: state, the reason as one Russian sentence, and what proves it."""

    kind: RequirementKind
    title: str
    state: RequirementState
    due: date | None
    due_basis: DueBasis
    done_on: date | None
    reason: str
    evidence: tuple[str, ...]
    """Short Russian phrases: «приказ № 57-од от 03.06.2024», «снимок от 04.06.2024, SHA-256 1a2b…»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A next thing to do: the sentence, the screen that does it («coordinator», …) and a field of it."""

    text: str
    screen: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The whole answer to «where do we stand»."""

    directive_id: int | None
    requirements: tuple[RequirementStatus, ...]
    due: date | None
    working_days_left: int | None
    """To the letter's due date; negative when it is past; None without a date."""
    actions: tuple[Action, ...]
    """At most three, most urgent first."""
    unsent: tuple[str, ...] = ()
    """Numbers of the registered answers whose sending is not marked yet."""

    @property
    def is_open(self) -> bool:
        """Return whether the letter still wants something done."""
        return bool(self.unsent) or any(each.state is not RequirementState.DONE for each in self.requirements)

    @property
    def is_late(self) -> bool:
        """Return whether a term of the letter has passed with the thing undone."""
        return any(each.state is RequirementState.OVERDUE for each in self.requirements)
