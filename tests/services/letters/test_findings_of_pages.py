"""What only the real pages show: the record is bad, the renderer is the real one, and the checker sees it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.models.layout import OwnFigure
from desktop_app.models.school import School
from desktop_app.services.layouts.profile import ProfileName
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import EnclosureDraft, Finding, LetterDraft, PaperKind, Severity
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import write_record

LETTER = LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1)
KINDS = (PaperKind.BANNER_REPORT, PaperKind.OUTREACH_JOURNAL, PaperKind.MEMO, PaperKind.OUTGOING_REGISTER)


@pytest.fixture
def letters(store: Store, clock: FrozenClock) -> LetterService:
    write_record(store)
    return LetterService(store, clock, ReportLabRenderer())


def change(store: Store, **values: str) -> None:
    with store.write("Правка") as session:
        school = session.scalars(select(School)).one()
        for name, value in values.items():
            setattr(school, name, value)


def starting(letters: LetterService, words: str, draft: LetterDraft = LETTER) -> list[Finding]:
    return [one for one in letters.findings(draft) if one.message.startswith(words)]


def loose(store: Store) -> None:
    """Store a layout of the school's own, as loose as its limits let it be."""
    figures = {"spacing": 1.5, "seal_height": 45.0, "signature_gap": 3.0, "smallest_size": 14.0}
    with store.write("Оформление") as session:
        session.add_all(OwnFigure(name=name, value=value) for name, value in figures.items())


def listing(words: int) -> LetterDraft:
    """Return a letter in the school's own layout with four attachments of long titles."""
    title = "Сведения о работе с родителями за весь период " * words
    enclosures = tuple(EnclosureDraft(kind=kind, title=title) for kind in KINDS)
    return replace(LETTER, profile=ProfileName.OWN, enclosures=enclosures)


def test_a_signature_left_alone_on_its_sheet_is_found_and_leads_to_the_attachments(
    letters: LetterService, store: Store
) -> None:
    loose(store)
    assert starting(letters, "Подпись на листе", listing(1)) == []
    (one,) = starting(letters, "Подпись на листе", listing(7))
    assert "сократите названия приложений" in one.message
    assert (one.severity, one.screen, one.field) == (Severity.WARNING, "letters", "enclosures")
    assert one.clause.startswith("ГОСТ Р 7.0.97-2025, 5.22")


def test_a_post_higher_than_a_sheet_leads_to_the_post(letters: LetterService, store: Store) -> None:
    change(store, head_post="директор " + "муниципального бюджетного учреждения " * 50)
    (one,) = starting(letters, "Подпись на листе")
    assert (one.screen, one.field) == ("school", "head_post")


def test_a_letterhead_line_longer_than_allowed_is_found(letters: LetterService, store: Store) -> None:
    assert starting(letters, "Строка бланка") == []
    change(store, website="https://" + "ochen-dlinnoe-imya." * 4 + "example.ru")
    (one,) = starting(letters, "Строка бланка")
    assert "не помещается в 80 мм" in one.message
    assert (one.field, one.clause) == ("website", "ГОСТ Р 7.0.97-2025, 4.9")


def test_a_sign_the_face_lacks_is_found(letters: LetterService, store: Store) -> None:
    assert starting(letters, "В шрифте нет символов") == []
    change(store, address="г. Иркутск, ул. Лесная 漢, д. 1")
    (one,) = starting(letters, "В шрифте нет символов")
    assert (one.screen, one.field) == ("school", "address")
