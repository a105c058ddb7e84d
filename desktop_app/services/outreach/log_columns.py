"""The log in memory, column by column: what is searched, sorted and summed, and nothing else.

A slot is an event's place in every column; it stays the event's own while the file is open.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from desktop_app.russian.fold import fold
from desktop_app.services.outreach.log_counts import LogCounts
from desktop_app.services.outreach.log_search import LogSearch
from desktop_app.services.outreach.log_texts import LogTexts
from desktop_app.services.outreach.narrow import narrow, narrow_all
from desktop_app.services.outreach.queries import plain_rows
from desktop_app.services.outreach.types import OutreachForm

COUNTS, TRASH, GONE = 0, 1, 2
"""States of a slot: the event counts, is in the trash, or is not in the file any more."""
NOT_COUNTED: Final = -1
"""Stands for the different parents nobody counted."""
FORMS: Final = tuple(OutreachForm)
SUMMED: Final = ("parents", "pupils", "handed_out")
"""The numbers that are summed up over what is shown."""
FEW: Final = 300
"""So many slots are looked for one by one."""
TEXTS: Final = ("topic", "responsible", "proof")
"""The texts the search column begins with, one after another."""

_FORM_NUMBERS: Final = {form.value: number for number, form in enumerate(FORMS)}
_LINKS: Final = "SELECT entry_id, class_id FROM outreach_classes"
_EVENTS: Final = (
    "SELECT id, held_on, form, parents, unique_parents, pupils, handed_out, deleted_at IS NOT NULL, search,"
    " topic, responsible, proof FROM outreach_entries"
)


class _Days(dict[str, int]):
    """Stored dates as day numbers; every date is read once."""

    def __missing__(self, stored: str) -> int:
        self[stored] = number = date.fromisoformat(stored).toordinal()
        return number


class LogColumns:
    """About 260 bytes an event."""

    def __init__(self) -> None:
        self.ids = array("q")
        self.days = array("i")
        """Ordinals of the dates."""
        self.forms = bytearray()
        self.parents, self.unique_parents = array("q"), array("q")
        self.pupils, self.handed_out = array("q"), array("q")
        self.counts = {name: LogCounts(getattr(self, name)) for name in SUMMED}
        self.states = bytearray()
        self.audience = array("i")
        """Places in ``audiences``."""
        self.texts: list[str] = []
        """The search column, narrowed."""
        self.search = LogSearch(self.texts)
        self.audiences: list[tuple[int, ...]] = []
        """Every different set of classes; an empty one is the whole school."""
        self.ascending = True
        """Whether the slots stand in the order of their ids."""
        self.different = {name: LogTexts() for name in TEXTS}
        self._lengths = {name: array("I") for name in TEXTS}
        self._audience_numbers: dict[tuple[int, ...], int] = {}
        self._days = _Days()

    def __len__(self) -> int:
        """Return the number of slots, those of events that are gone included."""
        return len(self.ids)

    def slots_of(self, ids: Sequence[int]) -> dict[int, int]:
        """Return the slots of the ids that have one."""
        if self.ascending and len(ids) <= FEW:
            places = {key: bisect_left(self.ids, key) for key in ids}
            return {
                key: slot for key, slot in places.items() if slot < len(self.ids) and self.ids[slot] == key
            }
        wanted = frozenset(ids)
        return {key: slot for slot, key in enumerate(self.ids) if key in wanted}

    def append(self, rows: Sequence[Sequence[Any]], classes: Mapping[int, tuple[int, ...]]) -> range:
        """Give new slots to events as they were read; return the slots."""
        first = len(self.ids)
        columns = list(zip(*rows, strict=True))
        self.ascending = self.ascending and (not first or self.ids[-1] < columns[0][0])
        self.ids.extend(columns[0])
        self.days.extend(map(self._days.__getitem__, columns[1]))
        self.forms.extend(map(_FORM_NUMBERS.__getitem__, columns[2]))
        self.parents.extend(columns[3])
        self.unique_parents.extend(NOT_COUNTED if each is None else each for each in columns[4])
        self.pupils.extend(columns[5])
        self.handed_out.extend(columns[6])
        self.states.extend(columns[7])
        self.texts.extend(narrow_all(columns[8]))
        for place, name in enumerate(TEXTS, 9):
            self._lengths[name].extend(narrow_lengths(columns[place]))
            self.different[name].extend(columns[place])
        self.audience.extend(self._audience(classes.get(key, ())) for key in columns[0])
        slots = range(first, len(self.ids))
        self.search.changed(slots)
        for counts in self.counts.values():
            counts.changed(slots)
        return slots

    def replace(self, slot: int, row: Sequence[Any], classes: tuple[int, ...]) -> None:
        """Put an event as it is now into its slot."""
        _, held_on, form, parents, unique, pupils, handed_out, state, search, *texts = row
        self.days[slot] = self._days[held_on]
        self.forms[slot] = _FORM_NUMBERS[form]
        self.parents[slot] = parents
        self.unique_parents[slot] = NOT_COUNTED if unique is None else unique
        self.pupils[slot], self.handed_out[slot] = pupils, handed_out
        for counts in self.counts.values():
            counts.changed((slot,))
        self.states[slot] = state
        self._say(slot, narrow(search))
        for name, text in zip(TEXTS, texts, strict=True):
            self._lengths[name][slot] = len(narrow(fold(text)))
            self.different[name].replace(slot, text)
        self.audience[slot] = self._audience(classes)

    def bury(self, slot: int) -> None:
        """Leave the slot to an event that may come back, and keep nothing of what it said."""
        self.states[slot] = GONE
        self._say(slot, "")
        for name, lengths in self._lengths.items():
            lengths[slot] = 0
            self.different[name].replace(slot, "")

    def text(self, slot: int, name: str) -> str:
        """Return a text of ``TEXTS``, folded and narrowed: a part of the search column."""
        end = 0
        for each in TEXTS:
            length = self._lengths[each][slot]
            start = end + (1 if end and length else 0)
            end = start + length
            if each == name:
                break
        return self.texts[slot][start:end]

    def all_texts(self, name: str) -> list[str]:
        """Return ``text`` of every slot, in a third of the time."""
        if name == TEXTS[0]:
            return [text[:length] for text, length in zip(self.texts, self._lengths[name], strict=True)]
        ends = [0] * len(self.ids)
        starts = ends
        for each in TEXTS[: TEXTS.index(name) + 1]:
            lengths = self._lengths[each]
            starts = [end + 1 if end and length else end for end, length in zip(ends, lengths, strict=True)]
            ends = [start + length for start, length in zip(starts, lengths, strict=True)]
        return [text[start:end] for text, start, end in zip(self.texts, starts, ends, strict=True)]

    def _say(self, slot: int, text: str) -> None:
        """Put another search text into a slot; most changes leave it as it is."""
        if self.texts[slot] != text:
            self.texts[slot] = text
            self.search.changed((slot,))

    def _audience(self, classes: tuple[int, ...]) -> int:
        number = self._audience_numbers.get(classes)
        if number is None:
            number = self._audience_numbers[classes] = len(self.audiences)
            self.audiences.append(classes)
        return number


def read_above(session: Session, top: int, most: int) -> tuple[list[Any], dict[int, tuple[int, ...]]]:
    """Read the events after an id in the order of their ids, and the classes of each."""
    rows = _all(session, f"WHERE id > {top} ORDER BY id LIMIT {most}")
    return rows, _classes(session, f"BETWEEN {rows[0][0]} AND {rows[-1][0]}") if rows else {}


def read_named(session: Session, ids: Sequence[int]) -> tuple[list[Any], dict[int, tuple[int, ...]]]:
    """Read the events of these ids that are there, and the classes of each."""
    named = f"IN ({', '.join(map(str, ids))})"
    rows = _all(session, f"WHERE id {named} ORDER BY id")
    return rows, _classes(session, named)


def _classes(session: Session, which: str) -> dict[int, tuple[int, ...]]:
    classes: dict[int, tuple[int, ...]] = {}
    for entry_id, class_id in plain_rows(
        session, f"{_LINKS} WHERE entry_id {which} ORDER BY entry_id, class_id"
    ):
        classes[entry_id] = (*classes[entry_id], class_id) if entry_id in classes else (class_id,)
    return classes


def _all(session: Session, which: str) -> list[Any]:
    return plain_rows(session, f"{_EVENTS} {which}")


def narrow_lengths(texts: Sequence[str]) -> Iterable[int]:
    """Return how long every text is folded and narrowed; texts without spare blanks all in one."""
    together = "\n".join(text or "-" for text in texts).casefold()
    if together.count("\n") != len(texts) - 1 or _has_spare_blanks(together):
        return (len(narrow(fold(text))) for text in texts)
    lengths = map(len, narrow(together.replace("ё", "е")).split("\n"))
    return (length if text else 0 for text, length in zip(texts, lengths, strict=True))


def _has_spare_blanks(together: str) -> bool:
    """Tell whether ``fold`` would take a blank away from one of the lines, or turn one into a space."""
    if any(pair in f"\n{together}\n" for pair in ("  ", " \n", "\n ", "\n\n")):
        return True
    plain = together.count(" ") + together.count("\n")
    return sum(map(len, together.split())) + plain != len(together)
