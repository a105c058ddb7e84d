"""Limits a process sets on itself before it reads what may be hostile."""

from __future__ import annotations

import math
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from desktop_app.services.apart import windows_job

MEMORY: Final = 480 * 1024 * 1024
"""Bytes of address space a reader may take, where the system can limit it."""
OUT_OF_TIME: Final = frozenset(
    -number for number in (getattr(signal, name, 0) for name in ("SIGALRM", "SIGXCPU")) if number
)
"""Exit codes of a process the system has ended for its time, by the clock or of the processor."""


def limit_self() -> None:
    """Take little memory, write no file, leave no dump of what was read; where the system can."""
    sys.dont_write_bytecode = True
    _be_silent()
    resource = _resource()
    if resource is None:
        windows_job.limit_self(MEMORY)
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def limit_time(seconds: float) -> None:
    """Take at most so many more seconds of the processor, where the system can count them."""
    resource = _resource()
    if resource is None:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    most = math.ceil(usage.ru_utime + usage.ru_stime + seconds)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(
        resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
    )


def alarm_in(seconds: float) -> None:
    """Let the system end this process in so many seconds by the clock, native code or not; 0 calls it off."""
    if sys.platform != "win32":  # there the parent ends it
        signal.setitimer(signal.ITIMER_REAL, seconds)


def largest_size() -> int:
    """Return the most bytes of memory this process has held; 0 where the system does not say.

    Linux counts in ``ru_maxrss`` what the parent held when it started the process: a reader of a large
    program would look large at once. The mark of its own memory stands elsewhere.
    """
    with suppress(OSError), Path("/proc/self/status").open(encoding="utf-8", errors="replace") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    resource = _resource()
    if resource is None:
        return windows_job.largest_size()
    unit = 1 if sys.platform == "darwin" else 1024
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * unit


def _be_silent() -> None:
    """Say nothing on the terminal: libraries quote what they read; and leave Ctrl+C to the parent."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(nowhere, stream)
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if hasattr(signal, "SIGALRM"):
            signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _resource() -> Any:
    try:
        import resource  # noqa: PLC0415 - not on Windows: there only the parent's clock stops the reader
    except ImportError:
        return None
    return resource
