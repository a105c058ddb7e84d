"""A former coordinator's data is destroyed: neither the file's bytes nor undo bring it back."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import NamedTuple

import pytest
from PIL import Image
from sqlalchemy import select

from desktop_app.models.attachment import AttachmentBlob
from desktop_app.models.database import Database
from desktop_app.models.event_log import LogEntry
from desktop_app.models.form_draft import FormDraft
from desktop_app.models.history import Change, ChangeGroup
from desktop_app.models.letter import Letter
from desktop_app.models.school import CaseForm, School
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.coordinator.destruction import DestructionService
from desktop_app.services.coordinator.person import _traces
from desktop_app.services.coordinator.service import CoordinatorService
from desktop_app.services.coordinator.types import AppointmentDraft
from desktop_app.services.errors import AppError, NotFoundError, StorageError
from desktop_app.services.history.service import HistoryService
from desktop_app.services.integrity import check_file
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.services.papers.books import ReportContent
from desktop_app.services.school.case_forms import CaseFormService
from desktop_app.services.school.types import Subject
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.pdfs import small_pdf
from tests.services.record import FakeRenderer, write_record

OLGA = AppointmentDraft(
    name="Журавлёва Инна Сергеевна",
    post="социальный педагог",
    phone="(3952) 77-88-99",
    email="zhuravleva@example.org",
    appointed_on=date(2024, 1, 10),
    released_on=date(2024, 5, 31),
    order_number="7-од",
    order_date=date(2024, 1, 9),
    substitute_name="Белозёрова Майя Львовна",
    substitute_post="библиотекарь",
    note="живёт на Лесной улице",
)
TRACES = (
    "Журавлёв", "Белозёров", "77-88-99", "zhuravleva", "на Лесной улице", "библиотекарь", "Ошибочн",
)  # fmt: skip


class Desk(NamedTuple):
    """Services over one file, and the appointment that is over."""

    store: Store
    coordinator: CoordinatorService
    destruction: DestructionService
    renderer: FakeRenderer
    former: int


@pytest.fixture
def desk(store: Store, clock: FrozenClock) -> Desk:
    """A record whose history knows the former coordinator in every way it can."""
    write_record(store, address="г. Иркутск")
    coordinator = CoordinatorService(store, clock)
    typo = coordinator.save(replace(OLGA, name="Ошибочная Инна Сергеевна", phone="(3952) 11-11-11"))
    coordinator.save(OLGA, typo.id)
    picture = BytesIO()
    Image.new("RGB", (300, 200), "white").save(picture, "PNG")
    coordinator.attach_chat_proof(typo.id, NewFile(name="Журавлёва в чате.png", content=picture.getvalue()))
    forms = CaseFormService(store)
    forms.confirm(Subject.NAME, OLGA.name, "dative", "Журавлёвой Инне Сергеевне")
    forms.confirm(Subject.POST, OLGA.post, "dative", "социальному педагогу")
    with store.write("Другой исполнитель") as session:
        session.get_one(School, 1).executor_name = OLGA.name
    with store.write("Прежний исполнитель") as session:
        session.get_one(School, 1).executor_name = "Иванова Ольга Николаевна"
    letters = LetterService(store, clock, FakeRenderer())
    words = "О назначении Журавлёвой И.С.\n\nНазначить."
    draft = letters.create(LetterDraft(kind=PaperKind.ORDER, appointment_id=typo.id, edited_text=words))
    letters.delete(draft.id)
    with store.write_unrecorded() as session:
        session.add(
            FormDraft(
                form="coordinator:2", content='{"name": "Журавлёва Инна Сергеевна"}', saved_at=clock.now()
            )
        )
    coordinator.save(replace(OLGA, note="Журавлёва вернётся"), typo.id)
    HistoryService(store).undo()
    renderer = FakeRenderer()
    return Desk(store, coordinator, DestructionService(store, clock, renderer), renderer, typo.id)


def raw(store: Store) -> bytes:
    return store.path.read_bytes()


def test_the_story_s_file_names_the_person_before(desk: Desk) -> None:
    held = raw(desk.store)
    assert all(trace.encode() in held for trace in TRACES)


def test_not_one_byte_of_the_person_is_left_in_the_file(desk: Desk, database: Database) -> None:
    desk.destruction.destroy(desk.former)
    database.close()
    held = raw(desk.store)
    assert [trace for trace in TRACES if trace.encode() in held] == []
    assert b"\xff\xd8\xff" not in held, "the picture's bytes"
    assert check_file(desk.store.path) == ()


def test_the_dates_the_post_and_the_order_stay(desk: Desk) -> None:
    desk.destruction.destroy(desk.former)
    row = next(one for one in desk.coordinator.history() if one.id == desk.former)
    assert row.name == "Данные уничтожены"
    assert (row.post, row.order_number, row.order_date) == (OLGA.post, OLGA.order_number, OLGA.order_date)
    assert (row.appointed_on, row.released_on) == (OLGA.appointed_on, OLGA.released_on)
    assert row.destroyed_on == date(2024, 6, 3)
    assert not any((row.phone, row.email, row.gender, row.substitute_name, row.note, row.chat_proof))


def test_undo_and_redo_cannot_raise_the_person(desk: Desk, clock: FrozenClock) -> None:
    history = HistoryService(desk.store)
    desk.destruction.destroy(desk.former)
    assert (history.state().undo, history.state().redo) == ("", "")
    for way in (history.undo, history.redo):
        with pytest.raises(AppError):
            way()
    with desk.store.write("После") as session:
        session.get_one(School, 1).phone = "1"
    history.undo()
    with pytest.raises(AppError):
        history.undo()
    with desk.store.read() as session:
        images = " ".join(map(str, session.execute(select(Change.row_key, Change.before, Change.after))))
        labels = " ".join(session.scalars(select(ChangeGroup.label)))
    assert [trace for trace in TRACES if trace in images + labels] == []
    assert check_file(desk.store.path) == ()


def test_the_log_tells_of_it_without_a_name_and_the_act_with_it(desk: Desk) -> None:
    act = desk.destruction.destroy(desk.former)
    with desk.store.read() as session:
        (entry,) = session.scalars(select(LogEntry))
    assert entry.kind == "destruction"
    assert "социальный педагог" in entry.sentence
    assert "приказ от 09.01.2024 № 7-од" in entry.sentence
    assert "Журавл" not in entry.sentence
    (content,) = desk.renderer.seen
    assert isinstance(content, ReportContent)
    said = " ".join(one.text for one in content.paragraphs).replace("\u00a0", " ")
    assert "Журавлёва Инна Сергеевна" in said
    assert "152-ФЗ" in said
    assert "Журавл" not in str(content.table.rows), "the extract is what the log says"
    assert act.pdf.startswith(b"%PDF")


def test_without_an_act_nothing_is_destroyed(desk: Desk) -> None:
    before = desk.coordinator.history()
    desk.renderer.refuse = "Бумага не рисуется."
    with pytest.raises(AppError, match="не рисуется"):
        desk.destruction.destroy(desk.former)
    assert desk.coordinator.history() == before


def test_the_act_is_not_lost_when_the_disk_is_too_full_to_write_the_file_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Database) -> None:
        raise StorageError("На диске нет места, изменение не сохранено.")

    monkeypatch.setattr(Database, "compact", full)
    act = desk.destruction.destroy(desk.former)
    assert "место" in act.warnings[-1]
    assert desk.coordinator.history()[-1].destroyed_on is not None


def test_whoever_is_in_office_keeps_the_data(desk: Desk, clock: FrozenClock) -> None:
    current = desk.coordinator.current()
    assert current is not None
    for asked in (desk.destruction.plan, desk.destruction.destroy):
        with pytest.raises(AppError, match="Пока человек отвечает"):
            asked(current.id)
        with pytest.raises(NotFoundError):
            asked(99)
    clock.day = date(2024, 5, 31)
    with pytest.raises(AppError, match="Пока человек отвечает"):
        desk.destruction.plan(desk.former)


def test_what_is_destroyed_stays_so(desk: Desk) -> None:
    desk.destruction.destroy(desk.former)
    refused: tuple[Callable[[], object], ...] = (
        lambda: desk.destruction.destroy(desk.former),
        lambda: desk.coordinator.save(OLGA, desk.former),
        lambda: desk.coordinator.delete(desk.former),
        lambda: desk.coordinator.attach_chat_proof(desk.former, NewFile(name="a.pdf", content=small_pdf())),
    )
    for act in refused:
        with pytest.raises(AppError, match="уничтожены"):
            act()


def test_a_draft_about_the_person_comes_first(desk: Desk, clock: FrozenClock) -> None:
    letters = LetterService(desk.store, clock, FakeRenderer())
    draft = letters.create(LetterDraft(kind=PaperKind.ORDER, appointment_id=desk.former))
    for asked in (desk.destruction.plan, desk.destruction.destroy):
        with pytest.raises(AppError, match="проект"):
            asked(desk.former)
    letters.delete(draft.id)
    assert desk.destruction.plan(desk.former).papers == 0


def test_a_registered_paper_keeps_its_words(desk: Desk, clock: FrozenClock) -> None:
    letters = LetterService(desk.store, clock, FakeRenderer())
    draft = letters.create(LetterDraft(kind=PaperKind.ORDER, appointment_id=desk.former))
    paper = letters.register(draft.id)
    plan = desk.destruction.plan(desk.former)
    assert plan.papers == 1
    desk.destruction.destroy(desk.former)
    assert letters.get(paper.id) == paper
    assert "Журавлёв".encode() in raw(desk.store)
    assert check_file(desk.store.path) == ()


def test_another_row_on_a_ground_of_its_own_keeps_the_name_and_its_forms(desk: Desk) -> None:
    with desk.store.write("Исполнитель") as session:
        session.get_one(School, 1).executor_name = OLGA.name
    assert desk.destruction.plan(desk.former).elsewhere == ("реквизиты школы",)
    desk.destruction.destroy(desk.former)
    with desk.store.read() as session:
        assert session.get_one(School, 1).executor_name == OLGA.name
        assert OLGA.name in set(session.scalars(select(CaseForm.nominative)))
    assert check_file(desk.store.path) == ()


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        (OLGA.name, "Назначить Журавлёву И.С. с 1 июня", "Назначить … с 1 июня"),
        (OLGA.name, "И. С. Журавлева, ЖУРАВЛЁВА И.С", "…, …"),
        (OLGA.name, "о\u00a0Журавлёвой\u00a0Инне и Инне\nСергеевне Журавлевой", "о\u00a0… и …"),
        (OLGA.name, "Журавлёва Ольга, журавлёвка", "Журавлёва Ольга, журавлёвка"),
        (OLGA.name, "Журавлёва Инна Петровна", "Журавлёва Инна Петровна"),
        ("Ли Анна Ивановна", "Ли А. И. и Лиана Ивановна, А.И.Ли", "… и Лиана Ивановна, …"),
    ],
)
def test_a_person_is_known_however_the_name_is_written(name: str, text: str, left: str) -> None:
    traces = _traces({name}, set(), set())
    assert traces.without(text) == left
    assert traces.in_text(text) is (left != text)
    assert left == text or any(stem in text for stem in traces.stems), "the row would not be looked at"


def images(store: Store, table: str) -> list[dict[str, object]]:
    """Return every image the history keeps of a table."""
    with store.read() as session:
        query = select(Change.before, Change.after).where(Change.table_name == table)
        return [json.loads(image) for pair in session.execute(query) for image in pair if image]


def named(image: dict[str, object]) -> dict[str, object]:
    """Return what an image names the person with."""
    folded = {key: str(value).casefold().replace("ё", "е") for key, value in image.items()}
    traces = [trace.casefold().replace("ё", "е") for trace in TRACES]
    return {key: image[key] for key, value in folded.items() if any(trace in value for trace in traces)}


def test_a_row_that_still_names_the_person_keeps_only_the_very_words_it_holds(desk: Desk) -> None:
    values = (
        {"executor_name": f"{OLGA.name}, замдиректора", "head_name": OLGA.name},
        {"executor_name": "Журавлёвой Инне Сергеевне", "executor_phone": OLGA.phone},
        {"executor_name": OLGA.name, "head_name": "Директор Мария Ивановна", "executor_phone": ""},
    )
    for place, step in enumerate(values):
        with desk.store.write(f"Исполнитель {place}") as session:
            row = session.get_one(School, 1)
            for column, value in step.items():
                setattr(row, column, value)
    HistoryService(desk.store).undo()
    HistoryService(desk.store).redo()
    desk.destruction.destroy(desk.former)
    left = [found for image in images(desk.store, "school") if (found := named(image))]
    assert left
    assert all(found == {"executor_name": OLGA.name} for found in left)
    assert check_file(desk.store.path) == ()


def test_a_registered_paper_keeps_its_words_and_its_drafts_lose_theirs(
    desk: Desk, clock: FrozenClock
) -> None:
    letters = LetterService(desk.store, clock, FakeRenderer())
    drafts = ("Назначить Журавлёву Инну Сергеевну.", "О Журавлёвой И.С.", "Назначить Журавлёву И.С.")
    paper = letters.create(LetterDraft(kind=PaperKind.ORDER, appointment_id=desk.former))
    for words in drafts:
        draft = LetterDraft(kind=PaperKind.ORDER, appointment_id=desk.former, edited_text=words)
        letters.save(paper.id, draft)
    kept = letters.register(paper.id)
    desk.destruction.destroy(desk.former)
    with desk.store.read() as session:
        row = session.get_one(Letter, paper.id)
        held = {"text": row.text, "edited_text": row.edited_text}
    assert "Журавлёв" in str(held["text"])
    own = [image for image in images(desk.store, "letters") if image["id"] == paper.id]
    assert len(own) > len(drafts)
    assert all(value == held[key] for image in own for key, value in named(image).items())
    assert letters.get(paper.id) == kept, "a registered paper keeps its bytes"
    assert check_file(desk.store.path) == ()


@pytest.mark.parametrize("seed", range(12))
def test_any_history_without_the_person_is_whole_and_still_shows_a_forger(
    desk: Desk, database: Database, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a story, not a secret
    words = (
        OLGA.name, "Журавлёвой Инне Сергеевне", "И. С. Журавлёва", "ЖУРАВЛЕВА И.С.", "о Журавлёвой  Инне",
        "Инна Сергеевна Журавлева", OLGA.phone, "Иванова Ольга", "", "9А",
    )  # fmt: skip
    columns = ("executor_name", "head_name", "executor_phone", "founder", "website")
    history = HistoryService(desk.store)
    undone = done = 0
    for step in range(chance.randint(3, 12)):
        if chance.random() < 0.3 and (undone or done):
            back = done and (not undone or chance.random() < 0.6)
            (history.undo if back else history.redo)()
            undone, done = (undone + 1, done - 1) if back else (undone - 1, done + 1)
            continue
        undone, done = 0, done + 1
        with desk.store.write(f"Шаг {step}") as session:
            word = chance.choice(words)
            said = word if word == OLGA.phone else f"{word} {step % 3}"  # a phone is known as a whole
            setattr(session.get_one(School, 1), chance.choice(columns), said)
    desk.destruction.destroy(desk.former)
    with desk.store.read() as session:
        row = session.get_one(School, 1)
        held = {column: getattr(row, column) for column in columns}
    for image in images(desk.store, "school"):
        assert all(value == held[key] for key, value in named(image).items())
    assert check_file(desk.store.path) == ()
    database.close()
    whole = desk.store.path.read_bytes()
    with closing(sqlite3.connect(desk.store.path, isolation_level=None)) as raw:
        raw.execute("UPDATE school SET executor_name = 'Подменённая Анна Петровна'")
    assert any("school" in problem for problem in check_file(desk.store.path))
    desk.store.path.write_bytes(whole)
    with closing(sqlite3.connect(desk.store.path, isolation_level=None)) as raw:
        raw.execute(
            "UPDATE changes SET after = json_set(after, '$.executor_name', 'Подменённая') WHERE id ="
            " (SELECT max(c.id) FROM changes c JOIN change_groups g ON g.id = group_id"
            " WHERE table_name = 'school' AND g.state IN ('active', 'final'))"
        )
    assert any("school" in problem for problem in check_file(desk.store.path))


def test_a_picture_that_proves_something_else_stays(desk: Desk) -> None:
    current = desk.coordinator.current()
    former = next(one for one in desk.coordinator.history() if one.id == desk.former)
    assert current is not None
    desk.coordinator.save(
        AppointmentDraft(
            name=current.name, appointed_on=current.appointed_on, chat_proof_id=former.chat_proof_id
        ),
        current.id,
    )
    assert "снимок вступления в чат" not in desk.destruction.plan(desk.former).goes
    desk.destruction.destroy(desk.former)
    with desk.store.read() as session:
        assert session.get(AttachmentBlob, former.chat_proof_id) is not None
    assert check_file(desk.store.path) == ()
