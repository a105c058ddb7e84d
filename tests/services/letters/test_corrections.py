"""A registered paper never changes: a new one stands in for it and says so."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.models.coordinator import Appointment
from desktop_app.models.directive import Directive
from desktop_app.services.errors import AppError, ValidationError
from desktop_app.services.letters.register import RegisterService
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import EnclosureDraft, LetterDraft, LetterState, PaperKind, Severity
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import add_portal

DAY = date(2024, 6, 3)


def registered(letters: LetterService, kind: PaperKind = PaperKind.CONFIRMATION) -> int:
    return letters.register(letters.create(LetterDraft(kind=kind)).id).id


def text_of(letters: LetterService, letter_id: int) -> str:
    row = letters.get(letter_id)
    draft = LetterDraft(kind=row.kind, appointment_id=row.appointment_id, corrects_id=row.corrects_id)
    return letters.proposed_text(draft)


def test_a_correction_names_the_old_letter_and_leaves_its_bytes_alone(
    letters: LetterService, store: Store
) -> None:
    old = letters.register(
        letters.create(
            LetterDraft(
                kind=PaperKind.CONFIRMATION,
                since=date(2024, 5, 1),
                enclosures=(EnclosureDraft(kind=PaperKind.MEMO, copies=3),),
            )
        ).id
    )
    before = letters.pdf(old.id)
    draft = letters.correct(old.id)
    assert (draft.kind, draft.since, draft.corrects) == (old.kind, old.since, "№ 1 от 03.06.2024")
    assert [(one.kind, one.copies) for one in draft.enclosures] == [(PaperKind.MEMO, 3)]
    assert text_of(letters, draft.id).startswith("Взамен письма от 03.06.2024 № 1 сообщаем")
    assert letters.get(old.id).corrected == "", "a draft corrects nothing yet"
    new = letters.register(draft.id)
    assert new.subject == old.subject
    assert letters.pdf(old.id) == before
    assert letters.get(old.id).corrected == "№ 2 от 03.06.2024"
    first, second = RegisterService(store).outgoing()
    assert (first.note, second.note) == ("исправлено № 2 от 03.06.2024", "взамен № 1 от 03.06.2024")
    assert RegisterService(store).chain().problems == ()


def test_only_what_is_registered_and_in_force_can_be_corrected(letters: LetterService) -> None:
    draft = letters.create(LetterDraft(kind=PaperKind.CONFIRMATION))
    with pytest.raises(AppError, match="Сначала зарегистрируйте"):
        letters.correct(draft.id)
    letters.register(draft.id)
    fix = letters.correct(draft.id)
    with pytest.raises(AppError, match="уже готовится"):
        letters.correct(draft.id)
    letters.register(fix.id)
    with pytest.raises(AppError, match="уже исправлена"):
        letters.correct(draft.id)
    letters.void(fix.id, "ошибка")
    assert letters.get(draft.id).corrected == ""
    assert letters.correct(draft.id).corrects == "№ 1 от 03.06.2024"
    letters.void(draft.id, "ошибка")
    with pytest.raises(AppError, match="аннулирована"):
        letters.correct(draft.id)


def test_a_draft_of_a_correction_is_stopped_when_its_paper_is_annulled_meanwhile(
    letters: LetterService,
) -> None:
    old = registered(letters)
    fix = letters.correct(old)
    letters.void(old, "ошибка")
    draft = LetterDraft(kind=PaperKind.CONFIRMATION, corrects_id=old)
    assert any(
        "аннулирована" in one.message and one.severity is Severity.ERROR for one in letters.findings(draft)
    )
    with pytest.raises(AppError, match="аннулирована"):
        letters.register(fix.id)
    assert letters.get(fix.id).state is LetterState.DRAFT


def test_a_text_by_hand_must_still_name_the_old_paper(letters: LetterService) -> None:
    old = registered(letters)
    fix = letters.correct(old)
    forgetful = LetterDraft(kind=PaperKind.CONFIRMATION, corrects_id=old, edited_text="Всё в порядке.")
    letters.save(fix.id, forgetful)
    with pytest.raises(ValidationError, match="взамен"):
        letters.register(fix.id)
    named = LetterDraft(
        kind=PaperKind.CONFIRMATION,
        corrects_id=old,
        edited_text="Взамен письма от 03.06.2024 № 1: всё готово.",
    )
    letters.save(fix.id, named)
    assert letters.register(fix.id).number == "2"


def test_a_corrected_order_repeals_the_old_one_and_gets_a_number_of_its_own(
    letters: LetterService, store: Store
) -> None:
    old = registered(letters, PaperKind.ORDER)
    fix = letters.correct(old)
    text = text_of(letters, fix.id)
    *_, repeal, control = text.splitlines()
    assert repeal == "4. Признать утратившим силу приказ от 03.06.2024 № 1-од."
    assert control == "5. Контроль за исполнением настоящего приказа оставляю за собой."
    new = letters.register(fix.id)
    assert new.number == "2-од"
    with store.read() as session:
        assert session.get_one(Appointment, 1).order_number == "2-од"
    letters.void(new.id, "ошибка")
    with store.read() as session:
        assert session.get_one(Appointment, 1).order_number == "1-од", "the old order is in force again"


def test_a_report_is_corrected_too(letters: LetterService, store: Store) -> None:
    add_portal(store, "Сайт", "verified", placed_on=date(2024, 6, 2))
    fix = letters.correct(registered(letters, PaperKind.BANNER_REPORT))
    assert text_of(letters, fix.id).startswith("Взамен справки от 03.06.2024 № 1 ")


def incoming(store: Store, number: str, day: date) -> int:
    with store.write("Входящее") as session:
        letter = Directive(number=number, dated=day, sender="Министерство образования")
        session.add(letter)
        session.flush()
        return letter.id


def test_the_answer_that_came_is_linked_and_noted(
    letters: LetterService, store: Store, clock: FrozenClock
) -> None:
    clock.day = date(2024, 6, 20)
    sent = letters.register(letters.create(LetterDraft(kind=PaperKind.CONFIRMATION)).id, on=DAY).id
    answer = incoming(store, "77", date(2024, 6, 10))
    early = incoming(store, "50", date(2024, 6, 1))
    with pytest.raises(AppError, match="отметьте отправку"):
        letters.link_answer(sent, answer)
    letters.mark_sent(sent, date(2024, 6, 4), "нарочно")
    with pytest.raises(ValidationError, match="раньше отправки"):
        letters.link_answer(sent, early)
    with pytest.raises(ValidationError, match="сама отвечает"):
        letters.link_answer(sent, letters.get(sent).directive_id)
    assert letters.link_answer(sent, answer).answer == "№ 77 от 10.06.2024"
    (row,) = RegisterService(store).outgoing()
    assert row.note == "ответ № 77 от 10.06.2024"
    assert letters.link_answer(sent, None).answer == ""
    assert RegisterService(store).chain().problems == ()
