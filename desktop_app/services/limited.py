"""Limits a process sets on itself before it reads what may be hostile."""

from __future__ import annotations

import math
from collections.abc import Callable


def limit_self(memory: int, seconds: float) -> None:
    """Take at most so many bytes of address space and seconds of the processor, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not on Windows: there only the parent's clock stops the reader
    except ImportError:
        return
    bounds: tuple[tuple[int, int], ...] = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, math.ceil(seconds)),
    )
    apply: Callable[[int, tuple[int, int]], None] = resource.setrlimit
    for what, most in bounds:
        hard = resource.getrlimit(what)[1]
        apply(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
