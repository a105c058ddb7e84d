"""The register: what went out, what came in, and what looks odd in it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.letters.chain import (
    ENTRIES_QUERY,
    GENESIS,
    LETTERS_QUERY,
    chain_problems,
    entry_hash,
    last_hash,
)
from desktop_app.services.letters.register import RegisterService
from desktop_app.services.letters.remarks import RemarkKind
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import LetterDraft, LetterRow, PaperKind
from desktop_app.services.store import Store

LETTER = LetterDraft(kind=PaperKind.CONFIRMATION)


def register(letters: LetterService, number: str | None = None, on: date | None = None) -> LetterRow:
    return letters.register(letters.create(LETTER).id, number, on)


def test_an_empty_register_is_whole(store: Store) -> None:
    state = RegisterService(store).chain()
    assert (state.rows, state.last_hash, state.problems) == (0, GENESIS, ())
    assert RegisterService(store).remarks() == ()


def test_a_paper_without_its_row_or_with_two_is_named(letters: LetterService, store: Store) -> None:
    for _ in range(3):
        register(letters)
    with store.read() as session:
        read = session.connection().exec_driver_sql
        entries = [dict(row) for row in read(ENTRIES_QUERY).mappings()]
        papers = [dict(row) for row in read(LETTERS_QUERY).mappings()]
    assert chain_problems(entries, papers) == ()
    (missing,) = (one for one in chain_problems(entries[:-1], papers) if "записи в журнале нет" in one)
    (double,) = (
        one for one in chain_problems([*entries, entries[0]], papers) if "записи в журнале нет" in one
    )
    assert missing.startswith("Бумага № 3 ")
    assert double.startswith("Бумага № 1 ")


def test_papers_stand_in_the_order_of_registration_not_of_dates(letters: LetterService, store: Store) -> None:
    register(letters, on=date(2024, 6, 5))
    register(letters, on=date(2024, 6, 3))
    rows = RegisterService(store).outgoing()
    assert [(row.seq, row.number, row.date.day) for row in rows] == [(1, "1", 5), (2, "2", 3)]


def test_the_incoming_letter_is_listed_with_its_due_date(letters: LetterService, store: Store) -> None:
    (row,) = RegisterService(store).incoming()
    assert (row.number, row.dated, row.due_on) == ("02-55-5749/24", date(2024, 5, 30), date(2024, 6, 5))


def test_gaps_doubles_and_backward_dates_are_remarked(letters: LetterService, store: Store) -> None:
    register(letters, on=date(2024, 6, 5))
    register(letters, "3", on=date(2024, 6, 4))
    register(letters, "9", on=date(2024, 6, 6))
    register(letters, "9 ".strip() + " А", on=date(2024, 6, 6))
    register(letters, "9А", on=date(2024, 6, 6))
    remarks = RegisterService(store).remarks()
    assert [(remark.kind, remark.letter_ids) for remark in remarks] == [
        (RemarkKind.GAP, (2, 3)),
        (RemarkKind.DOUBLE, (4, 5)),
        (RemarkKind.BACKWARD, (2,)),
    ]
    assert tuple(remark.message for remark in remarks) == (
        "В журнале исходящих за 2024 год пропущены номера: 2, с 4 по 8.",
        "В журнале исходящих за 2024 год одинаковые номера: 9 А, 9А.",
        "В журнале исходящих за 2024 год № 3 от 04.06.2024 стоит после № 1 от 05.06.2024.",
    )


def test_a_plain_register_has_no_remarks(letters: LetterService, store: Store) -> None:
    for _ in range(3):
        letters.void(register(letters).id, "ошибка")
    assert RegisterService(store).remarks() == ()
    assert RegisterService(store).chain().rows == 6


def _entry(seq: int, previous: str) -> dict[str, object]:
    row: dict[str, object] = {
        "seq": seq,
        "event": "registered",
        "letter_id": seq,
        "number": str(seq),
        "previous_hash": previous,
    }
    return {**row, "entry_hash": entry_hash(row)}


@given(
    st.dictionaries(st.text(min_size=1), st.one_of(st.none(), st.integers(), st.text()), min_size=1),
    st.data(),
)
def test_any_change_of_any_column_changes_the_hash(row: dict[str, object], data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(sorted(row)))
    other = data.draw(
        st.one_of(st.none(), st.integers(), st.text()).filter(lambda value: value != row[column])
    )
    if column != "entry_hash":
        assert entry_hash({**row, column: other}) != entry_hash(row)
    assert entry_hash(dict(reversed(row.items()))) == entry_hash(row)


def test_the_first_bad_row_is_named_first() -> None:
    first = _entry(1, GENESIS)
    second = _entry(2, str(first["entry_hash"]))
    third = _entry(3, str(second["entry_hash"]))
    assert last_hash([first, second, third]) == third["entry_hash"]
    problems = chain_problems([first, {**second, "number": "22"}, third], [])
    assert "Запись 1" in problems[0]
    assert any("Запись 2" in one and "контрольная сумма" in one for one in problems)
    assert any("Запись 3" in one and "не продолжает" in one for one in chain_problems([first, third], []))
