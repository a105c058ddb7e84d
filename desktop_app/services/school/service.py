"""The school's requisites and its classes."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.models.outreach import OutreachClass
from desktop_app.models.school import ClassGroup, School
from desktop_app.russian.plurals import count
from desktop_app.services import validation as v
from desktop_app.services.errors import AppError, FieldError, NotFoundError, ValidationError
from desktop_app.services.school import rules
from desktop_app.services.school.types import (
    ClassDraft,
    ClassRow,
    Gender,
    SchoolDraft,
    SchoolFields,
    SchoolKind,
    SchoolRow,
)
from desktop_app.services.store import Store

_ONLY_ID = 1
_ENUMS = {"kind", "head_gender"}
_TEXTS = tuple(field.name for field in fields(SchoolFields) if field.name not in _ENUMS)


class SchoolService:
    """Who the school is and which classes it has."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self) -> SchoolRow:
        """Return the school; every field is empty before it was first saved."""
        with self._store.read() as session:
            school = session.get(School, _ONLY_ID)
            return SchoolRow() if school is None else _school_row(school)

    def check(self, draft: SchoolDraft) -> tuple[FieldError, ...]:
        """Find what is wrong with ``draft`` without storing it."""
        return rules.check_school(draft)

    def save(self, draft: SchoolDraft) -> SchoolRow:
        """Store the requisites; raises ``ValidationError`` with every wrong field."""
        _refuse(rules.check_school(draft))
        draft = rules.tidy_school(draft)
        with self._store.write("Изменены сведения о школе") as session:
            school = session.get(School, _ONLY_ID)
            if school is None:
                school = School(id=_ONLY_ID)
                session.add(school)
            for name in _TEXTS:
                setattr(school, name, getattr(draft, name))
            school.kind = draft.kind.value
            school.head_gender = draft.head_gender.value if draft.head_gender else ""
            session.flush()
            return _school_row(school)

    def classes(self) -> tuple[ClassRow, ...]:
        """Return the classes from the youngest grade to the oldest, by letter within a grade."""
        columns = (ClassGroup.id, ClassGroup.name, ClassGroup.pupils, ClassGroup.parents)
        with self._store.read() as session:
            found = session.execute(select(*columns).order_by(ClassGroup.position, ClassGroup.name)).all()
        return tuple(ClassRow(id=i, name=n, pupils=pupils, parents=p) for i, n, pupils, p in found)

    def check_class(self, draft: ClassDraft, class_id: int | None = None) -> tuple[FieldError, ...]:
        """Find what is wrong with ``draft``; ``class_id`` is the class being changed."""
        with self._store.read() as session:
            return rules.check_class(draft, _other_names(session, class_id))

    def save_class(self, draft: ClassDraft, class_id: int | None = None) -> ClassRow:
        """Add a class or change one; raises ``ValidationError`` and ``NotFoundError``."""
        name = v.clean(draft.name)
        label = f"Добавлен класс {name}" if class_id is None else f"Изменён класс {name}"
        with self._store.write(label) as session:
            _refuse(rules.check_class(draft, _other_names(session, class_id)))
            group = ClassGroup() if class_id is None else _class(session, class_id)
            group.name, group.pupils, group.parents = name, draft.pupils, draft.parents
            group.position = rules.class_position(name)
            session.add(group)
            session.flush()
            return ClassRow(id=group.id, name=group.name, pupils=group.pupils, parents=group.parents)

    def delete_class(self, class_id: int) -> None:
        """Delete a class; raises ``AppError`` when entries of the outreach log name it."""
        with self._store.read() as session:
            name = _class(session, class_id).name
        with self._store.write(f"Удалён класс {name}") as session:
            group = _class(session, class_id)
            used = session.scalar(
                select(func.count()).select_from(OutreachClass).where(OutreachClass.class_id == class_id)
            )
            if used:
                entries = count(used, "записи", "записях", "записях")
                raise AppError(
                    f"Класс {name} назван в {entries} о работе с родителями, удалить его нельзя.",
                    hint="Сначала уберите класс из этих записей или удалите их.",
                )
            session.delete(group)


def _refuse(errors: tuple[FieldError, ...]) -> None:
    if errors:
        raise ValidationError(errors)


def _class(session: Session, class_id: int) -> ClassGroup:
    group = session.get(ClassGroup, class_id)
    if group is None:
        raise NotFoundError("Этого класса уже нет в списке.", hint="Обновите список классов.")
    return group


def _other_names(session: Session, class_id: int | None) -> tuple[str, ...]:
    found = session.execute(select(ClassGroup.id, ClassGroup.name)).all()
    return tuple(name for other, name in found if other != class_id)


def _school_row(school: School) -> SchoolRow:
    return SchoolRow(
        **{name: getattr(school, name) for name in _TEXTS},
        kind=SchoolKind(school.kind),
        head_gender=Gender(school.head_gender) if school.head_gender else None,
    )
