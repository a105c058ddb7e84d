"""What every family of hostile input has: a maker of inputs by their number, and a trial of one of them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults.imports.mutants import TEXT_DAMAGE

Trial = Callable[[int], Callable[[], str]]
"""Make the input of this number; what is returned hands it to the program and says how it ended.

Anything unexpected raises.
"""


@dataclass(frozen=True, slots=True)
class Family:
    """``opened(folder)`` prepares a folder and gives the trial; ``share`` is its part of a thousand."""

    name: str
    share: int
    opened: Callable[[Path], AbstractContextManager[Trial]]


class Laps:
    """The clock of whoever waits before the window: one lap is one thing asked of the program."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._begun = 0.0

    def begin(self) -> None:
        """Start anew, with the first lap."""
        self.longest, self._begun = 0.0, time.perf_counter()

    def lap(self) -> None:
        """End one thing asked; the next one begins."""
        now = time.perf_counter()
        self.longest, self._begun = max(self.longest, now - self._begun), now


LAPS: Final = Laps()


def chance_of(seed: int, family: str) -> random.Random:
    """Return the dice of one input, the same ones for the same number."""
    return random.Random(f"{family} {seed}")  # noqa: S311 - damage, not a secret


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """Return bytes with one or two kinds of damage."""
    for _ in range(chance.choice((1, 1, 2))):
        raw = chance.choice(TEXT_DAMAGE)(raw, chance) or b"\x00"
    return raw
