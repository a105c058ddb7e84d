"""The letter does not dress up a lack of proof as a figure."""

from __future__ import annotations

from datetime import date

from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer, add_portal, change_appointment, write_record


def body(store: Store, clock: FrozenClock) -> str:
    draft = LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1, appointment_id=1)
    return LetterService(store, clock, FakeRenderer()).proposed_text(draft).replace("\u00a0", " ")


def test_a_banner_without_a_picture_is_called_unproved(store: Store, clock: FrozenClock) -> None:
    write_record(store)
    add_portal(store, "Сайт", "placed", placed_on=date(2024, 6, 2))
    assert "снимками пока не подтверждено" in body(store, clock)


def test_straight_quotes_of_the_record_are_printed_as_the_standard_has_them(
    store: Store, clock: FrozenClock
) -> None:
    write_record(store, full_name='Частное учреждение "Лицей "Знание" № 36"')
    add_portal(store, 'Сайт "Наша школа"', "placed", placed_on=date(2024, 6, 2))
    change_appointment(store, order_number="57 - од", order_date=date(2024, 6, 3))
    renderer = FakeRenderer()
    draft = LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1, appointment_id=1)
    text = LetterService(store, clock, renderer).proposed_text(draft).replace("\u00a0", " ")
    LetterService(store, clock, renderer).preview(draft)
    assert "Сайт «Наша школа»" in text
    assert "№ 57 - од" in text, "a number is quoted as it was given"
    letterhead = renderer.seen[-1].letterhead.full_name.replace("\u00a0", " ")
    assert letterhead == "Частное учреждение «Лицей „Знание“ № 36»"


def test_a_banner_with_a_picture_is_counted(store: Store, clock: FrozenClock) -> None:
    write_record(store)
    clock.day = date(2024, 6, 5)
    add_portal(store, "Сайт", "verified", placed_on=date(2024, 6, 2))
    add_portal(store, "Стенд", "placed", placed_on=date(2024, 6, 2))
    assert "подтверждено снимками: 1 из 2" in body(store, clock)
