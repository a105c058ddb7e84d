"""Cells as they travel from the child process: plain JSON, nothing that could run."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from desktop_app.services.exchange.types import Cell, Missing

_DAY: Final = "d"
_MISSING: Final = {Missing.FORMULA: "f", Missing.JOINED: "j"}
_MARKS: Final = {mark: value for value, mark in _MISSING.items()}


def packed(value: object) -> Any:
    """Return a cell for JSON; kinds no event has (times of day, lengths of time) are their text."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, datetime):
        return [_DAY, value.date().isoformat()]
    if isinstance(value, date):
        return [_DAY, value.isoformat()]
    if isinstance(value, Missing):
        return [_MISSING[value]]
    return str(value)


def unpacked(value: Any) -> Cell:
    """Return the cell again; raises ``ValueError`` for what ``packed`` never makes."""
    if isinstance(value, list):
        if len(value) == 2 and value[0] == _DAY:  # noqa: PLR2004 - the mark and the day
            return date.fromisoformat(value[1])
        if len(value) == 1 and value[0] in _MARKS:
            return _MARKS[value[0]]
        raise ValueError("no cell")
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise ValueError("no cell")
