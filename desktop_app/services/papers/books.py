"""Frozen content of the papers with tables and pictures: reports, books kept over a period, the memo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.services.papers.parts import Awaited, Executor, Letterhead, Paragraph, Signature


class Align(StrEnum):
    """How the cells of a column stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column; ``width`` in millimetres, widths are scaled together to fill the sheet."""

    title: str
    width: float
    align: Align = Align.LEFT
    summed: bool = False
    """Its whole numbers are summed: on each page, carried over, and in all."""


Cell = str | int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header that is repeated on every page; a row never breaks between pages unless it must."""

    columns: tuple[TableColumn, ...]
    rows: Sequence[tuple[Cell, ...]]
    """Read once, in order; a lazy sequence need not hold them all."""
    numbered: bool = True
    """A second header row numbers the columns (1, 2, 3 …), as in the forms schools know."""
    least_height: float = 0
    """Millimetres no row is lower than: room to sign by hand."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture at printed size with its caption and what proves it."""

    image: bytes
    """JPEG or PNG bytes, stored already scaled: they are copied into the PDF as they are."""
    caption: str
    """«Главная страница сайта»; the number («Рисунок 1 — …») is the renderer's."""
    details: tuple[str, ...]
    """Lines below the caption: date taken, address, SHA-256."""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A report (справка) on a letterhead: text, a table, then the figures it refers to."""

    letterhead: Letterhead
    date: str
    number: str
    title: str
    """«СПРАВКА», a line of its own."""
    heading: str
    """«о размещении информационных баннеров…»"""
    paragraphs: tuple[Paragraph, ...]
    table: Table
    figures: tuple[Figure, ...]
    signature: Signature
    executor: Executor | None
    draft: bool = True
    control: str = ""
    awaited: Awaited | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """The first sheet of a book."""

    started: str
    finished: str


@dataclass(frozen=True, slots=True)
class BookContent:
    """A book kept over a period: the outreach journal, the outgoing register, a class's sheet."""

    organisation: str
    """The school's full name, above the title."""
    title: str
    """«ЖУРНАЛ информационной работы с родителями»: capitals as they are printed."""
    period: str
    """«с 01.09.2024 по 31.05.2025», or empty."""
    paragraphs: tuple[Paragraph, ...]
    """Text between the title and the table, if any."""
    table: Table
    signature: Signature | None
    landscape: bool
    cover: Cover | None = None
    certified: bool = False
    """Ends with «Прошито, пронумеровано и скреплено печатью … листов», the sheets counted from the pages."""
    empty: str = ""
    """What stands in place of rows when there are none («Записей за период нет.»)."""


@dataclass(frozen=True, slots=True)
class MemoContent:
    """The parents' memo: A5, drawn twice on a landscape A4 sheet."""

    organisation: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    link: str
    """Address of the official page, also drawn as a QR code; empty: none."""
    link_caption: str
    contacts: tuple[str, ...]
    """Whom to ask at the school: post and work phone, one a line."""
