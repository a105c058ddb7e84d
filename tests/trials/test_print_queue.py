"""What a real print queue hands to its printer is the paper, in its place."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from tests.trials.print_queue import compare, missing, papers, trial

MOST_DIFFERENT = 2.5
"""Of 255, over all dots; the wrong paper differs by 14."""
FARTHEST = 0.5
"""Millimetres."""


def test_a_pack_with_a_landscape_page_comes_out_of_the_queue_as_it_is() -> None:
    if reason := missing():
        pytest.skip(f"no print queue here: {reason}")
    sheets = trial(("pack",), ("pdf",))["pack → pdf"]
    assert len(sheets) == 3
    for sheet in sheets:
        assert sheet.shift <= FARTHEST
        assert sheet.size <= FARTHEST
        assert sheet.difference <= MOST_DIFFERENT


def test_the_comparison_sees_another_paper_and_a_moved_one() -> None:
    known = papers()
    (same,) = compare(known["letter"], known["letter"])
    assert (same.difference, same.shift, same.size) == (0, 0, 0)
    (other,) = compare(known["letter"], known["order"])
    assert other.difference > MOST_DIFFERENT
    with pikepdf.open(BytesIO(known["letter"])) as document:
        moved = document.pages[0]
        moved.contents_add(b"1 0 0 1 2.0 0 cm", prepend=True)
        buffer = BytesIO()
        document.save(buffer)
    (found,) = compare(known["letter"], buffer.getvalue())
    assert found.shift > FARTHEST
