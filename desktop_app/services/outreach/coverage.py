"""Prove how many parents were reached: a lower bound that no way of counting the same people can undercut.

The unit is a parent of a class. Someone with children in two classes stands in both counts of parents, in the
number reached as in the number of all, so that a share compares like with like and never passes 100 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from desktop_app.services.outreach.types import ClassCoverage, Coverage

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """One class; ``parents`` 0 means that nobody counted them."""

    class_id: int
    name: str
    parents: int


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One event, or ``events`` of one day for the same classes; no ``class_ids``: the whole school.

    Of several events ``contacts`` are the sum and ``unique`` is the greatest: people may have come twice.
    """

    held_on: date
    class_ids: frozenset[int]
    contacts: int
    unique: int | None
    events: int = 1


def coverage(
    classes: Sequence[ClassFacts],
    entries: Sequence[EntryFacts],
    since: date | None = None,
    until: date | None = None,
    gone: Mapping[int, int] = MappingProxyType({}),
) -> Coverage:
    """Sum up the events from ``since`` to ``until``, both days included.

    A class's ``contacts`` are those of the events held for it alone: of a common event nobody knows how
    many came from which class. Events nobody counted people at prove nobody. ``gone`` are the parents of
    classes that are not among ``classes``: at an event for them too, all of
    theirs may have been those counted.
    """
    held = [
        entry
        for entry in entries
        if (since is None or entry.held_on >= since) and (until is None or entry.held_on <= until)
    ]
    days = ((entry.held_on, entry.events, entry.contacts) for entry in held)
    return proved(classes, held, by_week=weeks(days), gone=gone)


def proved(
    classes: Sequence[ClassFacts],
    held: Iterable[EntryFacts],
    *,
    by_week: Iterable[tuple[date, int, int]],
    gone: Mapping[int, int] = MappingProxyType({}),
) -> Coverage:
    """Sum up the events ``held``; those for the same classes may be summed already, over any days."""
    known = frozenset(c.class_id for c in classes)
    together = list(_by_audience(held))
    audience = [_of_these(entry, known, gone) for entry in together]
    sizes = {c.class_id: c.parents for c in classes}
    proofs = {c.class_id: _reached_of_class(c.class_id, audience, sizes) for c in classes}
    reached = _reached_of_school(audience, sizes, proofs)
    parents = sum(sizes.values())
    # classes without a count of parents are left out of the share on both sides
    counted = reached if all(sizes.values()) else sum(proofs[key] for key, size in sizes.items() if size)
    return Coverage(
        classes=tuple(_class_row(c, audience, proofs[c.class_id]) for c in classes),
        parents=parents,
        contacts=sum(entry.contacts for entry in together),
        reached=reached,
        percent=_percent(counted, parents),
        by_week=tuple(by_week),
    )


def _by_audience(entries: Iterable[EntryFacts]) -> Iterator[EntryFacts]:
    """Sum up the events for the same classes: no proof asks for more, and a school has few such sets."""
    sums: dict[frozenset[int], tuple[date, int, int, int]] = {}
    for entry in entries:
        held_on, contacts, unique, events = sums.get(entry.class_ids, (entry.held_on, 0, 0, 0))
        sums[entry.class_ids] = (
            held_on, contacts + entry.contacts, max(unique, entry.unique or 0), events + entry.events,
        )  # fmt: skip
    for class_ids, (held_on, contacts, unique, events) in sums.items():
        yield EntryFacts(held_on, class_ids, contacts, unique, events)


_Audience = Sequence[tuple[EntryFacts, frozenset[int]]]


def _of_these(
    entry: EntryFacts, known: frozenset[int], gone: Mapping[int, int]
) -> tuple[EntryFacts, frozenset[int]]:
    """Return what an event proves of the ``known`` classes, and which of them it was for."""
    others = entry.class_ids - known
    if not others:
        return entry, entry.class_ids or known
    sizes = [gone.get(other, 0) for other in others]
    left = max(0, (entry.unique or 0) - sum(sizes)) if all(sizes) else 0
    return replace(entry, unique=left, contacts=0), entry.class_ids & known


def _reached_of_class(class_id: int, audience: _Audience, sizes: Mapping[int, int]) -> int:
    """Return the most that one event alone proves: who did not fit into the other classes was of this one."""
    best = 0
    for entry, present in audience:
        if class_id not in present or (entry.unique or 0) <= best:
            continue  # fewer people than are proved already
        others = [sizes[other] for other in present if other != class_id]
        if all(others):
            best = max(best, (entry.unique or 0) - sum(others))
    return _capped(best, [class_id], sizes)


def _reached_of_school(audience: _Audience, sizes: Mapping[int, int], proved: Mapping[int, int]) -> int:
    """Return the better of two proofs: class by class, or one common event and the classes outside of it."""
    best = total = sum(proved.values())
    for entry, present in audience:
        outside = total - sum(proved[class_id] for class_id in present)
        best = max(best, _capped(entry.unique or 0, present, sizes) + outside)
    return best


def _capped(number: int, class_ids: Sequence[int] | frozenset[int], sizes: Mapping[int, int]) -> int:
    """Cut ``number`` down to the parents of these classes, where all of them are counted."""
    parents = [sizes[class_id] for class_id in class_ids]
    return min(number, sum(parents)) if parents and all(parents) else number


def _class_row(facts: ClassFacts, audience: _Audience, reached: int) -> ClassCoverage:
    here = [(entry, present) for entry, present in audience if facts.class_id in present]
    return ClassCoverage(
        class_id=facts.class_id,
        name=facts.name,
        parents=facts.parents,
        events=sum(entry.events for entry, _ in here),
        contacts=sum(entry.contacts for entry, present in here if len(present) == 1),
        reached=reached,
        percent=_percent(reached, facts.parents),
    )


def _percent(part: int, whole: int) -> int:
    return min(100, 100 * part // whole) if whole else 0


def weeks(days: Iterable[tuple[date, int, int]]) -> Iterator[tuple[date, int, int]]:
    """Yield Monday, events and contacts of every week from the first day with events to the last."""
    sums: dict[date, tuple[int, int]] = {}
    for day, more_events, more_contacts in days:
        monday = day - timedelta(days=day.weekday())
        events, contacts = sums.get(monday, (0, 0))
        sums[monday] = (events + more_events, contacts + more_contacts)
    if not sums:
        return
    monday, last = min(sums), max(sums)
    while monday <= last:
        yield monday, *sums.get(monday, (0, 0))
        monday += _WEEK
