"""Choose the form of a noun after a number."""

from __future__ import annotations

from typing import Final

from desktop_app.russian.spaces import NBSP

_GROUPED_FROM: Final = 10_000
_TEENS: Final = range(11, 15)
_FEW: Final = range(2, 5)


def plural(n: int, one: str, few: str, many: str) -> str:
    """Return the form that stands after ``n``: «1 баннер», «2 баннера», «5 баннеров», «11 баннеров»."""
    tail = abs(n) % 100
    if tail in _TEENS:
        return many
    if tail % 10 == 1:
        return one
    return few if tail % 10 in _FEW else many


def count(n: int, one: str, few: str, many: str) -> str:
    """Return the number with its noun, unbreakable: «5 баннеров», «12 500 родителей».

    Thousands are separated as ``grouped`` does.
    """
    return f"{grouped(n)}{NBSP}{plural(n, one, few, many)}"


def grouped(n: int) -> str:
    """Return a number with its thousands apart from 10 000 on: four digits are read at a glance."""
    return f"{n:,}".replace(",", NBSP) if abs(n) >= _GROUPED_FROM else str(n)
