"""Name the six cases of Russian grammar."""

from __future__ import annotations

from enum import StrEnum


class Case(StrEnum):
    """A grammatical case; the value is safe to store."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    INSTRUMENTAL = "instrumental"
    PREPOSITIONAL = "prepositional"
