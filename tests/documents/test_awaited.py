"""A draft looks as it will look registered: as many sheets, the same size, every word in its place."""

from __future__ import annotations

import os
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.services.layouts.profile import LayoutProfile
from desktop_app.services.papers.content import LetterContent, OrderContent
from desktop_app.services.papers.parts import Awaited

from .ruler import Sheet
from .schools import HEADING, OPENING, POST, letters, orders, profiles
from .test_generated_schools import Measured, bare, printed

SCHOOLS = settings(
    max_examples=int(os.environ.get("OTKLIK_SCHOOLS", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
CONTROL = 8.5
"""Points; the control code is set smaller, everything else larger."""
NUMBERS = st.sampled_from(("5", "57-од", "01-12/34", "РРР-ДД-000123/24-П", "02-55-5749/24-исх-повторное-77"))


@SCHOOLS
@given(letters, profiles, NUMBERS)
def test_a_letter(content: LetterContent, profile: LayoutProfile, number: str) -> None:
    final = replace(content, number=number, date="05.06.2024", draft=False, control="A1B2-C3D4-E5F6")
    code = content.code and f"{content.code}|no={number}|date=2024-06-05"
    compare(replace(final, code=code), replace(final, code=content.code), profile)


@SCHOOLS
@given(orders, profiles, NUMBERS)
def test_an_order(content: OrderContent, profile: LayoutProfile, number: str) -> None:
    final = replace(content, number=number, date="05.06.2024", draft=False, control="A1B2-C3D4-E5F6")
    compare(final, final, profile)


def compare(
    final: LetterContent | OrderContent, content: LetterContent | OrderContent, profile: LayoutProfile
) -> None:
    code = final.code if isinstance(final, LetterContent) else ""
    waits = Awaited(number=final.number, date=final.date, control=final.control, code=code)
    draft = replace(content, number="", date="", control="", draft=True, awaited=waits)
    registered, drawn = printed(final, profile), printed(draft, profile)
    assert (registered is None) == (drawn is None)
    if registered is None or drawn is None:
        return
    assert len(registered.sheets) == len(drawn.sheets)
    for now, then in zip(drawn.sheets, registered.sheets, strict=True):
        assert words(now, drawn) == words(then, registered)


def words(sheet: Sheet, paper: Measured) -> list[tuple[str, float, float, float]]:
    """Return what stands from the heading down to the foot, each character in its place and size.

    Above it are the number and the date, which a draft has not; below, the control code.
    """
    starts = [sheet.find(text).baseline for text in (HEADING, OPENING, POST) if bare(text) in sheet.text]
    top = min(starts, default=paper.margins.top) if sheet is paper.sheets[0] else paper.margins.top
    bottom = paper.height - paper.margins.bottom
    return sorted(
        (char.text, round(char.left, 1), round(char.baseline, 1), round(char.size, 1))
        for char in sheet.chars
        if top <= char.baseline < bottom and char.size > CONTROL
    )
