"""Stories about the school, its classes, and whom it answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desktop_app.models.outreach import OutreachClass, OutreachEntry
from desktop_app.services.directive.service import DirectiveService
from desktop_app.services.errors import AppError, NotFoundError, ValidationError
from desktop_app.services.history.service import HistoryService
from desktop_app.services.school.service import SchoolService, default_addressee
from desktop_app.services.school.types import ClassDraft, Gender, SchoolDraft, SchoolKind, SchoolRow
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock

SCHOOL = SchoolDraft(
    full_name="Муниципальное  бюджетное\nобщеобразовательное учреждение «Школа № 24»",
    kind=SchoolKind.STATE,
    inn="77 07 083893",
    email=" school24@example.ru ",
    head_name="Петрова-Водкина Анна Ивановна",
    head_gender=Gender.FEMALE,
)


@pytest.fixture
def school(store: Store) -> SchoolService:
    return SchoolService(store)


def test_a_new_file_has_an_empty_school(school: SchoolService) -> None:
    assert school.get() == SchoolRow()


def test_saved_requisites_are_tidy_and_come_back(school: SchoolService) -> None:
    saved = school.save(SCHOOL)
    assert saved == school.get()
    assert saved.full_name == "Муниципальное бюджетное общеобразовательное учреждение «Школа № 24»"
    assert (saved.inn, saved.email) == ("7707083893", "school24@example.ru")
    assert (saved.kind, saved.head_gender) == (SchoolKind.STATE, Gender.FEMALE)


def test_every_wrong_field_is_named_and_nothing_is_stored(school: SchoolService) -> None:
    with pytest.raises(ValidationError) as refused:
        school.save(replace(SCHOOL, full_name=" ", inn="123", head_name="Анна 2", website="нет сайта"))
    assert {error.field for error in refused.value.errors} == {"full_name", "inn", "head_name", "website"}
    assert school.get() == SchoolRow()


def test_saving_is_undone(school: SchoolService, store: Store) -> None:
    school.save(SCHOOL)
    school.save(replace(SCHOOL, short_name="Школа № 24"))
    history = HistoryService(store)
    assert history.undo() == "Изменены сведения о школе"
    assert school.get().short_name == ""


def test_classes_stand_by_grade(school: SchoolService) -> None:
    for name in ("11А", "5Б", "Кадетский", "5А", "10"):
        school.save_class(ClassDraft(name=name, pupils=25, parents=40))
    assert [row.name for row in school.classes()] == ["5А", "5Б", "10", "11А", "Кадетский"]


def test_a_class_is_changed_and_never_doubled(school: SchoolService) -> None:
    row = school.save_class(ClassDraft(name="5А"))
    with pytest.raises(ValidationError, match="уже есть"):
        school.save_class(ClassDraft(name=" 5а "))
    assert school.check_class(ClassDraft(name="5а"), row.id) == ()
    changed = school.save_class(ClassDraft(name="5а", pupils=30), row.id)
    assert school.classes() == (changed,)
    with pytest.raises(NotFoundError):
        school.save_class(ClassDraft(name="6А"), 99)


def test_a_class_named_in_the_log_stays(school: SchoolService, store: Store, clock: FrozenClock) -> None:
    row = school.save_class(ClassDraft(name="5А"))
    with store.write("Добавлена запись") as session:
        session.add(
            OutreachEntry(
                held_on=clock.today(),
                form="leaflet",
                topic="Памятка",
                classes=[OutreachClass(class_id=row.id)],
            )
        )
    with pytest.raises(AppError, match="Класс 5А записан в журнале"):
        school.delete_class(row.id)
    assert school.classes() == (row,)


def test_a_class_is_deleted_and_comes_back(school: SchoolService, store: Store) -> None:
    row = school.save_class(ClassDraft(name="5А"))
    school.delete_class(row.id)
    assert school.classes() == ()
    HistoryService(store).undo()
    assert school.classes() == (row,)


@pytest.mark.parametrize("kind", [SchoolKind.STATE, SchoolKind.PRIVATE])
def test_state_and_private_schools_answer_the_ministry(kind: SchoolKind, store: Store) -> None:
    assert default_addressee(kind, DirectiveService(store).preset()) == (
        "Министерство образования Иркутской области",
        "Министр образования Иркутской области",
        "Парфенов Максим Александрович",
    )
    assert default_addressee(kind, None) == ("", "", "")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO school (id, full_name, kind) VALUES (2, 'Школа', 'state')",
        "INSERT INTO school (id, full_name, kind) VALUES (1, ' ', 'state')",
        "INSERT INTO school (id, full_name, kind) VALUES (1, 'Школа', 'royal')",
        "INSERT INTO class_groups (name, pupils) VALUES ('5А', -1)",
        "INSERT INTO class_groups (name, pupils) VALUES (' ', 1)",
    ],
)
def test_the_file_itself_refuses_nonsense(store: Store, statement: str) -> None:
    with pytest.raises(IntegrityError), store.write("Мимо правил") as session:
        session.execute(text(statement))
