"""A paper's way from draft to archive, and everything that stops it."""

from __future__ import annotations

import sqlite3
from datetime import date
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from desktop_app.models.attachment import AttachmentBlob
from desktop_app.models.coordinator import Appointment
from desktop_app.models.letter import Letter, NumberScheme, RegisterEntry
from desktop_app.models.school import School
from desktop_app.services.errors import AppError, NotFoundError, ValidationError
from desktop_app.services.history.service import HistoryService
from desktop_app.services.letters.register import RegisterService
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import LetterDraft, LetterState, PaperKind, Severity
from desktop_app.services.papers.content import LetterContent, OrderContent
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer, add_portal, change_appointment

LETTER = LetterDraft(kind=PaperKind.CONFIRMATION)
ORDER = LetterDraft(kind=PaperKind.ORDER)
DAY = date(2024, 6, 3)


def counts(store: Store) -> tuple[int, ...]:
    """Return how many blobs, register rows, schemes and registered papers there are."""
    with store.read() as session:
        registered = select(func.count()).select_from(Letter).where(Letter.state != "draft")
        tables = (AttachmentBlob, RegisterEntry, NumberScheme)
        return (
            *(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables),
            session.scalar(registered) or 0,
        )


def test_a_registered_letter_has_number_date_bytes_and_a_row(
    letters: LetterService, store: Store, renderer: FakeRenderer
) -> None:
    draft = letters.create(LETTER)
    letter = letters.register(draft.id)
    assert (letter.state, letter.number, letter.dated, letter.sheets) == (LetterState.REGISTERED, "1", DAY, 1)
    assert letter.sha256 == sha256(letters.pdf(letter.id)).hexdigest()
    printed = renderer.seen[-1]
    assert isinstance(printed, LetterContent)
    assert (printed.number, printed.date, printed.draft) == ("1", "03.06.2024", False)
    (row,) = RegisterService(store).outgoing()
    assert (row.number, row.date, row.sheets, row.sha256) == ("1", DAY, 1, letter.sha256)
    assert row.addressee == "Начальнику департамента образования города Иркутска Громову П.И."
    assert row.subject == letter.subject
    assert RegisterService(store).chain().problems == ()


def test_a_draft_is_marked_and_follows_the_record(
    letters: LetterService, store: Store, renderer: FakeRenderer
) -> None:
    draft = letters.create(LETTER)
    letters.preview(draft.id)
    before = renderer.seen[-1]
    assert isinstance(before, LetterContent)
    assert before.draft
    assert not before.number
    change_appointment(store, chat_joined_on=date(2024, 6, 3))
    letters.preview(draft.id)
    assert renderer.seen[-1] != before


def test_a_registered_paper_keeps_its_bytes_whatever_the_record_says_later(
    letters: LetterService, store: Store
) -> None:
    letter = letters.register(letters.create(LETTER).id)
    kept = letters.pdf(letter.id)
    change_appointment(store, name="Кто-то Другой Совсем")
    assert letters.pdf(letter.id) == kept
    assert letters.preview(letter.id).pdf == kept
    with pytest.raises(AppError, match="больше не меняется"):
        letters.save(letter.id, LETTER)
    with pytest.raises(AppError, match="больше не меняется"):
        letters.delete(letter.id)
    with pytest.raises(AppError, match="больше не меняется"):
        letters.register(letter.id)


def test_rewritten_text_replaces_the_body_and_nothing_else(
    letters: LetterService, renderer: FakeRenderer
) -> None:
    proposed = letters.proposed_text(LETTER)
    edited = LetterDraft(kind=PaperKind.CONFIRMATION, edited_text="Сообщаем <b>кратко</b> & ясно.\n\nВсё.")
    letters.preview(LETTER)
    plain = renderer.seen[-1]
    letters.preview(edited)
    written = renderer.seen[-1]
    assert isinstance(plain, LetterContent)
    assert isinstance(written, LetterContent)
    assert [p.text for p in written.paragraphs] == [
        "Сообщаем <b>кратко</b> &\u00a0ясно.".replace("\u00a0", " "),
        "Всё.",
    ]
    assert written.greeting == plain.greeting
    assert letters.proposed_text(edited) == proposed


def test_an_own_number_and_day_are_taken(letters: LetterService) -> None:
    letter = letters.register(letters.create(LETTER).id, number="01-12/34", on=date(2024, 6, 5))
    assert (letter.number, letter.dated) == ("01-12/34", date(2024, 6, 5))
    with pytest.raises(ValidationError, match="уже занят"):
        letters.register(letters.create(LETTER).id, number="01-12/34")


def test_a_failing_renderer_leaves_nothing_behind(
    letters: LetterService, store: Store, renderer: FakeRenderer
) -> None:
    draft = letters.create(LETTER)
    empty = counts(store)
    renderer.refuse = "Реквизиты не помещаются на листе."
    with pytest.raises(AppError, match="не помещаются"):
        letters.register(draft.id)
    assert counts(store) == empty
    assert letters.get(draft.id).state is LetterState.DRAFT
    renderer.refuse = ""
    assert letters.register(draft.id).number == "1"


def test_an_error_in_the_findings_blocks_registering(letters: LetterService, store: Store) -> None:
    with store.write("Школа") as session:
        session.get_one(School, 1).head_name = ""
    draft = letters.create(LETTER)
    finding = letters.findings(LETTER)[0]
    assert (finding.severity, finding.screen, finding.field) == (Severity.ERROR, "school", "head_name")
    with pytest.raises(ValidationError) as refused:
        letters.register(draft.id)
    assert refused.value.field == "head_name"
    assert counts(store)[1:] == (0, 0, 0)


def test_warnings_name_what_is_not_proved_and_do_not_block(
    letters: LetterService, store: Store, renderer: FakeRenderer
) -> None:
    renderer.warnings = ("В шрифте нет знака «😀».",)
    add_portal(store, "Сайт", "placed", placed_on=DAY)
    with store.write("Школа") as session:
        session.get_one(School, 1).executor_name = ""
    found = letters.findings(LETTER)
    assert {one.severity for one in found} == {Severity.WARNING}
    screens = {"overview", "coordinator", "banners", "parents", "letters", "register", "school"}
    assert all(one.screen in screens and one.field for one in found)
    said = " ".join(one.message for one in found)
    for part in (
        "исполнитель",
        "приказ о назначении не оформлен",
        "не в рабочем чате",
        "снимком: Сайт",
        "😀",
    ):
        assert part in said
    assert letters.register(letters.create(LETTER).id).number == "1"


def test_an_order_takes_the_number_the_record_already_has(letters: LetterService, store: Store) -> None:
    change_appointment(store, order_number="57-од", order_date=date(2024, 5, 31))
    order = letters.register(letters.create(ORDER).id)
    assert (order.number, order.dated) == ("57-од", date(2024, 5, 31))
    with pytest.raises(AppError, match="уже зарегистрирован"):
        letters.register(letters.create(ORDER).id)
    assert any("уже зарегистрирован" in one.message for one in letters.findings(ORDER))


def test_an_order_whose_number_is_taken_is_stopped_before_it_is_tried(
    letters: LetterService, store: Store
) -> None:
    void = letters.register(letters.create(ORDER).id)
    letters.void(void.id, "ошибка")
    change_appointment(store, order_number="1-од", order_date=DAY)
    (finding,) = [one for one in letters.findings(ORDER) if one.severity is Severity.ERROR]
    assert "уже занят" in finding.message
    assert (finding.screen, finding.field) == ("coordinator", "order_number")


def test_an_order_gives_its_number_to_the_appointment(
    letters: LetterService, store: Store, renderer: FakeRenderer
) -> None:
    order = letters.register(letters.create(ORDER).id)
    assert isinstance(renderer.seen[-1], OrderContent)
    assert order.number == "1-од"
    with store.read() as session:
        person = session.get_one(Appointment, 1)
        assert (person.order_number, person.order_date) == ("1-од", DAY)
    assert "приказ от 03.06.2024 № 1-од" in letters.proposed_text(LETTER)


def test_a_void_order_appoints_nobody_and_its_number_is_not_given_again(
    letters: LetterService, store: Store
) -> None:
    order = letters.register(letters.create(ORDER).id)
    assert letters.void(order.id, "ошибка в дате").state is LetterState.VOID
    assert "не оформлен" in letters.proposed_text(LETTER)
    assert letters.register(letters.create(ORDER).id).number == "2-од"
    register = RegisterService(store)
    assert register.chain().problems == ()
    assert register.chain().rows == 3
    assert [row.note for row in register.outgoing()] == ["аннулировано: ошибка в дате", ""]


def test_sent_and_acknowledged_follow_in_order_and_never_run_backward(
    letters: LetterService, store: Store, clock: FrozenClock
) -> None:
    letter = letters.register(letters.create(LETTER).id)
    with pytest.raises(AppError, match="отправку"):
        letters.mark_acknowledged(letter.id, DAY, "1")
    with pytest.raises(ValidationError, match="раньше"):
        letters.mark_sent(letter.id, date(2024, 6, 2), "почтой")
    with pytest.raises(ValidationError, match="не наступило"):
        letters.mark_sent(letter.id, date(2024, 6, 4), "почтой")
    with pytest.raises(ValidationError, match="как"):
        letters.mark_sent(letter.id, DAY, " ")
    assert letters.mark_sent(letter.id, DAY, "эл. почтой").state is LetterState.SENT
    clock.day = date(2024, 6, 5)
    with pytest.raises(ValidationError, match="раньше"):
        letters.mark_acknowledged(letter.id, date(2024, 6, 1), "1")
    assert letters.mark_acknowledged(letter.id, date(2024, 6, 4), "02-1").state is LetterState.ACKNOWLEDGED
    (row,) = RegisterService(store).outgoing()
    assert row.sent == "эл. почтой, 03.06.2024"
    assert row.note == "получено: вх. № 02-1 от 04.06.2024"
    assert RegisterService(store).chain().problems == ()


def test_a_draft_cannot_be_sent_or_made_void_and_a_void_needs_a_reason(letters: LetterService) -> None:
    draft = letters.create(LETTER)
    with pytest.raises(AppError, match="зарегистрируйте"):
        letters.mark_sent(draft.id, DAY, "почтой")
    with pytest.raises(AppError, match="зарегистрируйте"):
        letters.void(draft.id, "ошибка")
    with pytest.raises(ValidationError, match="причину"):
        letters.void(draft.id, " ")
    letters.delete(draft.id)
    with pytest.raises(NotFoundError):
        letters.get(draft.id)


def test_undo_takes_back_a_draft_and_stops_at_a_registration(letters: LetterService, store: Store) -> None:
    history = HistoryService(store)
    letter = letters.register(letters.create(LETTER).id)
    with pytest.raises(AppError, match="нечего"):
        history.undo()
    letters.mark_sent(letter.id, DAY, "почтой")
    history.undo()
    assert letters.get(letter.id).state is LetterState.REGISTERED
    draft = letters.create(LETTER)
    history.undo()
    assert draft.id not in {row.id for row in letters.list()}


def test_the_file_itself_refuses_to_change_a_registered_paper(letters: LetterService, store: Store) -> None:
    letters.register(letters.create(LETTER).id)
    with sqlite3.connect(store.path) as raw, pytest.raises(sqlite3.IntegrityError, match="fixed"):
        raw.execute("UPDATE letters SET number = '9'")
    raw.close()


def test_the_preview_and_the_findings_draw_the_same_page_once(
    letters: LetterService, renderer: FakeRenderer
) -> None:
    letters.preview(LETTER)
    letters.findings(LETTER)
    assert len(renderer.seen) == 1
