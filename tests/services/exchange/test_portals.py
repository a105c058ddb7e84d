"""A list of portals comes in by the rules of the screen: shown first, never proved by a word in a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop_app.services.attachments.types import NewFile
from desktop_app.services.banners.service import BannerService
from desktop_app.services.banners.types import (
    CheckDraft,
    CheckOutcome,
    PlacementStatus,
    PortalDraft,
    PortalKind,
    PortalRow,
)
from desktop_app.services.errors import AppError
from desktop_app.services.exchange.reading import Cancelled, read_pasted
from desktop_app.services.exchange.service import ExchangeService
from desktop_app.services.exchange.types import Answers, ImportPlan, Subject
from desktop_app.services.history.service import HistoryService
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.exchange.tables import csv_of, table_of

P = Subject.PORTALS
HEAD = ("Вид", "Название", "Ссылка", "Где размещён", "Статус", "Дата размещения", "Причина")
SITE = ("сайт", "Официальный сайт", "https://school.example.ru", "главная", "размещён", "03.06.2024", "")
STAND = ("стенд", "Стенд 1 этаж", "", "холл", "запланирован", "", "")
SCREEN = ("экран", "Экран", "", "", "не применимо", "", "экрана нет")


@pytest.fixture
def banners(exchange: ExchangeService, store: Store, clock: FrozenClock) -> BannerService:
    return BannerService(store, clock)


def plan_of(exchange: ExchangeService, *rows: Sequence[object], answers: Answers | None = None) -> ImportPlan:
    return exchange.plan(table_of(csv_of(rows)), answers or Answers(), subject=P)


def picture() -> NewFile:
    out = BytesIO()
    Image.new("RGB", (60, 40), "navy").save(out, "PNG")
    return NewFile(name="снимок.png", content=out.getvalue())


def reasons(plan: ImportPlan) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.reason) for each in (*plan.errors, *plan.remarks)]


def facts(row: PortalRow) -> tuple[object, ...]:
    return (row.kind, row.name, row.url, row.place, row.status, row.placed_on, row.reason, row.checked_on)


def test_a_list_comes_in_as_if_it_had_been_typed_and_is_undone_as_one_step(
    exchange: ExchangeService, banners: BannerService, store: Store
) -> None:
    plan = plan_of(exchange, HEAD, SITE, STAND, SCREEN)
    assert (plan.ready, plan.new_portals, reasons(plan)) == (True, 3, [])
    assert exchange.store(plan) == 3
    assert [facts(row) for row in banners.list()] == [
        (PortalKind.WEBSITE, "Официальный сайт", "https://school.example.ru", "главная",
         PlacementStatus.PLACED, date(2024, 6, 3), "", None),
        (PortalKind.STAND, "Стенд 1 этаж", "", "холл", PlacementStatus.PLANNED, None, "", None),
        (PortalKind.SCREEN, "Экран", "", "", PlacementStatus.NOT_APPLICABLE, None, "экрана нет", None),
    ]  # fmt: skip
    HistoryService(store).undo()
    assert banners.list() == ()


def test_portals_that_are_there_are_known_again_and_changes_are_shown(
    exchange: ExchangeService, banners: BannerService
) -> None:
    exchange.store(plan_of(exchange, HEAD, SITE, STAND, SCREEN))
    again = plan_of(exchange, HEAD, SITE, STAND, SCREEN)
    assert (again.coming, again.unchanged, again.seen_on) == (0, 3, date(2024, 6, 28))
    placed = (*STAND[:4], "размещён", "10.06.2024", "")
    plan = plan_of(exchange, HEAD, SITE, placed)
    assert (plan.coming, plan.new_portals, plan.unchanged) == (1, 0, 1)
    assert reasons(plan) == [(3, "Статус", "Было: запланирован."), (3, "Дата размещения", "Было: пусто.")]
    exchange.store(plan)
    assert [row.status for row in banners.list()] == [
        PlacementStatus.PLACED, PlacementStatus.PLACED, PlacementStatus.NOT_APPLICABLE,
    ]  # fmt: skip


def test_a_column_that_is_not_there_changes_nothing(
    exchange: ExchangeService, banners: BannerService
) -> None:
    exchange.store(plan_of(exchange, HEAD, SITE, SCREEN))
    before = banners.list()
    plan = plan_of(exchange, ("Вид", "Название", "Статус"), ("экран", "Экран", "запланирован"))
    exchange.store(plan)
    assert banners.list()[0] == before[0]
    assert banners.list()[1].reason == "экрана нет"
    assert banners.list()[1].status is PlacementStatus.PLANNED


@pytest.mark.parametrize("word", ["проверен", "verified", "Подтверждён"])
def test_a_word_in_a_cell_proves_nothing(
    exchange: ExchangeService, banners: BannerService, word: str
) -> None:
    claimed = (*SITE[:4], word, "03.06.2024", "")
    plan = plan_of(exchange, HEAD, claimed, STAND)
    assert [question.key for question in plan.questions] == ["verified"]
    assert not plan.ready
    with pytest.raises(AppError):
        exchange.store(plan)
    placed = plan_of(exchange, HEAD, claimed, STAND, answers=Answers(choices={"verified": "placed"}))
    left = plan_of(exchange, HEAD, claimed, STAND, answers=Answers(choices={"verified": "skip"}))
    assert [change.draft.name for change in left.portals] == ["Стенд 1 этаж"]
    exchange.store(placed)
    assert banners.list()[0].status is PlacementStatus.PLACED
    assert banners.totals().verified == 0


def test_what_is_proved_in_the_record_stays_proved(exchange: ExchangeService, banners: BannerService) -> None:
    row = banners.save(PortalDraft(name="Сайт", status=PlacementStatus.PLACED, placed_on=date(2024, 6, 1)))
    look = CheckDraft(checked_on=date(2024, 6, 5), outcome=CheckOutcome.FOUND, picture=picture())
    before = banners.add_check(row.id, look)
    head = ("kind", "name", "status", "placed_on", "checked_on")
    same = plan_of(exchange, head, ("website", "Сайт", "verified", "2024-06-01", "2024-06-05"))
    assert (same.coming, same.unchanged, same.questions) == (0, 1, ())
    later = plan_of(exchange, head, ("website", "Сайт", "verified", "2024-06-01", "2024-06-20"))
    assert reasons(later) == [(2, "checked_on", "Добавится проверка от 20.06.2024: видели без снимка.")]
    exchange.store(later)
    after = banners.get(row.id)
    assert (after.status, after.proof, after.verified_on) == (before.status, before.proof, before.verified_on)
    assert after.checked_on == date(2024, 6, 20)
    older = plan_of(exchange, head, ("website", "Сайт", "verified", "2024-06-01", "2024-06-02"))
    assert reasons(older) == [(2, "checked_on", "Записана проверка новее: 20.06.2024.")]
    assert older.coming == 0


def test_moves_that_the_screen_refuses_are_refused(exchange: ExchangeService, banners: BannerService) -> None:
    exchange.store(plan_of(exchange, HEAD, STAND))
    missing = (*STAND[:4], "пропал", "", "")
    future = (*SITE[:5], "03.07.2024", "")
    bare = ("экран", "Экран", "", "", "не применимо", "", "")
    odd = ("баня", "", "никуда", "", "висит криво", "вчера", "")
    plan = plan_of(exchange, HEAD, missing, future, bare, odd)
    assert [(each.row, each.column) for each in plan.errors] == [
        (2, "Статус"), (3, "Дата размещения"), (4, "Причина"),
        (5, "Вид"), (5, "Статус"), (5, "Дата размещения"), (5, "Название"), (5, "Ссылка"),
    ]  # fmt: skip
    with pytest.raises(AppError):
        exchange.store(plan)
    assert len(banners.list()) == 1


def test_a_portal_that_is_alike_is_asked_about(exchange: ExchangeService, banners: BannerService) -> None:
    exchange.store(plan_of(exchange, HEAD, SITE))
    moved = (*SITE[:3], "раздел «Родителям»", *SITE[4:])
    assert [question.key for question in plan_of(exchange, HEAD, moved).questions] == ["alike"]
    change = plan_of(exchange, HEAD, moved, answers=Answers(choices={"alike": "change"}))
    assert reasons(change) == [(2, "Где размещён", "Было: главная.")]
    add = plan_of(exchange, HEAD, moved, answers=Answers(choices={"alike": "add"}))
    assert (change.new_portals, add.new_portals) == (0, 1)
    exchange.store(change)
    assert [row.place for row in banners.list()] == ["раздел «Родителям»"]


def test_a_row_twice_is_noticed_and_two_rows_that_disagree_are_refused(exchange: ExchangeService) -> None:
    plan = plan_of(exchange, HEAD, SITE, SITE)
    assert (plan.ready, plan.coming, plan.repeats) == (True, 1, 1)
    other = (*SITE[:4], "запланирован", "", "")
    plan = plan_of(exchange, HEAD, SITE, other)
    assert reasons(plan) == [(3, "Название", "Тот же портал, что в строке 2, но иначе.")]


def test_a_card_s_way_of_telling_a_removal_is_understood(
    exchange: ExchangeService, banners: BannerService
) -> None:
    head = ("kind", "name", "status", "placed_on", "checked_on")
    exchange.store(plan_of(exchange, head, ("vk", "Группа", "removed", "2024-06-01", "2024-06-09")))
    (row,) = banners.list()
    assert (row.status, row.removed_on, row.checks) == (PlacementStatus.REMOVED, date(2024, 6, 9), 0)


def test_a_missing_kind_is_one_answer_for_all(exchange: ExchangeService) -> None:
    rows = (("Название", "Состояние"), ("Сайт", "запланирован"), ("Группа", "запланирован"))
    assert [question.key for question in plan_of(exchange, *rows).questions] == ["missing:kind"]
    plan = plan_of(exchange, *rows, answers=Answers(constants={"kind": "сайт"}))
    assert [change.draft.kind for change in plan.portals] == [PortalKind.WEBSITE] * 2
    assert plan.ready


def test_doubtful_dates_are_asked_about_once_for_all_columns(exchange: ExchangeService) -> None:
    head = ("Вид", "Название", "Статус", "Размещён", "Последняя проверка")
    plan = plan_of(exchange, head, ("сайт", "Сайт", "размещён", "05/06/2024", "06/06/2024"))
    assert [question.key for question in plan.questions] == ["date_order"]
    plan = plan_of(exchange, head, ("сайт", "Сайт", "размещён", "05/06/2024", "13/06/2024"))
    assert plan.questions == ()
    assert plan.portals[0].draft.placed_on == date(2024, 6, 5)


def test_the_list_of_meanwhile_stops_the_import(exchange: ExchangeService, banners: BannerService) -> None:
    exchange.store(plan_of(exchange, HEAD, SITE, STAND))
    plan = plan_of(exchange, HEAD, (*STAND[:4], "размещён", "10.06.2024", ""))
    banners.delete(banners.list()[1].id)
    with pytest.raises(AppError, match="изменился"):
        exchange.store(plan)
    assert [row.name for row in banners.list()] == ["Официальный сайт"]


def test_a_cancelled_list_leaves_nothing(exchange: ExchangeService, banners: BannerService) -> None:
    plan = plan_of(exchange, HEAD, SITE, STAND)
    with pytest.raises(Cancelled):
        exchange.store(plan, stopped=lambda: True)
    assert banners.list() == ()


def test_each_kind_of_table_is_known_by_its_headings(exchange: ExchangeService) -> None:
    log = table_of(csv_of([("Дата", "Форма", "Тема"), ("05.06.2024", "собрание", "О проекте")]))
    portals = table_of(csv_of([HEAD, SITE]))
    assert (exchange.kind_of(log), exchange.kind_of(portals)) == (Subject.OUTREACH, P)
    with pytest.raises(AppError, match="журнал работы с родителями, а не"):
        exchange.plan(log, subject=P)
    with pytest.raises(AppError, match="список баннеров, а не"):
        exchange.plan(portals)
    with pytest.raises(AppError, match="не понять"):
        exchange.kind_of(table_of(csv_of([("Имя", "Погода"), ("а", "ясно")])))


def test_far_too_many_portals_are_refused(exchange: ExchangeService) -> None:
    with pytest.raises(AppError, match="больше 2000"):
        plan_of(exchange, HEAD, *[(*SITE[:1], f"Сайт {number}", *SITE[2:]) for number in range(2_001)])


# out and in again

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=10)
BEGINNINGS = st.sampled_from(("", "=", "+7 ", "-", "@", "'", "'=", "_x0041_", "Итого", "№ ", "05/06/2024"))
TEXTS = st.builds(lambda head, tail: " ".join((head + tail).split()), BEGINNINGS, WORDS)
DAYS = st.dates(date(2024, 1, 1), date(2024, 6, 27))
URLS = st.sampled_from(("", "https://school.example.ru/a", "https://vk.example.org/x"))


@st.composite
def portals(draw: st.DrawFn) -> tuple[PortalDraft, list[CheckDraft], PlacementStatus]:
    """A portal, looks at it, and the status set by hand at the end."""
    draft = PortalDraft(
        kind=draw(st.sampled_from(PortalKind)), name=draw(TEXTS.filter(bool)), url=draw(URLS),
        place=draw(TEXTS), status=PlacementStatus.PLACED, placed_on=draw(DAYS),
        planned_for=draw(st.none() | DAYS), reason=draw(TEXTS),
    )  # fmt: skip
    looks = [
        CheckDraft(checked_on=day, outcome=draw(st.sampled_from([CheckOutcome.SEEN, CheckOutcome.MISSING])))
        for day in sorted(draw(st.sets(DAYS, max_size=2)))
    ]
    return draft, looks, draw(st.sampled_from([each for each in PlacementStatus if each != "verified"]))


def written(
    banners: BannerService, wanted: list[tuple[PortalDraft, list[CheckDraft], PlacementStatus]]
) -> None:
    """Write the portals as a user would; one the rules do not take is left out."""
    for draft, looks, status in wanted:
        try:
            row = banners.save(draft)
        except AppError:
            continue
        for look in looks:
            banners.add_check(row.id, look)
        stored = banners.get(row.id)
        fields = {name: getattr(stored, name) for name in PortalDraft.__dataclass_fields__}
        last = replace(
            PortalDraft(**fields), status=status, reason=draft.reason or "нет",
            removed_on=date(2024, 6, 27) if status is PlacementStatus.REMOVED else None,
        )  # fmt: skip
        if not banners.check(last, row.id):
            banners.save(last, row.id)


@pytest.mark.parametrize("form", ["xlsx", "csv", "clipboard"])
@given(wanted=st.lists(portals(), min_size=1, max_size=4))
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_list_goes_out_and_in_again_unchanged(
    exchange: ExchangeService,
    banners: BannerService,
    tmp_path: Path,
    form: str,
    wanted: list[tuple[PortalDraft, list[CheckDraft], PlacementStatus]],
) -> None:
    for row in banners.list():
        banners.delete(row.id)
    written(banners, wanted)
    out = tmp_path / f"out.{form}"
    if form == "clipboard":
        table = read_pasted(exchange.for_clipboard(P)[0], "буфер") if banners.list() else None
    else:
        exchange.export(P, out)
        table = table_of(out.read_bytes())
    before = [facts(row) for row in banners.list()], _out(exchange)
    if table is None or not before[0]:
        return
    plan = exchange.plan(table, subject=P)
    assert (plan.coming, plan.unchanged, plan.questions) == (0, len(before[0]), ()), reasons(plan)
    for row in banners.list():
        banners.delete(row.id)
    again = exchange.plan(table, subject=P)
    assert again.ready, (reasons(again), again.questions)
    exchange.store(again)
    assert ([facts(row) for row in banners.list()], _out(exchange)) == before


def _out(exchange: ExchangeService) -> str:
    return exchange.for_clipboard(P)[0]
