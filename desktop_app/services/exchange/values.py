"""Read counts, forms of work, classes and texts as schools write them in their tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from desktop_app.russian.fold import fold
from desktop_app.services.exchange.types import Cell, Missing
from desktop_app.services.exchange.unseen import visible
from desktop_app.services.school.class_names import grade_of, read_classes
from desktop_app.services.school.types import ClassRow

UNSAID: Final = {
    Missing.FORMULA: "Формула не посчитана: откройте файл в таблице и сохраните его снова.",
    Missing.JOINED: "Одно число на несколько строк: разъедините ячейки и напишите число в каждой строке.",
}
"""What to do about a cell whose value the file does not hold."""
_BREAK: Final = re.compile(r"\s*[\n\r\v\f\u2028\u2029]\s*")
_COUNT: Final = re.compile(
    r"(?P<digits>\d{1,3}(?: \d{3})+|\d+)(?:[.,]0{0,2})?"
    r" ?(?:чел(?:\.|овека?)?|шт(?:\.|ук[аи]?)?|уч(?:\.|еник(?:а|ов)?|ащихся)?|дет(?:ей|и)|ребен(?:ок|ка)"
    r"|родител(?:ь|я|ей)(?: ?\(законн(?:ый|ых) представител(?:ь|я|ей)\))?"
    r"|\(?законн(?:ый|ых) представител(?:ь|я|ей)\)?|контакт(?:а|ов)?"
    r"|памят(?:ка|ки|ок)|листов(?:ка|ки|ок)|экз\.?)?"
    r"(?: из \d+)?"
)
_NOBODY: Final = frozenset({"-", "—", "–", "нет", "н/д", "не считали", "x", "х", "."})
_MOST_DIGITS: Final = 9
_WHOLE: Final = frozenset(
    {
        "вся школа",
        "все",
        "все классы",
        "школа",
        "вся",
        "общешкольное",
        "по школе",
        "вся школа все классы",
        "все родители",
        "все параллели",
        "-",
        "—",
        "–",
        "оу",
        "вся оо",
    }
)
_CLASS_WORDS: Final = re.compile(r"\b(?:классы|классов|класса|класс|параллели|параллель|кл)\b\.?")
_ORDINAL: Final = re.compile(
    r"(?<=\d)(?:\s*-\s*(?:е|х|й|го|ые|ых|ый)\b|(?:е|х|й|го|ые|ых|ый)(?=\s+(?:класс|паралл|кл\b)))"
)
_AUDIENCE: Final = re.compile(r"^(?:родители|родителей|родителям)\s+(?=\d|начальн)")
"""«Родители 5-х классов»: who was told is the class's parents in any case."""
_DASH: Final = re.compile(r"\s*[-‑–—−]\s*")
_GRADES: Final = re.compile(r"\b(?:с\s+)?(\d{1,2})\s*(?:-|по)\s*(\d{1,2})\b(?!\s*[«\"]?[а-яёa-z]\b)")
_LETTERS: Final = re.compile(
    r"\b(\d{1,2})\s*[«\"]?([а-яё])[»\"]?-(?:(\d{1,2})\s*)?[«\"]?([а-яё])[»\"]?(?![\w])"
)
_APART: Final = re.compile(r"(?<=\d)\s+(?=\d)")
_LIKE_CLASS: Final = re.compile(r"(?:1[0-2]|[1-9])\s*[-«\"']?\s*[а-яa-z]\b")
_ONE_GRADE: Final = re.compile(r"\b(\d{1,2})\s*[«\"]?([а-яё])[»\"]?((?:\s*[,/]\s*[а-яё]\b)+)")
_TEACHER: Final = re.compile(
    r"\s*\((?:кл\. ?рук\. ?)?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?: [А-ЯЁ]\. ?(?:[А-ЯЁ]\.)?)?\)"
)
"""Who leads the class, in brackets after it: says nothing about which class it is."""
_SOLID: Final = re.compile(r"\b(\d{1,2})([а-яё]{2,4})\b")
_PRIMARY: Final = re.compile(r"\bначальн(?:ая школа|ые классы|ых классов|ой школы)\b")
_LOST_ZERO: Final = re.compile(r"(?:1[0-2]|[1-9]),1")
"""«5,10» that a spreadsheet took for the number 5.1, unless somebody meant «5, 1»."""
_LATIN_B: Final = re.compile(r"\b(\d{1,2})[\s«\"-]*[Bb]\b")
"""Looks like «В» and follows «A» as «Б» follows «А»: only the school knows which it meant."""
_RUN: Final = re.compile(r"\d[\s\-‑–—−.]+\d")
"""Numbers that would become one without what stands between them: «1-1» is not grade 11."""
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_HIGHEST_GRADE: Final = 12


def read_count(cell: Cell) -> int | None:
    """Return a count, None where nobody counted; raises ``ValueError`` with a Russian sentence."""
    if cell is None:
        return None
    if isinstance(cell, Missing):
        raise ValueError(UNSAID[cell])  # noqa: TRY004 - one kind of refusal for the reader
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        if cell < 0:
            raise ValueError("Число не может быть меньше нуля.")
        return cell
    if not isinstance(cell, str):
        raise ValueError("Здесь нужно целое число.")  # noqa: TRY004 - one kind of refusal for the reader
    text = fold(visible(cell))
    if not text or text in _NOBODY:
        return None
    match = _COUNT.fullmatch(text)
    if match is None:
        raise ValueError("Здесь нужно целое число.")
    digits = match["digits"].replace(" ", "")
    if len(digits) > _MOST_DIGITS:
        raise ValueError("Число слишком велико.")
    return int(digits)


def read_line(cell: Cell) -> str:
    """Return a text as one line: a break inside a cell is where the column was too narrow."""
    return _BREAK.sub(" ", read_text(cell))


def read_text(cell: Cell) -> str:
    """Return a text without spaces at its ends; a whole number stays as a spreadsheet shows it."""
    if cell is None:
        return ""
    if isinstance(cell, Missing):
        raise ValueError(UNSAID[cell])  # noqa: TRY004 - one kind of refusal for the reader
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, int | str):
        return str(cell).replace("\r\n", "\n").strip()
    return f"{cell:%d.%m.%Y}"


def read_class_ids(cell: Cell, classes: Sequence[ClassRow]) -> tuple[int, ...]:
    """Return the ids of the classes named, none for the whole school; raises ``ValueError``."""
    text = _TEACHER.sub("", visible(read_text(cell)))
    if fold(text).rstrip(".") in _WHOLE or not text:
        return ()
    if _LOST_ZERO.fullmatch(text):
        raise ValueError(f"«{text}» — это {text[:-2]} и 1 или {text[:-2]} и 10? Напишите через пробел.")
    if (latin := _LATIN_B.search(text)) and {f"{latin[1]}б", f"{latin[1]}в"} <= {
        fold(row.name) for row in classes
    }:
        raise ValueError(f"Буква B здесь латинская: это {latin[1]}Б или {latin[1]}В? Напишите русской.")
    ids, unknown = ((), (text,)) if _RUN.search(text) else read_classes(text, classes)
    if unknown or not ids:
        spread = _spread(text, classes)
        ids, unknown = ((), (text,)) if _RUN.search(spread) else read_classes(spread, classes)
    if unknown or not ids:
        raise ValueError(f"Нет такого класса: {text}. Добавьте его на экране «Школа» или исправьте.")
    return ids


def looks_like_class(cell: Cell) -> bool:
    """Tell whether a cell names classes, whatever classes the school has."""
    return isinstance(cell, str) and (fold(cell) in _WHOLE or _LIKE_CLASS.match(fold(cell)) is not None)


def _spread(text: str, classes: Sequence[ClassRow]) -> str:
    """Write out «1–4 классы» and «5А–5В» class by class, and leave out the words around them."""
    plain = _APART.sub(", ", _DASH.sub("-", _PRIMARY.sub("1-4", _AUDIENCE.sub("", fold(text)))))
    plain = _CLASS_WORDS.sub(" ", _ORDINAL.sub("", plain))
    plain = _ONE_GRADE.sub(_listed, plain.replace("/", ", "))
    plain = _LETTERS.sub(_lettered, plain)
    plain = _SOLID.sub(lambda found: _solid(found, classes), plain)
    present = {grade_of(row.name) for row in classes}
    return _GRADES.sub(lambda found: _graded(found, present), plain)


def _graded(found: re.Match[str], present: set[int | None]) -> str:
    low, high = int(found[1]), int(found[2])
    if not low < high <= _HIGHEST_GRADE:
        return found[0]
    grades = range(low, high + 1)
    there = [grade for grade in grades if grade in present]
    return ", ".join(map(str, there or grades))


def _solid(found: re.Match[str], classes: Sequence[ClassRow]) -> str:
    """Write out «5аб», if the school has every one of these classes."""
    names = [f"{found[1]}{letter}" for letter in found[2]]
    there = {fold(row.name).replace(" ", "") for row in classes}
    return ", ".join(names) if there.issuperset(names) else found[0]


def _listed(found: re.Match[str]) -> str:
    """Write out «5а, б, в», where the grade is said once."""
    letters = [found[2], *re.findall(r"\w", found[3])]
    return ", ".join(f"{found[1]}{letter}" for letter in letters)


def _lettered(found: re.Match[str]) -> str:
    first, last = _RUSSIAN.find(found[2]), _RUSSIAN.find(found[4])
    if found[3] not in {None, found[1]} or not 0 <= first < last:
        return found[0]
    return ", ".join(f"{found[1]}{letter}" for letter in _RUSSIAN[first : last + 1])
