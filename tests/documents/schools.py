"""Generated schools: names long and short, every letterhead, standards and own figures; all invented."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

from hypothesis import strategies as st
from PIL import Image

from desktop_app.models.enums import LetterheadStyle
from desktop_app.services.layouts.figures import BY_NAME, check_figures, limits, with_values
from desktop_app.services.layouts.profile import PROFILES, LayoutProfile, ProfileName
from desktop_app.services.papers.content import LetterContent, OrderContent
from desktop_app.services.papers.parts import (
    Addressee,
    AttachmentMark,
    Executor,
    Letterhead,
    Paragraph,
    Signature,
)

_TEXT = (
    "школа учреждение города района общеобразовательное муниципальное казённое средняя с углублённым "
    "изучением предметов имени Героя и для естественно-математического профиля родителей информация о "
    "размещении сведений на портале сообщает что исполнено согласно сроку № 24 л. в 1 экз."
)
WORDS = _TEXT.split()
ODD = (
    "«Обществу „Знание“ — 100»",
    "1\u00a0500\u00a0₽",
    "сайт\u2011визитка",
    "Єдина Україна їжак ґанок",
    "Мәктәп җыелышы өчен үзәк ңһ",
)
"""Quotes in quotes, a sign the faces lack, a hyphen of its own kind, Ukrainian and Tatar letters."""
HEADING, OPENING, POST, POST_END, SIGNED = "Обзор", "Абзац", "Заведующая", "филиалом", "Ж.Ю.\u00a0Подпись"
EXECUTOR = "Чижова Эмма"


def words(least: int, most: int) -> st.SearchStrategy[str]:
    """A run of ordinary words."""
    return st.lists(st.sampled_from(WORDS), min_size=least, max_size=most).map(" ".join)


@cache
def emblem(width: int, height: int, kind: str) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, kind)
    return out.getvalue()


emblems = st.one_of(
    st.just(b""),
    st.builds(emblem, st.sampled_from((30, 120, 600)), st.sampled_from((40, 200)), st.just("JPEG")),
    st.just(emblem(80, 80, "PNG")),
)
letterheads = st.builds(
    Letterhead,
    founder=st.one_of(st.just(""), words(2, 14)),
    full_name=words(1, 25),
    short_name=st.one_of(st.just(""), words(1, 5)),
    contacts=st.lists(words(1, 5), max_size=4).map(tuple),
    identifiers=st.lists(words(1, 3), max_size=3).map(tuple),
    logo=emblems,
)
texts = st.lists(st.one_of(words(1, 30), words(1, 30), st.sampled_from(ODD)), min_size=1, max_size=4).map(
    " ".join
)
paragraphs = st.lists(texts, max_size=12).map(
    lambda texts: tuple(Paragraph(f"{OPENING} {text}") for text in texts)
)
signatures = st.one_of(st.just(""), words(1, 16)).map(
    lambda middle: Signature(" ".join(f"{POST} {middle} {POST_END}".split()), SIGNED)
)
executors = st.one_of(st.none(), st.just(Executor(EXECUTOR, "(3952) 00-00-02")))
letters = st.builds(
    LetterContent,
    letterhead=letterheads,
    addressees=st.lists(
        st.builds(Addressee, st.one_of(st.just(""), words(1, 9)), words(1, 7), st.just("Янову\u00a0Я.Я.")),
        min_size=1,
        max_size=4,
    ).map(tuple),
    date=st.sampled_from(("05.06.2024", "")),
    number=st.sampled_from(("01-12/34", "РРР-ДД-000123/24-П", "")),
    reference_number=st.sampled_from(("02-55-5749/24", "")),
    reference_date=st.just("30.05.2024"),
    heading=words(1, 12).map(lambda text: f"{HEADING} {text}"),
    greeting=st.sampled_from(("Уважаемый Максим Александрович!", "")),
    paragraphs=paragraphs,
    attachments=st.lists(st.builds(AttachmentMark, words(1, 14), st.integers(1, 40)), max_size=5).map(tuple),
    signature=signatures,
    executor=executors,
    code=st.sampled_from(("", "OTKLIK1|inn=3800000000|no=01-12/34", "я" * 140)),
    draft=st.booleans(),
    control=st.sampled_from(("", "A1B2-C3D4-E5F6")),
)
orders = st.builds(
    OrderContent,
    letterhead=letterheads,
    date=st.sampled_from(("03.06.2024", "")),
    number=st.sampled_from(("57-од", "")),
    place=st.sampled_from(("г.\u00a0Иркутск", "рабочий посёлок Верхнее Длинное")),
    heading=words(1, 12).map(lambda text: f"{HEADING} {text}"),
    paragraphs=paragraphs,
    signature=signatures,
    acknowledgements=st.lists(st.just("О.Н.\u00a0Иванова"), max_size=8).map(tuple),
    executor=executors,
    draft=st.booleans(),
    control=st.sampled_from(("", "A1B2-C3D4-E5F6")),
)
_CHANGED = [name for name in BY_NAME if name not in {"code", "heading_lines"}]


@st.composite
def own_profiles(draw: st.DrawFn) -> LayoutProfile:
    """A school's own copy: some figures anywhere within their limits, as the service would store it."""
    base = PROFILES[draw(st.sampled_from((ProfileName.GOST_2025, ProfileName.GOST_2016)))]
    values: dict[str, float] = {}
    for name in draw(st.lists(st.sampled_from(_CHANGED), unique=True, max_size=8)):
        least, most = limits(BY_NAME[name], base)
        value = draw(
            st.sampled_from([least, most, *(round(least + (most - least) * k / 8, 1) for k in range(8))])
        )
        if not check_figures({**values, name: value}, base):
            values[name] = value
    return replace(with_values(base, values), name=ProfileName.OWN)


profiles = st.builds(
    lambda profile, style: replace(profile, letterhead=style),
    st.one_of(st.sampled_from(list(PROFILES.values())), own_profiles()),
    st.sampled_from((None, *LetterheadStyle)),
)
