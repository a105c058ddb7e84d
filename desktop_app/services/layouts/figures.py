"""Every figure a school may change in its own layout: its name, unit, clause and limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from desktop_app.services.errors import FieldError
from desktop_app.services.layouts.profile import LayoutProfile, ProfileName


class Unit(StrEnum):
    """What a figure is counted in."""

    MM = "мм"
    POINT = "пт"
    LINES = "строк"
    TIMES = "×"
    YES = ""


class Group(StrEnum):
    """Where on the sheet a figure belongs."""

    LETTER = "letter"
    ORDER = "order"
    TEXT = "text"
    HEAD = "head"
    CLOSING = "closing"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: where it lies in a profile («letter.left»), what it is, and between what it may lie."""

    name: str
    group: Group
    label: str
    unit: Unit
    clause: str
    """Clause of ГОСТ Р 7.0.97, or whose habit it is."""
    least: float
    most: float


_MARGINS_CLAUSE: Final = "3.2"
_HABIT: Final = "обычай"
SHEET_WIDTH: Final = 210.0
_POINT: Final = 25.4 / 72
"""Millimetres in a point."""
_DECODING: Final = 50.0
"""Millimetres the decoding of a signature needs beside the post, with the blank between them."""


def _margins(group: Group, whose: str, least: tuple[float, float, float, float]) -> tuple[Figure, ...]:
    """Return the four margins: left, right, top, bottom, each with its least."""
    sides = (("left", "левое"), ("right", "правое"), ("top", "верхнее"), ("bottom", "нижнее"))
    return tuple(
        Figure(f"{group}.{side}", group, f"{whose}: {word} поле", Unit.MM, _MARGINS_CLAUSE, low, 60)
        for (side, word), low in zip(sides, least, strict=True)
    )


FIGURES: Final[tuple[Figure, ...]] = (
    *_margins(Group.LETTER, "Письмо", (20, 10, 20, 20)),
    *_margins(Group.ORDER, "Приказ", (30, 10, 20, 20)),
    Figure("largest_size", Group.TEXT, "Размер шрифта текста", Unit.POINT, "3.3", 12, 14),
    Figure("smallest_size", Group.TEXT, "Наименьший размер, чтобы вошло на лист", Unit.POINT, "3.3", 12, 14),
    Figure("spacing", Group.TEXT, "Межстрочный интервал", Unit.TIMES, "3.3", 1, 1.5),
    Figure("indent", Group.TEXT, "Отступ первой строки", Unit.MM, "3.3", 0, 25),
    Figure("page_number_size", Group.TEXT, "Размер номера страницы", Unit.POINT, "3.4", 9, 14),
    Figure("page_number_top", Group.TEXT, "Номер страницы от края листа", Unit.MM, "3.4", 10, 18),
    Figure("corner_width", Group.HEAD, "Угловой бланк: длиннейшая строка", Unit.MM, "4.9", 50, 80),
    Figure("longitudinal_width", Group.HEAD, "Продольный бланк: длиннейшая строка", Unit.MM, "4.9", 80, 120),
    Figure("name_size", Group.HEAD, "Размер наименования школы", Unit.POINT, _HABIT, 9, 16),
    Figure("letterhead_size", Group.HEAD, "Размер адреса и телефонов", Unit.POINT, _HABIT, 8, 12),
    Figure("register_size", Group.HEAD, "Размер даты и номера", Unit.POINT, _HABIT, 10, 14),
    Figure("logo_height", Group.HEAD, "Высота эмблемы", Unit.MM, "5.1", 8, 17),
    Figure("addressee_x", Group.HEAD, "Адресат от левого края листа", Unit.MM, "5.15", 100, 125),
    Figure("addressee_width", Group.HEAD, "Ширина адресата", Unit.MM, "5.15", 50, 80),
    Figure("heading_width", Group.HEAD, "Ширина заголовка к тексту", Unit.MM, "5.17", 50, 120),
    Figure("heading_lines", Group.HEAD, "Без заголовка, если строк не больше", Unit.LINES, "5.17", 0, 5),
    Figure("signature_gap", Group.CLOSING, "Интервал над подписью", Unit.LINES, "5.22", 2, 3),
    Figure("post_width", Group.CLOSING, "Ширина должности в подписи", Unit.MM, _HABIT, 50, 100),
    Figure("executor_size", Group.CLOSING, "Размер отметки об исполнителе", Unit.POINT, "5.25", 8, 12),
    Figure("executor_width", Group.CLOSING, "Ширина отметки об исполнителе", Unit.MM, _HABIT, 50, 120),
    Figure("seal_width", Group.CLOSING, "Место печати или подписи: ширина", Unit.MM, "5.23", 70, 90),
    Figure("seal_height", Group.CLOSING, "Место печати или подписи: высота", Unit.MM, "5.23", 25, 45),
    Figure("code", Group.CODE, "QR-код документа (1 — печатать, 0 — нет)", Unit.YES, "реквизит 31", 0, 1),
    Figure("module", Group.CODE, "Сторона клетки QR-кода", Unit.MM, _HABIT, 0.4, 1),
)
"""In the order they are shown. ГОСТ Р 7.0.97-2016 and -2025 number these clauses alike."""

BY_NAME: Final[Mapping[str, Figure]] = {figure.name: figure for figure in FIGURES}


def values_of(profile: LayoutProfile) -> dict[str, float]:
    """Return every figure of a profile by name."""
    return {figure.name: _value(profile, figure.name) for figure in FIGURES}


def with_values(profile: LayoutProfile, values: Mapping[str, float]) -> LayoutProfile:
    """Return the profile with some figures changed; an unknown name is ignored."""
    changes: dict[str, Any] = {
        name: value
        for name, value in values.items()
        if name in BY_NAME and "." not in name and name != "code"
    }
    for side in ("letter", "order"):
        own = {name.partition(".")[2]: value for name, value in values.items() if name.startswith(f"{side}.")}
        changes[side] = replace(getattr(profile, side), **own)
    changed = replace(profile, **changes)
    return replace(changed, has_code=bool(values["code"])) if "code" in values else changed


def check_figures(values: Mapping[str, float], base: LayoutProfile) -> tuple[FieldError, ...]:
    """Name the figures outside their limits; those of the base are never wrong."""
    errors = []
    for figure in FIGURES:
        if figure.name not in values:
            continue
        least, most = limits(figure, base)
        value = values[figure.name]
        if not least <= value <= most:
            errors.append(FieldError(figure.name, f"{figure.label}: {_between(least, most, figure)}."))
    errors += _clashes({**values_of(base), **values})
    return tuple(errors)


def _clashes(values: Mapping[str, float]) -> list[FieldError]:
    """Name the figures that are right one by one and meet on the sheet."""
    beside = values["addressee_x"] - values["letter.left"]
    width = SHEET_WIDTH - max(
        values[f"{side}.left"] + values[f"{side}.right"] for side in ("letter", "order")
    )
    margin = min(values["letter.top"], values["order.top"])
    number = values["page_number_top"] + values["page_number_size"] * _POINT
    wrong = {
        "smallest_size": (
            values["smallest_size"] > values["largest_size"],
            "Наименьший размер шрифта больше обычного (п. 3.3).",
        ),
        "addressee_width": (
            values["addressee_x"] + values["addressee_width"] > SHEET_WIDTH - values["letter.right"],
            "Адресат выходит за правое поле: сдвиньте его или сделайте уже (п. 5.15).",
        ),
        "corner_width": (
            values["corner_width"] > beside,
            f"Угловой бланк заходит на адресата: от левого поля до него {beside:g} мм (п. 5.15).",
        ),
        "heading_width": (
            values["heading_width"] > beside,
            f"Заголовок заходит на адресата: от левого поля до него {beside:g} мм (п. 5.17).",
        ),
        "page_number_top": (
            number > margin,
            f"Номер страницы не помещается в верхнее поле {margin:g} мм (п. 3.4).",
        ),
        "post_width": (
            values["post_width"] + _DECODING > width,
            f"Рядом с должностью нет места расшифровке: ширина текста {width:g} мм (п. 5.22).",
        ),
        "longitudinal_width": (
            values["longitudinal_width"] > width,
            f"Продольный бланк шире текста: {width:g} мм (п. 4.9).",
        ),
        "executor_width": (
            values["executor_width"] > width,
            f"Отметка об исполнителе шире текста: {width:g} мм (п. 5.25).",
        ),
    }
    return [FieldError(name, sentence) for name, (is_wrong, sentence) in wrong.items() if is_wrong]


def limits(figure: Figure, base: LayoutProfile) -> tuple[float, float]:
    """Return between what a figure may lie.

    The 2016 standard allows a corner letterhead of 75 mm only (4.9); that of 2025 wants a heading on every
    document (5.17).
    """
    if figure.name == "corner_width" and base.name is ProfileName.GOST_2016:
        return figure.least, 75
    if figure.name == "heading_lines" and base.name is ProfileName.GOST_2025:
        return 0, 0
    return figure.least, figure.most


def _between(least: float, most: float, figure: Figure) -> str:
    clause = f"п. {figure.clause}" if figure.clause[:1].isdigit() else figure.clause
    return f"от {least:g} до {most:g} {figure.unit} ({clause})".replace(" (", " (", 1).replace("  ", " ")


def _value(profile: LayoutProfile, name: str) -> float:
    if name == "code":
        return float(profile.has_code)
    whole, _, part = name.partition(".")
    value = getattr(profile, whole)
    return float(getattr(value, part) if part else value)
