"""School years: move the classes to the next one, look at those that are over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from desktop_app.models.school import ClassGroup, ClassYear
from desktop_app.services.clock import Clock
from desktop_app.services.errors import AppError, FieldError
from desktop_app.services.school.calendar import last_to_close, school_year, year_name
from desktop_app.services.school.order import class_order
from desktop_app.services.school.promotion import Promoted, Promotion, check_promotion, propose
from desktop_app.services.school.service import present_classes
from desktop_app.services.school.types import ClassRow
from desktop_app.services.store import Store
from desktop_app.services.validation import require_valid, tidy


class YearService:
    """The classes of the school from year to year."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def former(self) -> tuple[int, ...]:
        """Return the school years that are over and remembered, the newest first."""
        with self._store.read() as session:
            years = select(ClassYear.school_year).distinct().order_by(ClassYear.school_year.desc())
            return tuple(session.scalars(years))

    def classes(self, year: int) -> tuple[ClassRow, ...]:
        """Return the classes as they were called and counted in a year that is over, in school order."""
        with self._store.read() as session:
            stored = session.scalars(select(ClassYear).where(ClassYear.school_year == year))
            rows = [
                ClassRow(id=one.class_id, name=one.name, pupils=one.pupils, parents=one.parents)
                for one in stored
            ]
        return tuple(sorted(rows, key=lambda row: class_order(row.name)))

    def propose(self) -> Promotion:
        """Return the next year's list to look through; raises ``AppError`` when there is none to make."""
        with self._store.read() as session:
            year = self._year_that_ends(session)
            classes = present_classes(session)
        if not classes:
            raise AppError("Переводить некого: классов ещё нет.", hint="Добавьте классы школы.")
        return Promotion(year=year, classes=propose(classes))

    def may_be_there(self, promotion: Promotion) -> bool:
        """Return whether the classes may be those of the new year already.

        It is under way, and no year is remembered that would tell to which one the names belong.
        """
        return school_year(self._clock.today()) > promotion.year and not self.former()

    def check(self, classes: Sequence[Promoted]) -> tuple[FieldError, ...]:
        """Return what keeps the list from being stored; fields are «3.name»: place and column."""
        with self._store.read() as session:
            return check_promotion(classes, _names_of_left(session))

    def promote(self, promotion: Promotion) -> None:
        """Store the next year's list as one step of the history; raises ``ValidationError``, ``AppError``.

        What the classes were called and counted is remembered for the year that ends.
        """
        year = promotion.year
        with self._store.write(f"Классы переведены на {year_name(year + 1)} учебный год") as session:
            require_valid(check_promotion(promotion.classes, _names_of_left(session)))
            here = {one.id: one for one in session.scalars(_here())}
            known = [one.class_id for one in promotion.classes if one.class_id is not None]
            if year != self._year_that_ends(session) or sorted(known) != sorted(here):
                raise AppError(
                    "Список классов с тех пор изменился, перевод не выполнен.",
                    hint="Откройте «Перевести на следующий год…» ещё раз.",
                )
            _remember(session, here.values(), year)
            _move(session, promotion.classes, here, year + 1)

    def _year_that_ends(self, session: Session) -> int:
        """Return the year the present names belong to; raises ``AppError`` when it is too early to end it."""
        latest = last_to_close(self._clock.today())
        remembered = session.scalar(select(func.max(ClassYear.school_year)))
        year = latest if remembered is None else remembered + 1
        if year > latest:
            raise AppError(
                f"Классы уже переведены на {year_name(year)} учебный год.",
                hint=f"На следующий их можно перевести с 1 апреля {year + 1} года.",
            )
        return year


def _here() -> Select[ClassGroup]:
    return select(ClassGroup).where(ClassGroup.left_in.is_(None))


def _names_of_left(session: Session) -> frozenset[str]:
    names = session.scalars(select(ClassGroup.name).where(ClassGroup.left_in.is_not(None)))
    return frozenset(name.casefold() for name in names)


def _remember(session: Session, groups: Iterable[ClassGroup], year: int) -> None:
    session.add_all(
        ClassYear(class_id=one.id, school_year=year, name=one.name, pupils=one.pupils, parents=one.parents)
        for one in groups
    )
    session.flush()


def _move(session: Session, classes: Sequence[Promoted], here: dict[int, ClassGroup], year: int) -> None:
    """Give the classes their names of ``year``, the calendar year the new school year begins in."""
    taken = set(session.scalars(select(ClassGroup.name)))
    taken |= {tidy(one.name) for one in classes}
    called = {key: group.name for key, group in here.items()}
    for group in here.values():
        group.name = f" {group.id}"  # no typed name begins with a space: 5А must not meet the old 6А
    session.flush()
    for one in classes:
        if one.class_id is not None and one.leaves:
            group = here[one.class_id]
            group.left_in = year
            group.name = _free(f"{called[group.id]} (выпуск {year})", taken)
        elif not one.leaves:
            group = here[one.class_id] if one.class_id is not None else ClassGroup()
            group.name, group.pupils, group.parents = tidy(one.name), one.pupils, one.parents
            session.add(group)


def _free(name: str, taken: set[str]) -> str:
    """Return the name, numbered where a class of an odd name has it already."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} {number}"
    taken.add(free)
    return free
