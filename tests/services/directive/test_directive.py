"""Stories about incoming letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desktop_app.models.letter import Letter
from desktop_app.services.directive.service import DirectiveService
from desktop_app.services.directive.types import DueBasis, RequirementDraft, RequirementKind
from desktop_app.services.errors import AppError, NotFoundError, ValidationError
from desktop_app.services.history.service import HistoryService
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock

DUE = date(2024, 6, 5)


@pytest.fixture
def directives(store: Store) -> DirectiveService:
    return DirectiveService(store)


def test_the_ministry_letter_is_at_hand(directives: DirectiveService) -> None:
    preset = directives.preset()
    assert (preset.number, preset.dated, preset.due_on) == ("02-55-5749/24", date(2024, 5, 30), DUE)
    assert preset.chat_link == ("https://sferum.ru/?p=messages&join=vBHsZeb_GIP3gPMptbNBSF/XaRWCSwJbxA8=")
    assert preset.sheets == 12
    assert preset.chat_link in preset.text
    assert "**" not in preset.text
    assert preset.text.startswith("МИНИСТЕРСТВО ОБРАЗОВАНИЯ\nИРКУТСКОЙ ОБЛАСТИ")
    assert [(task.kind.value, task.due_on, task.due_basis) for task in preset.requirements] == [
        ("appoint_coordinator", DUE, DueBasis.IMPLIED),
        ("join_chat", DUE, DueBasis.STATED),
        ("place_banners", DUE, DueBasis.IMPLIED),
        ("inform_parents", None, DueBasis.OWN),
        ("confirm", None, DueBasis.OWN),
    ]
    assert directives.check(preset) == ()


def test_it_comes_back_as_it_was_saved(directives: DirectiveService) -> None:
    assert directives.current() is None
    saved = directives.save(directives.preset())
    assert directives.current() == saved == directives.get(saved.id)
    assert saved.text == directives.preset().text
    assert saved.requirements == directives.preset().requirements


def test_the_newest_by_date_is_the_current_one(directives: DirectiveService) -> None:
    first = directives.save(directives.preset())
    older = directives.save(replace(directives.preset(), number="1", dated=date(2024, 1, 10)))
    newer = directives.save(replace(directives.preset(), number="2", dated=date(2024, 5, 31)))
    assert directives.list() == (newer, first, older)
    assert directives.current() == newer


def test_the_same_letter_is_not_entered_twice(directives: DirectiveService) -> None:
    saved = directives.save(directives.preset())
    with pytest.raises(ValidationError, match=r"№ 02-55-5749/24 от 30\.05\.2024 уже записано"):
        directives.save(directives.preset())
    directives.save(replace(directives.preset(), subject="О проекте"), saved.id)
    assert directives.get(saved.id).subject == "О проекте"


def test_tasks_are_changed_in_place_and_undone(directives: DirectiveService, store: Store) -> None:
    saved = directives.save(directives.preset())
    own = RequirementDraft(kind=RequirementKind.CONFIRM, title="Ответить", due_on=date(2024, 6, 10))
    changed = directives.save(
        replace(directives.preset(), requirements=(own, saved.requirements[1])), saved.id
    )
    assert [task.title for task in changed.requirements] == ["Ответить", saved.requirements[1].title]
    HistoryService(store).undo()
    assert directives.get(saved.id) == saved


def test_wrong_fields_are_named(directives: DirectiveService) -> None:
    wrong = replace(
        directives.preset(),
        number="",
        sender=" ",
        due_on=date(2024, 5, 1),
        chat_link="a\nb",
        sheets=-1,
        dated=None,
    )
    assert {e.field for e in directives.check(wrong)} == {"number", "sender", "dated", "chat_link", "sheets"}
    early = replace(directives.preset(), due_on=date(2024, 5, 1), received_on=date(1924, 6, 1))
    assert [e.field for e in directives.check(early)][:2] == ["due_on", "received_on"]
    task = directives.preset().requirements[0]
    assert (
        directives.check(replace(directives.preset(), requirements=(task, task)))[0].field == "requirements"
    )


def test_a_letter_that_was_answered_stays(
    directives: DirectiveService, store: Store, clock: FrozenClock
) -> None:
    saved = directives.save(directives.preset())
    with store.write("Добавлен проект") as session:
        session.add(
            Letter(
                kind="confirmation",
                series="outgoing",
                state="draft",
                profile="2025",
                directive_id=saved.id,
                created_at=clock.now(),
            )
        )
    with pytest.raises(AppError, match="удалить его нельзя"):
        directives.delete(saved.id)
    assert directives.list() == (saved,)


def test_a_deleted_letter_comes_back_with_its_tasks(directives: DirectiveService, store: Store) -> None:
    saved = directives.save(directives.preset())
    directives.delete(saved.id)
    assert directives.list() == ()
    with pytest.raises(NotFoundError):
        directives.get(saved.id)
    assert HistoryService(store).undo() == "Удалено письмо № 02-55-5749/24"
    assert directives.get(saved.id) == saved


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO directives (number, dated, sender) VALUES (' ', '2024-05-30', 'М')",
        "INSERT INTO directives (number, dated, sender, sheets) VALUES ('1', '2024-05-30', 'М', -1)",
    ],
)
def test_the_file_itself_refuses_nonsense(store: Store, statement: str) -> None:
    with pytest.raises(IntegrityError), store.write("Мимо правил") as session:
        session.execute(text(statement))
