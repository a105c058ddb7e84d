"""What undo shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoState:
    """The labels of what Ctrl+Z and Ctrl+Y would do; empty when there is nothing."""

    undo: str
    redo: str
    last: int = 0
    """Which change Ctrl+Z would take back; two of them may bear the same label."""
    undo_is_long: bool = False
    """Whether so many rows go back that it takes a while."""
    redo_is_long: bool = False
