"""The papers printed from the record show what it holds between the days asked for, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.models.attachment import Attachment, AttachmentBlob
from desktop_app.models.banner import Check, Portal
from desktop_app.models.outreach import OutreachEntry
from desktop_app.models.school import School
from desktop_app.services.errors import AppError, NotFoundError, ValidationError
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import ExtractDraft, LetterDraft, LetterState, PaperKind
from desktop_app.services.papers.books import BookContent, MemoContent, ReportContent
from desktop_app.services.papers.parts import Paragraph
from desktop_app.services.papers.service import ExtractService
from desktop_app.services.store import Store
from desktop_app.services.texts.memo_link import link_mistakes, take_link
from tests.services.conftest import FrozenClock
from tests.services.record import (
    FakeRenderer,
    add_class,
    add_event,
    add_portal,
    change_appointment,
    write_record,
)

DAY = date(2024, 6, 3)


@pytest.fixture
def renderer() -> FakeRenderer:
    return FakeRenderer()


@pytest.fixture
def extracts(store: Store, clock: FrozenClock, renderer: FakeRenderer) -> ExtractService:
    write_record(store, website="school99.example.org")
    return ExtractService(store, clock, renderer)


@pytest.fixture
def letters(
    extracts: ExtractService, store: Store, clock: FrozenClock, renderer: FakeRenderer
) -> LetterService:
    return LetterService(store, clock, renderer)


def plain(text: object) -> str:
    return str(text).replace("\u00a0", " ")


def book(extracts: ExtractService, renderer: FakeRenderer, draft: ExtractDraft) -> BookContent:
    extracts.preview(draft)
    content = renderer.seen[-1]
    assert isinstance(content, BookContent)
    return content


def report(letters: LetterService, renderer: FakeRenderer, draft: LetterDraft) -> ReportContent:
    letters.preview(draft)
    content = renderer.seen[-1]
    assert isinstance(content, ReportContent)
    return content


def look(store: Store, portal_id: int, day: date, outcome: str, picture: bytes = b"") -> None:
    """Add one look; with bytes it has a picture of its own."""
    with store.write("Осмотр") as session:
        kept = None
        if picture:
            media = "application/pdf" if picture.startswith(b"%PDF") else "image/jpeg"
            kept = Attachment(
                sha256=picture.hex().ljust(64, "0")[:64], name="x", media_type=media, size=len(picture),
                taken_on=day, added_at=FrozenClock().now(),
            )  # fmt: skip
            session.add(kept)
            session.flush()
            session.add(AttachmentBlob(attachment_id=kept.id, content=picture))
        portal = session.get_one(Portal, portal_id)
        portal.placement.checks.append(
            Check(checked_on=day, outcome=outcome, attachment_id=kept.id if kept else None)
        )
        if kept is not None:
            portal.placement.verified_on, portal.placement.proof_id = day, kept.id


JOURNAL = ExtractDraft(kind=PaperKind.OUTREACH_JOURNAL)


def test_the_journal_has_the_bounds_of_its_period_inside(
    extracts: ExtractService, store: Store, renderer: FakeRenderer
) -> None:
    for day in (date(2024, 5, 29), date(2024, 5, 30), date(2024, 6, 1), DAY, date(2024, 6, 4)):
        add_event(store, day, day.day, None)
    usual = book(extracts, renderer, JOURNAL)
    assert [row[1] for row in usual.table.rows] == ["30.05.2024", "01.06.2024", "03.06.2024"]
    assert plain(usual.period) == "с 30.05.2024 по 03.06.2024"
    chosen = ExtractDraft(kind=JOURNAL.kind, since=date(2024, 5, 29), until=date(2024, 6, 1))
    content = book(extracts, renderer, chosen)
    assert [row[:2] for row in content.table.rows] == [
        (1, "29.05.2024"),
        (2, "30.05.2024"),
        (3, "01.06.2024"),
    ]
    assert [column.title for column in content.table.columns if column.summed] == [
        "Родителей", "Учеников", "Роздано",
    ]  # fmt: skip
    assert content.landscape
    assert content.certified
    assert content.cover is not None
    assert (content.cover.started, content.cover.finished) == ("29.05.2024", "01.06.2024")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 900)), max_size=12),
    st.integers(-5, 40),
    st.integers(0, 30),
)
def test_the_journal_is_the_log_of_its_days(
    extracts: ExtractService,
    store: Store,
    renderer: FakeRenderer,
    events: list[tuple[int, int]],
    start: int,
    length: int,
) -> None:
    first = date(2024, 4, 20)
    with store.write("Очистка") as session:
        session.query(OutreachEntry).delete()
    for offset, parents in events:
        add_event(store, first + timedelta(days=offset), parents, None)
    since = first + timedelta(days=start)
    until = since + timedelta(days=length)
    drawn = book(extracts, renderer, ExtractDraft(kind=JOURNAL.kind, dated=until, since=since, until=until))
    inside = sorted((day, many) for day, many in events if start <= day <= start + length)
    assert sum(int(row[5]) for row in drawn.table.rows) == sum(many for _, many in inside)
    assert [row[0] for row in drawn.table.rows] == list(range(1, len(inside) + 1))
    assert [drawn.table.rows[place] for place in range(len(inside))] == list(drawn.table.rows)


def test_a_journal_drawn_twice_is_the_same_until_the_log_changes(
    extracts: ExtractService, store: Store, renderer: FakeRenderer
) -> None:
    add_event(store, DAY, 20, None)
    first = book(extracts, renderer, JOURNAL)
    assert book(extracts, renderer, JOURNAL) == first
    add_event(store, DAY, 5, None)
    assert book(extracts, renderer, JOURNAL) != first


def test_a_period_that_runs_backwards_is_refused(extracts: ExtractService) -> None:
    with pytest.raises(ValidationError, match="раньше своего начала"):
        extracts.preview(ExtractDraft(kind=JOURNAL.kind, since=DAY, until=date(2024, 6, 1)))


def test_the_memo_is_short_polite_and_names_nobody(
    extracts: ExtractService, store: Store, renderer: FakeRenderer
) -> None:
    extracts.preview(ExtractDraft(kind=PaperKind.MEMO))
    memo = renderer.seen[-1]
    assert isinstance(memo, MemoContent)
    text = plain(" ".join(one.text for one in memo.paragraphs)).casefold()
    assert "можно" in text
    assert not [word for word in ("обязан", "должн", "необходимо", "требу") if word in text]
    lines = (memo.title, *(one.text for one in memo.paragraphs), *memo.contacts)
    words = [word for line in lines for word in line.split() if any(sign.isalnum() for sign in word)]
    assert len(words) <= 150, "parents read half a page"
    assert memo.link == "https://school99.example.org"
    assert [plain(line) for line in memo.contacts] == [
        "Заместитель директора по воспитательной работе: тел. (3952) 00-00-01"
    ]
    assert "Иванова" not in plain(repr(memo))
    change_appointment(store, phone="")
    extracts.preview(ExtractDraft(kind=PaperKind.MEMO))
    memo = renderer.seen[-1]
    assert isinstance(memo, MemoContent)
    assert [plain(line) for line in memo.contacts] == ["Школа: тел. (3952) 00-00-00"]


def test_the_memo_never_shows_the_coordinators_chat(
    extracts: ExtractService, store: Store, renderer: FakeRenderer
) -> None:
    with store.write("Чат") as session:
        session.connection().exec_driver_sql(
            "UPDATE directives SET chat_link = 'https://chat.example/secret'"
        )
        session.connection().exec_driver_sql("UPDATE school SET website = ''")
    extracts.preview(ExtractDraft(kind=PaperKind.MEMO))
    memo = renderer.seen[-1]
    assert isinstance(memo, MemoContent)
    assert (memo.link, memo.link_caption) == ("", "")
    assert "secret" not in repr(memo)


def test_a_class_signs_on_as_many_lines_as_it_has_parents(
    extracts: ExtractService, store: Store, renderer: FakeRenderer
) -> None:
    add_class(store, "5А", 42)
    add_class(store, "6Б", 0)
    add_event(store, date(2024, 6, 1), 20, None, 1)
    add_event(store, date(2024, 6, 2), 20, None, 2)
    sheet = book(extracts, renderer, ExtractDraft(kind=PaperKind.CLASS_SHEET, class_id=1))
    assert "5А класса" in plain(sheet.title)
    assert list(sheet.table.rows) == [(number, "", "") for number in range(1, 43)]
    told = plain(" ".join(one.text for one in sheet.paragraphs))
    assert "01.06.2024" in told
    assert "02.06.2024" not in told, "another class was told then"
    other = book(extracts, renderer, ExtractDraft(kind=PaperKind.CLASS_SHEET, class_id=2))
    assert len(other.table.rows) == 30
    with pytest.raises(ValidationError, match="Выберите класс"):
        extracts.preview(ExtractDraft(kind=PaperKind.CLASS_SHEET))
    with pytest.raises(NotFoundError):
        extracts.preview(ExtractDraft(kind=PaperKind.CLASS_SHEET, class_id=99))


def test_the_outgoing_register_shows_what_went_out_and_what_was_annulled(
    extracts: ExtractService, letters: LetterService, store: Store, renderer: FakeRenderer, clock: FrozenClock
) -> None:
    add_portal(store, "Сайт", "verified", placed_on=date(2024, 6, 2))
    clock.day = date(2024, 6, 20)
    kinds = (PaperKind.CONFIRMATION, PaperKind.ORDER, PaperKind.BANNER_REPORT, PaperKind.CONFIRMATION)
    days = (DAY, DAY, date(2024, 6, 10), date(2024, 6, 20))
    papers = [
        letters.register(letters.create(LetterDraft(kind=kind)).id, on=day)
        for kind, day in zip(kinds, days, strict=True)
    ]
    letters.mark_sent(papers[0].id, date(2024, 6, 4), "нарочно")
    letters.void(papers[2].id, "не тот портал")
    until = date(2024, 6, 19)
    drawn = book(extracts, renderer, ExtractDraft(kind=PaperKind.OUTGOING_REGISTER, until=until))
    rows = [tuple(map(plain, row)) for row in drawn.table.rows]
    assert [row[:2] for row in rows] == [("1", "03.06.2024"), ("2", "10.06.2024")], "no orders, no later ones"
    assert rows[0][4:] == ("1", "О.Н. Иванова", "нарочно, 04.06.2024", "")
    assert rows[1][7] == "аннулировано: не тот портал"


def test_the_outgoing_register_names_the_executor_of_the_day_and_not_todays(
    extracts: ExtractService, letters: LetterService, store: Store, renderer: FakeRenderer, clock: FrozenClock
) -> None:
    letters.register(letters.create(LetterDraft(kind=PaperKind.CONFIRMATION)).id, on=DAY)
    clock.day = date(2024, 9, 2)
    with store.write("Изменение реквизитов школы") as session:
        session.get_one(School, 1).executor_name = "Белых Нелли Рудольфовна"
    clock.day = date(2024, 9, 3)
    letters.register(letters.create(LetterDraft(kind=PaperKind.CONFIRMATION)).id, on=clock.day)
    drawn = book(extracts, renderer, ExtractDraft(kind=PaperKind.OUTGOING_REGISTER, until=clock.day))
    assert [plain(row[5]) for row in drawn.table.rows] == ["О.Н. Иванова", "Н.Р. Белых"]


def test_a_registered_kind_is_no_extract(extracts: ExtractService) -> None:
    with pytest.raises(AppError, match="без номера"):
        extracts.preview(ExtractDraft(kind=PaperKind.ORDER))


REPORT = LetterDraft(kind=PaperKind.BANNER_REPORT)


def test_the_report_shows_every_portal_and_the_pictures_that_prove_it(
    letters: LetterService, store: Store, renderer: FakeRenderer
) -> None:
    add_portal(store, "Сайт", "verified", placed_on=date(2024, 6, 1))
    add_portal(store, "Стенд", "placed", placed_on=date(2024, 6, 2))
    add_portal(store, "Экран", "planned", planned_for=date(2024, 6, 9))
    add_portal(store, "Дневник", "not_applicable", reason="рекламу не размещает")
    add_portal(store, "Чат", "verified", placed_on=date(2024, 6, 1))
    look(store, 1, date(2024, 6, 2), "found", b"\xff\xd8 site")
    look(store, 5, date(2024, 6, 2), "found", b"%PDF-1.4 chat")
    content = report(letters, renderer, REPORT)
    assert content.title == "СПРАВКА"
    rows = [tuple(map(plain, row)) for row in content.table.rows]
    assert [(row[1], row[4], row[5], row[6], row[7]) for row in rows] == [
        ("Сайт", "01.06.2024", "02.06.2024", "проверен", "1"),
        ("Стенд", "02.06.2024", "—", "размещён", "—"),
        ("Экран", "—", "—", "не размещён; план 09.06.2024", "—"),
        ("Чат", "01.06.2024", "02.06.2024", "проверен", "файл PDF"),
    ]
    (figure,) = content.figures
    assert (figure.image, figure.caption) == (b"\xff\xd8 site", "Сайт")
    assert figure.details[0] == "Снимок сделан 02.06.2024"
    assert figure.details[-1].startswith("SHA-256: ffd8")
    text = plain(" ".join(one.text for one in content.paragraphs))
    assert "размещены на 3 из 4 информационных порталов; подтверждено снимками: 2 из 3" in text
    assert "Размещение неприменимо: Дневник (рекламу не размещает)." in text


def test_the_report_knows_only_what_was_seen_by_its_day(
    letters: LetterService, store: Store, renderer: FakeRenderer
) -> None:
    add_portal(store, "Сайт", "verified", placed_on=date(2024, 6, 1))
    look(store, 1, date(2024, 6, 2), "found", b"\xff\xd8 early")
    look(store, 1, date(2024, 6, 8), "found", b"\xff\xd8 late")
    content = report(letters, renderer, LetterDraft(kind=REPORT.kind, dated=date(2024, 6, 5)))
    assert [one.image for one in content.figures] == [b"\xff\xd8 early"]
    content = report(letters, renderer, LetterDraft(kind=REPORT.kind, dated=date(2024, 6, 9)))
    assert [one.image for one in content.figures] == [b"\xff\xd8 late"]
    late = LetterDraft(kind=REPORT.kind, dated=date(2024, 6, 9), since=date(2024, 6, 9))
    content = report(letters, renderer, late)
    assert content.figures == ()
    assert content.table.rows[0][6] == "размещён", "unproved within the period"


def test_a_banner_taken_down_later_hung_on_the_day(
    letters: LetterService, store: Store, renderer: FakeRenderer
) -> None:
    add_portal(store, "Стенд", "removed", placed_on=date(2024, 6, 1), removed_on=date(2024, 6, 10))
    content = report(letters, renderer, LetterDraft(kind=REPORT.kind, dated=date(2024, 6, 5)))
    assert content.table.rows[0][6] == "размещён"
    content = report(letters, renderer, LetterDraft(kind=REPORT.kind, dated=date(2024, 6, 10)))
    assert content.table.rows[0][6] == "снят"


def test_a_report_is_registered_with_the_letters_and_found_by_its_rows(
    letters: LetterService, store: Store
) -> None:
    with pytest.raises(ValidationError, match="ни одного портала"):
        letters.register(letters.create(REPORT).id)
    add_portal(store, "Сайт школы", "verified", placed_on=date(2024, 6, 2))
    row = letters.register(letters.list()[0].id)
    assert (row.number, row.state, row.addressee) == ("1", LetterState.REGISTERED, "")
    assert row.subject == "о размещении информационных баннеров социального проекта «Заступник»"
    with store.read() as session:
        text = session.connection().exec_driver_sql("SELECT text FROM letters").scalar_one()
    assert "Сайт школы" in text
    assert letters.mark_sent(row.id, DAY, "нарочно").state is LetterState.SENT


def test_the_letter_counts_the_events_of_its_period(
    letters: LetterService, store: Store, renderer: FakeRenderer
) -> None:
    for day in (date(2024, 5, 1), date(2024, 5, 31), date(2024, 6, 2)):
        add_event(store, day, 10, None)
    draft = LetterDraft(kind=PaperKind.CONFIRMATION)
    assert "проведено 2 информационных мероприятия" in plain(letters.proposed_text(draft))
    wider = LetterDraft(kind=PaperKind.CONFIRMATION, since=date(2024, 5, 1), until=date(2024, 5, 31))
    text = plain(letters.proposed_text(wider))
    assert "В период с 01.05.2024 по 31.05.2024 проведено 2" in text
    later = LetterDraft(kind=PaperKind.CONFIRMATION, until=date(2024, 7, 1))
    assert any("позже даты бумаги" in one.message for one in letters.findings(later))


@pytest.mark.parametrize(
    ("line", "link", "caption"),
    [
        ("Ссылка: zastupnik.example.org/parents", "https://zastupnik.example.org/parents", "Сайт школы"),
        ("Ссылка: http://a.example.org?x=1\nПод ссылкой: О проекте", "http://a.example.org?x=1", "О проекте"),
        ("Ссылка:", "", ""),
    ],
)
def test_the_school_chooses_the_page_the_memos_code_leads_to(line: str, link: str, caption: str) -> None:
    paragraphs = tuple(Paragraph(text) for text in ("Можно узнать больше.", *line.split("\n")))
    rest, found = take_link(paragraphs, "school.example.org")
    assert [one.text for one in rest] == ["Можно узнать больше."]
    assert (found.address, found.caption) == (link, caption)


def test_a_memo_without_a_line_about_the_link_leads_to_the_schools_site() -> None:
    assert take_link((Paragraph("Можно."),), "school.example.org")[1].address == "https://school.example.org"
    assert take_link((Paragraph("Можно."),), "нет сайта")[1].address == ""


@pytest.mark.parametrize("line", ["Ссылка: спросите в школе", "Ссылка: https://chat.example.org/join=Ab/Cd="])
def test_the_memo_leads_neither_nowhere_nor_into_the_coordinators_chat(line: str) -> None:
    template = f"Заголовок: Памятка\nМожно.\n{line}"
    (wrong,) = link_mistakes(template, "https://chat.example.org/join=Ab/Cd=")
    assert wrong.line == 3
    assert not tuple(
        link_mistakes(template.replace(line, "Ссылка: {{ школа.сайт }}"), "https://chat.example.org")
    )
