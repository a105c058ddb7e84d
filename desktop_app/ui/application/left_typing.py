"""What a crash left typed and not stored, said when the file is opened again: where to find it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

GUIDE = "guide"
"""Kept while the first steps are under way: they go on where they were."""


def left_typing(kept: Iterable[str]) -> str:
    """Return where typing waits to be stored, by the names it is kept under; empty when there is none.

    What belongs to the first steps is not named: they are shown again with it.
    """
    words = _places()
    found = (_place(name, words) for name in kept)
    places = tuple(dict.fromkeys(place for place in found if place))
    if not places:
        return ""
    said = _tr("Набранное и не сохранённое цело: оно ждёт там, где набирали: {0}.")
    return said.format(", ".join(places))


def _place(name: str, words: dict[str, str]) -> str:
    """Return the words for a name, or for the longest part of it up to a colon that has any."""
    while name not in words and ":" in name:
        name = name.rpartition(":")[0]
    return words.get(name, "")


def _places() -> dict[str, str]:
    """Return where what is kept under a name is shown, whole or up to its colon."""
    return {
        "directive": _tr("«Обзор», подробности письма"),
        "directive:new": _tr("«Обзор» → «Добавить письмо…»"),
        "directive:text": _tr("«Обзор» → «Добавить письмо…» → «Из текста письма…»"),
        "coordinator": _tr("«Координатор»"),
        "replace": _tr("«Координатор» → «Сменить…»"),
        "banners": _tr("«Баннеры»"),
        "official": _tr("«Баннеры» → «Проверить страницу…»"),
        "import:outreach": _tr("«Родители» → «Таблица» → «Продолжить загрузку»"),
        "import:portals": _tr("«Баннеры» → «Таблица» → «Продолжить загрузку»"),
        "outreach": _tr("«Родители»"),
        "letters": _tr("«Письма»"),
        "register": _tr("«Письма» → «Зарегистрировать…»"),
        "sent": _tr("«Письма» → «Отправлено…»"),
        "acknowledged": _tr("«Письма» → «Принято…»"),
        "answer": _tr("«Письма» → «Ответ…»"),
        "extract": _tr("«Письма» → «Новая бумага», период распечатки"),
        "void": _tr("«Письма» → «Аннулировать…»"),
        "reserve": _tr("«Журнал», резерв номеров"),
        "release": _tr("«Журнал», резерв номеров"),
        "code": _tr("«Журнал» → «Проверить код с бумаги…»"),
        "school": _tr("«Школа» → «Реквизиты»"),
        "school:cases": _tr("«Школа» → «Падежи»"),
        "school:classes": _tr("«Школа» → «Классы»"),
        "school:promotion": _tr("«Школа» → «Классы» → «Перевести на следующий год…»"),
        "school:numbers": _tr("«Школа» → «Номера и цели»"),
        "school:texts": _tr("«Школа» → «Тексты бумаг»"),
        "school:layout": _tr("«Школа» → «Оформление»"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("LeftTyping", text)
