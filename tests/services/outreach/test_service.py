"""Stories about the outreach log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.models.school import ClassGroup
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.errors import NotFoundError, ValidationError
from desktop_app.services.history.service import HistoryService
from desktop_app.services.outreach.service import OutreachService
from desktop_app.services.outreach.types import OutreachDraft, OutreachFilter, OutreachForm
from desktop_app.services.papers.reach import outreach_facts
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.pdfs import small_pdf

DRAFT = OutreachDraft(
    held_on=date(2024, 6, 3),
    topic="Проект «Заступник»: всё о приложении",
    class_ids=(1, 2),
    parents=61,
    unique_parents=55,
    pupils=4,
    handed_out=50,
    responsible="Лебедева О.Н.",
    proof="протокол № 9",
)


@pytest.fixture
def outreach(store: Store, clock: FrozenClock) -> OutreachService:
    with store.write("Классы") as session:
        for number, (name, parents) in enumerate((("5А", 48), ("5Б", 44), ("11А", 30)), 1):
            session.add(ClassGroup(id=number, name=name, pupils=25, parents=parents, position=number))
    return OutreachService(store, clock)


def test_an_event_is_found_again_as_it_was_written(outreach: OutreachService) -> None:
    row = outreach.save(DRAFT)
    assert row == outreach.get(row.id) == outreach.list()[0]
    assert row.classes == "5А, 5Б"
    assert (row.held_on, row.form, row.parents, row.unique_parents) == (
        date(2024, 6, 3), OutreachForm.CLASS_MEETING, 61, 55,
    )  # fmt: skip


def test_an_event_without_classes_is_for_the_whole_school(outreach: OutreachService) -> None:
    row = outreach.save(replace(DRAFT, class_ids=()))
    assert (row.class_ids, row.classes) == ((), "вся школа")


@pytest.mark.parametrize("text", ["все о", "ВСЁ", "5б", "лебедева  протокол", "заступник 5а"])
def test_search_knows_neither_case_nor_yo(outreach: OutreachService, text: str) -> None:
    outreach.save(DRAFT)
    assert len(outreach.list(OutreachFilter(text=text))) == 1


@pytest.mark.parametrize("text", ["%", "_", "заступник каникулы", "11а"])
def test_search_wants_every_word_and_knows_no_wildcards(outreach: OutreachService, text: str) -> None:
    outreach.save(DRAFT)
    assert outreach.list(OutreachFilter(text=text)) == ()


def test_search_follows_a_change(outreach: OutreachService) -> None:
    row = outreach.save(DRAFT)
    outreach.save(replace(DRAFT, topic="Каникулы", class_ids=(3,), unique_parents=9), row.id)
    assert outreach.list(OutreachFilter(text="заступник")) == ()
    assert outreach.list(OutreachFilter(text="5а")) == ()
    assert [found.id for found in outreach.list(OutreachFilter(text="каникулы 11а"))] == [row.id]


def test_the_newest_event_stands_first_and_totals_follow_the_filter(outreach: OutreachService) -> None:
    days = (date(2024, 5, 30), date(2024, 6, 1), date(2024, 6, 3))
    rows = [
        outreach.save(replace(DRAFT, held_on=day, class_ids=(number,), unique_parents=9))
        for number, day in enumerate(days, 1)
    ]
    assert [row.id for row in outreach.list()] == [row.id for row in reversed(rows)]
    wanted = OutreachFilter(since=days[0], until=days[1])
    assert len(outreach.list(wanted)) == 2
    totals = outreach.totals(wanted)
    assert (totals.events, totals.contacts, totals.pupils, totals.handed_out) == (2, 122, 8, 100)
    assert outreach.totals(OutreachFilter(text="нет такого")).contacts == 0


def test_a_class_sees_its_own_events_and_those_of_the_whole_school(outreach: OutreachService) -> None:
    own = outreach.save(DRAFT)
    outreach.save(replace(DRAFT, class_ids=(3,), unique_parents=None))
    common = outreach.save(replace(DRAFT, class_ids=(), form=OutreachForm.WEBINAR))
    assert {row.id for row in outreach.list(OutreachFilter(class_id=1))} == {own.id, common.id}
    assert [row.id for row in outreach.list(OutreachFilter(form=OutreachForm.WEBINAR))] == [common.id]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"held_on": None}, "held_on"),
        ({"held_on": date(2024, 6, 4)}, "held_on"),
        ({"held_on": date(224, 6, 3)}, "held_on"),
        ({"topic": "  "}, "topic"),
        ({"note": "я" * 1001}, "note"),
        ({"proof": "протокол\x07"}, "proof"),
        ({"responsible": "Лебедева\nО.Н."}, "responsible"),
        ({"class_ids": (1, 77)}, "class_ids"),
        ({"parents": -1, "unique_parents": None}, "parents"),
        ({"parents": 10**9}, "parents"),
        ({"unique_parents": 62}, "unique_parents"),
        ({"parents": 200, "unique_parents": 93}, "unique_parents"),
        ({"class_ids": (), "parents": 200, "unique_parents": 123}, "unique_parents"),
    ],
)
def test_an_impossible_event_is_refused_beside_its_field(
    outreach: OutreachService, change: dict[str, object], field: str
) -> None:
    draft = replace(DRAFT, **change)  # type: ignore[arg-type]  # the parameters are of different types
    assert [error.field for error in outreach.check(draft)] == [field]
    with pytest.raises(ValidationError) as refused:
        outreach.save(draft)
    assert refused.value.field == field
    assert refused.value.message.endswith(".")
    assert outreach.list() == ()


def test_deleted_events_come_back_with_their_classes(outreach: OutreachService, store: Store) -> None:
    rows = [outreach.save(DRAFT), outreach.save(replace(DRAFT, class_ids=()))]
    outreach.delete([row.id for row in rows])
    assert outreach.list() == ()
    history = HistoryService(store)
    assert history.undo() == "Удалены мероприятия: 2"
    assert set(outreach.list()) == set(rows)
    history.redo()
    assert outreach.list() == ()


def test_a_change_can_be_taken_back(outreach: OutreachService, store: Store) -> None:
    row = outreach.save(DRAFT)
    outreach.save(replace(DRAFT, class_ids=(2, 3), unique_parents=None), row.id)
    assert outreach.get(row.id).classes == "5Б, 11А"
    HistoryService(store).undo()
    assert outreach.get(row.id) == row


def test_an_event_that_is_gone_is_named(outreach: OutreachService) -> None:
    with pytest.raises(NotFoundError):
        outreach.get(77)
    with pytest.raises(NotFoundError):
        outreach.save(DRAFT, 77)


def test_coverage_of_a_period_is_read_from_the_file(outreach: OutreachService) -> None:
    outreach.save(replace(DRAFT, held_on=date(2024, 5, 30), class_ids=(1,), unique_parents=24))
    outreach.save(DRAFT)
    early = outreach.coverage(until=date(2024, 5, 30))
    assert (early.reached, early.parents, early.percent) == (24, 122, 19)
    assert [row.percent for row in early.classes] == [50, 0, 0]
    assert outreach.coverage().reached == 55
    assert outreach.coverage(since=date(2024, 6, 1)).contacts == 61


def test_a_proof_is_attached(outreach: OutreachService) -> None:
    row = outreach.save(DRAFT)
    attached = outreach.attach(row.id, NewFile(name="протокол.pdf", content=small_pdf()))
    assert attached.attachment_id is not None
    assert outreach.list()[0].attachment_id == attached.attachment_id


def test_what_is_in_the_trash_counts_nowhere_and_comes_back(outreach: OutreachService, store: Store) -> None:
    kept = outreach.save(DRAFT)
    gone = outreach.save(replace(DRAFT, class_ids=(3,), parents=30, unique_parents=30))
    outreach.delete([gone.id])
    assert outreach.list() == (kept,)
    assert outreach.list(OutreachFilter(deleted=True)) == (gone,)
    assert (outreach.totals().events, outreach.totals().contacts) == (1, 61)
    assert (outreach.coverage().contacts, outreach.coverage().reached) == (61, 55)
    with store.read() as session:
        facts = outreach_facts(session, since=None, until=date(2024, 12, 31))
    assert (facts.events, facts.contacts, facts.reached) == (1, 61, 55)
    assert outreach.restore([gone.id]) == 1
    assert set(outreach.list()) == {kept, gone}
    HistoryService(store).undo()
    assert outreach.list() == (kept,)


def test_an_event_in_the_trash_is_neither_changed_nor_proved(outreach: OutreachService) -> None:
    row = outreach.save(DRAFT)
    outreach.delete([row.id])
    with pytest.raises(NotFoundError):
        outreach.save(replace(DRAFT, topic="Другое"), row.id)
    with pytest.raises(NotFoundError):
        outreach.attach(row.id, NewFile(name="протокол.pdf", content=small_pdf()))
    assert outreach.list(OutreachFilter(deleted=True)) == (row,)


def test_an_emptied_trash_is_one_step_of_the_history(outreach: OutreachService, store: Store) -> None:
    rows = [outreach.save(DRAFT), outreach.save(replace(DRAFT, class_ids=()))]
    kept = outreach.save(DRAFT)
    outreach.delete([row.id for row in rows])
    assert outreach.empty_trash() == 2
    assert outreach.list(OutreachFilter(deleted=True)) == ()
    assert outreach.restore([rows[0].id]) == 0
    history = HistoryService(store)
    assert history.undo() == "Очищена корзина мероприятий"
    assert set(outreach.list(OutreachFilter(deleted=True))) == set(rows)
    assert outreach.list() == (kept,)


def test_more_events_than_a_statement_names_are_deleted_at_once(outreach: OutreachService) -> None:
    ids = [outreach.save(DRAFT).id for _ in range(3)]
    outreach.delete([*range(1_000, 1_600), *ids])
    assert outreach.totals(OutreachFilter(deleted=True)).events == 3


def test_coverage_asked_again_knows_every_change_and_its_undoing(
    outreach: OutreachService, store: Store
) -> None:
    assert outreach.coverage().contacts == 0
    row = outreach.save(DRAFT)
    assert outreach.coverage().contacts == 61
    outreach.save(replace(DRAFT, parents=70), row.id)
    assert outreach.coverage().contacts == 70
    HistoryService(store).undo()
    assert outreach.coverage().contacts == 61
    with store.write("Класс") as session:
        session.get_one(ClassGroup, 1).parents = 60
    assert outreach.coverage().parents == 134
    outreach.delete([row.id])
    assert outreach.coverage().contacts == 0


def test_events_of_one_day_are_summed_up_and_none_is_lost(outreach: OutreachService) -> None:
    outreach.save(DRAFT)
    outreach.save(replace(DRAFT, parents=20, unique_parents=None))
    outreach.save(replace(DRAFT, class_ids=(3,), parents=9, unique_parents=9))
    told = outreach.coverage()
    assert [(row.events, row.contacts, row.reached) for row in told.classes] == [
        (2, 0, 11),
        (2, 0, 7),
        (1, 9, 9),
    ]
    assert (told.contacts, told.reached) == (90, 64)
    assert told.by_week == ((date(2024, 6, 3), 3, 90),)


@pytest.mark.parametrize(
    ("by", "descending", "topics"),
    [
        ("", False, "еж ёлка Ёж-2 арка"),
        ("topic", False, "арка еж Ёж-2 ёлка"),
        ("topic", True, "ёлка Ёж-2 еж арка"),
        ("classes", False, "арка еж ёлка Ёж-2"),
        ("unique_parents", False, "арка ёлка еж Ёж-2"),
        ("unique_parents", True, "ёлка арка еж Ёж-2"),
        ("proof", True, "еж арка ёлка Ёж-2"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_log_stands_in_the_order_asked_for(
    outreach: OutreachService, *, by: str, descending: bool, topics: str, turned: bool
) -> None:
    events = (
        ("арка", date(2024, 5, 1), (), 2, "а"),
        ("Ёж-2", date(2024, 5, 2), (3,), None, ""),
        ("ёлка", date(2024, 5, 3), (1,), 9, ""),
        ("еж", date(2024, 5, 4), (1,), None, "Я"),
    )
    for topic, held_on, classes, unique, proof in events:
        outreach.save(
            replace(
                DRAFT, topic=topic, held_on=held_on, class_ids=classes, unique_parents=unique, proof=proof
            )
        )
    if turned:  # a second click on a heading
        outreach.find(OutreachFilter(), by, descending=not descending)
    rows = outreach.rows(outreach.find(OutreachFilter(), by, descending=descending))
    assert " ".join(row.topic for row in rows) == topics


def test_rows_come_in_the_order_named_without_those_that_are_gone(outreach: OutreachService) -> None:
    first, second = outreach.save(DRAFT), outreach.save(DRAFT)
    assert outreach.rows((second.id, 77, first.id)) == (second, first)
