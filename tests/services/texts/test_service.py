"""The school changes a text, tries it, keeps it, takes it back; what is registered stays as it was."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.models.enums import PaperKind
from desktop_app.models.layout import PaperText
from desktop_app.services.errors import ValidationError
from desktop_app.services.history.service import HistoryService
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import EnclosureDraft, ExtractDraft, LetterDraft, Severity
from desktop_app.services.papers.service import ExtractService
from desktop_app.services.store import Store
from desktop_app.services.texts.mistakes import TemplateMistake
from desktop_app.services.texts.service import TextService
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer, write_record

ORDER = PaperKind.ORDER
OWN = (
    "Заголовок: О назначении\n"
    "ПРИКАЗЫВАЮ:\n"
    "#. Назначить {{ ответственный.имя | винительный }} ответственной.\n"
    "#. Приказ довести до {{ ответственный.имя | родительный | инициалы }}."
)
DRAFT = LetterDraft(kind=ORDER, directive_id=1, appointment_id=1)


@pytest.fixture
def texts(store: Store, clock: FrozenClock) -> TextService:
    write_record(store)
    return TextService(store, clock)


@pytest.fixture
def letters(texts: TextService, store: Store, clock: FrozenClock) -> LetterService:
    return LetterService(store, clock, FakeRenderer())


def spoil(store: Store, kind: PaperKind = ORDER) -> None:
    """Store a template with a mistake, as an older program or another hand would leave it."""
    with store.write("Чужая рука") as session:
        template = "Заголовок: О деле\n{{ школа.нет }}"
        session.merge(PaperText(kind=kind.value, template=template, changed_at=FrozenClock().now()))


def body(letters: LetterService) -> str:
    return letters.proposed_text(DRAFT)


def test_at_first_every_kind_has_the_standard_text(texts: TextService) -> None:
    rows = texts.rows()
    assert [row.kind for row in rows] == list(PaperKind)
    assert not any(row.own or row.changed_at for row in rows)
    assert all(row.template == texts.standard(row.kind) for row in rows)


def test_a_changed_text_is_what_the_next_paper_says(texts: TextService, letters: LetterService) -> None:
    row = texts.save(ORDER, OWN.replace("\n", "\r\n") + "\n\n")
    assert (row.own, row.template) == (True, OWN)
    assert row.changed_at == FrozenClock().now()
    assert body(letters).splitlines() == [
        "ПРИКАЗЫВАЮ:",
        "1. Назначить Иванову Ольгу Николаевну ответственной.",
        "2. Приказ довести до Ивановой О.Н..",
    ]
    assert letters.create(DRAFT).subject == "О назначении"


def test_the_standard_text_comes_back_and_both_ways_can_be_undone(
    texts: TextService, letters: LetterService, store: Store
) -> None:
    standard = body(letters)
    texts.save(ORDER, OWN)
    own = body(letters)
    texts.restore(ORDER)
    assert body(letters) == standard
    history = HistoryService(store)
    assert history.undo() == "Возврат исходного текста: приказ"
    assert body(letters) == own
    assert history.undo() == "Изменение текста: приказ"
    assert body(letters) == standard
    history.redo()
    assert body(letters) == own


def test_typing_the_standard_text_again_is_not_an_own_text(texts: TextService, store: Store) -> None:
    texts.save(ORDER, OWN)
    assert not texts.save(ORDER, texts.standard(ORDER)).own
    with store.read() as session:
        assert session.get(PaperText, ORDER) is None


def test_saving_the_same_text_twice_leaves_nothing_to_undo(texts: TextService, store: Store) -> None:
    texts.save(ORDER, OWN)
    texts.save(ORDER, OWN)
    history = HistoryService(store)
    history.undo()
    assert history.state().undo != "Изменение текста: приказ"


def test_a_text_with_a_mistake_is_not_stored(texts: TextService) -> None:
    texts.save(ORDER, OWN)
    with pytest.raises(TemplateMistake) as refused:
        texts.save(ORDER, OWN.replace("ответственный.имя", "ответственный.фамилия"))
    assert [one.line for one in refused.value.mistakes] == [3, 4]
    assert texts.rows()[1].template == OWN


def test_a_text_must_do_for_the_own_record_and_for_the_sample(texts: TextService) -> None:
    only_without_chat = "{% если не чат.вступление %}Заголовок: О деле{% конец %}\nТекст."
    only_with_chat = "{% если чат.вступление %}Заголовок: О деле{% конец %}\nТекст."
    assert texts.check(PaperKind.CONFIRMATION, only_without_chat), "the sample's coordinator joined"
    assert texts.check(PaperKind.CONFIRMATION, only_with_chat), "the own one has not"


def test_a_test_fill_is_by_the_own_record_or_by_the_sample(texts: TextService) -> None:
    own = texts.fill(ORDER, OWN)
    sample = texts.fill(ORDER, OWN, sample=True)
    assert own.heading.replace("\u00a0", " ") == "О назначении"
    assert "Иванову Ольгу" in own.paragraphs[1]
    assert "Журавлёву Инну" in sample.paragraphs[1]


def test_every_placeholder_says_what_the_record_holds_and_can_be_put_in(texts: TextService) -> None:
    rows = {row.name: row for row in texts.placeholders(ORDER)}
    assert rows["ответственный.имя"].value == "Иванова Ольга Николаевна"
    assert rows["письмо.дата"].value == "30.05.2024"
    assert rows["письмо.есть"].value == "да"
    assert rows["приказ.оформлен"].value == "нет"
    assert all(row.about for row in rows.values())
    for row in rows.values():
        put_in = f"Заголовок: О деле\nТекст {row.insert}слово{row.close}"
        assert texts.check(ORDER, put_in) == (), row.name


def test_every_form_after_the_bar_is_explained(texts: TextService) -> None:
    forms = {row.name: row for row in texts.forms()}
    assert forms["| родительный"].insert == " | родительный"
    assert all(row.about for row in forms.values())


def test_a_spoilt_text_keeps_the_draft_shows_the_standard_and_stops_registering(
    texts: TextService, letters: LetterService, store: Store
) -> None:
    standard = body(letters)
    draft = letters.create(DRAFT)
    spoil(store)
    assert body(letters) == standard
    assert letters.preview(DRAFT).pdf
    errors = [one for one in letters.findings(DRAFT) if one.severity is Severity.ERROR]
    assert [(one.screen, one.field) for one in errors] == [("school", "texts:order")]
    assert "Строка 2" in errors[0].message
    with pytest.raises(ValidationError, match="Строка 2"):
        letters.register(draft.id)
    assert letters.get(draft.id) == draft
    texts.restore(ORDER)
    assert letters.register(draft.id).number


def test_a_spoilt_text_of_an_attachment_stops_the_letter_too(letters: LetterService, store: Store) -> None:
    spoil(store, PaperKind.MEMO)
    letter = LetterDraft(kind=PaperKind.CONFIRMATION, enclosures=(EnclosureDraft(kind=PaperKind.MEMO),))
    found = [one for one in letters.findings(letter) if one.severity is Severity.ERROR]
    assert [(one.field, "памятка для родителей" in one.message) for one in found] == [("texts:memo", True)]
    with pytest.raises(ValidationError, match="Строка 2"):
        letters.register(letters.create(letter).id)


def test_a_spoilt_text_of_an_extract_is_said_with_its_pages(
    texts: TextService, store: Store, clock: FrozenClock
) -> None:
    extracts = ExtractService(store, clock, FakeRenderer())
    memo = ExtractDraft(kind=PaperKind.MEMO)
    assert extracts.preview(memo).warnings == ()
    spoil(store, PaperKind.MEMO)
    (said,) = extracts.preview(memo).warnings
    assert "Строка 2" in said
    assert "показан исходный" in said


def test_a_registered_paper_keeps_its_bytes_whatever_becomes_of_the_text(
    texts: TextService, letters: LetterService, store: Store
) -> None:
    registered = letters.register(letters.create(DRAFT).id)
    before = letters.pdf(registered.id)
    texts.save(ORDER, OWN)
    spoil(store)
    assert letters.pdf(registered.id) == before
    assert letters.get(registered.id) == registered


def test_an_empty_record_can_try_a_text_too(store: Store, clock: FrozenClock) -> None:
    texts = TextService(store, clock)
    clock.day = date(2024, 6, 5)
    for row in texts.rows():
        assert texts.check(row.kind, row.template) == ()
        assert texts.fill(row.kind, row.template).heading
