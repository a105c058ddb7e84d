"""Generated reports, books and memos: any number of rows and figures, odd letters, cells of any height."""

from __future__ import annotations

import io
from functools import cache

from hypothesis import strategies as st
from PIL import Image

from desktop_app.services.papers.books import (
    Align,
    BookContent,
    Cell,
    Cover,
    Figure,
    MemoContent,
    ReportContent,
    Table,
    TableColumn,
)
from desktop_app.services.papers.parts import Paragraph

from .schools import ODD, OPENING, executors, letterheads, signatures, words

UGLY = (
    *ODD,
    "https://school24.example.ru/news/17/banner?from=main&join=vBHsZeb_GIP3gPMptbNBSF",
    "естественно-математического",
    "1/2 + 3% §7 №\u00a012",
)
"""What breaks where it should not: an address, hyphens, signs."""
LOST = "😀📷🏫"
TITLE = "ЖУРНАЛ"
FIRST, LAST = "Класс", "Примечание"

phrases = st.lists(st.one_of(words(1, 4), st.sampled_from(UGLY)), max_size=4).map(" ".join)
tall = st.integers(1, 900).map(lambda count: " ".join(f"слово{number}" for number in range(count)))
cells = st.one_of(phrases, phrases, phrases, st.just(""), words(5, 40), tall)
counts = st.one_of(st.integers(0, 40), st.integers(0, 2_000_000))


@st.composite
def tables(draw: st.DrawFn, most: int = 90) -> Table:
    """A table whose rows begin with their number in brackets; one column is summed, or none."""
    summed = draw(st.booleans())
    columns = (
        TableColumn("№ п/п", draw(st.integers(12, 24)), Align.CENTRE),
        TableColumn(FIRST, draw(st.integers(20, 60))),
        TableColumn("Роздано", draw(st.integers(22, 34)), Align.RIGHT, summed=summed),
        TableColumn("Тема беседы", draw(st.integers(30, 90)), draw(st.sampled_from(Align))),
        TableColumn(LAST, draw(st.integers(28, 60))),
    )
    kept = [draw(st.tuples(cells, counts, phrases, phrases)) for _ in range(draw(st.integers(0, 6)))]
    count = draw(st.one_of(st.integers(0, 12), st.integers(0, most)))
    plain: tuple[str, int, str, str] = ("5А", 25, "О проекте", "")
    rows: list[tuple[Cell, ...]] = []
    for number in range(count):
        first, figure, topic, note = kept[number % len(kept)] if kept and number % 3 == 0 else plain
        rows.append((f"[{number}]", first, figure, topic, note))
    return Table(
        columns,
        tuple(rows),
        numbered=draw(st.booleans()),
        least_height=draw(st.sampled_from((0.0, 8.0))),
    )


books = st.builds(
    BookContent,
    organisation=words(1, 25),
    title=words(1, 12).map(lambda text: f"{TITLE} {text}"),
    period=st.sampled_from(("", "с\u00a001.09.2024 по\u00a031.05.2025")),
    paragraphs=st.lists(words(1, 40), max_size=3).map(
        lambda texts: tuple(Paragraph(f"{OPENING} {text}") for text in texts)
    ),
    table=tables(),
    signature=st.one_of(st.none(), signatures),
    landscape=st.booleans(),
    cover=st.sampled_from((None, Cover("01.09.2024", "31.05.2025"), Cover("01.09.2024", ""))),
    certified=st.booleans(),
    empty=st.sampled_from(("", "Записей за период нет.")),
)


class Shot(bytes):
    """A picture that a failing example names in a word."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} bytes>"


@cache
def shot(width: int, height: int, kind: str) -> bytes:
    """A picture of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "steelblue").save(stream, kind)
    return Shot(stream.getvalue())


pictures = st.builds(
    shot,
    st.sampled_from((40, 300, 640, 1920)),
    st.sampled_from((30, 360, 1080, 2400)),
    st.sampled_from(("JPEG", "JPEG", "PNG")),
)
figures = st.builds(
    Figure,
    image=pictures,
    caption=st.one_of(st.just(""), phrases),
    details=st.lists(
        st.sampled_from(("Снято 05.06.2024", f"SHA-256: {'9f86d081' * 8}", "https://school24.example.ru")),
        max_size=3,
    ).map(tuple),
)
reports = st.builds(
    ReportContent,
    letterhead=letterheads,
    date=st.just("05.06.2024"),
    number=st.sampled_from(("01-12/35", "")),
    title=st.sampled_from(("СПРАВКА", "АКТ")),
    heading=words(1, 20).map(lambda text: f"о размещении {text}"),
    paragraphs=st.lists(words(1, 60), min_size=1, max_size=6).map(
        lambda texts: tuple(Paragraph(f"{OPENING} {text}") for text in texts)
    ),
    table=tables(300),
    figures=st.one_of(
        st.just(()),
        st.lists(figures, max_size=6).map(tuple),
        st.builds(lambda one, count: (one,) * count, figures, st.integers(1, 60)),
    ),
    signature=signatures,
    executor=executors,
    draft=st.booleans(),
)
memos = st.builds(
    MemoContent,
    organisation=words(1, 20),
    title=words(1, 8).map(lambda text: f"Памятка {text}"),
    paragraphs=st.lists(st.one_of(words(1, 40), phrases.filter(bool)), min_size=1, max_size=9).map(
        lambda texts: tuple(Paragraph(text) for text in texts)
    ),
    link=st.sampled_from(
        ("", "https://school24.example.ru", "https://school24.example.ru/" + "parents/" * 20)
    ),
    link_caption=st.sampled_from(("", "Сайт школы")),
    contacts=st.lists(words(1, 8), max_size=3).map(tuple),
)
