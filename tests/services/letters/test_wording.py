"""A paper taken elsewhere: as a Word file for editing, as text for a message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop_app.models.school import School
from desktop_app.services.errors import NotFoundError
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import EnclosureDraft, LetterDraft, PaperKind
from desktop_app.services.papers.build import addressed_to, plain_text
from desktop_app.services.papers.content import LetterContent, OrderContent
from desktop_app.services.papers.parts import AttachmentMark
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer, change_appointment

LETTER = LetterDraft(kind=PaperKind.CONFIRMATION)
KINDS = [LETTER, LetterDraft(kind=PaperKind.ORDER)]


def written(letters: LetterService, renderer: FakeRenderer, letter_id: int) -> LetterContent | OrderContent:
    """Return the content a Word copy is made of."""
    letters.word(letter_id)
    content = renderer.seen[-1]
    assert isinstance(content, LetterContent | OrderContent)
    return content


@pytest.mark.parametrize("draft", KINDS)
def test_the_copy_of_a_registered_paper_is_the_paper(
    draft: LetterDraft, letters: LetterService, renderer: FakeRenderer
) -> None:
    letter = letters.register(letters.create(draft).id)
    # the code on a copy would vouch for a paper that can be changed
    assert written(letters, renderer, letter.id) == replace(renderer.seen[-2], control="")


@pytest.mark.parametrize("draft", KINDS)
def test_the_copy_keeps_the_registered_text_when_the_record_moves_on(
    draft: LetterDraft, letters: LetterService, renderer: FakeRenderer, store: Store
) -> None:
    letter = letters.register(letters.create(draft).id)
    printed = renderer.seen[-1]
    assert isinstance(printed, LetterContent | OrderContent)
    change_appointment(store, name="Другова Мария Ивановна", phone="(3952) 11-11-11")
    with store.write("Правка") as session:
        school = session.query(School).one()
        school.head_name, school.head_post = "Новый Пётр Петрович", "И. о. директора"
        school.addressee_name, school.addressee_post = "Иной Иван Иванович", "Министру"
    copied = written(letters, renderer, letter.id)
    assert plain_text(copied) == plain_text(printed)
    assert addressed_to(copied) == addressed_to(printed)
    assert copied.paragraphs == printed.paragraphs
    assert copied.signature == printed.signature
    assert (copied.number, copied.date, copied.draft) == (printed.number, printed.date, False)


def test_the_copy_of_a_draft_follows_the_record(
    letters: LetterService, renderer: FakeRenderer, store: Store
) -> None:
    letter = letters.create(LETTER)
    before = written(letters, renderer, letter.id)
    change_appointment(store, chat_joined_on=date(2024, 6, 3))
    after = written(letters, renderer, letter.id)
    assert after.draft
    assert after != before


def test_the_copy_is_dated_by_the_register(letters: LetterService, clock: FrozenClock) -> None:
    letter = letters.register(letters.create(LETTER).id)
    moment = datetime(2024, 6, 3, 9, 30, tzinfo=UTC)
    clock.day = date(2024, 7, 1)
    assert str(moment) in letters.word(letter.id).decode()


def test_the_copy_names_what_went_with_the_letter(letters: LetterService, renderer: FakeRenderer) -> None:
    report = EnclosureDraft(kind=PaperKind.BANNER_REPORT, title="Справка", copies=2)
    draft = letters.create(replace(LETTER, enclosures=(report,)))
    content = written(letters, renderer, draft.id)
    assert isinstance(content, LetterContent)
    assert content.attachments == (AttachmentMark("Справка", 1, 2),)
    content = written(letters, renderer, letters.register(draft.id).id)
    assert isinstance(content, LetterContent)
    assert content.attachments == (AttachmentMark("Справка", 1, 2),)


def test_the_text_of_a_paper_is_what_was_registered(letters: LetterService, store: Store) -> None:
    draft = letters.create(LETTER)
    proposed = letters.text(draft.id)
    letters.register(draft.id)
    registered = letters.text(draft.id)
    assert proposed == registered
    assert "\u00a0" not in registered
    change_appointment(store, name="Другова Мария Ивановна")
    assert letters.text(draft.id) == registered


def test_a_paper_that_is_not_there_has_no_copy(letters: LetterService) -> None:
    for taken in (letters.word, letters.text):
        with pytest.raises(NotFoundError):
            taken(77)
