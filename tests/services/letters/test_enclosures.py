"""What goes with a letter: chosen on the draft, counted on its pages, fixed with its number."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.attachment import AttachmentBlob
from desktop_app.models.letter import Letter, LetterAttachment
from desktop_app.russian.typography import as_printed
from desktop_app.services.errors import ValidationError
from desktop_app.services.history.service import HistoryService
from desktop_app.services.integrity import check_file
from desktop_app.services.layouts.profile import LayoutProfile
from desktop_app.services.letters.chain import hash_over
from desktop_app.services.letters.enclosures import TITLES, named_in
from desktop_app.services.letters.register import RegisterService
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import EnclosureDraft, LetterDraft, PaperKind
from desktop_app.services.papers.books import BookContent, ReportContent
from desktop_app.services.papers.content import LetterContent, PaperContent
from desktop_app.services.papers.parts import AttachmentMark, Paragraph
from desktop_app.services.papers.press import RenderedPaper
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer, add_event, add_portal

REPORT = EnclosureDraft(kind=PaperKind.BANNER_REPORT)
JOURNAL = EnclosureDraft(kind=PaperKind.OUTREACH_JOURNAL, copies=2)
LETTER = LetterDraft(kind=PaperKind.CONFIRMATION)
WITH_BOTH = replace(LETTER, enclosures=(REPORT, JOURNAL))


class Thick(FakeRenderer):
    """Draws reports of three sheets and journals of five."""

    def render(
        self, content: PaperContent, profile: LayoutProfile, dated: date | None = None
    ) -> RenderedPaper:
        drawn = super().render(content, profile, dated)
        sheets = {ReportContent: 3, BookContent: 5}.get(type(content), 1)
        return RenderedPaper(drawn.pdf, sheets, drawn.warnings)


@pytest.fixture
def renderer() -> FakeRenderer:
    return Thick()


def last_letter(renderer: FakeRenderer) -> LetterContent:
    return next(one for one in reversed(renderer.seen) if isinstance(one, LetterContent))


def test_the_letter_lists_what_goes_with_it_with_the_sheets_counted(
    letters: LetterService, renderer: FakeRenderer
) -> None:
    letters.preview(WITH_BOTH)
    assert last_letter(renderer).attachments == (
        AttachmentMark("Справка о\u00a0размещении информационных баннеров", 3, 1),
        AttachmentMark("Журнал информационной работы с\u00a0родителями", 5, 2),
    )


def test_the_only_attachment_named_in_the_text_loses_its_title(
    letters: LetterService, renderer: FakeRenderer
) -> None:
    text = "Банеры размещены.\nСправка о размещении информационных баннеров прилагается."
    draft = replace(LETTER, enclosures=(REPORT,), edited_text=text)
    letters.preview(draft)
    assert last_letter(renderer).attachments == (AttachmentMark("", 3, 1),)
    letters.preview(replace(draft, edited_text="Справка о размещении баннеров хранится в школе."))
    assert last_letter(renderer).attachments[0].title == as_printed(TITLES[PaperKind.BANNER_REPORT])
    letters.preview(replace(WITH_BOTH, edited_text=text))
    assert all(mark.title for mark in last_letter(renderer).attachments), "of several each keeps its title"


def test_a_title_of_the_users_own_is_printed(letters: LetterService, renderer: FakeRenderer) -> None:
    letters.preview(replace(LETTER, enclosures=(replace(REPORT, title='Справка "Сайт" и снимки'),)))
    assert last_letter(renderer).attachments[0].title == "Справка «Сайт» и\u00a0снимки"


def test_registering_fixes_the_attachments_with_the_letter(
    letters: LetterService, store: Store, renderer: FakeRenderer
) -> None:
    add_portal(store, "Сайт", "verified", placed_on=date(2024, 6, 2))
    row = letters.register(letters.create(WITH_BOTH).id)
    assert [(one.kind, one.copies, one.sheets) for one in row.enclosures] == [
        (PaperKind.BANNER_REPORT, 1, 3),
        (PaperKind.OUTREACH_JOURNAL, 2, 5),
    ]
    letter, report, journal = letters.parts(row.id)
    assert letter.pdf == letters.pdf(row.id)
    add_event(store, date(2024, 6, 1), 20, None)
    assert letters.parts(row.id) == (letter, report, journal), "what is told later changes nothing"
    with store.read() as session:
        entry = session.connection().exec_driver_sql("SELECT attachments_sha256 FROM register_entries")
        assert entry.scalar_one() == hash_over(one.sha256 or "" for one in row.enclosures)
    printed = next(one for one in renderer.seen if isinstance(one, ReportContent))
    assert (printed.number, printed.date, printed.draft) == ("", "03.06.2024", False)
    assert RegisterService(store).chain().problems == ()
    assert check_file(store.path) == ()


def test_a_letter_without_attachments_keeps_an_empty_mark_in_the_register(
    letters: LetterService, store: Store
) -> None:
    letters.register(letters.create(LETTER).id)
    with store.read() as session:
        entry = session.connection().exec_driver_sql("SELECT attachments_sha256 FROM register_entries")
        assert entry.scalar_one() is None


def test_a_changed_attachment_is_named(letters: LetterService, store: Store) -> None:
    letters.register(letters.create(WITH_BOTH).id)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("PRAGMA journal_mode = TRUNCATE")  # Windows removes no journal the store has open
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(
            "UPDATE attachment_blobs SET content = x'25504446' WHERE attachment_id ="
            " (SELECT pdf_id FROM letter_attachments WHERE position = 1)"
        )
        for _, statement in triggers:
            connection.execute(statement)
    problems = check_file(store.path)
    assert any("Бумага № 1, приложение 2" in one for one in problems)


def test_a_swapped_attachment_breaks_the_chain(letters: LetterService, store: Store) -> None:
    letters.register(letters.create(WITH_BOTH).id)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("PRAGMA journal_mode = TRUNCATE")  # Windows removes no journal the store has open
        connection.execute("DROP TRIGGER letter_attachments_fixed")
        connection.execute(
            "UPDATE letter_attachments SET pdf_id = (SELECT pdf_id FROM letters),"
            " sha256 = (SELECT sha256 FROM letters) WHERE position = 0"
        )
    (problem,) = RegisterService(store).chain().problems
    assert "состав приложений" in problem


def test_what_was_sent_cannot_be_rewritten_even_past_the_program(
    letters: LetterService, store: Store
) -> None:
    letters.register(letters.create(WITH_BOTH).id)
    with closing(sqlite3.connect(store.path)) as connection:
        for statement in (
            "UPDATE letter_attachments SET copies = 9",
            "DELETE FROM letter_attachments",
            "INSERT INTO letter_attachments (letter_id, position, kind) VALUES (1, 5, 'memo')",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(statement)


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (replace(LETTER, kind=PaperKind.ORDER, enclosures=(REPORT,)), "только у письма"),
        (replace(LETTER, enclosures=(REPORT, REPORT)), "дважды"),
        (replace(LETTER, enclosures=(replace(REPORT, copies=0),)), "экземпляр"),
        (replace(LETTER, enclosures=(EnclosureDraft(kind=PaperKind.CLASS_SHEET),)), "не прилагается"),
        (replace(LETTER, since=date(2024, 6, 2), until=date(2024, 6, 1)), "раньше своего начала"),
        (LetterDraft(kind=PaperKind.MEMO), "номера не получает"),
    ],
)
def test_what_cannot_be_is_refused_and_named(letters: LetterService, draft: LetterDraft, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        letters.create(draft)
    assert any(told in one.message for one in letters.findings(draft))
    assert letters.list() == ()


def test_choosing_others_and_taking_it_back(letters: LetterService, store: Store) -> None:
    row = letters.create(WITH_BOTH)
    memo = EnclosureDraft(kind=PaperKind.MEMO, copies=30)
    letters.save(row.id, replace(LETTER, enclosures=(memo,)))
    assert [one.kind for one in letters.get(row.id).enclosures] == [PaperKind.MEMO]
    HistoryService(store).undo()
    assert [(one.kind, one.copies) for one in letters.get(row.id).enclosures] == [
        (PaperKind.BANNER_REPORT, 1),
        (PaperKind.OUTREACH_JOURNAL, 2),
    ]
    letters.delete(row.id)
    HistoryService(store).undo()
    assert len(letters.get(row.id).enclosures) == 2


def test_a_failure_while_an_attachment_is_drawn_leaves_nothing(
    store: Store, letters: LetterService, clock: FrozenClock
) -> None:
    row = letters.create(WITH_BOTH)

    class Jams(Thick):
        def final(self, content: PaperContent, profile: LayoutProfile, made_at: datetime) -> RenderedPaper:
            if isinstance(content, LetterContent):
                raise RuntimeError("out of paper")  # noqa: TRY004 - the printer's own words
            return super().final(content, profile, made_at)

    with pytest.raises(RuntimeError):
        LetterService(store, clock, Jams()).register(row.id)
    with store.read() as session:
        assert session.query(AttachmentBlob).count() == 0
        assert {one.pdf_id for one in session.query(LetterAttachment)} == {None}
        assert session.get_one(Letter, row.id).number is None
    assert letters.register(row.id).number == "1"


def test_the_pack_is_the_letter_and_everything_with_it(letters: LetterService) -> None:
    draft = letters.create(WITH_BOTH)
    assert letters.pack(draft.id) == b"".join(part.pdf for part in letters.parts(draft.id))
    row = letters.register(draft.id)
    assert letters.pack(row.id) == b"".join(part.pdf for part in letters.parts(row.id))


WORDS = ("прилагается", "прилагаем", "в приложении")


@given(kind=st.sampled_from(sorted(TITLES)), word=st.sampled_from(WORDS), in_one=st.booleans())
def test_a_title_counts_as_named_only_where_the_text_says_it_is_attached(
    kind: PaperKind, word: str, *, in_one: bool
) -> None:
    title = TITLES[kind]
    joined = (Paragraph(f"{title} {word}."),)
    parted = (Paragraph(f"{title}."), Paragraph(f"Договор {word}."))
    assert named_in(joined if in_one else parted, title) == in_one
