"""Numbers in reserve: kept, used, given up; and no number ever doubled or skipped, whatever is done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from desktop_app.models.database import Database
from desktop_app.models.enums import NumberSeries
from desktop_app.services.errors import AppError, ValidationError
from desktop_app.services.history.service import HistoryService
from desktop_app.services.letters.numbering import NumberingService
from desktop_app.services.letters.register import RegisterService
from desktop_app.services.letters.reservations import ReservationState
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import LetterDraft, LetterRow, LetterState, PaperKind
from desktop_app.services.school.types import SchemeDraft
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer, write_record

OUT = NumberSeries.OUTGOING
LETTER = LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1)
DAY = date(2024, 6, 3)


@pytest.fixture
def numbering(store: Store, clock: FrozenClock) -> NumberingService:
    return NumberingService(store, clock)


def register(letters: LetterService, number: str | None = None, on: date = DAY) -> LetterRow:
    return letters.register(letters.create(LETTER).id, number, on)


def test_the_run_goes_around_a_reserved_number_and_a_paper_may_take_it(
    letters: LetterService, numbering: NumberingService, store: Store
) -> None:
    kept = numbering.reserve(OUT, "ответ на запрос")
    assert (kept.number, kept.year, kept.state) == ("1", 2024, ReservationState.HELD)
    assert numbering.preview(OUT, DAY) == ("2", "3", "4")
    assert register(letters).number == "2"
    taken = register(letters, kept.number)
    (row,) = numbering.reservations()
    assert (row.state, row.letter_id) == (ReservationState.USED, taken.id)
    assert numbering.reserved(OUT, 2024) == ()
    assert register(letters).number == "3"
    assert RegisterService(store).remarks() == ()


def test_a_given_number_far_ahead_leaves_the_run_where_it_is(
    letters: LetterService, numbering: NumberingService
) -> None:
    numbering.reserve(OUT, "к юбилею", "3")
    assert [register(letters).number for _ in range(3)] == ["1", "2", "4"]
    register(letters, "3")
    assert register(letters).number == "5"


def test_a_released_number_keeps_its_reason_and_is_no_gap(
    letters: LetterService, numbering: NumberingService, store: Store
) -> None:
    register(letters)
    kept = numbering.reserve(OUT, "запрос отозван")
    register(letters)
    row = numbering.release(kept.id, "письмо не понадобилось")
    assert (row.state, row.reason, row.released_on) == (
        ReservationState.RELEASED,
        "письмо не понадобилось",
        date(2024, 6, 3),
    )
    assert RegisterService(store).remarks() == ()
    assert register(letters).number == "4"
    with pytest.raises(ValidationError, match="снят с резерва"):
        register(letters, "2")


def test_what_cannot_be_reserved_or_released_is_said(
    letters: LetterService, numbering: NumberingService
) -> None:
    register(letters)
    kept = numbering.reserve(OUT, "для запроса", "5")
    for note, number, field in (
        ("", None, "note"),
        ("x", "1", "number"),
        ("x", "5", "number"),
        ("x", " ", "number"),
    ):
        with pytest.raises(ValidationError) as refused:
            numbering.reserve(OUT, note, number)
        assert refused.value.field == field
    with pytest.raises(ValidationError, match="почему"):
        numbering.release(kept.id, " ")
    register(letters, "5")
    with pytest.raises(AppError, match="уже стоит на бумаге"):
        numbering.release(kept.id, "не нужен")
    with pytest.raises(AppError, match="резерве нет"):
        numbering.release(99, "не нужен")


def test_undo_gives_a_reserved_number_back_until_a_paper_is_registered(
    letters: LetterService, numbering: NumberingService, store: Store
) -> None:
    numbering.reserve(OUT, "для запроса")
    assert HistoryService(store).undo() == "Резервирование номера"
    assert numbering.preview(OUT, DAY, 1) == ("1",)
    kept = numbering.reserve(OUT, "для запроса")
    register(letters, kept.number)
    with pytest.raises(AppError, match="нечего"):
        HistoryService(store).undo()
    assert numbering.reservations()[0].state is ReservationState.USED


def test_each_year_and_series_has_its_own_reserve(numbering: NumberingService) -> None:
    numbering.reserve(OUT, "на этот год")
    numbering.reserve(OUT, "на будущий год", on=date(2025, 1, 9))
    numbering.reserve(NumberSeries.ORDERS, "о каникулах")
    assert [(row.series, row.year, row.number) for row in numbering.reservations()] == [
        (OUT, 2024, "1"),
        (OUT, 2025, "1"),
        (NumberSeries.ORDERS, 2024, "1-од"),
    ]
    assert numbering.preview(OUT, date(2025, 1, 10), 1) == ("2",)


def test_a_repeated_paper_counts_the_answers_before_it(
    letters: LetterService, numbering: NumberingService, store: Store
) -> None:
    pattern = SchemeDraft(
        series=OUT, pattern="{index}-{serial:06}/{yy}-{repeat}", case_index="038-05", next_serial=7
    )
    numbering.save(pattern)
    first = register(letters)
    assert first.number == "038-05-000007/24-0"
    assert numbering.preview(OUT, DAY, 1) == ("038-05-000008/24-0",)
    assert numbering.preview(OUT, DAY, 1, directive_id=1) == ("038-05-000008/24-1",)
    second = register(letters)
    assert second.number == "038-05-000008/24-1"
    letters.void(second.id, "ошибка")
    assert register(letters).number == "038-05-000009/24-1"
    assert RegisterService(store).remarks() == ()


def test_the_preview_of_a_scheme_not_stored_yet_knows_what_is_taken(
    letters: LetterService, numbering: NumberingService
) -> None:
    numbering.reserve(OUT, "для запроса", "А-2")
    draft = SchemeDraft(series=OUT, pattern="{index}-{serial}", case_index="А")
    assert numbering.preview_of(draft) == ("А-1", "А-3", "А-4")
    assert numbering.preview_of(SchemeDraft(series=OUT, pattern="{index}-{serial}")) == ()
    assert numbering.check(SchemeDraft(series=OUT, pattern="{index}-{serial}"))[0].field == "case_index"
    assert numbering.preview(OUT, DAY, 1) == ("1",)


_DAYS = st.dates(date(2024, 11, 1), date(2026, 2, 28))


class Numbers(RuleBasedStateMachine):
    """Papers and reservations in any order, over two turns of the year, with undo and redo in between."""

    path: Path
    empty: Path
    made = 0

    @initialize(start=st.integers(1, 9))
    def open(self, start: int) -> None:
        Numbers.made += 1
        file = self.path / f"{Numbers.made}.otklik"
        file.write_bytes(self.empty.read_bytes())
        self.database = Database(file)
        clock = FrozenClock()
        self.store = Store(self.database, clock)
        write_record(self.store)
        self.letters = LetterService(self.store, clock, FakeRenderer())
        self.numbering = NumberingService(self.store, clock)
        self.numbering.save(SchemeDraft(series=OUT, pattern="{serial}/{yy}", next_serial=start))
        self.start = start
        HistoryService(self.store).seal()

    @rule(on=_DAYS)
    def register(self, on: date) -> None:
        (expected,) = self.numbering.preview(OUT, on, 1)
        assert register(self.letters, on=on).number == expected

    @rule(on=_DAYS)
    def reserve(self, on: date) -> None:
        (expected,) = self.numbering.preview(OUT, on, 1)
        assert self.numbering.reserve(OUT, "заметка", on=on).number == expected

    @rule(data=st.data())
    def use_a_reserved_one(self, data: st.DataObject) -> None:
        held = [row for row in self.numbering.reservations() if row.state is ReservationState.HELD]
        if held:
            row = data.draw(st.sampled_from(held))
            register(self.letters, row.number, date(row.year, 6, 1))

    @rule(data=st.data())
    def release(self, data: st.DataObject) -> None:
        held = [row for row in self.numbering.reservations() if row.state is ReservationState.HELD]
        if held:
            self.numbering.release(data.draw(st.sampled_from(held)).id, "не нужен")

    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        standing = [row for row in self.letters.list() if row.state is LetterState.REGISTERED]
        if standing:
            self.letters.void(data.draw(st.sampled_from(standing)).id, "ошибка")

    @rule(redo=st.booleans())
    def undo(self, *, redo: bool) -> None:
        history = HistoryService(self.store)
        try:
            history.undo()
        except AppError:
            return
        if redo:
            history.redo()

    @precondition(lambda self: hasattr(self, "store"))
    @invariant()
    def no_number_is_doubled_or_skipped(self) -> None:
        papers = [(row.number or "", row.dated) for row in self.letters.list() if row.number]
        kept = [row for row in self.numbering.reservations() if row.state is not ReservationState.USED]
        numbers = [number for number, _ in papers] + [row.number for row in kept]
        assert len(numbers) == len(set(numbers))
        years = {number[-2:] for number in numbers}
        for year in years:
            serials = sorted(int(number[:-3]) for number in numbers if number.endswith(year))
            assert serials == list(range(serials[0], serials[0] + len(serials)))
            assert serials[0] in {1, self.start}
        gaps = [one for one in RegisterService(self.store).remarks() if "пропущены" in one.message]
        assert gaps == []

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()


def test_no_sequence_doubles_or_skips_a_number(tmp_path: Path, empty_file: Path) -> None:
    Numbers.path, Numbers.empty = tmp_path, empty_file
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Numbers,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
