"""Name the two grammatical genders of a person, below everything that reads or uses them."""

from __future__ import annotations

from enum import StrEnum


class Gender(StrEnum):
    """A person's grammatical gender; the value is safe to store."""

    MALE = "male"
    FEMALE = "female"
