"""Incoming letters: the preloaded one, and those that follow."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desktop_app.models.directive import Directive, Requirement
from desktop_app.models.enums import DueBasis, RequirementKind
from desktop_app.models.letter import Letter
from desktop_app.paths import resource
from desktop_app.services.directive.rules import check_directive
from desktop_app.services.directive.types import DirectiveDraft, DirectiveRow, RequirementDraft
from desktop_app.services.errors import AppError, FieldError, NotFoundError
from desktop_app.services.store import Store
from desktop_app.services.validation import require_valid, tidy, tidy_text

_PLAIN = tuple(field.name for field in fields(DirectiveDraft) if field.name != "requirements")


class DirectiveService:
    """What we were asked."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def preset(self) -> DirectiveDraft:
        """Return the ministry's letter № 02-55-5749/24 of 30.05.2024, as data of the program."""
        return preset_letter()

    def current(self) -> DirectiveRow | None:
        """Return the newest letter by its date."""
        rows = self.list()
        return rows[0] if rows else None

    def with_chat(self) -> DirectiveRow | None:
        """Return the newest letter that names the working chat, or the newest one when none does."""
        rows = self.list()
        return next((row for row in rows if row.chat_link or row.chat_name), rows[0] if rows else None)

    def list(self) -> tuple[DirectiveRow, ...]:
        """Return all letters, newest first."""
        tasks = selectinload(Directive.requirements)
        query = select(Directive).options(tasks).order_by(Directive.dated.desc(), Directive.id.desc())
        with self._store.read() as session:
            return tuple(_row(directive) for directive in session.scalars(query))

    def get(self, directive_id: int) -> DirectiveRow:
        """Return one letter; raises ``NotFoundError``."""
        with self._store.read() as session:
            return _row(_directive(session, directive_id))

    def check(self, draft: DirectiveDraft, directive_id: int | None = None) -> tuple[FieldError, ...]:
        """Return what is wrong with the draft."""
        with self._store.read() as session:
            return check_directive(draft, _taken(session, directive_id))

    def save(self, draft: DirectiveDraft, directive_id: int | None = None) -> DirectiveRow:
        """Add a letter or change one; raises ``ValidationError`` and ``NotFoundError``."""
        number = tidy(draft.number)
        label = f"Добавлено письмо № {number}" if directive_id is None else f"Изменено письмо № {number}"
        with self._store.write(label) as session:
            require_valid(check_directive(draft, _taken(session, directive_id)))
            directive = Directive() if directive_id is None else _directive(session, directive_id)
            for name in _PLAIN:
                setattr(directive, name, _stored(name, getattr(draft, name)))
            session.add(directive)
            _set_requirements(directive, draft.requirements)
            session.flush()
            return _row(directive)

    def delete(self, directive_id: int) -> None:
        """Delete a letter that no paper answers; raises ``AppError`` and ``NotFoundError``."""
        with self._store.read() as session:
            number = _directive(session, directive_id).number
        with self._store.write(f"Удалено письмо № {number}") as session:
            answered = session.scalar(select(Letter.id).where(Letter.directive_id == directive_id).limit(1))
            if answered is not None:
                raise AppError(
                    f"На письмо № {number} уже составлена бумага, удалить его нельзя.",
                    hint="Сначала удалите её проект на экране «Письма».",
                )
            answers = session.scalar(select(Letter.number).where(Letter.answer_id == directive_id).limit(1))
            if answers is not None:
                raise AppError(
                    f"Письмом № {number} ответили на бумагу № {answers}, удалить его нельзя.",
                    hint="Сначала снимите эту связь на экране «Письма», кнопка «Ответ…».",
                )
            session.delete(_directive(session, directive_id))


def preset_letter() -> DirectiveDraft:
    """Return the ministry's letter as the program ships it."""
    import tomllib  # noqa: PLC0415 - read once in a file's life, while this module is part of every start

    data = tomllib.loads(resource("directives/zastupnik-2024.toml").read_text(encoding="utf-8"))
    requirements = tuple(
        RequirementDraft(
            kind=RequirementKind(item["kind"]),
            title=item["title"],
            due_on=item.get("due_on"),
            due_basis=DueBasis(item["due_basis"]),
        )
        for item in data.pop("requirements")
    )
    return DirectiveDraft(requirements=requirements, **data | {"text": data["text"].strip()})


def _stored(field: str, value: object) -> object:
    """Return what is kept of a value; the chat link is kept to the letter."""
    if not isinstance(value, str) or field == "chat_link":
        return value
    return tidy_text(value) if field == "text" else tidy(value)


def _set_requirements(directive: Directive, drafts: tuple[RequirementDraft, ...]) -> None:
    """Change the tasks in place by kind, so that the history shows what changed and nothing else."""
    stored = {requirement.kind: requirement for requirement in directive.requirements}
    wanted = {draft.kind for draft in drafts}
    for kind, requirement in stored.items():
        if kind not in wanted:
            directive.requirements.remove(requirement)
    for position, draft in enumerate(drafts, start=1):
        requirement = stored.get(draft.kind) or Requirement(kind=draft.kind)
        requirement.position, requirement.title = position, tidy(draft.title)
        requirement.due_on, requirement.due_basis = draft.due_on, draft.due_basis
        if draft.kind not in stored:
            directive.requirements.append(requirement)


def _row(directive: Directive) -> DirectiveRow:
    return DirectiveRow(
        id=directive.id,
        requirements=tuple(
            RequirementDraft(
                kind=RequirementKind(item.kind),
                title=item.title,
                due_on=item.due_on,
                due_basis=DueBasis(item.due_basis),
            )
            for item in sorted(directive.requirements, key=lambda item: item.position)
        ),
        **{name: getattr(directive, name) for name in _PLAIN},
    )


def _directive(session: Session, directive_id: int) -> Directive:
    directive = session.get(Directive, directive_id)
    if directive is None:
        raise NotFoundError("Этого письма уже нет в файле.")
    return directive


def _taken(session: Session, directive_id: int | None) -> frozenset[tuple[str, date]]:
    rows = session.execute(select(Directive.id, Directive.number, Directive.dated))
    return frozenset((row.number, row.dated) for row in rows if row.id != directive_id)
