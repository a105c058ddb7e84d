"""Search in the log: texts by the hundred in one string, most of which a word is not in at all."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, repeat
from operator import contains
from typing import Final

_BLOCK: Final = 256
"""Texts in one string: one look passes over all of them where the word is in none."""
_DENSE: Final = 6
"""A block whose first texts hold the word holds it often: its texts are asked one by one."""


class LogSearch:
    """The search column once more, joined block by block; a block is joined again after a change in it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._blocks: dict[int, tuple[str, array[int]]] = {}
        """Each with the places where its texts begin."""

    def changed(self, slot: int) -> None:
        """Forget the block of a text that is not what it was, or is new."""
        self._blocks.pop(slot // _BLOCK, None)

    def grown(self, slots: range) -> None:
        """Forget the block new texts were added to."""
        if slots:
            self.changed(slots[0])

    def found(self, letters: str) -> bytearray:
        """Tell of every text, by 1 or 0, whether the letters, which hold no line break, are in it."""
        mask = bytearray(len(self._texts))
        for number in range(-(-len(mask) // _BLOCK)):
            block, starts = self._blocks.get(number) or self._join(number)
            # one letter is looked for ten times as fast as two, and a rare one is in few blocks
            place = block.find(letters) if all(letter in block for letter in letters) else -1
            if place < 0:
                continue
            first, line = number * _BLOCK, bisect_right(starts, place) - 1
            if line < _DENSE:
                some = self._texts[first : first + _BLOCK]
                mask[first : first + len(some)] = bytes(map(contains, some, repeat(letters)))
            else:
                _mark(mask, first, letters, block, starts, line)
        return mask

    def _join(self, number: int) -> tuple[str, array[int]]:
        texts = self._texts[number * _BLOCK : (number + 1) * _BLOCK]
        lengths = (len(text) + 1 for text in texts[:-1])
        made = self._blocks[number] = "\n".join(texts), array("Q", accumulate(lengths, initial=0))
        return made


def _mark(mask: bytearray, first: int, letters: str, block: str, starts: Sequence[int], line: int) -> None:
    """Mark every text of a block that holds the letters; ``line`` is the first of them."""
    last = len(starts) - 1
    while True:
        mask[first + line] = 1
        if line == last:
            return
        place = block.find(letters, starts[line + 1])
        if place < 0:
            return
        line = bisect_right(starts, place, line + 1) - 1
