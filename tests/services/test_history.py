"""Undo and redo put back exactly what was there, in any order of changes."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop_app.models.attachment import Attachment
from desktop_app.models.banner import Check, Placement, Portal
from desktop_app.models.database import Database
from desktop_app.models.enums import CheckOutcome, PlacementStatus, PortalKind
from desktop_app.models.school import ClassGroup
from desktop_app.models.tables import metadata
from desktop_app.services.errors import AppError
from desktop_app.services.history.recorder import UNTRACKED
from desktop_app.services.history.service import HistoryService
from desktop_app.services.history.types import UndoState
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock


def content(store: Store) -> str:
    """Everything undo is about, as one comparable text."""
    with store.read() as session:
        return json.dumps(
            {
                name: sorted(map(repr, session.execute(select(table)).all()))
                for name, table in metadata.tables.items()
                if name not in UNTRACKED
            }
        )


def add_portal_with_proof(store: Store, clock: FrozenClock) -> int:
    with store.write("Добавлен портал") as session:
        picture = Attachment(
            sha256="0" * 64, name="a.jpg", media_type="image/jpeg", size=1, added_at=clock.now()
        )
        session.add(picture)
        session.flush()
        portal = Portal(kind=PortalKind.WEBSITE, name="Сайт")
        portal.placement = Placement(
            status=PlacementStatus.VERIFIED,
            placed_on=date(2024, 6, 1),
            verified_on=date(2024, 6, 2),
            proof_id=picture.id,
        )
        portal.placement.checks.append(
            Check(checked_on=date(2024, 6, 2), outcome=CheckOutcome.FOUND, attachment_id=picture.id)
        )
        session.add(portal)
        session.flush()
        return portal.id


def test_a_deleted_portal_comes_back_with_its_placement_and_checks(store: Store, clock: FrozenClock) -> None:
    portal_id = add_portal_with_proof(store, clock)
    before = content(store)
    with store.write("Удалён портал") as session:
        session.delete(session.get_one(Portal, portal_id))
    assert content(store) != before

    history = HistoryService(store)
    assert history.state().undo == "Удалён портал"
    assert history.undo() == "Удалён портал"
    assert content(store) == before
    assert history.redo() == "Удалён портал"
    assert history.undo() == "Удалён портал"
    assert content(store) == before


def test_undo_survives_a_restart(database: Database, store: Store, clock: FrozenClock) -> None:
    with store.write("Добавлен класс 5А") as session:
        session.add(ClassGroup(name="5А", pupils=25, parents=40))
    database.close()
    reopened = Database(database.path)
    assert HistoryService(Store(reopened, clock)).undo() == "Добавлен класс 5А"
    reopened.close()


def test_nothing_to_undo_is_said(store: Store) -> None:
    with pytest.raises(AppError, match="Отменять нечего"):
        HistoryService(store).undo()
    with pytest.raises(AppError, match="Возвращать нечего"):
        HistoryService(store).redo()


def test_undo_never_passes_a_final_change(store: Store) -> None:
    with store.write("Добавлен класс 5А") as session:
        session.add(ClassGroup(name="5А"))
    with store.write("Зарегистрировано", final=True) as session:
        session.add(ClassGroup(name="5Б"))
    assert HistoryService(store).state().undo == ""


def test_a_new_change_ends_the_chance_to_redo(store: Store) -> None:
    history = HistoryService(store)
    with store.write("Добавлен класс 5А") as session:
        session.add(ClassGroup(name="5А"))
    history.undo()
    with store.write("Добавлен класс 5Б") as session:
        session.add(ClassGroup(name="5Б"))
    assert history.state().redo == ""


def test_a_failed_transaction_leaves_no_trace(store: Store) -> None:
    before = content(store)

    def fail() -> None:
        with store.write("Не вышло") as session:
            session.add(ClassGroup(name="5А"))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert content(store) == before
    assert HistoryService(store).state() == UndoState(undo="", redo="")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from(["add", "edit", "delete"]), st.integers(0, 4), st.integers(0, 60)),
        min_size=1,
        max_size=8,
    )
)
def test_undoing_everything_returns_to_where_it_began(
    store: Store, steps: list[tuple[str, int, int]]
) -> None:
    history = HistoryService(store)
    history.seal()
    states = [content(store)]
    for action, which, count in steps:
        with store.write(action) as session:
            row = session.scalars(select(ClassGroup).where(ClassGroup.name == f"{which}А")).first()
            if row is None:
                session.add(ClassGroup(name=f"{which}А", pupils=count))
            elif action == "delete":
                session.delete(row)
            else:
                row.pupils = count
        if content(store) != states[-1]:
            states.append(content(store))
    for expected in reversed(states[:-1]):
        history.undo()
        assert content(store) == expected
    for expected in states[1:]:
        history.redo()
        assert content(store) == expected
    history.seal()
