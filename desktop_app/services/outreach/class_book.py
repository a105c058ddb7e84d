"""What every class was called and counted on a day: a class is the same children from year to year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from desktop_app.services.outreach.coverage import ClassFacts, EntryFacts
from desktop_app.services.school.calendar import school_year
from desktop_app.services.school.order import class_order


class ClassBook:
    """All classes, those that left too, with their former years.

    ``groups`` are id, name, parents and the year it left in or None; ``years`` are the year it began in, id,
    name and parents, the earliest year first.
    """

    def __init__(
        self,
        groups: Iterable[tuple[int, str, int, int | None]],
        years: Iterable[tuple[int, int, str, int]],
    ) -> None:
        self._all: dict[int, ClassFacts] = {}
        self._here: set[int] = set()
        self._years: dict[int, dict[int, ClassFacts]] = {}
        for key, name, parents, left_in in groups:
            self._all[key] = ClassFacts(key, name, parents)
            if left_in is None:
                self._here.add(key)
        self.parents: Mapping[int, int] = {key: facts.parents for key, facts in self._all.items()}
        """The latest number of parents of every class, 0 where nobody counted them."""
        for began, key, name, parents in years:
            self._years.setdefault(began, {})[key] = ClassFacts(key, name, parents)

    def name(self, class_id: int, day: date) -> str:
        """Return what the class was called that day; before its first remembered year, what it was then."""
        wanted = school_year(day)
        for began, classes in self._years.items():
            if began >= wanted and class_id in classes:
                return classes[class_id].name
        return self._all[class_id].name

    def names(self, class_ids: Iterable[int], day: date) -> tuple[str, ...]:
        """Return what classes were called that day, in school order."""
        return tuple(sorted((self.name(key, day) for key in class_ids), key=class_order))

    def says_the_same(self, other: ClassBook) -> bool:
        """Tell whether both know the same of every class."""
        return (self._all, self._here, self._years) == (other._all, other._here, other._years)

    def classes(self, day: date | None = None) -> tuple[ClassFacts, ...]:
        """Return the classes of the day's school year if it is over, else those that are here; in order."""
        former = self._years.get(school_year(day)) if day is not None else None
        facts = former.values() if former else (self._all[key] for key in self._here)
        return tuple(sorted(facts, key=lambda one: class_order(one.name)))

    def audience(self, class_ids: frozenset[int], day: date) -> frozenset[int]:
        """Return the classes an event was for; none still means the whole school as it is now."""
        return class_ids or frozenset(self._years.get(school_year(day), ()))

    def held(self, entries: Iterable[EntryFacts]) -> list[EntryFacts]:
        """Return the events with the audience of their own year."""
        return [
            entry
            if entry.class_ids
            else replace(entry, class_ids=self.audience(entry.class_ids, entry.held_on))
            for entry in entries
        ]
