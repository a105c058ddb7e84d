"""The bound on parents reached, against schools whose parents are known one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.outreach.coverage import ClassFacts, EntryFacts, coverage

_START = date(2024, 6, 3)


@dataclass(frozen=True)
class Hidden:
    """What no school knows: who exactly came to which event. A person is a class and a number."""

    sizes: dict[int, int]
    meetings: tuple[tuple[frozenset[int], frozenset[tuple[int, int]], bool], ...]

    @property
    def classes(self) -> list[ClassFacts]:
        return [ClassFacts(key, f"{key}А", size) for key, size in self.sizes.items()]

    @property
    def entries(self) -> list[EntryFacts]:
        return [
            EntryFacts(_START + timedelta(days=n), ids, len(came), len(came) if counted else None)
            for n, (ids, came, counted) in enumerate(self.meetings)
        ]

    def reached(self, class_id: int | None = None) -> int:
        everybody = frozenset().union(*(came for _, came, _ in self.meetings))
        return sum(class_id is None or person[0] == class_id for person in everybody)


@st.composite
def schools(draw: st.DrawFn) -> Hidden:
    sizes = dict(enumerate(draw(st.lists(st.integers(1, 6), min_size=1, max_size=5)), 1))
    meetings = []
    for _ in range(draw(st.integers(0, 6))):
        ids = draw(st.frozensets(st.sampled_from(sorted(sizes))))
        invited = [(key, n) for key in (ids or sizes) for n in range(sizes[key])]
        meetings.append((ids, draw(st.frozensets(st.sampled_from(invited))), draw(st.booleans())))
    return Hidden(sizes, tuple(meetings))


@given(schools(), st.sets(st.integers(1, 5)))
def test_the_bound_never_passes_the_truth(school: Hidden, uncounted: set[int]) -> None:
    classes = [replace(c, parents=0) if c.class_id in uncounted else c for c in school.classes]
    found = coverage(classes, school.entries)
    assert found.reached <= school.reached()
    for row in found.classes:
        assert row.reached <= school.reached(row.class_id)


@given(schools())
def test_no_share_passes_all_parents(school: Hidden) -> None:
    found = coverage(school.classes, school.entries)
    assert found.reached <= found.parents
    assert 0 <= found.percent <= 100
    assert all(0 <= row.percent <= 100 and row.reached <= row.parents for row in found.classes)


@given(schools())
def test_totals_are_the_sums_of_their_parts(school: Hidden) -> None:
    found = coverage(school.classes, school.entries)
    assert found.parents == sum(row.parents for row in found.classes)
    assert found.reached >= sum(row.reached for row in found.classes)
    assert found.contacts == sum(entry.contacts for entry in school.entries)
    assert found.contacts == sum(contacts for _, _, contacts in found.by_week)
    assert len(school.entries) == sum(events for _, events, _ in found.by_week)
    mondays = [monday for monday, _, _ in found.by_week]
    assert all(monday.weekday() == 0 for monday in mondays)
    assert mondays == [mondays[0] + timedelta(weeks=n) for n in range(len(mondays))]


@given(schools(), st.integers(-1, 7), st.integers(-1, 7))
def test_both_bounds_of_a_period_are_in_it(school: Hidden, first: int, last: int) -> None:
    since, until = _START + timedelta(days=first), _START + timedelta(days=last)
    inside = [entry for entry in school.entries if since <= entry.held_on <= until]
    assert coverage(school.classes, school.entries, since, until) == coverage(school.classes, inside)


@given(schools())
def test_one_more_event_never_proves_less(school: Hidden) -> None:
    numbers = [coverage(school.classes, school.entries[:n]).reached for n in range(len(school.meetings) + 1)]
    assert numbers == sorted(numbers)


def test_a_common_meeting_proves_those_who_did_not_fit_into_the_other_classes() -> None:
    classes = [ClassFacts(1, "5А", 48), ClassFacts(2, "5Б", 44)]
    found = coverage(classes, [EntryFacts(_START, frozenset({1, 2}), 61, 61)])
    assert [row.reached for row in found.classes] == [17, 13]
    assert (found.reached, found.percent) == (61, 66)


def test_the_same_parents_coming_twice_are_not_counted_twice() -> None:
    entry = EntryFacts(_START, frozenset({1}), 30, 30)
    found = coverage([ClassFacts(1, "5А", 48)], [entry, entry])
    assert (found.contacts, found.reached, found.classes[0].contacts) == (60, 30, 60)


def test_a_class_without_a_count_does_not_lift_the_share() -> None:
    classes = [ClassFacts(1, "5А", 40), ClassFacts(2, "5Б", 0)]
    entries = [EntryFacts(_START, frozenset({1}), 10, 10), EntryFacts(_START, frozenset({2}), 30, 30)]
    found = coverage(classes, entries)
    assert (found.reached, found.percent) == (40, 25)


def test_a_school_without_classes_still_counts_its_events() -> None:
    found = coverage([], [EntryFacts(_START, frozenset(), 200, 120)])
    assert (found.contacts, found.reached, found.percent, found.classes) == (200, 120, 0, ())
