"""Incoming letters and what they want done."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from desktop_app.models.directive import Directive, Requirement
from desktop_app.models.letter import Letter
from desktop_app.russian.dates import short_date
from desktop_app.russian.plurals import count
from desktop_app.services.clock import Clock, SystemClock
from desktop_app.services.directive import rules
from desktop_app.services.directive.preset import read_preset
from desktop_app.services.directive.types import (
    DirectiveDraft,
    DirectiveFields,
    DirectiveRow,
    DueBasis,
    RequirementDraft,
    RequirementKind,
)
from desktop_app.services.errors import AppError, FieldError, NotFoundError, ValidationError
from desktop_app.services.store import Store

_PLAIN = tuple(field.name for field in fields(DirectiveFields) if field.name != "requirements")


class DirectiveService:
    """The letters the school answers."""

    def __init__(self, store: Store, clock: Clock | None = None) -> None:
        self._store = store
        self._clock = clock or SystemClock()

    def preset(self) -> DirectiveDraft:
        """Return the ministry's letter № 02-55-5749/24 as a draft to be saved."""
        return read_preset()

    def current(self) -> DirectiveRow | None:
        """Return the newest letter by its date, or ``None`` when there is none."""
        with self._store.read() as session:
            found = session.scalars(_newest_first().limit(1)).first()
            return None if found is None else _row(found)

    def list(self) -> tuple[DirectiveRow, ...]:
        """Return every letter, newest first."""
        with self._store.read() as session:
            return tuple(_row(found) for found in session.scalars(_newest_first()))

    def get(self, directive_id: int) -> DirectiveRow:
        """Return one letter; raises ``NotFoundError``."""
        with self._store.read() as session:
            return _row(_directive(session, directive_id))

    def check(self, draft: DirectiveDraft) -> tuple[FieldError, ...]:
        """Find what is wrong with ``draft`` without storing it."""
        return rules.check(draft, self._clock.today())

    def save(self, draft: DirectiveDraft, directive_id: int | None = None) -> DirectiveRow:
        """Add a letter or change one with its tasks; raises ``ValidationError`` and ``NotFoundError``."""
        errors = self.check(draft)
        if errors:
            raise ValidationError(errors)
        draft = rules.tidy(draft)
        done = "Добавлено" if directive_id is None else "Изменено"
        with self._store.write(f"{done} входящее письмо № {draft.number}") as session:
            _refuse_double(session, draft, directive_id)
            found = Directive() if directive_id is None else _directive(session, directive_id)
            for name in _PLAIN:
                setattr(found, name, getattr(draft, name))
            _put_tasks(found, draft.requirements)
            session.add(found)
            session.flush()
            return _row(found)

    def delete(self, directive_id: int) -> None:
        """Delete a letter with its tasks; raises ``AppError`` when the school's papers refer to it."""
        with self._store.read() as session:
            number = _directive(session, directive_id).number
        with self._store.write(f"Удалено входящее письмо № {number}") as session:
            found = _directive(session, directive_id)
            used = session.scalar(
                select(func.count()).select_from(Letter).where(Letter.directive_id == directive_id)
            )
            if used:
                papers = count(used, "документ", "документа", "документов")
                raise AppError(
                    f"На письмо № {number} ссылается {papers} школы, удалить его нельзя.",
                    hint="Проекты можно удалить на экране «Письма», зарегистрированные документы остаются.",
                )
            session.delete(found)


def _newest_first() -> Select[Directive]:
    newest = (Directive.dated.desc(), Directive.id.desc())
    return select(Directive).options(selectinload(Directive.requirements)).order_by(*newest)


def _directive(session: Session, directive_id: int) -> Directive:
    found = session.get(Directive, directive_id)
    if found is None:
        raise NotFoundError("Этого входящего письма уже нет.", hint="Обновите список.")
    return found


def _refuse_double(session: Session, draft: DirectiveDraft, directive_id: int | None) -> None:
    same = session.scalars(
        select(Directive.id).where(Directive.number == draft.number, Directive.dated == draft.dated)
    ).first()
    if same is not None and same != directive_id and draft.dated is not None:
        message = f"Письмо № {draft.number} от {short_date(draft.dated)} уже внесено: откройте его."
        raise ValidationError([FieldError("number", message)])


def _put_tasks(found: Directive, tasks: tuple[RequirementDraft, ...]) -> None:
    """Change tasks of the same kind in place: one a letter has of each, and undo stays small."""
    known = {task.kind: task for task in found.requirements}
    kept = []
    for position, task in enumerate(tasks):
        row = known.get(task.kind.value) or Requirement(kind=task.kind.value)
        row.position, row.title = position, task.title
        row.due_on, row.due_basis = task.due_on, task.due_basis.value
        kept.append(row)
    found.requirements[:] = kept


def _row(found: Directive) -> DirectiveRow:
    tasks = tuple(
        RequirementDraft(
            kind=RequirementKind(task.kind),
            title=task.title,
            due_on=task.due_on,
            due_basis=DueBasis(task.due_basis),
        )
        for task in sorted(found.requirements, key=lambda task: task.position)
    )
    return DirectiveRow(**{name: getattr(found, name) for name in _PLAIN}, requirements=tasks, id=found.id)
