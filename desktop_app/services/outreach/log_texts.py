"""Which of a column's different texts an event has: a few thousand are sorted once, however many events."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Final

from desktop_app.russian.fold import fold
from desktop_app.services.outreach.narrow import narrow

MOST: Final = 4_096
"""With more different texts than this the column is sorted by the texts themselves."""


class _Numbers(dict[str, int]):
    """The number of every different text, in the order they came."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


class LogTexts:
    """A number a slot; given up, and nothing kept, when too many texts differ."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._of_slots = array("H")
        self._ranks: list[int] = []
        self.known = True
        """Whether the numbers can be asked."""

    def extend(self, texts: Sequence[str]) -> None:
        """Note the texts of new slots."""
        if not self.known:
            return
        for start in range(
            0, len(texts), MOST
        ):  # so that they cannot outgrow the numbers before they are counted
            self._of_slots.extend(map(self._numbers.__getitem__, texts[start : start + MOST]))
            if self._too_many():
                return

    def replace(self, slot: int, text: str) -> None:
        """Note the text a slot has now."""
        if self.known:
            self._of_slots[slot] = self._numbers[text]
            self._too_many()

    def keys(self, *, missing: int) -> list[int]:
        """Return a number of every slot by which its text is sorted, ``missing`` for one without a text.

        Texts that differ only in what folding takes away have the same number.
        """
        if len(self._ranks) != len(self._numbers):
            folded = [narrow(fold(text)) for text in self._numbers]
            places = {text: place for place, text in enumerate(sorted(set(folded)))}
            self._ranks = [places[text] if text else -1 for text in folded]
        ranks = [missing if rank < 0 else rank for rank in self._ranks]
        return list(map(ranks.__getitem__, self._of_slots))

    def _too_many(self) -> bool:
        if len(self._numbers) > MOST:
            self.known = False
            self._numbers, self._of_slots, self._ranks = _Numbers(), array("H"), []
        return not self.known
