"""Numbers are given once, in a row, year by year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desktop_app.models.attachment import Attachment
from desktop_app.models.database import Database
from desktop_app.models.enums import NumberSeries
from desktop_app.models.letter import Letter
from desktop_app.services.errors import ValidationError
from desktop_app.services.letters.numbering import NumberingService, give_number
from desktop_app.services.school.types import SchemeDraft
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock

OUT = NumberSeries.OUTGOING
DAY = date(2024, 6, 5)


@pytest.fixture
def numbering(store: Store, clock: FrozenClock) -> NumberingService:
    return NumberingService(store, clock)


def issue(store: Store, on: date, explicit: str | None = None, series: NumberSeries = OUT) -> str:
    """Give a number and store a registered paper under it, as registering does."""
    with store.write("Регистрация", final=True) as session:
        number = give_number(session, series, on, explicit)
        _paper(session, series, number, on)
        return number


def _paper(session: Session, series: NumberSeries, number: str, on: date) -> None:
    moment = FrozenClock().now()
    pdf = session.get(Attachment, 1) or Attachment(
        id=1, sha256="a" * 64, name="x.pdf", media_type="application/pdf", size=1, added_at=moment
    )
    session.add(pdf)
    session.flush()
    session.add(
        Letter(
            kind="confirmation" if series is OUT else "order",
            series=series,
            state="registered",
            profile="2025",
            created_at=moment,
            number=number,
            year=on.year,
            dated=on,
            sheets=1,
            pdf_id=1,
            sha256="a" * 64,
        )
    )
    session.flush()


def test_without_a_scheme_letters_get_plain_numbers_and_orders_their_suffix(
    store: Store, numbering: NumberingService
) -> None:
    assert [row.preview for row in numbering.schemes()] == [("1", "2", "3"), ("1-од", "2-од", "3-од")]
    assert issue(store, DAY) == "1"
    assert issue(store, DAY, series=NumberSeries.ORDERS) == "1-од"
    assert issue(store, DAY) == "2"


def test_a_saved_scheme_starts_where_the_school_stands_whatever_the_year(
    store: Store, numbering: NumberingService
) -> None:
    numbering.save(SchemeDraft(series=OUT, pattern="01-12/{serial}", next_serial=34))
    assert numbering.preview(OUT, date(2023, 1, 10), 2) == ("01-12/34", "01-12/35")
    assert issue(store, date(2023, 1, 10)) == "01-12/34"
    assert issue(store, date(2023, 2, 10)) == "01-12/35"


def test_a_preview_gives_nothing_away(store: Store, numbering: NumberingService) -> None:
    assert numbering.preview(OUT, DAY) == numbering.preview(OUT, DAY) == ("1", "2", "3")
    assert issue(store, DAY) == "1"


def test_a_new_year_starts_from_one_and_a_late_paper_goes_on_in_its_own_year(
    store: Store, numbering: NumberingService
) -> None:
    numbering.save(SchemeDraft(series=OUT, pattern="{serial}/{yy}", next_serial=7))
    assert issue(store, date(2024, 12, 30)) == "7/24"
    assert issue(store, date(2025, 1, 9)) == "1/25"
    assert issue(store, date(2024, 12, 31)) == "8/24"
    assert issue(store, date(2023, 12, 31)) == "1/23"
    assert issue(store, date(2025, 1, 10)) == "2/25"


def test_in_a_new_year_the_scheme_shows_one_as_next_and_saving_it_changes_no_run(store: Store) -> None:
    earlier = NumberingService(store, FrozenClock(DAY))
    later = NumberingService(store, FrozenClock(date(2025, 1, 9)))
    earlier.save(SchemeDraft(series=OUT, pattern="{serial}", next_serial=34))
    assert issue(store, date(2024, 6, 5)) == "34"
    (shown,) = (row for row in later.schemes() if row.series is OUT)
    assert shown.next_serial == 1
    same = SchemeDraft(series=OUT, pattern="{serial}", next_serial=shown.next_serial)
    assert later.preview_of(same) == ("1", "2", "3")
    later.save(same)
    assert issue(store, date(2024, 12, 30)) == "35"
    assert issue(store, date(2025, 1, 9)) == "1"


def test_without_restart_the_run_goes_on_over_the_years(store: Store, numbering: NumberingService) -> None:
    numbering.save(SchemeDraft(series=OUT, pattern="{serial}", next_serial=7, yearly_restart=False))
    assert [issue(store, date(year, 1, 9)) for year in (2024, 2025, 2024, 2026)] == ["7", "8", "9", "10"]


def test_an_own_number_is_kept_and_moves_the_run_when_it_fits(
    store: Store, numbering: NumberingService
) -> None:
    numbering.save(SchemeDraft(series=OUT, pattern="01-12/{serial}"))
    assert issue(store, DAY, "01-12/2") == "01-12/2"
    assert issue(store, DAY) == "01-12/3"
    assert issue(store, DAY, " 5749-а ") == "5749-а"
    assert issue(store, DAY, "01-12/1") == "01-12/1"
    assert issue(store, DAY) == "01-12/4"


def test_a_number_already_used_is_refused_in_its_year_only(store: Store) -> None:
    issue(store, DAY, "15")
    with pytest.raises(ValidationError, match="уже занят") as refused:
        issue(store, DAY, "15")
    assert refused.value.field == "number"
    assert issue(store, date(2023, 6, 5), "15") == "15"


@pytest.mark.parametrize("number", ["", "  ", "x" * 60 + "1", "1\n2", "без номера"])
def test_an_impossible_number_is_refused(store: Store, number: str) -> None:
    with pytest.raises(ValidationError):
        issue(store, DAY, number)


def test_a_wrong_scheme_names_its_fields(numbering: NumberingService) -> None:
    with pytest.raises(ValidationError) as refused:
        numbering.save(SchemeDraft(series=OUT, pattern="{число}", next_serial=0))
    assert [error.field for error in refused.value.errors] == ["pattern", "next_serial"]
    assert "{число}" in refused.value.errors[0].message


def test_changing_the_pattern_alone_keeps_the_run(store: Store, numbering: NumberingService) -> None:
    issue(store, DAY)
    stored = numbering.schemes()[0]
    numbering.save(SchemeDraft(series=OUT, pattern="А-{serial}", next_serial=stored.next_serial))
    assert issue(store, DAY) == "А-2"
    assert issue(store, date(2025, 1, 9)) == "А-1"


def test_a_refused_paper_gives_its_number_back(store: Store) -> None:
    class StoppedError(Exception):
        pass

    def stop_halfway() -> None:
        with store.write("Регистрация", final=True) as session:
            assert give_number(session, OUT, DAY) == "1"
            raise StoppedError

    with pytest.raises(StoppedError):
        stop_halfway()
    assert issue(store, DAY) == "1"


_DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(_DAYS, max_size=12), start=st.integers(1, 40))
def test_within_a_year_numbers_are_never_doubled_and_none_is_skipped(
    days: list[date], start: int, tmp_path_factory: pytest.TempPathFactory, empty_file: Path
) -> None:
    path = tmp_path_factory.mktemp("numbers") / "school.otklik"
    path.write_bytes(empty_file.read_bytes())
    database = Database(path)
    try:
        store = Store(database, FrozenClock())
        NumberingService(store, FrozenClock()).save(
            SchemeDraft(series=OUT, pattern="{serial:02}", next_serial=start)
        )
        given_by_year: dict[int, list[int]] = {}
        for day in days:
            given_by_year.setdefault(day.year, []).append(int(issue(store, day)))
    finally:
        database.close()
    for place, serials in enumerate(given_by_year.values()):
        first = start if place == 0 else 1
        assert serials == list(range(first, first + len(serials)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(own=st.lists(st.one_of(st.none(), st.integers(1, 15)), max_size=14))
def test_own_numbers_and_given_ones_never_meet(
    own: list[int | None], tmp_path_factory: pytest.TempPathFactory, empty_file: Path
) -> None:
    path = tmp_path_factory.mktemp("numbers") / "school.otklik"
    path.write_bytes(empty_file.read_bytes())
    database = Database(path)
    used: list[str] = []
    try:
        store = Store(database, FrozenClock())
        for number in own:
            if str(number) in used:
                with pytest.raises(ValidationError):
                    issue(store, DAY, str(number))
            else:
                used.append(issue(store, DAY, None if number is None else str(number)))
    finally:
        database.close()
    assert len(used) == len(set(used))
