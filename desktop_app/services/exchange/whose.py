"""Whose a table is when its rows name no class: «Журнал 5А класса» above, a sheet «5А», a file «5А.csv»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Final, NamedTuple

from desktop_app.services.exchange.types import Cell, RawRow, Source
from desktop_app.services.exchange.unseen import visible
from desktop_app.services.exchange.values import read_class_ids
from desktop_app.services.school.class_names import write_classes
from desktop_app.services.school.types import ClassRow

_GRADE: Final = r"(?:1[0-2]|[1-9])"
_ONE: Final = rf"{_GRADE}(?:[-–]?[А-Яа-яЁё]|\s?[«\"][А-Яа-яЁё][»\"]|\s[А-ЯЁ]|\s[а-яё](?=\s?кл))"
_SEVERAL: Final = rf"{_GRADE}(?:\s?[-–—]\s?{_GRADE}|-?[ехй])?(?=\s?кл(?:асс|\.|\b))"
_NAMED: Final = re.compile(rf"(?<![\w№.,])(?<!№ )(?:{_ONE}(?![\w.])|{_SEVERAL})")
"""A class, or grades with the word beside them: «5А», «5 «А»», «5 а класс», «5-9 классов»; never «№ 5»."""
_FEW: Final = 3
_LONGEST: Final = 60


class Named(NamedTuple):
    """Classes as the school's list writes them, and where they are named."""

    classes: str
    where: str


def named_outside(
    source: Source, above: Sequence[RawRow], below: Iterable[Cell], classes: Sequence[ClassRow]
) -> tuple[Named, ...]:
    """Return the classes named above a table, in the name of its sheet or file, or below; no two alike."""
    told = [(str(cell), f"над таблицей: «{_short(cell)}»") for _, cells in above for cell in cells if cell]
    told += [(source.sheet, f"в названии листа: «{_short(source.sheet)}»")]
    told += [(PurePath(source.name).stem, f"в названии файла: «{_short(source.name)}»")]
    told += [(str(cell), f"под таблицей: «{_short(cell)}»") for cell in below if cell]
    found: dict[str, Named] = {}
    for text, where in told:
        named = _classes_in(text, classes)
        if named:
            found.setdefault(named, Named(named, where))
    return tuple(found.values())[:_FEW]


def _classes_in(text: str, classes: Sequence[ClassRow]) -> str:
    """Return the classes of the school that a text names; nothing where one of them is unknown."""
    told = ", ".join(match[0] for match in _NAMED.finditer(visible(text).replace("_", " ")))
    try:
        return write_classes(read_class_ids(told, classes), classes) if told else ""
    except ValueError:
        return ""


def _short(cell: Cell) -> str:
    text = " ".join(str(cell).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
