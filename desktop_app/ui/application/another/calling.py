"""Ask another window of the program on this PC to come forward."""

from __future__ import annotations

import os
import sys
from enum import Enum, auto
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from desktop_app.ui.application.lock import FileLock, Holder

ANSWER_IN: Final = 2.0
"""Seconds a window has to answer; one that has not is at long work, or hangs."""
APPEARS_IN: Final = 4.0
"""Seconds in which a program that is starting can be called, or one that is closing is gone."""
_LOOK_EVERY: Final = 0.1


class Called(Enum):
    """What came of a call."""

    SHOWN = auto()
    SILENT = auto()
    """There is a window, and it does not answer."""
    ABSENT = auto()
    """There is no window to call: it is still starting, or closing, or it is a command."""


def call(holder: Holder) -> Called:
    """Ask the window of whoever has a file to come forward; waits at most ``ANSWER_IN`` seconds."""
    if not holder.is_mine or holder.pid in {0, os.getpid()}:
        return Called.ABSENT
    if sys.platform == "win32":
        from desktop_app.ui.application.another import windows  # noqa: PLC0415 - for Windows only

        return {True: Called.SHOWN, False: Called.SILENT, None: Called.ABSENT}[windows.show(holder.pid)]
    return _ring(holder.pid)


def show_window_of(path: Path) -> bool:
    """Let the window that has a file come forward; False when there is none, or it does not answer.

    Waits, with nothing on the screen yet, until a window that is on its way can be called.
    """
    lock, until = FileLock(path), monotonic() + APPEARS_IN
    while (holder := lock.take()) is not None:
        if not holder.is_mine:
            return False
        called = call(holder)
        if called is not Called.ABSENT:
            return called is Called.SHOWN
        if monotonic() > until:
            return False
        sleep(_LOOK_EVERY)
    lock.release()
    return False


def _ring(pid: int) -> Called:
    if sys.platform == "win32":
        return Called.ABSENT
    import socket  # noqa: PLC0415 - only when there is somebody to call

    from desktop_app.ui.application.another.doorbell import ANSWER, LONGEST, WORD, bells  # noqa: PLC0415

    folder = bells()
    if folder is None:
        return Called.ABSENT
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "").encode("ascii", "ignore")
    with socket.socket(socket.AF_UNIX) as door:
        door.settimeout(ANSWER_IN)
        try:
            door.connect(str(folder / str(pid)))
        except OSError:
            return Called.ABSENT
        try:
            door.sendall(WORD + token[: LONGEST - len(WORD)])
            return Called.SHOWN if door.recv(len(ANSWER)) == ANSWER else Called.ABSENT
        except TimeoutError:
            return Called.SILENT
        except OSError:  # it ended meanwhile
            return Called.ABSENT
