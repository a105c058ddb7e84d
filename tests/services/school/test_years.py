"""Stories about school years: classes move on together, and the past keeps its names."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from desktop_app.models.database import Database
from desktop_app.services.errors import AppError, ValidationError
from desktop_app.services.history.service import HistoryService
from desktop_app.services.outreach.service import OutreachService
from desktop_app.services.outreach.types import OutreachDraft
from desktop_app.services.school.promotion import Promoted, Promotion, propose
from desktop_app.services.school.service import SchoolService
from desktop_app.services.school.types import ClassDraft, ClassRow, Goals, SchoolDraft
from desktop_app.services.school.years import YearService
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock

_TABLES = ("class_groups", "class_years", "outreach_entries", "outreach_classes")


def image(store: Store) -> list[list[tuple[object, ...]]]:
    with store.read() as session:
        return [
            sorted(tuple(row) for row in session.execute(text(f"SELECT * FROM {table}")))  # noqa: S608 - fixed names
            for table in _TABLES
        ]


def add(store: Store, *names: str) -> dict[str, int]:
    school = SchoolService(store)
    return {name: school.save_class(ClassDraft(name=name, pupils=25, parents=40)).id for name in names}


def called(store: Store) -> list[str]:
    return [row.name for row in SchoolService(store).classes()]


def event(on: date, *classes: int, unique: int | None = None) -> OutreachDraft:
    return OutreachDraft(
        held_on=on, topic="О приложении", class_ids=classes, parents=100, unique_parents=unique
    )


def test_every_class_is_a_year_older_and_the_last_year_leaves(store: Store, clock: FrozenClock) -> None:
    add(store, "5А", "6А", "9А", "11А", "Кадетский")
    years = YearService(store, clock)
    years.promote(years.propose())
    assert called(store) == ["6А", "7А", "10А", "Кадетский"]
    assert years.former() == (2023,)
    assert [row.name for row in years.classes(2023)] == ["5А", "6А", "9А", "11А", "Кадетский"]
    assert [row.name for row in SchoolService(store).classes(left=True)][-2:] == [
        "11А (выпуск 2024)",
        "Кадетский",
    ]


def test_a_nine_year_school_lets_its_ninth_go_and_the_name_is_free(store: Store, clock: FrozenClock) -> None:
    add(store, "8А", "9А")
    years = YearService(store, clock)
    proposal = years.propose()
    years.promote(Promotion(year=proposal.year, classes=(*proposal.classes, Promoted(name="1А", pupils=25))))
    assert called(store) == ["1А", "9А"]


def test_promotion_is_one_step_back_and_forth(store: Store, clock: FrozenClock) -> None:
    add(store, "5А", "6А", "11А")
    before, years, history = image(store), YearService(store, clock), HistoryService(store)
    years.promote(years.propose())
    after = image(store)
    assert history.undo() == "Классы переведены на 2024/25 учебный год"
    assert image(store) == before
    history.redo()
    assert image(store) == after


def test_classes_are_not_moved_twice_in_a_summer(store: Store, clock: FrozenClock) -> None:
    add(store, "5А")
    years = YearService(store, clock)
    years.promote(years.propose())
    with pytest.raises(AppError, match="уже переведены на 2024/25"):
        years.propose()
    clock.day = date(2025, 5, 20)
    assert years.propose().year == 2024


def test_a_name_given_twice_is_refused_and_nothing_moves(store: Store, clock: FrozenClock) -> None:
    keys = add(store, "5А", "5Б")
    before = image(store)
    twice = tuple(
        Promoted(class_id=key, name=name) for key, name in zip(keys.values(), ("6А", " 6а"), strict=True)
    )
    with pytest.raises(ValidationError) as refused:
        YearService(store, clock).promote(Promotion(year=2023, classes=twice))
    assert {error.field for error in refused.value.errors} == {"0.name", "1.name"}
    assert image(store) == before


def test_a_list_that_has_changed_meanwhile_is_not_stored(store: Store, clock: FrozenClock) -> None:
    add(store, "5А")
    years = YearService(store, clock)
    proposal = years.propose()
    add(store, "5Б")
    with pytest.raises(AppError, match="изменился"):
        years.promote(proposal)
    assert called(store) == ["5А", "5Б"]


def test_the_log_names_a_class_as_it_was_called_that_day(store: Store, clock: FrozenClock) -> None:
    keys = add(store, "5А", "11А")
    log, years = OutreachService(store, clock), YearService(store, clock)
    log.save(event(date(2024, 5, 20), keys["5А"], keys["11А"]))
    years.promote(years.propose())
    clock.day = date(2024, 9, 2)
    log.save(event(date(2024, 9, 1), keys["5А"]))
    log.save(event(date(2024, 8, 31), keys["5А"]))
    assert [row.classes for row in log.list()] == ["6А", "5А", "5А, 11А"]


def test_coverage_counts_the_classes_of_the_year_looked_at(store: Store, clock: FrozenClock) -> None:
    keys = add(store, "5А", "11А")
    log, years = OutreachService(store, clock), YearService(store, clock)
    log.save(event(date(2024, 5, 20), unique=70))
    log.save(event(date(2024, 5, 21), keys["11А"], unique=40))
    years.promote(years.propose())
    now, then = log.coverage(), log.coverage(until=date(2024, 5, 31))
    assert [row.name for row in now.classes] == ["6А"]
    assert now.reached == 30  # of 70 people forty may have been parents of those who left
    assert [row.name for row in then.classes] == ["5А", "11А"]
    assert then.reached == 70


def test_a_class_with_a_past_is_deleted_and_brought_back_with_it(store: Store, clock: FrozenClock) -> None:
    keys = add(store, "5А")
    years = YearService(store, clock)
    years.promote(years.propose())
    before = image(store)
    SchoolService(store).delete_class(keys["5А"])
    assert years.former() == ()
    HistoryService(store).undo()
    assert image(store) == before


def test_goals_are_kept_and_refused_out_of_range(store: Store, clock: FrozenClock) -> None:
    school = SchoolService(store)
    assert school.goals() == Goals(None, 30)
    school.save(SchoolDraft(full_name="Школа № 99"))
    school.save_goals(Goals(80, 14))
    assert (school.goals(), OutreachService(store, clock).coverage().target) == (Goals(80, 14), 80)
    with pytest.raises(ValidationError) as refused:
        school.save_goals(Goals(101, 0))
    assert {error.field for error in refused.value.errors} == {"coverage_target", "check_days"}


_NAMES = st.lists(
    st.builds("{}{}".format, st.integers(1, 11), st.sampled_from(["", "А", "Б", "-к"])),
    unique=True,
    min_size=1,
)


@given(_NAMES)
def test_a_proposal_never_names_two_classes_alike(names: list[str]) -> None:
    rows = [ClassRow(id=place, name=name, pupils=1, parents=1) for place, name in enumerate(names)]
    staying = [one.name for one in propose(rows) if not one.leaves]
    assert len(staying) == len(set(staying))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_NAMES)
def test_moving_any_school_and_undoing_gives_the_same_file(empty_file: Path, names: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "school.otklik"
        path.write_bytes(empty_file.read_bytes())
        database = Database(path)
        store, clock = Store(database, FrozenClock()), FrozenClock()
        add(store, *names)
        before, years = image(store), YearService(store, clock)
        years.promote(years.propose())
        assert len(set(called(store))) == len(called(store))
        HistoryService(store).undo()
        assert image(store) == before
        database.close()
