"""Honest histories: everything a user can do, in any order, and the sheets of paper that came out of it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from desktop_app.bootstrap import build_services
from desktop_app.models.database import Database
from desktop_app.models.schema import create_file
from desktop_app.services.banners.types import CheckDraft, CheckOutcome
from desktop_app.services.copies.verify import last_register_hash
from desktop_app.services.errors import AppError
from desktop_app.services.history.service import HistoryService
from desktop_app.services.letters.control import CodeAnswer
from desktop_app.services.letters.register import RegisterService
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import EnclosureDraft, LetterDraft, PaperKind
from desktop_app.services.outreach.types import OutreachDraft, OutreachForm
from desktop_app.services.school.types import ClassDraft
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer, add_portal, write_record
from tests.services.test_record import picture

MEMO = EnclosureDraft(kind=PaperKind.MEMO)


@dataclass(frozen=True)
class Sheet:
    """A registered paper somebody printed and kept."""

    number: str
    code: str


@dataclass(frozen=True)
class History:
    """A closed file, the sheets printed from it, and the last hash a copy's manifest named at its end."""

    path: Path
    sheets: tuple[Sheet, ...]
    last_hash: str


class Life:
    """One school's file and everything that can be done to it."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self._chance = chance
        self._clock = FrozenClock()
        self._database = Database(path)
        self._services = build_services(self._database, self._clock)
        self._renderer = FakeRenderer()
        self._letters = LetterService(self._services.store, self._clock, self._renderer)
        self.sheets: list[Sheet] = []

    def live(self, deeds: int) -> None:
        """Do so many deeds; what the program refuses is not done."""
        every: tuple[Callable[[], object], ...] = (
            *(self.create, self.register) * 4,
            *(self.void, self.send, self.acknowledge, self.order, self.delete_draft),
            *(self.save_class, self.drop_class, self.tell_parents, self.look, self.undo, self.redo),
        )
        for _ in range(deeds):
            with suppress(AppError):
                self._chance.choice(every)()
        self.enclose_and_void()
        for _ in range(3):
            with suppress(AppError):
                self.create()
                self.register()
        self._database.close()

    def create(self) -> None:
        self._letters.create(LetterDraft(kind=PaperKind.CONFIRMATION, edited_text=self._words()))

    def enclose_and_void(self) -> None:
        """Register a letter with a paper enclosed and a void one: every history holds both."""
        self._register(self._letters.create(LetterDraft(kind=PaperKind.CONFIRMATION, enclosures=(MEMO,))).id)
        void = self._letters.create(LetterDraft(kind=PaperKind.CONFIRMATION)).id
        self._register(void)
        self._letters.void(void, self._words())

    def order(self) -> None:
        self._register(self._letters.create(LetterDraft(kind=PaperKind.ORDER)).id)

    def register(self) -> None:
        drafts = [row for row in self._letters.list() if row.number is None]
        if drafts:
            self._register(self._chance.choice(drafts).id)

    def _register(self, letter: int) -> None:
        row = self._letters.register(letter)
        content = self._renderer.seen[-1]
        self.sheets.append(Sheet(row.number or "", content.control))  # type: ignore[union-attr]  # it has one

    def delete_draft(self) -> None:
        self._letters.delete(self._any().id)

    def void(self) -> None:
        self._letters.void(self._any().id, self._words())

    def send(self) -> None:
        self._letters.mark_sent(self._any().id, self._clock.today(), "почтой")

    def acknowledge(self) -> None:
        self._letters.mark_acknowledged(self._any().id, self._clock.today(), str(self._chance.randrange(99)))

    def save_class(self) -> None:
        name = f"{self._chance.randrange(1, 12)}{self._chance.choice('АБВ')}"
        self._services.school.save_class(ClassDraft(name=name, parents=self._chance.randrange(60)))

    def drop_class(self) -> None:
        classes = self._services.school.classes()
        if classes:
            self._services.school.delete_class(self._chance.choice(classes).id)

    def tell_parents(self) -> None:
        self._services.outreach.save(
            OutreachDraft(
                held_on=self._clock.today() - timedelta(days=self._chance.randrange(90)),
                form=self._chance.choice(list(OutreachForm)),
                topic=self._words(),
                parents=self._chance.randrange(40),
            )
        )

    def look(self) -> None:
        outcome = self._chance.choice([CheckOutcome.FOUND, CheckOutcome.MISSING])
        draft = CheckDraft(checked_on=date(2024, 6, 3), outcome=outcome, picture=picture())
        self._services.banners.add_check(self._services.banners.list()[0].id, draft)

    def undo(self) -> None:
        self._services.history.undo()

    def redo(self) -> None:
        self._services.history.redo()

    def _any(self) -> object:
        rows = self._letters.list()
        if not rows:
            raise AppError("Бумаг нет.")
        return self._chance.choice(rows)

    def _words(self) -> str:
        return " ".join(self._chance.choices(("ответ", "банер", "школа", "родители", "№ 5", "«мера»"), k=6))


def make_base(folder: Path) -> Path:
    """Make the file every history begins with."""
    path = folder / "base.otklik"
    create_file(path)
    database = Database(path)
    store = Store(database, FrozenClock())
    write_record(store)
    add_portal(store, "Сайт школы", "verified", placed_on=date(2024, 6, 3))
    HistoryService(store).seal()
    database.close()
    return path


def make_history(base: Path, path: Path, seed: int, deeds: int) -> History:
    """Live one life in a copy of ``base``; the same one for the same seed."""
    shutil.copyfile(base, path)
    life = Life(path, random.Random(seed))  # noqa: S311 - a life, not a secret
    life.live(deeds)
    return History(path, tuple(life.sheets), last_register_hash(path))


def answers(path: Path, codes: list[str]) -> list[CodeAnswer]:
    """Ask the register of a closed file about codes, as ``otklik check --code`` does."""
    database = Database(path, read_only=True)
    try:
        register = RegisterService(Store(database, FrozenClock()))
        return [register.find_code(code) for code in codes]
    finally:
        database.close()
