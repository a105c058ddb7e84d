"""Joined by the hundred, texts are found as each by itself, whatever changed meanwhile."""

from __future__ import annotations

from random import Random

from desktop_app.services.outreach.log_search import LogSearch


def test_texts_joined_are_found_as_each_by_itself() -> None:
    dice = Random(7)  # noqa: S311 - nothing secret
    texts = ["".join(dice.choices("abcd ", k=dice.randint(0, 9))) for _ in range(700)]
    search = LogSearch(texts)
    for turn in range(60):
        for letters in ("a", "ab", "cd a", "zz"):
            assert search.found(letters) == bytes(letters in text for text in texts)
        slot = dice.randrange(len(texts))
        texts[slot] = "zz" * (turn % 2)
        search.changed(slot)
        first = len(texts)
        texts.extend(["abcd", ""])
        search.grown(range(first, len(texts)))
