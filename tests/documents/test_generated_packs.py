"""Any letter with any attachments as one file: every page as it is alone, a bookmark at the first of each.

``OTKLIK_SCHOOLS=400`` binds a fifth as many packs; the ordinary run binds fewer.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.errors import AppError
from desktop_app.services.layouts.profile import LayoutProfile
from desktop_app.services.papers.content import LetterContent, PaperContent
from desktop_app.services.papers.press import PackPart

from .pdfa import violations
from .ruler import embedded, measure
from .schools import letters, orders, profiles
from .schools_tables import books, memos, reports
from .test_generated_schools import SCHOOLS

MADE = datetime(2024, 6, 5, 10, 30, tzinfo=UTC)
attachments = st.lists(st.one_of(orders, reports, books, memos), min_size=1, max_size=3)


@settings(SCHOOLS, max_examples=max(SCHOOLS.max_examples // 5, 6))
@given(letters, attachments, profiles)
def test_any_pack_is_its_papers_with_a_bookmark_for_each(
    letter: LetterContent, enclosed: list[PaperContent], profile: LayoutProfile
) -> None:
    renderer = ReportLabRenderer()
    try:
        parts = [
            PackPart(f"Бумага № {number}", renderer.final(content, profile, MADE).pdf)
            for number, content in enumerate([letter, *enclosed], 1)
        ]
    except AppError:  # the requisites leave no room: said and refused, measured elsewhere
        return
    whole = renderer.bind(parts)
    alone = [measure(part.pdf) for part in parts]
    assert [sheet.chars for sheet in measure(whole)] == [sheet.chars for one in alone for sheet in one]
    assert set(embedded(whole).values()) == {True}
    with pikepdf.open(BytesIO(whole)) as document:
        pages = [page.objgen for page in document.pages]
        with document.open_outline() as outline:
            marks = [(item.title, pages.index(item.destination[0].objgen)) for item in outline.root]
    begins = [sum(map(len, alone[:number])) for number in range(len(alone))]
    assert marks == [(part.title, begin) for part, begin in zip(parts, begins, strict=True)]
    assert violations(whole) == []
    assert renderer.bind(parts) == whole
