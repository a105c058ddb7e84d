"""A child of the tests' own process: nobody waits for it for ever."""

from __future__ import annotations

import os
import signal

LONGEST = 120
"""Seconds after which the system ends a child: what another thread held at the fork stays held in it."""


def fork() -> int:
    """Fork; in the child, which returns 0, the clock runs."""
    pid = os.fork()
    if pid == 0:
        signal.alarm(LONGEST)
    return pid
