"""What the columns of a school's log are called: the card's keys, usual headings, and guesses by stems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from desktop_app.russian.fold import fold

NUMBERING: Final = "#"
"""The running number of a row: known, and not taken in."""

TITLES: Final = {
    "date": "Дата",
    "form": "Форма",
    "topic": "Тема",
    "classes": "Классы",
    "parents": "Контактов с родителями",
    "unique_parents": "Из них разных родителей",
    "pupils": "Учеников",
    "handed_out": "Вручено памяток",
    "responsible": "Ответственный",
    "proof": "Подтверждение",
    "note": "Заметка",
}
"""The fields of an event by the card's keys, with the headings of an export."""

REQUIRED: Final = ("date", "form", "topic")

_WORDINGS: Final = {
    "date": "дата; дата проведения; дата мероприятия; дата события; дата проведения мероприятия; день; "
    "когда; когда проведено; число, месяц, год; дата встречи; date",
    "form": "форма; форма работы; форма проведения; форма мероприятия; вид; вид работы; вид мероприятия; "
    "тип мероприятия; форма (вид); вид (форма); форма информирования; способ; "
    "способ информирования; форма встречи",
    "topic": "тема; тема мероприятия; тема встречи; тема собрания; тема беседы; содержание; о чём; название; "
    "название мероприятия; наименование; наименование мероприятия; повестка; тематика; тема / содержание",
    "classes": "классы; класс; класс/классы; для каких классов; параллель; параллели; классы-участники; "
    "класс (классы); кл.; класс(ы)",
    "parents": "контактов с родителями; контакты; контактов; родители; родителей; количество родителей; "
    "число родителей; присутствовало родителей; охват родителей; всего родителей; кол-во родителей; "
    "количество контактов; число контактов; родители (контакты); охвачено родителей; "
    "проинформировано родителей; родителей присутствовало; родителей (законных представителей); "
    "количество родителей (законных представителей)",
    "unique_parents": "из них разных родителей; из них разных; разных; разных родителей; "
    "уникальных родителей; уникальных; уникальные родители; разные родители; из них уникальных; разные; "
    "количество разных родителей; число разных родителей; кол-во уникальных родителей",
    "pupils": "учеников; ученики; учащихся; учащиеся; обучающихся; обучающиеся; детей; дети; "
    "количество учеников; количество учащихся; количество обучающихся; количество детей; число учеников; "
    "число учащихся; число обучающихся; школьников; охват учащихся; охват обучающихся",
    "handed_out": "вручено памяток; вручено; роздано памяток; роздано; памяток; памятки; листовок; "
    "роздано листовок; выдано памяток; количество памяток; число памяток; раздано памяток; раздано; "
    "буклетов; роздано буклетов; вручено листовок; количество листовок",
    "responsible": "ответственный; ответственные; ответственное лицо; ответственный за проведение; "
    "кто проводил; кто провёл; провёл; проводил; организатор; учитель; классный руководитель; "
    "кл. руководитель; ф.и.о. ответственного; фио ответственного; исполнитель; ведущий; педагог",
    "proof": "подтверждение; подтверждающий документ; чем подтверждается; документ; протокол; "
    "номер протокола; основание; доказательство; подтверждающие документы; реквизиты протокола; № протокола",
    "note": "заметка; примечание; примечания; комментарий; комментарии; заметки; прим.; дополнительно",
    NUMBERING: "№; № п/п; п/п; № пп; номер; номер по порядку; n; no; номер п/п; порядковый номер; id",
}
"""Headings that leave no doubt, «;» between them."""

_STEMS: Final = (
    ("unique_parents", ("уник", "разн")),
    ("handed_out", ("вруч", "роздан", "раздан", "выдан", "памят", "листов", "буклет")),
    ("responsible", ("ответств", "провел", "провод", "организат", "руковод", "исполнит", "учител", "фио")),
    ("pupils", ("учен", "учащ", "обучающ", "дет", "школьник")),
    ("date", ("дат",)),
    ("proof", ("подтвержд", "протокол", "документ", "доказ", "ссылк")),
    ("note", ("примечан", "коммент", "замет")),
    ("form", ("форм", "вид", "тип", "способ")),
    ("topic", ("тем", "содерж", "назван", "наименов", "повестк", "мероприят", "вопрос")),
    ("classes", ("класс", "паралл")),
    ("parents", ("родител", "контакт", "охват", "присутств", "участник", "человек", "законн")),
)
"""Beginnings of words that make a guess, the telling ones first."""

_SHORT: Final = (
    (re.compile(r"\bкол\s*-?\s*во\b|\bкол\b\.?"), "количество"),
    (re.compile(r"\bчел\b\.?"), ""),
    (re.compile(r"\bмер-?\s*я\b"), "мероприятия"),
    (re.compile(r"\bотв\b\.?"), "ответственный"),
    (re.compile(r"\bф\.?\s*и\.?\s*о\b\.?"), "фио"),
)
_SIGNS: Final = re.compile(r"[^\w№#]+|_+")


def plain(heading: str) -> str:
    """Return a heading without case, ё, punctuation and the usual abbreviations."""
    text = fold(heading).replace("−", "-").replace("–", "-").replace("‑", "-")
    for short, whole in _SHORT:
        text = short.sub(whole, text)
    return " ".join(_SIGNS.sub(" ", text).split())


_KNOWN: Final = {
    plain(wording): field for field, wordings in _WORDINGS.items() for wording in wordings.split(";")
}
_KEYS: Final = frozenset(TITLES)


def key_named(heading: str) -> str:
    """Return the field whose key of the card this is, as a file of our own has it; nothing otherwise."""
    key = heading.strip().lower()
    return key if key in _KEYS else ""


def field_named(heading: str) -> str:
    """Return the field a heading surely names, ``NUMBERING`` for the rows' numbers, nothing otherwise."""
    return key_named(heading) or _KNOWN.get(plain(heading), "")


def field_like(heading: str) -> str:
    """Return the field a heading may be meant for; nothing when no word of it says anything."""
    words = plain(heading).split()
    for field, stems in _STEMS:
        if any(word.startswith(stems) for word in words):
            return field
    return ""


def known_in(row: Iterable[object]) -> int:
    """Count the different fields that a row's cells surely name: how much it looks like a heading."""
    return len({field_named(cell) for cell in row if isinstance(cell, str)} - {""})


def keys_in(row: Sequence[object]) -> int:
    """Count the card's keys in a row; a row of data has none."""
    return len({key_named(cell) for cell in row if isinstance(cell, str)} - {""})
