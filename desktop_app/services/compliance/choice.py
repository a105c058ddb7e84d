"""Which of several letters is worked on, and which others still wait; pure."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.services.compliance.types import Standing


def in_work(standings: Sequence[Standing]) -> Standing | None:
    """Return the letter to show first out of those given newest first.

    The newest with something left to do; when nothing is left anywhere, the newest that asked for anything:
    a letter sent for information must not hide what an older one still wants.
    """
    wanted = next((each for each in standings if each.is_open), None)
    asked = next((each for each in standings if each.requirements), None)
    return wanted or asked or next(iter(standings), None)


def still_open(standings: Sequence[Standing], shown: int | None) -> tuple[Standing, ...]:
    """Return the letters beside the one shown that still want something: the late first, then as given."""
    others = (each for each in standings if each.is_open and each.directive_id != shown)
    return tuple(sorted(others, key=lambda each: not each.is_late))
