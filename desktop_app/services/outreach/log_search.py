"""Search in the log: texts by the hundred in one string, most of which a word is not in at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_BLOCK: Final = 256
"""Texts in one string: one look passes over all of them where the word is in none."""


class LogSearch:
    """The search column once more, joined block by block; a block is joined again after a change in it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._blocks: dict[int, str] = {}

    def changed(self, slot: int) -> None:
        """Forget the block of a text that is not what it was, or is new."""
        self._blocks.pop(slot // _BLOCK, None)

    def grown(self, slots: range) -> None:
        """Forget the block new texts were added to."""
        if slots:
            self.changed(slots[0])

    def found(self, letters: str) -> list[bool]:
        """Tell of every text whether the letters, which hold no line break, are in it."""
        mask: list[bool] = []
        for number in range(-(-len(self._texts) // _BLOCK)):
            mask += self._of_block(number, letters)
        return mask

    def _of_block(self, number: int, letters: str) -> list[bool]:
        texts = self._texts[number * _BLOCK : (number + 1) * _BLOCK]
        block = self._blocks.get(number)
        if block is None:
            block = self._blocks[number] = "\n".join(texts)
        # one letter is looked for ten times as fast as two, and a rare one is in few blocks
        there = all(letter in block for letter in letters) and letters in block
        return [letters in text for text in texts] if there else [False] * len(texts)
