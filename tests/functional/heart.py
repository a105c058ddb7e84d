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
    """The longest silence of the window during a step, ms: by the clock, and what was done in one.

    ``own`` is the work of the window's thread, ``all`` that of every thread of the program: on one core
    (``taskset -c 0``) the clock of a quiet machine adds only what is waited for, the disk. Other programs on
    a busy machine lengthen the first and leave these two alone.
    """

    step: str
    wall: float = 0.0
    all: float = 0.0
    own: float = 0.0
    seen: bool = True
    """Whether the window was in sight; nobody waits for one that is gone."""


class Heart(QTimer):
    """Beat as often as the window's thread lets it."""

    def __init__(self) -> None:
        super().__init__()
        self.beats: list[Beat] = []
        self._last = (0.0, 0.0, 0.0)
        self.setInterval(1)
        self.timeout.connect(self._beat)
        let_the_window_in()  # as the program's start does

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Note the longest gap while the block runs."""
        self.beats.append(Beat(name))
        self._last = _now()
        self.start()
        yield
        self._beat()
        self.stop()

    def lose_sight(self) -> None:
        """Note what is left of the step apart: the window is hidden."""
        self._beat()
        self.beats.append(Beat(f"{self.beats[-1].step}, behind the hidden window", seen=False))

    def report(self) -> str:
        """Return a line a step, the longest gap first, and how many are longer than ``ENOUGH``."""
        worst = sorted(self.beats, key=lambda beat: -beat.wall)
        lines = [
            f"{beat.wall:7.1f} ms, all work {beat.all:6.1f}, own work {beat.own:6.1f}  {beat.step}"
            for beat in worst
        ]
        seen = [beat for beat in worst if beat.seen]
        wall, whole, own = (
            sum(getattr(beat, kind) > ENOUGH for beat in seen) for kind in ("wall", "all", "own")
        )
        lines.append(f"over {ENOUGH} ms: {wall} of {len(seen)} steps, by all work {whole}, by own work {own}")
        return "\n".join(lines)

    def _beat(self) -> None:
        now = _now()
        beat = self.beats[-1]
        wall, whole, own = (1000 * (new - old) for new, old in zip(now, self._last, strict=True))
        beat.wall, beat.all, beat.own = max(beat.wall, wall), max(beat.all, whole), max(beat.own, own)
        self._last = now


def _now() -> tuple[float, float, float]:
    return time.perf_counter(), time.process_time(), time.thread_time()
