"""Generated schools and their papers: names short and long, every figure of the layout, either letterhead."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from desktop_app.models.enums import LetterheadStyle
from desktop_app.services.layouts.figures import FIGURES, check_figures, limits, with_values
from desktop_app.services.layouts.profile import PROFILES, LayoutProfile, ProfileName
from desktop_app.services.papers.content import LetterContent, OrderContent
from desktop_app.services.papers.parts import (
    Addressee,
    AttachmentMark,
    Executor,
    Letterhead,
    Paragraph,
    ParagraphKind,
    Signature,
)

NAME = "Ъ.Ы.\u00a0Крещендо-Эйфелева"
"""Who signs: letters that stand nowhere else."""
_TOWNS = ("Примерска", "Нижнего Образцова", "рабочего посёлка Вымышленный")
_WORDS = (
    "образования", "школы", "сообщает", "исполнении", "письма", "размещены", "баннеры", "порталах",
    "родителей", "приказ", "назначена", "ответственной", "заместитель", "директора", "рабочий", "чат",
    "социальный", "проект", "безопасность", "детей", "работа",
)  # fmt: skip


def _logo(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, "JPEG")
    return out.getvalue()


LOGOS = st.sampled_from([b"", _logo((300, 300)), _logo((600, 150)), _logo((90, 200))])
SENTENCES = st.lists(st.sampled_from(_WORDS), min_size=3, max_size=60).map(
    lambda words: " ".join(words).capitalize() + "."
)
PARAGRAPHS = st.lists(st.builds(Paragraph, SENTENCES, st.just(ParagraphKind.TEXT)), min_size=1, max_size=12)


@st.composite
def heads(draw: st.DrawFn) -> Letterhead:
    town, number = draw(st.sampled_from(_TOWNS)), draw(st.integers(1, 299))
    kind = draw(st.sampled_from(["Школа", "средняя школа", "гимназия имени А.Б. Выдуманного"]))
    long = draw(st.booleans())
    full = f"Муниципальное бюджетное общеобразовательное учреждение {town} {kind} №\u00a0{number}"
    return Letterhead(
        founder=draw(st.sampled_from(["", f"Управление образования администрации {town}"])),
        full_name=full if long else f"Частное учреждение «{kind} №\u00a0{number}»",
        short_name=draw(st.sampled_from(["", f"МБОУ «{kind} №\u00a0{number}»"])),
        contacts=tuple(
            line
            for line in (
                "ул. Лесная, д. 1, 664000",
                "тел. (3952) 00-00-00",
                "e-mail: s@example.ru",
                "s.example.ru",
            )
            if draw(st.booleans())
        ),
        identifiers=draw(st.sampled_from([(), ("ИНН 3800000000",), ("ОКПО 12345678", "ОГРН 1023800000000")])),
        logo=draw(LOGOS),
    )


@st.composite
def signatures(draw: st.DrawFn) -> Signature:
    post = draw(
        st.sampled_from(
            [
                "Директор",
                "Исполняющий обязанности директора муниципального учреждения",
                "Заместитель директора по воспитательной работе, исполняющий обязанности директора гимназии",
            ]
        )
    )
    return Signature(post, NAME)


@st.composite
def addressees(draw: st.DrawFn) -> tuple[Addressee, ...]:
    people = []
    for place in range(draw(st.integers(1, 4))):
        organisation = draw(st.sampled_from(["", "Министерство образования Примерской области"]))
        post = draw(st.sampled_from(["", "Начальнику управления образования города Примерска"]))
        people.append(Addressee(organisation, post, f"Громову{place}\u00a0П.И."))
    return tuple(people)


@st.composite
def letters(draw: st.DrawFn) -> LetterContent:
    draft = draw(st.booleans())
    return LetterContent(
        letterhead=draw(heads()),
        addressees=draw(addressees()),
        date="" if draft else "05.06.2024",
        number="" if draft else draw(st.sampled_from(["7", "01-12/34", "133/6 – ОД"])),
        reference_number=draw(st.sampled_from(["", "02-55-5749/24"])),
        reference_date="30.05.2024",
        heading=draw(st.sampled_from(["О баннерах", "О назначении ответственного и о баннерах"])),
        greeting=draw(st.sampled_from(["", "Уважаемый Пётр Ильич!"])),
        paragraphs=tuple(draw(PARAGRAPHS)),
        attachments=tuple(
            AttachmentMark(f"Справка {place}", draw(st.integers(1, 12)))
            for place in range(draw(st.integers(0, 4)))
        ),
        signature=draw(signatures()),
        executor=draw(st.sampled_from([None, Executor("Иванова Ольга Николаевна", "(3952) 00-00-01")])),
        code=draw(st.sampled_from(["", "OTKLIK1|no=7"])),
        draft=draft,
        control="" if draft else "A1B2-C3D4-E5F6",
    )


@st.composite
def orders(draw: st.DrawFn) -> OrderContent:
    draft = draw(st.booleans())
    return OrderContent(
        letterhead=draw(heads()),
        date="" if draft else "03.06.2024",
        number="" if draft else "57-од",
        place="г. Примерск",
        heading="О назначении ответственного за информирование о социальном проекте",
        paragraphs=(*draw(PARAGRAPHS), Paragraph("ПРИКАЗЫВАЮ:", ParagraphKind.PLAIN), *draw(PARAGRAPHS)),
        signature=draw(signatures()),
        acknowledgements=tuple(f"О.Н. Ознакомленная{place}" for place in range(draw(st.integers(0, 3)))),
        executor=None,
        draft=draft,
        control="" if draft else "A1B2-C3D4-E5F6",
    )


@st.composite
def profiles(draw: st.DrawFn) -> LayoutProfile:
    """A standard, or a school's own copy of one within its limits; with either letterhead."""
    base = PROFILES[draw(st.sampled_from([ProfileName.GOST_2025, ProfileName.GOST_2016]))]
    style = draw(st.sampled_from([None, *LetterheadStyle]))
    if not draw(st.booleans()):
        return replace(base, letterhead=style)
    chosen = draw(st.lists(st.sampled_from(FIGURES), unique=True, max_size=8))
    values: dict[str, Any] = {
        one.name: round(draw(st.floats(*_usual(*limits(one, base)))), 1)
        for one in chosen
        if one.name != "code"
    }
    for size in {"largest_size", "smallest_size"} & set(values):
        values[size] = float(round(values[size]))
    wrong = {error.field for error in check_figures(values, base)}
    kept = {
        name: value
        for name, value in values.items()
        if not wrong & {name, "addressee_width", "smallest_size"}
    }
    return replace(with_values(base, kept), name=ProfileName.OWN, letterhead=style)


def _usual(least: float, most: float) -> tuple[float, float]:
    """Keep to what a school would choose: a sheet of margins only holds no paper at all."""
    return least, min(most, least + 15) if most > 20 else most
