"""Search in the log: where a common word stands is known beforehand, and a pair of letters of the others.

The common words are looked at once, however many texts hold them. Of the other words two letters are answered
by their pairs alone; for more letters the pairs leave few texts to be read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import compress, repeat
from operator import add, and_, contains, or_
from typing import Final

from desktop_app.services.outreach.log_bits import bits_of, flags_of, places

_BLOCK: Final = 2_048
"""Texts known about together: after many changes among them all of these are gone through again."""
_COMMON: Final = 64
"""A word is common when it stands in more than one text in so many."""
_MENDED: Final = 256
"""With more texts changed a block is made anew."""


class _Block:
    """Of some texts, by bits: where every common word stands, and every pair of letters of the other words.

    A word counts as if a blank came before it, so that each of its letters is the second of one pair.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        words: dict[str, int] = {}
        bit = 1
        for text in texts:
            for word in text.split(" "):
                words[word] = words[word] | bit if word in words else bit
            bit <<= 1
        self._common = {word: bits for word, bits in words.items() if _COMMON * bits.bit_count() > len(texts)}
        pairs: dict[str, int] = {}
        for word, bits in words.items():
            if word not in self._common:
                for pair in _pairs(word):
                    pairs[pair] = pairs[pair] | bits if pair in pairs else bits
        self._pairs = {sys.intern(pair): bits for pair, bits in pairs.items()}
        self.stale: set[int] = set()
        """Places of texts that changed since."""

    def mend(self, place: int, text: str) -> None:
        """Know of one place its text as it is now."""
        bit = 1 << place
        for known in (self._pairs, self._common):
            for key, bits in known.items():
                if bits & bit:
                    known[key] = bits ^ bit
        for word in text.split(" "):
            if word in self._common:
                self._common[word] |= bit
            else:
                for pair in _pairs(word):
                    self._pairs[pair] = self._pairs.get(pair, 0) | bit

    def surely(self, letters: str) -> int:
        """Return the texts with a common word that holds the letters."""
        return reduce(or_, (bits for word, bits in self._common.items() if letters in word), 0)

    def maybe(self, letters: str) -> int:
        """Return the texts with all pairs of the letters in other words: for two letters it is the answer."""
        if len(letters) == 1:
            return reduce(or_, (bits for pair, bits in self._pairs.items() if pair[1] == letters), 0)
        return reduce(and_, (self._pairs.get(pair, 0) for pair in map(add, letters, letters[1:])))


class LogSearch:
    """The search column by blocks; a block is made, or mended, before it is next asked."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._blocks: dict[int, _Block] = {}

    def changed(self, slots: Iterable[int]) -> None:
        """Take notice of texts that are not what they were, or are new."""
        for slot in slots:
            number, place = divmod(slot, _BLOCK)
            block = self._blocks.get(number)
            if block is not None:
                block.stale.add(place)
                if len(block.stale) > _MENDED:
                    del self._blocks[number]

    def warm(self) -> bool:
        """Make one block that is not made; False when all are."""
        number = next((each for each in self._numbers() if each not in self._blocks), None)
        if number is not None:
            self._block(number)
        return number is not None

    def found(self, letters: str) -> int:
        """Return the texts with the letters, which hold no blank, in them: a bit a text."""
        together = bytearray()
        for number in self._numbers():
            block = self._block(number)
            sure = block.surely(letters)
            rest = block.maybe(letters) & ~sure
            if rest and len(letters) > 2:  # noqa: PLR2004 - a pair
                rest = self._holding(letters, rest, number * _BLOCK)
            together += (sure | rest).to_bytes(_BLOCK // 8, "little")
        return int.from_bytes(together, "little")

    def _numbers(self) -> Iterator[int]:
        return iter(range(-(-len(self._texts) // _BLOCK)))

    def _block(self, number: int) -> _Block:
        first = number * _BLOCK
        block = self._blocks.get(number)
        if block is None:
            block = self._blocks[number] = _Block(self._texts[first : first + _BLOCK])
        for place in block.stale:
            block.mend(place, self._texts[first + place])
        block.stale.clear()
        return block

    def _holding(self, letters: str, maybe: int, first: int) -> int:
        """Return those of a block's texts that hold the letters; ``maybe`` are the ones to be read."""
        if 2 * maybe.bit_count() > _BLOCK:  # all are read faster than so many are picked out
            return maybe & bits_of(bytes(map(contains, self._texts[first : first + _BLOCK], repeat(letters))))
        found = bytearray(_BLOCK)
        some = list(places(flags_of(maybe, _BLOCK)))
        texts = (self._texts[first + place] for place in some)
        for place in compress(some, map(contains, texts, repeat(letters))):
            found[place] = 1
        return bits_of(found)


def _pairs(word: str) -> Iterator[str]:
    return map(add, f" {word}", word)
