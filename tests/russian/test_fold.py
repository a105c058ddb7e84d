"""Search finds a word however it was typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.russian.fold import fold


def test_capitals_yo_and_blanks_do_not_matter() -> None:
    assert fold("  ПЁТР\u00a0\n Семёнов ") == fold("петр семенов") == "петр семенов"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
