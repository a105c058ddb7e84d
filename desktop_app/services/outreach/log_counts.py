"""Sums over any choice of events by counting bits: a column of numbers as one large number a binary digit."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from typing import Final

from desktop_app.services.outreach.log_bits import bits_of

_BITS: Final = tuple(bytes(byte >> digit & 1 for byte in range(256)) for digit in range(8))
"""By digit: the table that turns a byte into that digit of it."""
_AT_ONCE: Final = 64
"""With more slots changed the digits are made anew."""


class LogCounts:
    """The sums of a column whose numbers are not negative."""

    def __init__(self, values: array[int]) -> None:
        self._values = values
        self._digits: list[int] = []
        """By digit, the lowest first: the slots whose number has it."""
        self._stale: set[int] | None = None
        """Slots that changed since; None: the digits are not made."""

    def changed(self, slots: Iterable[int]) -> None:
        """Take notice of numbers that are not what they were, or are new."""
        if self._stale is not None:
            self._stale.update(slots)
            if len(self._stale) > _AT_ONCE:
                self._stale = None

    def sum(self, chosen: int) -> int:
        """Return the sum over the slots chosen, a bit a slot."""
        if self._stale is None:
            self._digits = _digits(self._values)
        else:
            for slot in self._stale:
                self._mend(slot)
        self._stale = set()
        return sum((bits & chosen).bit_count() << digit for digit, bits in enumerate(self._digits))

    def _mend(self, slot: int) -> None:
        bit, value = 1 << slot, self._values[slot]
        self._digits.extend([0] * (value.bit_length() - len(self._digits)))
        for digit, bits in enumerate(self._digits):
            self._digits[digit] = bits | bit if value >> digit & 1 else bits & ~bit


def _digits(values: array[int]) -> list[int]:
    raw, size = values.tobytes(), values.itemsize
    lowest_first = range(size) if sys.byteorder == "little" else reversed(range(size))
    digits: list[int] = []
    for place in lowest_first:
        byte = raw[place::size]
        digits += (
            [bits_of(byte.translate(table)) for table in _BITS] if byte.strip(b"\x00") else [0] * len(_BITS)
        )
    while digits and not digits[-1]:
        digits.pop()
    return digits
