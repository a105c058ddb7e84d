"""What is known of pairs of letters finds the texts that reading every one of them finds."""

from __future__ import annotations

from random import Random

import pytest

from desktop_app.services.outreach import log_search
from desktop_app.services.outreach.log_search import LogSearch

ASKED = ("a", "ab", "cd", "abc", "bab", "dddd", "zz", "zzz", "\x85", "a\x85", "q")


def texts_of(dice: Random, number: int) -> list[str]:
    """Return texts of short words; some of the words stand in many of them."""
    common = ["abcd", "bab", "x\x85a"]
    return [
        " ".join(
            dice.choice(common)
            if dice.random() < 0.3
            else "".join(dice.choices("abcd", k=dice.randint(0, 5)))
            for _ in range(dice.randint(0, 4))
        )
        for _ in range(number)
    ]


@pytest.mark.parametrize("block", [8, 64, 2_048])
def test_texts_are_found_as_each_by_itself(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_search, "_BLOCK", block)
    monkeypatch.setattr(log_search, "_MENDED", 5)
    dice = Random(7)  # noqa: S311 - nothing secret
    texts = texts_of(dice, 300)
    search = LogSearch(texts)
    for turn in range(40):
        for letters in ASKED:
            expected = sum((letters in text) << slot for slot, text in enumerate(texts))
            assert search.found(letters) == expected, letters
        changed = dice.sample(range(len(texts)), turn % 9)
        for slot in changed:
            texts[slot] = "zzz" if turn % 2 else texts_of(dice, 1)[0]
        search.changed(changed)
        first = len(texts)
        texts.extend(texts_of(dice, dice.randint(0, 7)))
        search.changed(range(first, len(texts)))


def test_blocks_are_made_beforehand_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_search, "_BLOCK", 8)
    search = LogSearch(["abc"] * 20)
    assert [search.warm() for _ in range(4)] == [True, True, True, False]
    assert search.found("bc") == 2**20 - 1
    assert LogSearch([]).found("ab") == 0
