"""A log comes in whole or not at all, is taken back as one step, and is known again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_app.bootstrap import opened
from desktop_app.models.event_log import ImportedFile, LogEntry
from desktop_app.services.copies.service import CopyService, verify_copy
from desktop_app.services.errors import AppError
from desktop_app.services.exchange.reading import Cancelled
from desktop_app.services.exchange.service import ExchangeService
from desktop_app.services.exchange.types import Answers, Subject
from desktop_app.services.history.service import HistoryService
from desktop_app.services.outreach.service import OutreachService
from desktop_app.services.outreach.types import OutreachDraft, OutreachFilter, OutreachForm
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.exchange.tables import csv_of, table_of

HEAD = ("Дата", "Форма", "Тема", "Классы", "Контакты", "Из них разных", "Заметка")
MEETING = ("05.06.2024", "собрание", "О проекте", "5А, 5Б", "61", "55", "пришли почти все")
CHAT = ("06.06.2024", "чат", "Памятка", "вся школа", "80", "", "")


def rows_of(outreach: OutreachService) -> list[tuple[object, ...]]:
    return [
        (row.held_on, row.form, row.topic, row.classes, row.parents, row.unique_parents, row.note)
        for row in outreach.list()
    ]


def sentences(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        rows = session.execute(select(LogEntry.kind, LogEntry.sentence))
        return [(kind, sentence.replace("\xa0", " ")) for kind, sentence in rows]


def test_a_table_comes_in_as_if_it_had_been_typed(
    exchange: ExchangeService, outreach: OutreachService
) -> None:
    plan = exchange.plan(table_of(csv_of([HEAD, MEETING, CHAT])))
    assert plan.ready
    assert (plan.contacts, plan.period) == (141, (date(2024, 6, 5), date(2024, 6, 6)))
    assert exchange.store(plan) == 2
    assert rows_of(outreach) == [
        (date(2024, 6, 6), OutreachForm.CHAT_MESSAGE, "Памятка", "вся школа", 80, None, ""),
        (date(2024, 6, 5), OutreachForm.CLASS_MEETING, "О проекте", "5А, 5Б", 61, 55, "пришли почти все"),
    ]
    assert [row.topic for row in outreach.list(OutreachFilter(text="ПОЧТИ 5б собран"))] == ["О проекте"]


def test_the_same_typed_and_imported_are_stored_alike(
    exchange: ExchangeService, outreach: OutreachService, store: Store
) -> None:
    exchange.store(exchange.plan(table_of(csv_of([HEAD, MEETING]))))
    outreach.save(
        OutreachDraft(
            held_on=date(2024, 6, 5), topic="О проекте", class_ids=(1, 2), parents=61, unique_parents=55,
            note="пришли почти все",
        )
    )  # fmt: skip
    with store.read() as session:
        columns = "held_on, form, topic, parents, unique_parents, pupils, handed_out, note, search"
        typed = session.connection().exec_driver_sql(f"SELECT {columns} FROM outreach_entries").all()  # noqa: S608
    assert typed[0] == typed[1]


def test_an_import_is_undone_and_done_again_as_one_step(
    exchange: ExchangeService, outreach: OutreachService, store: Store
) -> None:
    outreach.save(OutreachDraft(held_on=date(2024, 6, 1), topic="Было раньше"))
    history = HistoryService(store)
    exchange.store(exchange.plan(table_of(csv_of([HEAD, MEETING, CHAT]))))
    after = rows_of(outreach)
    assert history.undo() == "Загружены мероприятия: 2"
    assert [row.topic for row in outreach.list()] == ["Было раньше"]
    with store.read() as session:
        assert session.scalars(select(ImportedFile)).all() == []
    history.redo()
    assert rows_of(outreach) == after
    history.undo()
    history.undo()
    assert outreach.list() == ()


def test_one_wrong_row_keeps_the_whole_table_out(
    exchange: ExchangeService, outreach: OutreachService
) -> None:
    wrong = ("вчера", "вечеринка", "", "7В", "много", "", "")
    plan = exchange.plan(table_of(csv_of([HEAD, MEETING, wrong])))
    assert [(each.row, each.column, each.value) for each in plan.errors] == [
        (3, "Дата", "вчера"),
        (3, "Форма", "вечеринка"),
        (3, "Классы", "7В"),
        (3, "Контакты", "много"),
        (3, "Тема", ""),
    ]
    assert all(each.reason.endswith(".") for each in plan.errors)
    with pytest.raises(AppError, match="не загружена"):
        exchange.store(plan)
    assert outreach.list() == ()


def test_the_school_s_own_rules_hold_for_a_table(exchange: ExchangeService) -> None:
    later = ("05.07.2024", "собрание", "О проекте", "5А", "10", "", "")
    more = ("05.06.2024", "собрание", "О проекте", "5А", "50", "45", "")
    plan = exchange.plan(table_of(csv_of([HEAD, later, more])))
    assert [(each.row, each.column) for each in plan.errors] == [(2, "Дата"), (3, "Из них разных")]


def test_unknown_columns_are_named_and_missing_ones_asked_for(exchange: ExchangeService) -> None:
    table = table_of(csv_of([("Дата", "Тема", "Погода"), ("05.06.2024", "О проекте", "ясно")]))
    plan = exchange.plan(table)
    assert plan.unused == ("Погода",)
    assert [question.key for question in plan.questions] == ["missing:form"]
    assert not plan.ready
    plan = exchange.plan(table, Answers(constants={"form": "class_hour"}))
    assert [draft.form for draft in plan.drafts] == [OutreachForm.CLASS_HOUR]
    assert plan.ready


def test_a_guess_is_asked_about_until_the_user_has_said(exchange: ExchangeService) -> None:
    rows = [("Дата", "Вид связи", "Тема"), ("05.06.2024", "квест", "О проекте")]
    table = table_of(csv_of([*rows, ("06.06.2024", "собрание", "О проекте")]))
    assert [question.key for question in exchange.plan(table).questions] == ["column:1"]
    assert exchange.plan(table, Answers(columns={1: "form"})).questions == ()


def test_a_guess_that_every_cell_bears_out_is_not_asked_about(exchange: ExchangeService) -> None:
    table = table_of(csv_of([("Дата", "Мероприятие", "Тема"), ("05.06.2024", "собрание", "О проекте")]))
    assert exchange.plan(table).ready


def test_repeats_inside_the_table_and_with_the_record_are_noticed(
    exchange: ExchangeService, outreach: OutreachService
) -> None:
    exchange.store(exchange.plan(table_of(csv_of([HEAD, MEETING]))))
    again = ("5.6.24", "Родительское собрание", "о проекте", "5Б; 5А", "61", "55", "")
    table = table_of(csv_of([HEAD, again, CHAT, CHAT]))
    plan = exchange.plan(table)
    assert [(each.row, each.reason) for each in plan.remarks] == [
        (2, "Такое мероприятие уже есть в журнале."),
        (4, "Повторяет строку 3."),
    ]
    assert (len(plan.drafts), plan.repeats) == (3, 2)
    plan = exchange.plan(table, Answers(skip_repeats=True))
    assert [draft.topic for draft in plan.drafts] == ["Памятка"]


def test_a_repeat_with_other_numbers_shows_what_is_stored_and_what_the_file_says(
    exchange: ExchangeService,
) -> None:
    exchange.store(exchange.plan(table_of(csv_of([HEAD, MEETING]))))
    more = (*MEETING[:4], "75", "", "")
    plan = exchange.plan(table_of(csv_of([HEAD, more, MEETING, CHAT, (*CHAT[:4], "9", *CHAT[5:])])))
    assert [(each.row, each.differs, each.reason) for each in plan.remarks] == [
        (
            2,
            True,
            (
                "Контактов в журнале 61, в файле 75; из них разных в журнале 55, в файле не считали. "
                "Такое мероприятие уже есть в журнале."
            ),
        ),
        (3, False, "Такое мероприятие уже есть в журнале."),
        (5, True, f"Контактов в строке 4 — {CHAT[4]}, здесь — 9. Повторяет строку 4."),
    ]
    assert (plan.repeats, plan.differing) == (3, 2)


def test_of_several_alike_the_one_with_the_same_numbers_is_the_repeat(exchange: ExchangeService) -> None:
    twice = [MEETING, (*MEETING[:4], "75", *MEETING[5:])]
    exchange.store(exchange.plan(table_of(csv_of([HEAD, *twice]))))
    plan = exchange.plan(table_of(csv_of([HEAD, *twice])))
    assert (plan.repeats, plan.differing) == (2, 0)


def test_numbers_the_table_does_not_give_are_not_compared(exchange: ExchangeService) -> None:
    exchange.store(exchange.plan(table_of(csv_of([HEAD, MEETING]))))
    plan = exchange.plan(table_of(csv_of([HEAD[:4], MEETING[:4]])))
    assert (plan.repeats, plan.differing) == (1, 0)


def test_the_same_file_is_known_again(exchange: ExchangeService, clock: FrozenClock) -> None:
    table = table_of(csv_of([HEAD, MEETING]))
    exchange.store(exchange.plan(table))
    plan = exchange.plan(table)
    assert (plan.seen_on, plan.seen_entries) == (clock.today(), 1)
    assert exchange.plan(table_of(csv_of([HEAD, CHAT]))).seen_on is None


def test_a_cancelled_import_leaves_nothing(
    exchange: ExchangeService, outreach: OutreachService, store: Store
) -> None:
    plan = exchange.plan(table_of(csv_of([HEAD, MEETING, CHAT])))
    seen: list[int] = []
    with pytest.raises(Cancelled):
        exchange.store(plan, progress=seen.append, stopped=lambda: True)
    assert (outreach.list(), seen) == ((), [])
    assert [kind for kind, _ in sentences(store)] == ["copy"]
    assert HistoryService(store).state().undo == "Добавлен класс 5Б"


def test_a_class_that_is_gone_meanwhile_stops_the_import(
    exchange: ExchangeService, outreach: OutreachService, store: Store
) -> None:
    plan = exchange.plan(table_of(csv_of([HEAD, MEETING])))
    HistoryService(store).undo()
    with pytest.raises(AppError, match="изменились"):
        exchange.store(plan)
    assert outreach.list() == ()


def test_an_import_begins_with_a_verified_copy(
    exchange: ExchangeService, store: Store, clock: FrozenClock
) -> None:
    exchange.store(exchange.plan(table_of(csv_of([HEAD, MEETING]))))
    (row,) = CopyService(store.path, clock).rows()
    assert verify_copy(row.path) == ()
    with opened(row.path, read_only=True, clock=clock) as before:
        assert before.outreach.list() == (), "the copy is of the file as it was"


def test_what_came_in_and_went_out_is_noted_without_a_name(
    exchange: ExchangeService, store: Store, tmp_path: Path
) -> None:
    exchange.store(exchange.plan(table_of(csv_of([HEAD, MEETING, CHAT]))))
    exchange.export(Subject.OUTREACH, tmp_path / "Иванова.xlsx")
    exchange.for_clipboard(Subject.PORTALS)
    assert sentences(store) == [
        ("copy", "Сделана копия № 1."),
        ("import", "Загружено из таблицы: 2 мероприятия."),
        ("export", "Выгружен журнал работы с родителями в файл XLSX: 2 строки."),
        ("export", "Выгружен список баннеров в буфер обмена: 0 строк."),
    ]


def test_an_export_follows_the_filter_shown(exchange: ExchangeService, tmp_path: Path) -> None:
    exchange.store(exchange.plan(table_of(csv_of([HEAD, MEETING, CHAT]))))
    wanted = OutreachFilter(form=OutreachForm.CHAT_MESSAGE)
    assert exchange.export(Subject.OUTREACH, tmp_path / "a.csv", wanted) == 1
    assert "О проекте" not in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_another_kind_of_file_is_refused(exchange: ExchangeService, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="не записывается"):
        exchange.export(Subject.OUTREACH, tmp_path / "log.doc")
    assert list(tmp_path.glob("log*")) == []


def test_a_long_import_is_undone_and_done_again_whole(
    exchange: ExchangeService, outreach: OutreachService, store: Store
) -> None:
    many = [("05.06.2024", "собрание", f"Тема {number}", "5А, 5Б", "1", "", "") for number in range(300)]
    exchange.store(exchange.plan(table_of(csv_of([HEAD, *many]))))
    after = rows_of(outreach)
    history = HistoryService(store)
    history.undo()
    assert outreach.list() == ()
    assert history.state().redo == "Загружены мероприятия: 300"
    history.redo()
    assert rows_of(outreach) == after


def test_a_long_import_is_not_taken_back_over_a_change_the_history_does_not_know(
    exchange: ExchangeService, outreach: OutreachService, store: Store
) -> None:
    many = [("05.06.2024", "собрание", f"Тема {number}", "", "1", "", "") for number in range(300)]
    exchange.store(exchange.plan(table_of(csv_of([HEAD, *many]))))
    with store.write_unrecorded() as session:
        session.connection().exec_driver_sql("UPDATE outreach_entries SET topic = 'Иначе' WHERE id = 7")
    with pytest.raises(AppError):
        HistoryService(store).undo()
    assert len(outreach.list()) == 300
