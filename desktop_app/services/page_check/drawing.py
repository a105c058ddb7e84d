"""Whether two pictures are the same drawing once the ground is taken away: words and emblems, part by part.

Measured over banners re-encoded, scaled to a tenth, blurred and darkened (agreement 0.95 and more, 0.003 and
less of the drawing in parts that differ) and over banners of one series with other words (0.12 and more).
"""

from __future__ import annotations

import math
from typing import Final

DRAWING: Final = 48
"""Points along each side of what is compared."""
_PARTS: Final = 6
"""Parts along each side: other words change a few of them, and the whole would hardly show it."""
_GROUND: Final = 4
"""Points to each side whose mean is the ground of a point."""
_AGREES: Final = 0.9
_PART_AGREES: Final = 0.5
_MOST_DIFFERING: Final = 0.03
"""The share of the drawing that may stand in parts that differ."""


def same_drawing(first: bytes, second: bytes) -> bool:
    """Tell whether two squares of brightness, ``DRAWING`` points a side, show the same on their grounds."""
    one, other = _above_ground(first), _above_ground(second)
    if _agreement(one, other) < _AGREES:
        return False
    ones, others = _energy(one), _energy(other)
    whole = differing = 0.0
    for part in _parts():
        here, there = [one[place] for place in part], [other[place] for place in part]
        share = max(_energy(here) / ones, _energy(there) / others)
        whole += share
        differing += share if _agreement(here, there) < _PART_AGREES else 0
    return differing <= _MOST_DIFFERING * whole


def _above_ground(levels: bytes) -> list[float]:
    """Return how much each point is brighter than the mean around it."""
    rows = [_smooth(list(levels[start : start + DRAWING])) for start in range(0, len(levels), DRAWING)]
    columns = [_smooth([row[x] for row in rows]) for x in range(DRAWING)]
    return [levels[y * DRAWING + x] - columns[x][y] for y in range(DRAWING) for x in range(DRAWING)]


def _smooth(line: list[float] | list[int]) -> list[float]:
    spans = [line[max(0, place - _GROUND) : place + _GROUND + 1] for place in range(len(line))]
    return [sum(span) / len(span) for span in spans]


def _agreement(first: list[float], second: list[float]) -> float:
    """Return the cosine between two drawings: 1 for the same, also fainter; 0 for foreign or empty ones."""
    energy = math.sqrt(_energy(first) * _energy(second))
    return sum(a * b for a, b in zip(first, second, strict=True)) / energy if energy else 0.0


def _energy(levels: list[float]) -> float:
    return sum(level * level for level in levels)


def _parts() -> list[list[int]]:
    side = DRAWING // _PARTS
    corners = [(x, y) for y in range(0, DRAWING, side) for x in range(0, DRAWING, side)]
    return [
        [(top + y) * DRAWING + left + x for y in range(side) for x in range(side)] for left, top in corners
    ]
