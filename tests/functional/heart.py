"""A heart that beats in the window's thread: its longest silence is what a user would feel."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QTimer

from desktop_app.ui.kit.operation import let_the_window_in

ENOUGH = 50
"""Milliseconds of silence nobody notices."""


@dataclass
class Beat:
    """The longest silence of the window during a step, ms: by the clock, and the thread's own work in one.

    Other programs on a busy machine lengthen the first and leave the second alone; what the thread waits for
    (the file, another thread) is in the first only.
    """

    step: str
    wall: float = 0.0
    own: float = 0.0


class Heart(QTimer):
    """Beat as often as the window's thread lets it."""

    def __init__(self) -> None:
        super().__init__()
        self.beats: list[Beat] = []
        self._last = (0.0, 0.0)
        self.setInterval(1)
        self.timeout.connect(self._beat)
        let_the_window_in()  # as the program's start does

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Note the longest gap while the block runs."""
        self.beats.append(Beat(name))
        self._last = (time.perf_counter(), time.thread_time())
        self.start()
        yield
        self._beat()
        self.stop()

    def report(self) -> str:
        """Return a line a step, the longest gap first, and how many are longer than ``ENOUGH``."""
        worst = sorted(self.beats, key=lambda beat: -beat.wall)
        lines = [f"{beat.wall:7.1f} ms, own work {beat.own:6.1f}  {beat.step}" for beat in worst]
        by_clock = sum(beat.wall > ENOUGH for beat in worst)
        by_work = sum(beat.own > ENOUGH for beat in worst)
        lines.append(f"over {ENOUGH} ms: {by_clock} of {len(worst)} steps, by own work {by_work}")
        return "\n".join(lines)

    def _beat(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        beat = self.beats[-1]
        beat.wall = max(beat.wall, 1000 * (now[0] - self._last[0]))
        beat.own = max(beat.own, 1000 * (now[1] - self._last[1]))
        self._last = now
