"""The order goes with the letter as it was registered: its own bytes, its own sheets, its own number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.errors import ValidationError
from desktop_app.services.integrity import check_file
from desktop_app.services.letters.register import RegisterService
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import EnclosureDraft, Finding, LetterDraft, PaperKind, Severity
from desktop_app.services.papers.content import LetterContent, OrderContent
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer, change_appointment, write_record

ORDER = LetterDraft(kind=PaperKind.ORDER, directive_id=1, appointment_id=1)
LETTER = LetterDraft(
    kind=PaperKind.CONFIRMATION, directive_id=1, enclosures=(EnclosureDraft(kind=PaperKind.ORDER, copies=2),)
)


def blocking(letters: LetterService, draft: LetterDraft = LETTER) -> list[Finding]:
    found = [one for one in letters.findings(draft) if one.field == "enclosures"]
    return [one for one in found if one.severity is Severity.ERROR]


def test_a_registered_order_goes_with_the_letter_byte_for_byte(
    letters: LetterService, store: Store, renderer: FakeRenderer
) -> None:
    renderer.sheets = 2
    order = letters.register(letters.create(ORDER).id)
    renderer.sheets = 1
    row = letters.register(letters.create(LETTER).id)
    (enclosed,) = row.enclosures
    assert (enclosed.title, enclosed.copies, enclosed.sheets) == ("Копия приказа от 03.06.2024 № 1-од", 2, 2)
    assert enclosed.sha256 == order.sha256
    paper, copy = letters.parts(row.id)
    assert copy.pdf == letters.pdf(order.id)
    assert letters.pack(row.id) == paper.pdf + copy.pdf
    printed = next(one for one in reversed(renderer.seen) if isinstance(one, LetterContent))
    (mark,) = printed.attachments
    assert mark.title.replace("\u00a0", " ") == enclosed.title
    assert "№\u00a01-од" in mark.title
    assert RegisterService(store).chain().problems == ()
    assert check_file(store.path) == ()


def test_before_the_order_is_registered_its_draft_is_shown_and_the_letter_waits(
    letters: LetterService, renderer: FakeRenderer
) -> None:
    draft = letters.create(replace(ORDER, edited_text="1. Назначить."))
    _, shown = letters.parts(LETTER)
    content = next(one for one in renderer.seen if isinstance(one, OrderContent))
    assert content.draft
    assert [one.text for one in content.paragraphs] == ["1. Назначить."]
    assert shown.title == "Копия приказа о назначении ответственного"
    (told,) = blocking(letters)
    assert "не зарегистрирован" in told.message
    assert (told.screen, told.clause) == ("letters", "ГОСТ Р 7.0.97-2025, 5.19")
    waiting = letters.create(LETTER)
    with pytest.raises(ValidationError, match="не зарегистрирован") as refused:
        letters.register(waiting.id)
    assert refused.value.errors[0].field == "enclosures"
    letters.register(draft.id)
    assert blocking(letters) == []
    assert letters.register(waiting.id).number == "1"


def test_an_order_later_than_the_letter_and_a_void_one_cannot_go(
    letters: LetterService, store: Store
) -> None:
    later = letters.register(letters.create(replace(ORDER, dated=date(2024, 6, 3))).id)
    before = replace(LETTER, dated=date(2024, 5, 31))
    change_appointment(store, appointed_on=date(2024, 5, 1))
    assert "датирован позже письма от 31.05.2024" in blocking(letters, before)[0].message
    letters.void(later.id, "ошибка")
    assert "не зарегистрирован" in blocking(letters)[0].message


def test_with_nobody_appointed_there_is_no_order_to_enclose(letters: LetterService, store: Store) -> None:
    with store.write("Никого") as session:
        session.connection().exec_driver_sql("DELETE FROM appointments")
    assert "не назначен" in blocking(letters)[0].message
    (only,) = letters.parts(LETTER)
    assert only.title == "Письмо"


def test_the_corrected_order_is_the_one_that_goes(letters: LetterService) -> None:
    old = letters.register(letters.create(ORDER).id)
    better = letters.register(letters.correct(old.id).id)
    row = letters.register(letters.create(LETTER).id)
    assert row.enclosures[0].sha256 == better.sha256


def test_in_the_proof_pack_the_order_has_its_bookmark_and_the_letter_counts_its_pages(
    store: Store, clock: FrozenClock
) -> None:
    write_record(store)
    letters = LetterService(store, clock, ReportLabRenderer())
    order = letters.register(letters.create(ORDER).id)
    row = letters.register(letters.create(LETTER).id)
    with pikepdf.open(BytesIO(letters.pack(row.id))) as pack, pack.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
        assert len(pack.pages) == (row.sheets or 0) + (order.sheets or 0)
    assert titles == ["Письмо № 1 от 03.06.2024", "Приложение 1. Копия приказа от 03.06.2024 № 1-од"]
