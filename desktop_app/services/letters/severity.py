"""How much a finding about a paper weighs; apart from the papers themselves, for the labels need no more."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """Errors block registering, warnings do not."""

    ERROR = "error"
    WARNING = "warning"
