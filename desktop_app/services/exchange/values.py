"""Read counts, forms of work, classes and texts as schools write them in their tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from desktop_app.models.enums import OutreachForm
from desktop_app.russian.fold import fold
from desktop_app.services.exchange.types import Cell, Missing
from desktop_app.services.labels import OUTREACH_FORMS
from desktop_app.services.school.class_names import grade_of, read_classes
from desktop_app.services.school.types import ClassRow

_F = OutreachForm
_SYNONYMS: Final = {
    _F.CLASS_MEETING: "родительское собрание; собрание; классное собрание; собрание класса; "
    "классное родительское собрание; родительские собрания; род. собрание; собрание родителей; р/с; "
    "родительское собрание в классе; собрание в классе",
    _F.SCHOOL_MEETING: "общешкольное родительское собрание; собрание школы; общее собрание; "
    "общее родительское собрание; общешкольное род. собрание; школьное собрание; "
    "общешкольное собрание родителей; общешкольные родительские собрания; общешкольные собрания",
    _F.CLASS_HOUR: "кл. час; классные часы; кл.час; классный час с родителями; час общения",
    _F.CHAT_MESSAGE: "рассылка в чат; рассылка; чат; сообщение в чат; рассылка в чате; "
    "сообщение в мессенджере; родительский чат; сообщение в родительский чат; "
    "рассылка в родительский чат; мессенджер; сообщение в родительском чате; рассылка в мессенджере; "
    "сообщение в чате класса; рассылка в чаты; рассылка в чат класса; информация в чате; чаты; "
    "рассылка в родительские чаты; сообщения в чатах",
    _F.DIARY_NOTICE: "электронный дневник; дневник; объявление в электронном дневнике; сообщение в дневнике; "
    "запись в дневнике; сообщение в электронном дневнике; эл. дневник; уведомление в дневнике; "
    "рассылка в электронном дневнике; объявления в дневнике",
    _F.LEAFLET: "памятки; листовка; листовки; буклет; буклеты; раздача памяток; раздача листовок; "
    "вручение памяток; вручение памятки; распространение памяток; распространение листовок; раздача буклетов",
    _F.INDIVIDUAL: "беседа; индивидуальная беседа; индивидуальная работа; индивидуальные беседы; "
    "индивидуальная консультация; консультация; личные беседы; консультации; беседа с родителями",
    _F.PUBLICATION: "публикация на сайте; пост; новость; публикация в соцсетях; статья; новость на сайте; "
    "размещение на сайте; сайт; публикации; пост в сообществе; публикация в сообществе; заметка на сайте; "
    "публикация вконтакте; пост вконтакте",
    _F.STAND: "информационный стенд; стенды; размещение на стенде; информация на стенде; "
    "объявление на стенде; уголок безопасности",
    _F.WEBINAR: "онлайн-встреча; вебинары; онлайн встреча; онлайн-собрание; видеоконференция; "
    "онлайн собрание; вкс; трансляция; онлайн",
    _F.COUNCIL: "родительский комитет; заседание совета родителей; заседание родительского комитета; "
    "управляющий совет; заседание совета; совет школы",
    _F.OPEN_DAY: "дни открытых дверей; дод",
}
_PLAIN_SIGNS: Final = re.compile(r"[^\w/]+")


def _plain(text: str) -> str:
    return " ".join(_PLAIN_SIGNS.sub(" ", fold(text)).split())


_FORMS: Final = {
    **{
        _plain(word): form
        for form, words in _SYNONYMS.items()
        for word in (*words.split(";"), OUTREACH_FORMS[form])
    },
    **{form.value: form for form in _F},
}
_COUNT: Final = re.compile(
    r"(?P<digits>\d{1,3}(?: \d{3})+|\d+)(?:[.,]0{1,2})?"
    r" ?(?:чел(?:\.|овека?)?|шт(?:\.|ук[аи]?)?|уч(?:\.|еник(?:а|ов)?|ащихся)?|дет(?:ей|и)|ребен(?:ок|ка)"
    r"|родител(?:ь|я|ей)|контакт(?:а|ов)?|памят(?:ка|ки|ок)|листов(?:ка|ки|ок)|экз\.?)?"
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
_ORDINAL: Final = re.compile(r"(?<=\d)\s*-\s*(?:е|х|й|го|ые|ых|ый|ых)\b")
_DASH: Final = re.compile(r"\s*[-‑–—−]\s*")
_GRADES: Final = re.compile(r"\b(?:с\s+)?(\d{1,2})\s*(?:-|по)\s*(\d{1,2})\b(?!\s*[«\"]?[а-яёa-z]\b)")
_LETTERS: Final = re.compile(r"\b(\d{1,2})\s*[«\"]?([а-яё])[»\"]?-(\d{1,2})\s*[«\"]?([а-яё])[»\"]?(?![\w])")
_APART: Final = re.compile(r"(?<=\d)\s+(?=\d)")
_RUN: Final = re.compile(r"\d[\s\-‑–—−.]+\d")
"""Numbers that would become one without what stands between them: «1-1» is not grade 11."""
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_HIGHEST_GRADE: Final = 12


def read_form(cell: Cell) -> OutreachForm:
    """Return the form of work; raises ``ValueError`` with a Russian sentence."""
    text = read_text(cell)
    if not text:
        raise ValueError("Укажите форму работы.")
    form = _FORMS.get(text) or _FORMS.get(_plain(text))
    if form is None:
        known = ", ".join(OUTREACH_FORMS.values())
        raise ValueError(f"Такой формы нет; есть: {known}.")
    return form


def is_form(cell: Cell) -> bool:
    """Tell whether a cell names a form of work."""
    return isinstance(cell, str) and _plain(cell) in _FORMS


def read_count(cell: Cell) -> int | None:
    """Return a count, None where nobody counted; raises ``ValueError`` with a Russian sentence."""
    if cell is None:
        return None
    if cell is Missing.FORMULA:
        raise ValueError("Формула не посчитана: откройте файл в таблице и сохраните его снова.")
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        if cell < 0:
            raise ValueError("Число не может быть меньше нуля.")
        return cell
    if not isinstance(cell, str):
        raise ValueError("Здесь нужно целое число.")  # noqa: TRY004 - one kind of refusal for the reader
    text = fold(cell)
    if not text or text in _NOBODY:
        return None
    match = _COUNT.fullmatch(text)
    if match is None:
        raise ValueError("Здесь нужно целое число.")
    digits = match["digits"].replace(" ", "")
    if len(digits) > _MOST_DIGITS:
        raise ValueError("Число слишком велико.")
    return int(digits)


def read_text(cell: Cell) -> str:
    """Return a text without spaces at its ends; a whole number stays as a spreadsheet shows it."""
    if cell is None:
        return ""
    if cell is Missing.FORMULA:
        raise ValueError("Формула не посчитана: откройте файл в таблице и сохраните его снова.")
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, int | str):
        return str(cell).replace("\r\n", "\n").strip()
    return f"{cell:%d.%m.%Y}"


def read_class_ids(cell: Cell, classes: Sequence[ClassRow]) -> tuple[int, ...]:
    """Return the ids of the classes named, none for the whole school; raises ``ValueError``."""
    text = read_text(cell)
    if fold(text).rstrip(".") in _WHOLE or not text:
        return ()
    ids, unknown = ((), (text,)) if _RUN.search(text) else read_classes(text, classes)
    if unknown or not ids:
        spread = _spread(text, classes)
        ids, unknown = ((), (text,)) if _RUN.search(spread) else read_classes(spread, classes)
    if unknown or not ids:
        raise ValueError(f"Нет такого класса: {text}. Добавьте его на экране «Школа» или исправьте.")
    return ids


def _spread(text: str, classes: Sequence[ClassRow]) -> str:
    """Write out «1–4 классы» and «5А–5В» class by class, and leave out the words around them."""
    plain = _APART.sub(", ", _DASH.sub("-", fold(text)))
    plain = _CLASS_WORDS.sub(" ", _ORDINAL.sub("", plain))
    plain = _LETTERS.sub(_lettered, plain)
    present = {grade_of(row.name) for row in classes}
    return _GRADES.sub(lambda found: _graded(found, present), plain)


def _graded(found: re.Match[str], present: set[int | None]) -> str:
    low, high = int(found[1]), int(found[2])
    if not low < high <= _HIGHEST_GRADE:
        return found[0]
    grades = range(low, high + 1)
    there = [grade for grade in grades if grade in present]
    return ", ".join(map(str, there or grades))


def _lettered(found: re.Match[str]) -> str:
    first, last = _RUSSIAN.find(found[2]), _RUSSIAN.find(found[4])
    if found[1] != found[3] or not 0 <= first < last:
        return found[0]
    return ", ".join(f"{found[1]}{letter}" for letter in _RUSSIAN[first : last + 1])
