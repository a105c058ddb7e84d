"""A school with a log of many years, and a heart that beats in the window's thread."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QTimer

from desktop_app.models.database import connect
from desktop_app.services.outreach.queries import searched
from desktop_app.services.outreach.types import OutreachForm

CLASSES = tuple(f"{grade}{letter}" for grade in range(1, 12) for letter in "АБВ")
FIRST_DAY = date(2014, 9, 1)
DAYS = 3_500
_FORMS = tuple(OutreachForm)
_TOPICS = (
    "Проект «Заступник»: что делать, если ребёнку угрожают",
    "Всё о приложении: как установить и кому звонить",
    "Безопасные каникулы",
    "Памятка родителям первоклассников",
    "Итоги месяца: кто ещё не получил памятку",
)


def write_long_log(path: Path, events: int) -> None:
    """Put classes and events straight into the tables of a file nobody has open: an import takes longer."""
    entries, links = [], []
    for number in range(1, events + 1):
        day = FIRST_DAY + timedelta(days=number * DAYS // events)
        form = _FORMS[number % len(_FORMS)]
        class_id = number % len(CLASSES) + 1
        texts = (
            f"{_TOPICS[number % len(_TOPICS)]}, встреча {number}",
            "Абрамова Л. К.",
            f"протокол № {number % 90}",
            "",
        )
        counts = (number % 60, number % 20 or None, number % 25, number % 30)
        search = searched(texts, form, [CLASSES[class_id - 1]])
        entries.append((number, day.isoformat(), form.value, *texts, *counts, search))
        links.append((number, class_id))
    with closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        classes = [(number, name, 25, 40) for number, name in enumerate(CLASSES, 1)]
        connection.executemany(
            "INSERT INTO class_groups (id, name, pupils, parents) VALUES (?, ?, ?, ?)", classes
        )
        connection.executemany(
            "INSERT INTO outreach_entries (id, held_on, form, topic, responsible, proof, note, parents,"
            " unique_parents, pupils, handed_out, search) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            entries,
        )
        connection.executemany("INSERT INTO outreach_classes (entry_id, class_id) VALUES (?, ?)", links)
        connection.execute("COMMIT")


@dataclass
class Beat:
    """The longest silence of the window during a step, ms: by the clock, and the thread's own work in it."""

    step: str
    wall: float = 0.0
    own: float = 0.0


class Heart(QTimer):
    """Beat as often as the window's thread lets it; a gap is what a user would feel."""

    def __init__(self) -> None:
        super().__init__()
        self.beats: list[Beat] = []
        self._last = (0.0, 0.0)
        self.setInterval(1)
        self.timeout.connect(self._beat)

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
        """Return a line a step, the longest gap first."""
        worst = sorted(self.beats, key=lambda beat: -beat.wall)
        return "\n".join(f"{beat.wall:7.1f} ms, of it own {beat.own:6.1f}  {beat.step}" for beat in worst)

    def _beat(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        beat, gap = self.beats[-1], 1000 * (now[0] - self._last[0])
        if gap > beat.wall:
            beat.wall, beat.own = gap, 1000 * (now[1] - self._last[1])
        self._last = now
