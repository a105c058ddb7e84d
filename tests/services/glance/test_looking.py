"""One look at a record says what the services say once it is open, or nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desktop_app.bootstrap import build_services, new_file
from desktop_app.models.attachment import Attachment
from desktop_app.models.banner import Check, Placement, Portal
from desktop_app.models.coordinator import Appointment
from desktop_app.models.database import Database
from desktop_app.models.directive import Directive, Requirement
from desktop_app.models.enums import DueBasis, RequirementKind
from desktop_app.models.keys import MARK
from desktop_app.models.outreach import OutreachClass, OutreachEntry
from desktop_app.models.school import ClassGroup, ClassYear, School
from desktop_app.services.glance.looking import look_at
from desktop_app.services.glance.types import Glance
from desktop_app.services.sample.builder import build_sample
from tests.services.conftest import FrozenClock

TODAY = date(2024, 6, 3)
_NUMBERS = st.integers(0, 60)
_DAYS = st.integers(-30, 800).map(lambda back: TODAY - timedelta(days=back))
_MAYBE_DAYS = st.none() | _DAYS
_CLASSES = ("10А", "2Б", "1А", "детский сад")


def as_services_say(path: Path, clock: FrozenClock) -> Glance:
    """Return what a look should have told, by the services over the open file."""
    database = Database(path)
    try:
        services = build_services(database, clock)
        return Glance(
            path=path,
            read_only=False,
            school=services.school.get(),
            letters=tuple(services.directives.list()),
            letter=services.compliance.in_work(),
            standings=services.compliance.standings(),
            coverage=services.outreach.coverage(),
        )
    finally:
        database.close()


def test_the_sample_school_looks_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "Пример.otklik"
    new_file(path, build_sample)
    clock = FrozenClock(date(2025, 5, 20))
    found = look_at(path, clock.today())
    assert found == as_services_say(path, clock)
    assert found is not None
    assert found.letter is not None
    assert any(each.evidence for standing in found.standings for each in standing.requirements)


def directives(draw: st.DrawFn, session: Session) -> None:
    for number in range(draw(st.integers(0, 3))):
        kinds = draw(st.lists(st.sampled_from(RequirementKind), unique=True))
        session.add(
            Directive(
                number=f"{number}", dated=draw(_DAYS), sender="Министерство", due_on=draw(_MAYBE_DAYS),
                received_on=draw(_MAYBE_DAYS), sheets=draw(st.none() | st.integers(1, 3)),
                requirements=[
                    Requirement(
                        position=draw(_NUMBERS), kind=kind, title=kind.value, due_on=draw(_MAYBE_DAYS),
                        due_basis=draw(st.sampled_from(DueBasis)),
                    )
                    for kind in kinds
                ],
            )
        )  # fmt: skip


def people(draw: st.DrawFn, session: Session) -> None:
    for number in range(draw(st.integers(0, 3))):
        begins = draw(_DAYS)
        ends = begins + timedelta(days=draw(st.integers(0, 400)))
        session.add(
            Appointment(
                name=f"Иванова {number}", gender=draw(st.sampled_from(("", "male", "female"))),
                appointed_on=begins, order_date=draw(_MAYBE_DAYS), chat_joined_on=draw(_MAYBE_DAYS),
                released_on=draw(st.sampled_from((None, ends))),
                chat_proof_id=draw(st.sampled_from((None, 1))), destroyed_on=draw(_MAYBE_DAYS),
            )
        )  # fmt: skip


def banners(draw: st.DrawFn, session: Session) -> None:
    for number in range(draw(st.integers(0, 4))):
        placement = Placement(
            status=draw(st.sampled_from(("planned", "placed", "verified", "missing", "removed"))),
            placed_on=draw(_DAYS), planned_for=draw(_MAYBE_DAYS), removed_on=draw(_DAYS), reason="",
            verified_on=draw(_DAYS), proof_id=1,
            checks=[
                Check(checked_on=draw(_DAYS), outcome="found", attachment_id=1)
                for _ in range(draw(st.integers(0, 2)))
            ],
        )  # fmt: skip
        kind, position = draw(st.sampled_from(("website", "stand"))), draw(st.integers(0, 2))
        session.add(Portal(kind=kind, name=f"Портал {number}", position=position, placement=placement))


def log(draw: st.DrawFn, session: Session) -> None:
    for key, name in enumerate(_CLASSES, 1):
        left = draw(st.sampled_from((None, None, 2023)))
        session.add(ClassGroup(id=key, name=name, parents=draw(_NUMBERS), left_in=left))
        session.flush()
        for year in draw(st.sets(st.integers(2021, 2023))):
            session.add(
                ClassYear(
                    class_id=key, school_year=year, name=f"{name} {year}", pupils=1, parents=draw(_NUMBERS)
                )
            )
    for _ in range(draw(st.integers(0, 12))):
        parents = draw(_NUMBERS)
        session.add(
            OutreachEntry(
                held_on=draw(_DAYS), form="class_meeting", topic="О проекте", parents=parents,
                unique_parents=draw(st.none() | st.integers(0, parents)),
                deleted_at=draw(st.sampled_from((None, None, None, datetime(2024, 6, 1, tzinfo=UTC)))),
                classes=[
                    OutreachClass(class_id=key)
                    for key in draw(st.lists(st.integers(1, len(_CLASSES)), unique=True, max_size=3))
                ],
            )
        )  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_record_looks_as_it_is(data: st.DataObject, tmp_path: Path, empty_file: Path) -> None:
    path, clock = tmp_path / "any.otklik", FrozenClock(TODAY)
    path.write_bytes(empty_file.read_bytes())
    draw: st.DrawFn = data.draw
    database = Database(path)
    with database.session() as session:
        now = datetime(2024, 6, 1, tzinfo=UTC)
        session.add(
            Attachment(
                id=1, sha256="0" * 64, name="снимок.jpg", media_type="image/jpeg", size=9,
                taken_on=draw(_MAYBE_DAYS), added_at=now,
            )
        )  # fmt: skip
        session.flush()
        if draw(st.booleans()):
            term, target = draw(st.integers(1, 60)), draw(st.none() | st.integers(1, 100))
            gender = draw(st.sampled_from(("", "female")))
            school = School(id=1, full_name="Школа", kind="state", check_days=term, coverage_target=target)
            school.head_gender = gender
            session.add(school)
        directives(draw, session)
        people(draw, session)
        banners(draw, session)
        log(draw, session)
    database.close()
    assert look_at(path, TODAY) == as_services_say(path, clock)


def test_nothing_is_told_of_what_only_opening_can_deal_with(tmp_path: Path, empty_file: Path) -> None:
    assert look_at(tmp_path / "нет.otklik", TODAY) is None
    assert look_at(tmp_path, TODAY) is None
    foreign = tmp_path / "чужой.otklik"
    foreign.write_bytes(b"not a record")
    assert look_at(foreign, TODAY) is None
    locked = tmp_path / "закрытый.otklik"
    locked.write_bytes(MARK + bytes(4090))
    assert look_at(locked, TODAY) is None
    for version in (1, 9):
        other = tmp_path / f"{version}.otklik"
        other.write_bytes(empty_file.read_bytes())
        with closing(sqlite3.connect(other)) as connection:
            connection.execute(f"PRAGMA user_version={version}")
        assert look_at(other, TODAY) is None


def test_a_record_left_in_the_middle_of_a_change_is_not_looked_at(tmp_path: Path, empty_file: Path) -> None:
    path = tmp_path / "школа.otklik"
    path.write_bytes(empty_file.read_bytes())
    assert look_at(path, TODAY) is not None
    path.with_name(f"{path.name}-journal").write_bytes(b"what was there before")
    assert look_at(path, TODAY) is None


@pytest.mark.parametrize("table", ["school", "outreach_entries"])
def test_a_damaged_record_is_left_to_opening(tmp_path: Path, empty_file: Path, table: str) -> None:
    path = tmp_path / "школа.otklik"
    path.write_bytes(empty_file.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"DROP TABLE {table}")
    assert look_at(path, TODAY) is None


def test_a_look_changes_nothing_in_the_file_or_beside_it(tmp_path: Path, empty_file: Path) -> None:
    path = tmp_path / "школа.otklik"
    path.write_bytes(empty_file.read_bytes())
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert look_at(path, TODAY) is not None
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
