"""The rules of the standing: sentences word for word, and what holds for any record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.enums import DueBasis, LetterState, PlacementStatus, RequirementKind
from desktop_app.services.attachments.types import AttachmentRow
from desktop_app.services.banners.types import PortalRow
from desktop_app.services.compliance.actions import next_actions
from desktop_app.services.compliance.facts import Confirmation, RecordFacts, Told
from desktop_app.services.compliance.rules import status
from desktop_app.services.compliance.types import RequirementState, RequirementStatus
from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.services.directive.types import RequirementDraft

DUE = date(2024, 6, 5)
JUNE_3 = date(2024, 6, 3)
WOMAN = AppointmentRow(
    id=1, name="Лебедева Ольга Николаевна", current=True, order_number="57-од", order_date=JUNE_3,
    appointed_on=JUNE_3, chat_joined_on=date(2024, 6, 4),
)  # fmt: skip
PICTURE = AttachmentRow(
    id=1, name="сайт.png", media_type="image/jpeg", size=1, sha256="1a2b3c4d" * 8, taken_on=None
)


def portal(name: str, status: PlacementStatus, day: date | None = None, **more: object) -> PortalRow:
    row = PortalRow(
        id=1, name=name, status=status, placed_on=day, verified_on=None, proof=None, checked_on=None, checks=0
    )
    return replace(row, **more)  # type: ignore[arg-type]  # whatever the story needs


def stand(facts: RecordFacts, kind: RequirementKind, due: date | None = DUE) -> RequirementStatus:
    return status(RequirementDraft(kind=kind, title="Сделать", due_on=due, due_basis=DueBasis.IMPLIED), facts)


def reason(facts: RecordFacts, kind: RequirementKind, due: date | None = DUE) -> str:
    return stand(facts, kind, due).reason


def test_an_appointment_is_proved_by_its_order() -> None:
    facts = RecordFacts(on=JUNE_3, appointments=(WOMAN,))
    found = stand(facts, RequirementKind.APPOINT_COORDINATOR)
    assert found.reason == "Ответственный назначен приказом № 57-од от 03.06.2024."
    assert (found.state, found.done_on) == (RequirementState.DONE, JUNE_3)
    assert found.evidence == ("приказ № 57-од от 03.06.2024",)


def test_without_an_order_nobody_is_appointed_yet() -> None:
    facts = RecordFacts(on=JUNE_3, appointments=(replace(WOMAN, order_number=""),))
    found = stand(facts, RequirementKind.APPOINT_COORDINATOR)
    assert found.reason == "Ответственный есть, но приказ о назначении не оформлен."
    assert found.state is RequirementState.IN_PROGRESS


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (DUE, "Ответственный не назначен."),
        (date(2024, 6, 6), "Срок 05.06.2024 прошёл 1 рабочий день назад: ответственный не назначен."),
        (date(2024, 6, 10), "Срок 05.06.2024 прошёл 3 рабочих дня назад: ответственный не назначен."),
        (date(2024, 6, 14), "Срок 05.06.2024 прошёл 6 рабочих дней назад: ответственный не назначен."),
    ],
)
def test_the_due_date_itself_is_not_late(on: date, says: str) -> None:
    found = stand(RecordFacts(on=on), RequirementKind.APPOINT_COORDINATOR)
    assert found.reason == says
    assert (found.state is RequirementState.OVERDUE) == (on > DUE)


def test_the_weekend_after_the_due_date_counts_no_working_days() -> None:
    found = reason(RecordFacts(on=date(2024, 6, 8)), RequirementKind.APPOINT_COORDINATOR, date(2024, 6, 7))
    assert found == "Срок 07.06.2024 прошёл: ответственный не назначен."


def test_done_late_says_by_how_much() -> None:
    late = replace(WOMAN, order_date=date(2024, 6, 7), chat_joined_on=date(2024, 6, 6))
    facts = RecordFacts(on=date(2024, 6, 20), appointments=(late,))
    assert reason(facts, RequirementKind.APPOINT_COORDINATOR) == (
        "Ответственный назначен приказом № 57-од от 07.06.2024, на 2 рабочих дня позже срока (05.06.2024)."
    )
    assert reason(facts, RequirementKind.JOIN_CHAT) == (
        "Ответственный в рабочем чате с 06.06.2024, на 1 рабочий день позже срока (05.06.2024)."
    )


def test_a_replaced_coordinator_is_the_one_looked_at_and_no_reproach_for_the_term() -> None:
    left = replace(WOMAN, released_on=date(2025, 1, 9))
    day = date(2025, 1, 9)
    comes = replace(WOMAN, id=2, order_number="№ 3-од", order_date=day, appointed_on=day, chat_joined_on=None)
    facts = RecordFacts(on=date(2025, 1, 20), appointments=(comes, left))
    assert reason(facts, RequirementKind.APPOINT_COORDINATOR) == (
        "Ответственный назначен приказом № 3-од от 09.01.2025."
    )
    found = stand(facts, RequirementKind.JOIN_CHAT)
    assert found.state is RequirementState.OVERDUE
    assert found.reason.endswith("дата вступления ответственного в рабочий чат не записана.")


def test_portals_without_a_banner_are_named() -> None:
    placed = [portal(f"Портал {n}", PlacementStatus.PLACED, JUNE_3) for n in range(7)]
    planned = portal("экран в холле", PlacementStatus.PLANNED, planned_for=date(2024, 6, 10))
    lost = portal("ВКонтакте", PlacementStatus.MISSING)
    unfit = portal("дневник", PlacementStatus.NOT_APPLICABLE)
    facts = RecordFacts(on=DUE, portals=(*placed, lost, planned, unfit))
    assert reason(facts, RequirementKind.PLACE_BANNERS) == (
        "Осталось разместить баннер на 2 из 9 порталов: ВКонтакте (пропал), экран в холле (план 10.06.2024)."
    )
    late = replace(facts, on=date(2024, 6, 6))
    assert reason(late, RequirementKind.PLACE_BANNERS).startswith(
        "Срок 05.06.2024 прошёл 1 рабочий день назад: осталось разместить баннер на 2 из 9 порталов ("
    )


def test_a_placed_banner_is_proved_by_its_picture() -> None:
    row = portal("сайт", PlacementStatus.VERIFIED, JUNE_3, verified_on=date(2024, 6, 4), proof=PICTURE)
    found = stand(RecordFacts(on=DUE, portals=(row,)), RequirementKind.PLACE_BANNERS)
    assert found.reason == "Баннер размещён на единственном портале."
    assert found.evidence == ("сайт: снимок от 04.06.2024, SHA-256 1a2b3c4d…",)


def test_a_school_without_portals_is_not_done() -> None:
    assert reason(RecordFacts(on=JUNE_3), RequirementKind.PLACE_BANNERS) == "Порталы школы ещё не записаны."


def test_every_class_wants_an_event() -> None:
    classes = ((1, "5А"), (2, "5Б"), (3, "11А"))
    facts = RecordFacts(on=DUE, classes=classes, told=(Told(JUNE_3, frozenset({1, 3})),))
    assert reason(facts, RequirementKind.INFORM_PARENTS, None) == (
        "Мероприятия прошли в 2 из 3 классов, остались: 5Б."
    )
    whole = replace(facts, told=(*facts.told, Told(date(2024, 6, 4))))
    found = stand(whole, RequirementKind.INFORM_PARENTS, None)
    assert (found.reason, found.done_on) == ("Мероприятия прошли во всех классах (3).", date(2024, 6, 4))
    assert found.evidence == ("2 мероприятия с 03.06.2024 по 04.06.2024",)


@pytest.mark.parametrize(
    ("letter", "says"),
    [
        (None, "Письмо-подтверждение ещё не составлено."),
        ({"state": LetterState.DRAFT}, "Письмо-подтверждение составлено, но не зарегистрировано."),
        ({"state": LetterState.VOID}, "Письмо-подтверждение ещё не составлено."),
        (
            {"state": LetterState.REGISTERED},
            "Письмо № 01-12/34 от 03.06.2024 зарегистрировано, отправка не отмечена.",
        ),
        (
            {"state": LetterState.SENT, "sent_on": JUNE_3, "sent_how": "электронной почтой"},
            "Письмо № 01-12/34 от 03.06.2024 отправлено 03.06.2024 (электронной почтой).",
        ),
        (
            {
                "state": LetterState.ACKNOWLEDGED, "sent_on": JUNE_3,
                "acknowledged_on": DUE, "acknowledged_number": "77",
            },
            "Письмо № 01-12/34 от 03.06.2024 отправлено 03.06.2024 и принято 05.06.2024, вх. № 77.",
        ),
    ],
)  # fmt: skip
def test_the_letter_tells_how_far_it_went(letter: dict[str, object] | None, says: str) -> None:
    numbered = (
        {} if letter and letter["state"] is LetterState.DRAFT else {"number": "01-12/34", "dated": JUNE_3}
    )
    letters = (Confirmation(**numbered, **letter),) if letter else ()  # type: ignore[arg-type]  # stories differ
    assert reason(RecordFacts(on=DUE, letters=letters), RequirementKind.CONFIRM, None) == says


def test_at_most_three_actions_and_the_most_urgent_first() -> None:
    facts = RecordFacts(on=date(2024, 6, 6), school_named=True)
    requirements = [
        RequirementDraft(kind=RequirementKind.CONFIRM, title="Подтвердить"),
        RequirementDraft(kind=RequirementKind.PLACE_BANNERS, title="Разместить", due_on=date(2024, 6, 10)),
        RequirementDraft(kind=RequirementKind.APPOINT_COORDINATOR, title="Назначить", due_on=DUE),
    ]
    actions = next_actions(facts, [status(requirement, facts) for requirement in requirements])
    assert [action.screen for action in actions] == ["register", "coordinator", "banners"]
    assert actions[1].text == "Назначьте ответственного приказом. Срок прошёл 05.06.2024."
    assert actions[2].text.endswith("Срок — 10.06.2024.")


def test_a_finished_record_still_wants_its_proofs() -> None:
    letter = Confirmation(state=LetterState.REGISTERED, number="34", dated=JUNE_3)
    placed = (portal("сайт", PlacementStatus.PLACED, JUNE_3),)
    facts = RecordFacts(on=DUE, school_named=True, portals=placed, letters=(letter,))
    texts = [action.text for action in next_actions(facts, ())]
    assert texts[1:] == [
        "Отметьте, когда и как отправлено письмо № 34.",
        "Проверьте баннеры и добавьте снимки: сайт.",
    ]


DAYS = st.dates(date(2024, 5, 20), date(2024, 7, 10))
MAYBE = st.none() | DAYS
NAMES = st.text(max_size=8)
APPOINTMENTS = st.builds(
    replace, st.just(WOMAN), order_number=NAMES, order_date=MAYBE, appointed_on=MAYBE, chat_joined_on=MAYBE
)
PORTALS = st.builds(
    portal, NAMES, st.sampled_from(PlacementStatus), MAYBE, planned_for=MAYBE,
    proof=st.none() | st.just(PICTURE), verified_on=MAYBE,
)  # fmt: skip
LETTERS = st.builds(
    Confirmation, state=st.sampled_from(LetterState), number=NAMES, dated=MAYBE, sent_on=MAYBE,
    sent_how=NAMES, acknowledged_on=MAYBE, acknowledged_number=NAMES,
)  # fmt: skip
FACTS = st.builds(
    RecordFacts,
    on=DAYS,
    appointments=st.lists(APPOINTMENTS, max_size=1).map(tuple),
    portals=st.lists(PORTALS, max_size=4).map(tuple),
    classes=st.sampled_from([(), ((1, "5А"),), ((1, "5А"), (2, "5Б"))]),
    told=st.lists(st.builds(Told, DAYS, st.frozensets(st.integers(1, 2))), max_size=4).map(tuple),
    letters=st.lists(LETTERS, max_size=3).map(tuple),
)
KINDS = st.sampled_from(RequirementKind)


@given(FACTS, KINDS, MAYBE)
def test_what_holds_for_any_record(facts: RecordFacts, kind: RequirementKind, due: date | None) -> None:
    found = stand(facts, kind, due)
    assert (found.state is RequirementState.DONE) == (found.done_on is not None)
    assert found.done_on is None or found.done_on <= facts.on
    assert (found.state is RequirementState.OVERDUE) == (
        found.done_on is None and due is not None and due < facts.on
    )
    assert found.reason.endswith(".")
    assert not found.reason.endswith("..")
    assert "\n" not in found.reason
    assert len(found.reason) > 10
    assert all(found.evidence)


@given(FACTS, KINDS, MAYBE, st.integers(0, 40))
def test_time_alone_undoes_nothing(
    facts: RecordFacts, kind: RequirementKind, due: date | None, days: int
) -> None:
    order = (RequirementState.IN_PROGRESS, RequirementState.OVERDUE, RequirementState.DONE)
    now = stand(facts, kind, due)
    later = stand(replace(facts, on=facts.on + timedelta(days=days)), kind, due)
    assert order.index(later.state) >= order.index(now.state)
    if now.state is RequirementState.DONE:
        assert later.done_on == now.done_on


@given(FACTS, st.lists(st.tuples(KINDS, MAYBE), max_size=5))
def test_actions_are_few_and_lead_to_a_screen(
    facts: RecordFacts, wanted: list[tuple[RequirementKind, date | None]]
) -> None:
    actions = next_actions(facts, [stand(facts, kind, due) for kind, due in wanted])
    assert len(actions) <= 3
    assert len(set(actions)) == len(actions)
    screens = {"school", "coordinator", "banners", "parents", "letters", "register"}
    assert all(action.screen in screens and action.text.endswith(".") for action in actions)


def test_the_latest_letter_speaks_and_the_first_one_kept_the_term() -> None:
    first = Confirmation(state=LetterState.REGISTERED, number="34", dated=JUNE_3)
    second = Confirmation(state=LetterState.REGISTERED, number="35", dated=date(2024, 6, 6))
    facts = RecordFacts(on=date(2024, 6, 10), letters=(first, second))
    found = stand(facts, RequirementKind.CONFIRM, DUE)
    assert found.done_on == JUNE_3
    assert found.reason == "Письмо № 35 от 06.06.2024 зарегистрировано, отправка не отмечена."
    assert len(found.evidence) == 2
