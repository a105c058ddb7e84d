"""What a school's day does to the file, deed by deed, and what must be true whatever cut it short."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from desktop_app.models.database import Database
from desktop_app.models.schema import create_file
from desktop_app.models.school import ClassGroup, School
from desktop_app.services.integrity import check_file
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer, write_record

REGISTERING = 0.3
"""The share of deeds that register a paper; the others save a class or the school."""

Tell = Callable[[str], object]


def make_template(folder: Path) -> Path:
    """Make the file every campaign starts from, with one registered paper."""
    path = folder / "template.otklik"
    create_file(path)
    day = Day(path)
    write_record(day.store)
    for deed in (day.save_class, day.rename, day.register):
        deed("first")
    day.close()
    return path


class Day:
    """An open file and the deeds done to it; each tells its name when it is done, never before."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path)
        self.store = Store(self._database, FrozenClock())
        self._letters = LetterService(self.store, FrozenClock(), FakeRenderer())
        self._asked: dict[str, int] = {}
        """The draft each «register» was pressed for."""

    def close(self) -> None:
        self._database.close()

    def save_class(self, name: str) -> str:
        with self.store.write("Класс") as session:
            session.add(ClassGroup(name=name, parents=20))
        return f"class {name}"

    def rename(self, name: str) -> str:
        with self.store.write("Школа") as session:
            session.get_one(School, 1).short_name = name
        return f"school {name}"

    def register(self, name: str) -> str:
        """Register a draft, a new one unless an interruption left one; a repeated name is the same button."""
        if name not in self._asked:
            left = [row for row in self._letters.list() if row.number is None]
            letter = left[0] if left else self._letters.create(LetterDraft(kind=PaperKind.CONFIRMATION))
            self._asked[name] = letter.id
        return f"paper {self._letters.register(self._asked[name]).number}"

    def any_deed(self, chance: random.Random) -> Callable[[str], str]:
        if chance.random() < REGISTERING:
            return self.register
        return chance.choice((self.save_class, self.rename))


def work_until_stopped(path: Path, seed: int, tell: Tell) -> None:
    """Do deed after deed, and tell of each before and after it: «? class 7», «! class 7»."""
    chance = random.Random(seed)  # noqa: S311 - a day's deeds, not secrets
    day = Day(path)
    number = 0
    while True:
        number += 1
        deed = day.any_deed(chance)
        name = f"{seed}-{number}"
        tell(f"? {deed.__name__} {name}\n")
        tell(f"! {deed(name)}\n")


def teller(descriptor: int) -> Tell:
    """Return what writes into a pipe at once: what is in it outlives the writer."""
    return lambda text: os.write(descriptor, text.encode())


@dataclass
class Promise:
    """Everything acknowledged so far, and the one deed under way when all was cut short."""

    classes: set[str] = field(default_factory=lambda: {"first"})
    school: str = "first"
    papers: int = 1
    under_way: str = ""
    acknowledged: int = 0

    def hear(self, told: str) -> None:
        """Take in what a worker told; a line cut off in the middle was not said."""
        self.under_way = ""
        for line in told.splitlines(keepends=True):
            if not line.endswith("\n"):
                continue
            sign, kind, name = line.split()
            if sign == "?":
                self.under_way = f"{kind} {name}"
                continue
            self.under_way = ""
            self.acknowledged += 1
            if kind == "class":
                self.classes.add(name)
            elif kind == "school":
                self.school = name
            else:
                assert int(name) == self.papers + 1, f"paper {name} follows {self.papers}"
                self.papers += 1

    def broken(self, path: Path) -> str:
        """Return what of it the file does not hold; empty when all is there, once, and nothing else is.

        What was under way may be there or not; then it counts from here on.
        """
        database = Database(path)  # as the program would: a journal that is left is rolled back
        try:
            with database.session() as session:
                classes = set(session.scalars(select(ClassGroup.name)))
                school = session.get_one(School, 1).short_name
        finally:
            database.close()
        kind, _, name = self.under_way.partition(" ")
        lost = self.classes - classes
        more = classes - self.classes - ({name} if kind == "save_class" else set())
        if lost or more:
            return f"classes lost {sorted(lost)}, not asked for {sorted(more)}"
        if school != self.school and (kind, name) != ("rename", school):
            return f"the school is «{school}», not «{self.school}»"
        numbers = _numbers(path)
        if numbers != list(range(1, len(numbers) + 1)):
            return f"numbers {numbers}"
        if not self.papers <= len(numbers) <= self.papers + (kind == "register"):
            return f"{len(numbers)} papers instead of {self.papers}"
        self.classes, self.school, self.papers = classes, school, len(numbers)
        return "; ".join(check_file(path))


def _numbers(path: Path) -> list[int]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw:
        query = "SELECT number FROM register_entries WHERE event = 'registered' ORDER BY seq"
        return [int(number) for (number,) in raw.execute(query)]


def fresh(template: Path, path: Path) -> Promise:
    """Put the template in the place of ``path`` and promise what it holds."""
    path.with_name(path.name + "-journal").unlink(missing_ok=True)
    shutil.copyfile(template, path)
    return Promise()


def scratch() -> str | None:
    """Return a folder in memory where there is one: thousands of flushes cost nothing there."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a folder of ours is made in it
