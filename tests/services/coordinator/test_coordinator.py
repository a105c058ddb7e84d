"""Stories about who is responsible, beyond the plain replacement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desktop_app.models.letter import Letter
from desktop_app.services.coordinator.rules import in_office, overlap
from desktop_app.services.coordinator.service import CoordinatorService
from desktop_app.services.coordinator.types import AppointmentDraft
from desktop_app.services.errors import AppError, NotFoundError, ValidationError
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock

OLGA = AppointmentDraft(name="Иванова Ольга Николаевна", appointed_on=date(2024, 6, 1))
PAVEL = AppointmentDraft(name="Гусев Павел Ильич", appointed_on=date(2024, 6, 20))
days = st.integers(0, 20).map(lambda n: date(2024, 6, 1) + timedelta(days=n))
stays = st.tuples(days, st.none() | st.integers(0, 9)).map(
    lambda pair: AppointmentDraft(
        name="Иванова",
        appointed_on=pair[0],
        released_on=None if pair[1] is None else pair[0] + timedelta(days=pair[1]),
    )
)


@pytest.fixture
def coordinator(store: Store, clock: FrozenClock) -> CoordinatorService:
    return CoordinatorService(store, clock)


@given(stays, stays)
def test_stretches_that_do_not_overlap_share_at_most_the_day_of_the_change(
    one: AppointmentDraft, other: AppointmentDraft
) -> None:
    assert overlap(one, other) == overlap(other, one)
    if not overlap(one, other):
        start = date(2024, 6, 1)
        shared = [n for n in range(60) if all(in_office(x, start + timedelta(days=n)) for x in (one, other))]
        assert len(shared) <= 1


def test_a_change_brings_a_planned_release_forward(coordinator: CoordinatorService) -> None:
    coordinator.save(replace(OLGA, released_on=date(2024, 8, 31)))
    coordinator.replace(PAVEL, released_on=date(2024, 6, 19))
    assert [(row.name, row.released_on) for row in coordinator.history()] == [
        (PAVEL.name, None),
        (OLGA.name, date(2024, 6, 19)),
    ]


def test_a_refused_change_leaves_everything_as_it_was(coordinator: CoordinatorService) -> None:
    coordinator.save(OLGA)
    before = coordinator.history()
    with pytest.raises(ValidationError):
        coordinator.replace(replace(PAVEL, email="нет адреса"), released_on=date(2024, 6, 19))
    with pytest.raises(ValidationError):
        coordinator.replace(replace(PAVEL, appointed_on=date(2024, 6, 10)), released_on=date(2024, 6, 19))
    assert coordinator.history() == before


def test_without_anybody_in_office_there_is_no_one_to_change(coordinator: CoordinatorService) -> None:
    assert coordinator.current() is None
    with pytest.raises(AppError, match="ответственного нет"):
        coordinator.replace(PAVEL, released_on=date(2024, 6, 19))


def test_a_pasted_name_is_tidied(coordinator: CoordinatorService) -> None:
    row = coordinator.save(replace(OLGA, name=" Иванова\u00a0О.Н.", note="раз\r\nдва\n"))
    assert (row.name, row.note) == ("Иванова О.Н.", "раз\nдва")
    assert row.current


def test_a_person_a_paper_is_about_stays(
    coordinator: CoordinatorService, store: Store, clock: FrozenClock
) -> None:
    row = coordinator.save(OLGA)
    with store.write("Добавлен проект") as session:
        session.add(
            Letter(
                kind="order",
                series="orders",
                state="draft",
                profile="2025",
                appointment_id=row.id,
                created_at=clock.now(),
            )
        )
    with pytest.raises(AppError, match="удалить запись нельзя"):
        coordinator.delete(row.id)
    with pytest.raises(NotFoundError):
        coordinator.delete(99)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO appointments (name) VALUES (' ')",
        "INSERT INTO appointments (name, gender) VALUES ('И', 'other')",
        "INSERT INTO appointments (name, appointed_on, released_on) VALUES ('И', '2024-06-02', '2024-06-01')",
        "INSERT INTO appointments (name, chat_proof_id) VALUES ('И', 77)",
    ],
)
def test_the_file_itself_refuses_nonsense(store: Store, statement: str) -> None:
    with pytest.raises(IntegrityError), store.write("Мимо правил") as session:
        session.execute(text(statement))
