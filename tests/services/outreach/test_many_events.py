"""Thousands of events go, come back and are undone in a few statements, exactly as one by one."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select, update

from desktop_app.models.database import Database
from desktop_app.models.history import Change
from desktop_app.models.outreach import OutreachEntry
from desktop_app.services.errors import AppError
from desktop_app.services.history import bulk
from desktop_app.services.history.service import HistoryService
from desktop_app.services.integrity import check_file
from desktop_app.services.outreach import service as service_module
from desktop_app.services.outreach.service import OutreachService
from desktop_app.services.outreach.types import OutreachDraft, OutreachFilter, OutreachForm
from desktop_app.services.school.service import SchoolService
from desktop_app.services.school.types import ClassDraft
from desktop_app.services.steps import CalledOff
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.test_history import content

TRASH = OutreachFilter(deleted=True)


@pytest.fixture(autouse=True)
def small_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three rows be many, and a portion hold two."""
    monkeypatch.setattr(bulk, "MANY", 3)
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    monkeypatch.setattr(service_module, "_AT_ONCE", 2)


@pytest.fixture
def outreach(store: Store, clock: FrozenClock) -> OutreachService:
    return OutreachService(store, clock)


@pytest.fixture
def history(store: Store) -> HistoryService:
    return HistoryService(store)


@pytest.fixture
def ids(store: Store, outreach: OutreachService) -> list[int]:
    """Seven events: some for classes, some for the whole school, with and without a count of their own."""
    school = SchoolService(store)
    classes = [school.save_class(ClassDraft(name=name, parents=30)).id for name in ("5А", "5Б")]
    drafts = [
        OutreachDraft(
            held_on=date(2024, 6, 1 + place % 3),
            form=list(OutreachForm)[place % 3],
            topic=f"Тема «{place}» \\ 'кавычки' \" и строка",
            parents=10 + place,
            unique_parents=None if place % 2 else 5,
            class_ids=tuple(classes[: place % 3]),
        )
        for place in range(7)
    ]
    return [outreach.save(draft).id for draft in drafts]


def changes(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        return [(one.table_name, one.action) for one in session.scalars(select(Change).order_by(Change.id))]


def test_many_go_to_the_trash_and_back_and_each_way_can_be_undone(
    outreach: OutreachService, history: HistoryService, store: Store, ids: list[int]
) -> None:
    full = content(store)
    assert outreach.delete(ids[:5]) == 5
    without = content(store)
    assert outreach.totals(TRASH).events == 5
    assert history.undo() == "Удалены мероприятия: 5"
    assert content(store) == full
    history.redo()
    assert content(store) == without
    assert outreach.restore(ids) == 5
    assert content(store) == full
    history.undo()
    assert content(store) == without
    assert outreach.empty_trash() == 5
    emptied = content(store)
    history.undo()
    assert content(store) == without
    assert {row.id for row in outreach.list(TRASH)} == set(ids[:5])
    history.redo()
    assert content(store) == emptied
    assert check_file(store.path) == ()


def test_what_is_in_the_trash_already_is_passed_over_and_nothing_at_all_is_no_step(
    outreach: OutreachService, history: HistoryService, store: Store, ids: list[int]
) -> None:
    outreach.delete(ids[:2])
    before = changes(store)
    assert outreach.delete(ids[:2]) == 0
    assert outreach.restore(ids[2:]) == 0
    assert changes(store) == before
    assert history.state().undo == "Удалены мероприятия: 2"
    assert outreach.delete(ids[:4]) == 2
    assert outreach.totals().events == 3


def test_a_step_called_off_half_way_changes_nothing(
    outreach: OutreachService, history: HistoryService, store: Store, ids: list[int]
) -> None:
    before, told = content(store), []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done >= 4:
            raise CalledOff

    with pytest.raises(CalledOff):
        outreach.delete(ids, stop)
    assert told == [(2, 7), (4, 7)]
    assert content(store) == before
    assert history.state().undo != "Удалены мероприятия: 7"
    outreach.delete(ids)
    gone = content(store)
    with pytest.raises(CalledOff):
        history.undo(stop)
    assert content(store) == gone
    with pytest.raises(CalledOff):
        outreach.empty_trash(stop)
    assert content(store) == gone
    assert check_file(store.path) == ()


def test_progress_reaches_the_end(outreach: OutreachService, history: HistoryService, ids: list[int]) -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    outreach.delete(ids, tell)
    assert told[-1] == (7, 7)
    history.undo(tell)
    assert told[-1] == (7, 7)


def test_an_event_changed_since_keeps_the_step_from_being_undone(
    outreach: OutreachService, history: HistoryService, store: Store, ids: list[int]
) -> None:
    outreach.delete(ids)
    with store.write_unrecorded() as session:
        session.execute(update(OutreachEntry).where(OutreachEntry.id == ids[3]).values(parents=99))
    before = content(store)
    with pytest.raises(AppError, match="Запись изменилась"):
        history.undo()
    assert content(store) == before


def test_an_old_step_noted_row_by_row_is_undone_at_once(
    outreach: OutreachService, history: HistoryService, store: Store, ids: list[int], clock: FrozenClock
) -> None:
    """The images of versions before look otherwise (blanks, the order of names) and say the same."""
    before = content(store)
    with store.write("Удалены мероприятия: 7") as session:
        for entry in session.scalars(select(OutreachEntry)):
            entry.deleted_at = clock.now()
    assert statements_of(store, history.undo) < 20
    assert content(store) == before
    history.redo()
    assert outreach.totals(TRASH).events == 7


def statements_of(store: Store, action: object) -> int:
    """Return how many changing statements an action sends."""
    sent: list[str] = []
    engine = store._database._engine

    def note(*given: object) -> None:
        if str(given[2]).split(maxsplit=1)[0] in {"UPDATE", "INSERT", "DELETE"}:
            sent.append(str(given[2]))

    event.listen(engine, "before_cursor_execute", note)
    action()  # type: ignore[operator]
    event.remove(engine, "before_cursor_execute", note)
    return len(sent)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["delete", "restore", "empty", "undo", "redo"]), st.sets(st.integers(0, 6)))
    )
)
def test_any_order_of_steps_leaves_a_file_whose_history_is_its_content(
    tmp_path_factory: pytest.TempPathFactory,
    empty_file: Path,
    steps: list[tuple[str, set[int]]],
) -> None:
    path = tmp_path_factory.mktemp("many") / "school.otklik"
    path.write_bytes(empty_file.read_bytes())
    database, clock = Database(path), FrozenClock()
    store = Store(database, clock)
    outreach, history = OutreachService(store, clock), HistoryService(store)
    ids = [
        outreach.save(OutreachDraft(held_on=clock.today(), topic=f"Тема {place}", parents=place)).id
        for place in range(7)
    ]
    for what, places in steps:
        chosen = [ids[place] for place in sorted(places)]
        state = history.state()
        if what == "delete":
            outreach.delete(chosen)
        elif what == "restore":
            outreach.restore(chosen)
        elif what == "empty":
            outreach.empty_trash()
        elif what == "undo" and state.undo:
            history.undo()
        elif what == "redo" and state.redo:
            history.redo()
        whole = outreach.totals().events, outreach.totals(TRASH).events
        assert whole == (len(outreach.list()), len(outreach.list(TRASH)))
    assert check_file(path) == ()
    database.close()


def test_steps_noted_row_by_row_and_at_once_follow_each_other_when_both_are_undone(
    outreach: OutreachService, history: HistoryService, store: Store, ids: list[int]
) -> None:
    """The images of both look otherwise and say the same: the check of the history must not be alarmed."""
    row = outreach.get(ids[0])
    values = {each.name: getattr(row, each.name) for each in fields(OutreachDraft)}
    outreach.save(OutreachDraft(**{**values, "topic": "Другая тема"}), ids[0])
    outreach.delete(ids)
    outreach.restore(ids)
    outreach.save(OutreachDraft(**{**values, "topic": "Третья тема"}), ids[0])
    for _ in range(4):
        history.undo()
    assert check_file(store.path) == ()
    for _ in range(2):
        history.redo()
    outreach.save(OutreachDraft(held_on=row.held_on, topic="Ещё одно", parents=1))
    assert check_file(store.path) == ()
