"""The school and its classes: read, check, store."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.models.enums import Gender, SchoolKind
from desktop_app.models.outreach import OutreachClass
from desktop_app.models.school import ClassGroup, ClassYear, School
from desktop_app.services.directive.types import DirectiveFields
from desktop_app.services.errors import AppError, FieldError, NotFoundError
from desktop_app.services.school.order import class_order
from desktop_app.services.school.rules import check_class, check_goals, check_school
from desktop_app.services.school.types import ClassDraft, ClassRow, Goals, SchoolDraft, SchoolRow
from desktop_app.services.store import Store
from desktop_app.services.validation import compact, require_valid, tidy

_NUMBERS = frozenset({"inn", "ogrn", "kpp", "okpo"})


class SchoolService:
    """Who we are."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self) -> SchoolRow:
        """Return the school; every field is empty before it was entered."""
        with self._store.read() as session:
            school = session.get(School, 1)
            return SchoolRow() if school is None else _school_row(school)

    def check(self, draft: SchoolDraft) -> tuple[FieldError, ...]:
        """Return what is wrong with the draft."""
        return check_school(draft)

    def save(self, draft: SchoolDraft) -> SchoolRow:
        """Store the school; raises ``ValidationError``."""
        require_valid(check_school(draft))
        with self._store.write("Изменены сведения о школе") as session:
            school = session.get(School, 1)
            if school is None:
                school = School(id=1)
                session.add(school)
            for field in fields(draft):
                setattr(school, field.name, _stored(field.name, getattr(draft, field.name)))
            session.flush()
            return _school_row(school)

    def classes(self, *, left: bool = False) -> tuple[ClassRow, ...]:
        """Return the classes in school order: 1А, 1Б, … 11А; with ``left`` also those that graduated."""
        with self._store.read() as session:
            return present_classes(session, left=left)

    def goals(self) -> Goals:
        """Return what the school set itself; the usual before anything was set."""
        with self._store.read() as session:
            return school_goals(session)

    def check_goals(self, goals: Goals) -> tuple[FieldError, ...]:
        """Return what is wrong with the goals."""
        return check_goals(goals)

    def save_goals(self, goals: Goals) -> Goals:
        """Store the goals; raises ``ValidationError``, and ``AppError`` before the school has a name."""
        require_valid(check_goals(goals))
        with self._store.write("Изменены цели школы") as session:
            school = session.get(School, 1)
            if school is None:
                raise AppError("Школа ещё не названа.", hint="Заполните сначала её реквизиты.")
            school.coverage_target, school.check_days = goals.coverage_target, goals.check_days
        return goals

    def check_class(self, draft: ClassDraft, class_id: int | None = None) -> tuple[FieldError, ...]:
        """Return what is wrong with the class."""
        with self._store.read() as session:
            return check_class(draft, _taken(session, class_id))

    def save_class(self, draft: ClassDraft, class_id: int | None = None) -> ClassRow:
        """Add a class or change one; raises ``ValidationError`` and ``NotFoundError``."""
        name = tidy(draft.name)
        label = f"Добавлен класс {name}" if class_id is None else f"Изменён класс {name}"
        with self._store.write(label) as session:
            require_valid(check_class(draft, _taken(session, class_id)))
            group = ClassGroup() if class_id is None else _class(session, class_id)
            group.name, group.pupils, group.parents = name, draft.pupils, draft.parents
            session.add(group)
            session.flush()
            return ClassRow(id=group.id, name=name, pupils=group.pupils, parents=group.parents)

    def delete_class(self, class_id: int) -> None:
        """Delete a class that no outreach entry names; raises ``AppError`` and ``NotFoundError``."""
        with self._store.read() as session:
            name = _class(session, class_id).name
        with self._store.write(f"Удалён класс {name}") as session:
            used = session.scalar(
                select(func.count()).select_from(OutreachClass).where(OutreachClass.class_id == class_id)
            )
            if used:
                raise AppError(
                    f"Класс {name} записан в журнале работы с родителями ({used}), удалить его нельзя.",
                    hint="Уберите его из этих записей (и из корзины журнала) или оставьте в списке.",
                )
            for year in session.scalars(select(ClassYear).where(ClassYear.class_id == class_id)):
                session.delete(year)  # by hand: what SQLite deletes in a cascade could not be undone
            session.flush()
            session.delete(_class(session, class_id))


def present_classes(session: Session, *, left: bool = False) -> tuple[ClassRow, ...]:
    """Read the classes in school order; with ``left`` also those that graduated."""
    group = ClassGroup
    query = select(group.id, group.name, group.pupils, group.parents)
    if not left:
        query = query.where(group.left_in.is_(None))
    rows = [ClassRow(**row) for row in session.execute(query).mappings()]
    return tuple(sorted(rows, key=lambda row: class_order(row.name)))


def school_goals(session: Session) -> Goals:
    """Read what the school set itself."""
    school = session.get(School, 1)
    return Goals() if school is None else Goals(school.coverage_target, school.check_days)


def default_addressee(kind: SchoolKind, directive: DirectiveFields | None) -> tuple[str, str, str]:
    """Return organisation, post and name of the office this kind of school answers to.

    State and private schools answer the sender of the letter; a municipal school's own authority is not known
    until the user names it, so all three are empty.
    """
    if kind is SchoolKind.MUNICIPAL or directive is None:
        return ("", "", "")
    return (directive.sender, directive.signatory_post, directive.signatory_name)


def _stored(field: str, value: str | None) -> str:
    """Return what is kept of a requisite: numbers without the spaces between groups of digits."""
    if value is None:
        return ""
    return compact(value) if field in _NUMBERS else tidy(value)


def _school_row(school: School) -> SchoolRow:
    values = {field.name: getattr(school, field.name) for field in fields(SchoolRow)}
    values["kind"] = SchoolKind(school.kind)
    values["head_gender"] = Gender(school.head_gender) if school.head_gender else None
    return SchoolRow(**values)


def _taken(session: Session, class_id: int | None) -> frozenset[str]:
    rows = session.execute(select(ClassGroup.id, ClassGroup.name))
    return frozenset(row.name.casefold() for row in rows if row.id != class_id)


def _class(session: Session, class_id: int) -> ClassGroup:
    group = session.get(ClassGroup, class_id)
    if group is None:
        raise NotFoundError("Этого класса уже нет в списке.")
    return group
