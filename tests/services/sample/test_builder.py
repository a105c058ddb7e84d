"""The sample school is as dense as a real one and passes the program's own rules."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.bootstrap import build_services
from desktop_app.models.database import Database
from desktop_app.models.enums import LetterState, OutreachForm, PaperKind, PlacementStatus, PortalKind
from desktop_app.services.compliance.types import RequirementKind, RequirementState
from desktop_app.services.container import Services
from desktop_app.services.sample.builder import build_sample
from desktop_app.services.sample.events import sample_events
from desktop_app.services.sample.pictures import draw_look
from desktop_app.services.school.types import ClassRow
from tests.services.conftest import FrozenClock

TODAY = date(2025, 6, 2)


@pytest.fixture(scope="module")
def services(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    path = tmp_path_factory.mktemp("sample") / "sample.otklik"
    path.write_bytes(empty_file.read_bytes())
    database = Database(path)
    services = build_services(database, FrozenClock(TODAY))
    build_sample(services)
    yield services
    database.close()


def test_the_school_is_as_large_as_a_real_one(services: Services) -> None:
    assert len(services.school.classes()) == 24
    portals = services.banners.list()
    assert {row.kind for row in portals} == set(PortalKind)
    assert all(row.checks == 3 and row.proof is not None for row in portals)
    assert [row.kind for row in portals if row.status is PlacementStatus.MISSING] == [PortalKind.OK]
    events = services.outreach.list()
    assert len(events) == 150
    assert {row.form for row in events} == set(OutreachForm)
    assert events[-1].held_on is not None
    assert events[-1].held_on < date(2024, 6, 5)


def test_the_coordinator_was_replaced_by_order(services: Services) -> None:
    new, old = services.coordinator.history()
    assert (old.order_number, old.released_on) == ("57-од", new.appointed_on)
    orders = [row.number for row in services.letters.list() if row.kind is PaperKind.ORDER]
    assert sorted(str(number) for number in orders) == ["4-од", "57-од"]


def test_letters_stand_in_every_state_and_the_register_is_whole(services: Services) -> None:
    letters = [row for row in services.letters.list() if row.kind is PaperKind.CONFIRMATION]
    assert {row.state for row in letters} == set(LetterState)
    chain = services.register.chain()
    assert chain.rows >= 6
    assert chain.problems == ()


def test_the_standing_shows_what_is_done_and_what_is_not(services: Services) -> None:
    standing = services.compliance.standing()
    states = {one.kind: one.state for one in standing.requirements}
    assert states.pop(RequirementKind.PLACE_BANNERS) is RequirementState.OVERDUE
    assert set(states.values()) == {RequirementState.DONE}
    assert 1 <= len(standing.actions) <= 3
    assert 50 <= services.outreach.coverage().percent <= 100


def test_nothing_of_it_can_be_undone(services: Services) -> None:
    assert services.history.state().undo == ""


def test_events_are_made_without_chance() -> None:
    classes = tuple(ClassRow(id=n, name=f"{n}А", pupils=25, parents=44) for n in range(1, 12))
    assert sample_events(classes) == sample_events(classes)


def test_every_kind_of_portal_looks_different() -> None:
    looks = {
        kind: draw_look(kind, "Портал", "https://school.example.org", TODAY, banner=True)
        for kind in PortalKind
    }
    assert len(set(looks.values())) == len(looks)
    assert looks[PortalKind.VK] != draw_look(
        PortalKind.VK, "Портал", "https://school.example.org", TODAY, banner=False
    )
    assert all(Image.open(io.BytesIO(look)).format == "JPEG" for look in looks.values())
