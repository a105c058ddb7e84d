"""Choices of events as whole numbers, a bit a slot: thousands of events are joined or counted in one go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_AS_DIGITS: Final = b"01" + bytes(254)
_AS_FLAGS: Final = bytes(48) + b"\x00\x01" + bytes(206)


def bits_of(flags: bytes | bytearray) -> int:
    """Return the number whose bits are the flags, 1 or 0, the first one lowest."""
    return int(b"0" + flags[::-1].translate(_AS_DIGITS), 2)


def flags_of(bits: int, size: int) -> bytes:
    """Return so many lowest bits as flags, 1 or 0; there are no higher ones."""
    return format(bits, f"0{size}b")[::-1].encode().translate(_AS_FLAGS)[:size]


def places(flags: bytes) -> Iterator[int]:
    """Yield where flags are set, ascending; few are found faster than all are looked at."""
    place = flags.find(1)
    while place >= 0:
        yield place
        place = flags.find(1, place + 1)
