"""A letter and its attachments as one file: pages as they are, a bookmark for each paper."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest

from desktop_app.documents.bind import bind
from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.press import PackPart

from .papers import LETTER, ORDER
from .pdfa import violations
from .ruler import measure

PROFILE = PROFILES[ProfileName.GOST_2025]
EARLIER, LATER = datetime(2024, 6, 3, 9, 0, tzinfo=UTC), datetime(2024, 6, 5, 10, 30, tzinfo=UTC)


def parts() -> list[PackPart]:
    renderer = ReportLabRenderer()
    return [
        PackPart("Письмо № 01-12/34", renderer.final(LETTER, PROFILE, LATER).pdf),
        PackPart("1. Приказ № 57-од", renderer.final(ORDER, PROFILE, EARLIER).pdf),
    ]


def bookmarks(pdf: bytes) -> list[tuple[str, int]]:
    """Return the bookmarks with the number of the page each leads to."""
    with pikepdf.open(BytesIO(pdf)) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        with document.open_outline() as outline:
            return [(item.title, numbers[item.destination[0].objgen]) for item in outline.root]


def test_every_paper_has_its_bookmark_and_its_own_pages() -> None:
    pack = ReportLabRenderer().bind(parts())
    assert bookmarks(pack) == [("Письмо № 01-12/34", 1), ("1. Приказ № 57-од", 2)]
    alone = [sheet.chars for part in parts() for sheet in measure(part.pdf)]
    assert [sheet.chars for sheet in measure(pack)] == alone


def test_a_pack_of_kept_papers_is_for_keeping_too() -> None:
    assert violations(bind(parts())) == []


def test_a_pack_is_named_and_dated_as_its_letter_and_its_newest_paper() -> None:
    with pikepdf.open(BytesIO(bind(parts()))) as document:
        assert str(document.docinfo.Title) == "Письмо от 05.06.2024 № 01-12/34"
        assert str(document.docinfo.CreationDate) == "D:20240605103000+00'00'"
        assert str(document.Root.PageMode) == "/UseOutlines"


def test_a_pack_with_a_draft_does_not_claim_to_be_for_keeping() -> None:
    draft = ReportLabRenderer().render(ORDER, PROFILE).pdf
    pack = bind([parts()[0], PackPart("Проект", draft)])
    with pikepdf.open(BytesIO(pack)) as document:
        assert "/Metadata" not in document.Root
        assert str(document.Root.Lang) == "ru-RU"
    assert len(measure(pack)) == 2


def test_the_same_parts_are_the_same_bytes_and_their_order_counts() -> None:
    assert bind(parts()) == bind(parts())
    assert bind(parts()) != bind(parts()[::-1])


def test_an_order_bound_twice_keeps_its_pages() -> None:
    same = parts()[1]
    assert len(measure(bind([same, same, same]))) == 3


def test_nothing_cannot_be_bound() -> None:
    with pytest.raises(ValueError, match="nothing"):
        bind([])
