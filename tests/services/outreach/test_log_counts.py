"""Counting bits sums up what adding the numbers does, whatever changed in between."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.outreach.log_bits import bits_of, flags_of, places
from desktop_app.services.outreach.log_counts import LogCounts

_numbers = st.integers(0, 3) | st.integers(0, 2**62)


@given(st.lists(_numbers, max_size=90), st.data())
def test_any_choice_is_summed_up(numbers: list[int], data: st.DataObject) -> None:
    values = array("q", numbers)
    counts = LogCounts(values)
    for _ in range(4):
        chosen = data.draw(st.integers(0, 2 ** len(values) - 1))
        assert counts.sum(chosen) == sum(value for slot, value in enumerate(values) if chosen >> slot & 1)
        slots = data.draw(st.sets(st.integers(0, len(values) - 1))) if values else set()
        for slot in slots:
            values[slot] = data.draw(_numbers)
        counts.changed(slots)
        if data.draw(st.booleans()):
            values.append(data.draw(_numbers))
            counts.changed([len(values) - 1])


@given(st.lists(st.booleans(), max_size=200))
def test_flags_become_bits_and_bits_flags(chosen: list[bool]) -> None:
    flags = bytes(chosen)
    bits = bits_of(flags)
    assert bits == sum(flag << place for place, flag in enumerate(flags))
    assert flags_of(bits, len(flags)) == flags
    assert list(places(flags)) == [place for place, flag in enumerate(flags) if flag]
