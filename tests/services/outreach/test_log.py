"""The log in memory says what the file says, whatever was done to it and in whatever order."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import func, select

from desktop_app.models.database import Database
from desktop_app.models.outreach import OutreachEntry
from desktop_app.models.schema import create_file
from desktop_app.models.school import ClassGroup
from desktop_app.russian.fold import fold
from desktop_app.services.errors import AppError
from desktop_app.services.exchange.service import ExchangeService
from desktop_app.services.exchange.types import ImportPlan, Source
from desktop_app.services.history.service import HistoryService
from desktop_app.services.integrity import soundness_problems
from desktop_app.services.labels import OUTREACH_FORMS
from desktop_app.services.outreach import log, log_counts, log_order, log_search, log_texts, log_upkeep
from desktop_app.services.outreach.coverage import EntryFacts, coverage
from desktop_app.services.outreach.log import OutreachLog
from desktop_app.services.outreach.log_columns import narrow_lengths
from desktop_app.services.outreach.narrow import narrow, narrow_all
from desktop_app.services.outreach.queries import COUNTS, class_links, conditions
from desktop_app.services.outreach.service import OutreachService
from desktop_app.services.outreach.types import OutreachDraft, OutreachFilter, OutreachForm, OutreachRow
from desktop_app.services.outreach.year_book import YearBook
from desktop_app.services.papers.reach import outreach_facts
from desktop_app.services.school.order import class_order
from desktop_app.services.school.years import YearService
from desktop_app.services.store import Store
from desktop_app.ui.parents.log_model import FIELDS
from tests.services.conftest import FrozenClock

CLASSES = ("1А", "5Б", "10В", "11Г")
TODAY = date(2024, 6, 3)
_WORDS = ("Ёлка", "еж", "ЗАСТУПНИК", "«тут»", "тот самый", "a—b", "☂ зонт", "ёж", "Straße", "х")
_texts = st.lists(st.sampled_from(_WORDS), max_size=3).map(" ".join)
_days = st.integers(0, 700).map(lambda back: TODAY - timedelta(days=back))
_numbers = st.integers(0, 40)


@st.composite
def drafts(draw: st.DrawFn) -> OutreachDraft:
    parents = draw(_numbers)
    return OutreachDraft(
        held_on=draw(_days),
        form=draw(st.sampled_from(OutreachForm)),
        topic=draw(_texts.filter(bool)),
        class_ids=tuple(draw(st.lists(st.integers(1, len(CLASSES)), unique=True, max_size=3))),
        parents=parents,
        unique_parents=draw(st.none() | st.integers(0, min(parents, 20))),
        pupils=draw(_numbers),
        handed_out=draw(_numbers),
        responsible=draw(_texts),
        proof=draw(_texts),
        note=draw(_texts),
    )


filters = st.builds(
    OutreachFilter,
    text=st.sampled_from(
        (
            "",
            "еж",
            "Ёж",
            "тут",
            "ту",
            "☂",
            "ss",
            "то ел",
            "з",
            "зас",
            "пник",
            "самый",
            "☂ зон",
            "б",
            "нет такого",
            "—",
        )
    ),
    since=st.none() | _days,
    until=st.none() | _days,
    form=st.none() | st.sampled_from(OutreachForm),
    class_id=st.none() | st.integers(1, len(CLASSES)),
    deleted=st.booleans(),
)


class Histories(RuleBasedStateMachine):
    """Everything that can be done to the log, each time beside a scan of the file."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "log.otklik"
        path.write_bytes(_empty_file())
        self.database = Database(path)
        self.clock = FrozenClock(TODAY)
        self.store = Store(self.database, self.clock)
        self.outreach = OutreachService(self.store, self.clock)
        self.history = HistoryService(self.store)
        self.exchange = ExchangeService(self.store, self.clock)

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    @initialize()
    def classes(self) -> None:
        with self.store.write("Классы") as session:
            for number, name in enumerate(CLASSES, 1):
                session.add(ClassGroup(id=number, name=name, pupils=25, parents=20 + number, position=number))

    @rule(draft=drafts())
    def enter(self, draft: OutreachDraft) -> None:
        with suppress(AppError):  # a class may be gone
            self.outreach.save(draft)

    @rule(draft=drafts(), data=st.data())
    def change(self, draft: OutreachDraft, data: st.DataObject) -> None:
        if ids := self.outreach.find():
            with suppress(AppError):
                self.outreach.save(draft, data.draw(st.sampled_from(ids)))

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        if ids := self.outreach.find():
            self.outreach.delete(data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=3)))

    @rule(data=st.data())
    def give_back(self, data: st.DataObject) -> None:
        if ids := self.outreach.find(OutreachFilter(deleted=True)):
            self.outreach.restore(data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=3)))

    @rule()
    def empty_the_trash(self) -> None:
        self.outreach.empty_trash()

    @rule(several=st.lists(drafts(), min_size=1, max_size=30))
    def take_in(self, several: list[OutreachDraft]) -> None:
        plan = ImportPlan(
            source=Source(name="log", sha256="0" * 64), columns=(), questions=(), errors=(), remarks=(),
            drafts=tuple(several), repeats=0, skipped_totals=0,
        )  # fmt: skip
        with suppress(AppError):
            self.exchange.store(plan)

    @rule()
    def undo(self) -> None:
        with suppress(AppError):
            self.history.undo()

    @rule()
    def redo(self) -> None:
        with suppress(AppError):
            self.history.redo()

    @rule(number=st.integers(1, len(CLASSES)), parents=st.integers(0, 30))
    def count_a_class_again(self, number: int, parents: int) -> None:
        with self.store.write("Класс") as session:
            group = session.get(ClassGroup, number)
            if group is not None:
                group.parents = parents

    @rule()
    def end_the_year(self) -> None:
        years = YearService(self.store, self.clock)
        with suppress(AppError):
            years.promote(years.propose())

    @rule()
    def break_off(self) -> None:
        """A change that fails half-way leaves the file, and so the log, as it was."""
        with suppress(ZeroDivisionError), self.store.write("Ничего") as session:
            session.query(OutreachEntry).delete()
            raise ZeroDivisionError

    @rule(wanted=filters, by=st.sampled_from(("", *FIELDS)), descending=st.booleans())
    def look(self, wanted: OutreachFilter, by: str, *, descending: bool) -> None:
        look = self.outreach.look(wanted, by, descending=descending)
        expected = _sorted(self.outreach.list(wanted), by, descending=descending)
        assert look.ids == tuple(row.id for row in expected)
        assert self.outreach.rows(look.ids) == expected
        assert look.shown.events == len(expected)
        assert look.shown.contacts == sum(row.parents for row in expected)
        assert look.shown.pupils == sum(row.pupils for row in expected)
        assert look.shown.handed_out == sum(row.handed_out for row in expected)
        assert self.outreach.totals(wanted) == look.shown

    @rule(since=st.none() | _days, until=st.none() | _days)
    def cover(self, since: date | None, until: date | None) -> None:
        with self.store.read() as session:
            links = class_links(session, COUNTS)
            entries = session.execute(
                select(
                    OutreachEntry.id,
                    OutreachEntry.held_on,
                    OutreachEntry.parents,
                    OutreachEntry.unique_parents,
                ).where(COUNTS)
            ).all()
            book = YearBook(session)
        facts = book.held(
            EntryFacts(held_on, frozenset(key for key, _ in links.get(entry, ())), contacts, unique)
            for entry, held_on, contacts, unique in entries
        )
        expected = coverage(book.classes(until), facts, since, until, gone=book.parents)
        assert replace(self.outreach.coverage(since, until), target=None) == expected
        held = [day for _, day, _, _ in entries if (since or day) <= day <= (until or TODAY)]
        with self.store.read() as session:
            told = outreach_facts(session, since=since, until=until or TODAY)
        assert (told.events, told.contacts) == (len(held), expected.contacts)
        assert (told.first, told.last) == (min(held, default=None), max(held, default=None))
        if until is not None:
            assert told.reached == expected.reached

    @invariant()
    def counts_are_those_of_the_file(self) -> None:
        look = self.outreach.look()
        with self.store.read() as session:
            number = func.count(OutreachEntry.id)
            alive = session.scalar(select(number).where(*conditions(OutreachFilter())))
            deleted = session.scalar(select(number).where(*conditions(OutreachFilter(deleted=True))))
        assert (look.everything, look.in_trash) == (alive, deleted)


def _sorted(rows: Sequence[OutreachRow], by: str, *, descending: bool) -> tuple[OutreachRow, ...]:
    """Sort the newest first as the plainest program would."""
    if not by:
        return tuple(rows)

    def key(row: OutreachRow) -> object:
        value = getattr(row, by)
        if by == "form":
            return fold(OUTREACH_FORMS[value])
        if by == "classes":
            return class_order(value) if row.class_ids else (-1, "")
        return narrow(fold(value)) if isinstance(value, str) else value

    filled = [row for row in rows if key(row) not in (None, "")]
    return (
        *sorted(filled, key=key, reverse=descending),  # type: ignore[arg-type,type-var]  # one kind a field
        *(row for row in rows if key(row) in (None, "")),
    )


_made: list[bytes] = []


def _empty_file() -> bytes:
    if not _made:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "empty.otklik"
            create_file(path)
            _made.append(path.read_bytes())
    return _made[0]


Histories.TestCase.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestHistories = Histories.TestCase


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a handful of events as many as a hundred thousand are."""
    monkeypatch.setattr(log_upkeep, "STEP", 3)
    monkeypatch.setattr(log_upkeep, "FEW", 2)
    monkeypatch.setattr(log_order, "_MANY", 4)
    monkeypatch.setattr(log, "FEW_FOUND", 1)
    monkeypatch.setattr(log_search, "_BLOCK", 8)
    monkeypatch.setattr(log_search, "_COMMON", 4)
    monkeypatch.setattr(log_search, "_MENDED", 2)
    monkeypatch.setattr(log_counts, "_AT_ONCE", 2)


@pytest.mark.usefixtures("small_steps")
class TestHistoriesInSmallSteps(Histories.TestCase):  # type: ignore[name-defined,misc]  # made by Hypothesis
    """The same with every threshold low: reading by steps, orders made anew, keys made for all at once."""


@pytest.fixture
def texts_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make two different texts as many as nobody keeps numbers of."""
    monkeypatch.setattr(log_texts, "MOST", 2)


@pytest.mark.usefixtures("small_steps", "texts_given_up")
class TestHistoriesOfManyTexts(Histories.TestCase):  # type: ignore[name-defined,misc]  # as above
    """The same where the texts are too many to be numbered: they are sorted themselves."""


_any_text = st.text(
    st.sampled_from("абёЁжß ☂«—a\u00a0\t\u0130\x01\x0e\x14") | st.characters(codec="utf-8"), max_size=12
)


@given(_any_text, _any_text)
def test_a_narrowed_text_holds_what_the_text_held(text: str, word: str) -> None:
    text, word = fold(text), fold(word)
    assert (narrow(word) in narrow(text)) == (word in text)
    assert narrow(word) in narrow(text + word)


@given(st.lists(_any_text, min_size=1, max_size=5))
def test_many_texts_are_narrowed_and_measured_as_one_by_one(texts: list[str]) -> None:
    folded = [fold(text) for text in texts]
    assert narrow_all(folded) == [narrow(text) for text in folded]
    assert list(narrow_lengths(texts)) == [len(narrow(text)) for text in folded]


def event(topic: str, day: date = TODAY) -> OutreachDraft:
    return OutreachDraft(held_on=day, topic=topic, parents=3)


def test_what_changes_while_a_long_log_is_read_is_not_missed(
    store: Store, clock: FrozenClock, small_steps: None
) -> None:
    service, kept = OutreachService(store, clock), store.kept(OutreachLog)
    first, *_, last = [service.save(event(f"Событие {number}")) for number in range(8)]
    kept.__init__()  # type: ignore[misc]  # as it is when the file is opened
    with store.read() as session:
        assert not kept.step(session, store.revision)
    service.save(event("Раннее стало другим"), first.id)
    service.delete([last.id])
    service.save(event("Новое"))
    assert not service.prompt() or log_upkeep.STEP < 8
    service.prepare()
    assert [row.topic for row in service.rows(service.find(by="topic"))][:2] == [
        "Новое",
        "Раннее стало другим",
    ]
    assert service.look().everything == 8


def test_every_service_over_a_file_shares_its_log(store: Store, clock: FrozenClock) -> None:
    one, other = OutreachService(store, clock), OutreachService(store, clock)
    assert one.find() == other.find() == ()
    row = one.save(event("Видно обоим"))
    assert one.find() == other.find() == (row.id,)


def test_a_connection_that_did_not_listen_is_read_from_the_beginning(
    store: Store, clock: FrozenClock
) -> None:
    service = OutreachService(store, clock)
    service.save(event("Первое"))
    assert len(service.find()) == 1
    with store.read() as session:  # as a new connection is: it knows none of the temporary tables
        for name in ("outreach_touched", "outreach_known"):
            session.connection().exec_driver_sql(f"DROP TABLE temp.{name}")
        for table in ("outreach_entries", "outreach_classes"):
            for verb in ("insert", "update", "delete"):
                session.connection().exec_driver_sql(f"DROP TRIGGER temp.{table}_{verb}")
    service.save(event("Второе"))
    assert [row.topic for row in service.rows(service.find())] == ["Второе", "Первое"]


def test_what_another_program_writes_is_seen(store: Store, clock: FrozenClock) -> None:
    service = OutreachService(store, clock)
    first = service.save(event("Своё"))
    assert service.find() == (first.id,)
    before = service.version()
    other = Database(store.path)
    try:
        second = OutreachService(Store(other, clock), clock).save(event("Чужое"))
    finally:
        other.close()
    assert service.version() != before
    assert service.find() == (second.id, first.id)
    assert service.find(OutreachFilter(text="чуж")) == (second.id,)


def test_a_file_open_for_reading_only_has_its_log(tmp_path: Path, store: Store, clock: FrozenClock) -> None:
    row = OutreachService(store, clock).save(event("Только смотреть"))
    database = Database(store.path, read_only=True)
    try:
        assert OutreachService(Store(database, clock), clock).find(OutreachFilter(text="смотр")) == (row.id,)
    finally:
        database.close()


def test_the_file_keeps_nothing_of_the_listening(store: Store, clock: FrozenClock) -> None:
    before = soundness_problems(store.path)
    service = OutreachService(store, clock)
    service.find()
    service.save(event("Схема та же"))
    assert soundness_problems(store.path) == before == ()
