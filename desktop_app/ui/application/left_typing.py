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
    found = (words.get(name, words.get(name.partition(":")[0], "")) for name in kept)
    places = tuple(dict.fromkeys(place for place in found if place))
    if not places:
        return ""
    said = _tr("Программа закрылась, не успев сохранить набранное. Оно цело и ждёт там, где набирали: {0}.")
    return said.format(", ".join(places))


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
        "outreach": _tr("«Родители»"),
        "letters": _tr("«Письма»"),
        "register": _tr("«Письма» → «Зарегистрировать…»"),
        "sent": _tr("«Письма» → «Отправлено…»"),
        "acknowledged": _tr("«Письма» → «Принято…»"),
        "void": _tr("«Письма» → «Аннулировать…»"),
        "reserve": _tr("«Журнал», резерв номеров"),
        "release": _tr("«Журнал», резерв номеров"),
        "school": _tr("«Школа» → «Реквизиты»"),
        "school:cases": _tr("«Школа» → «Падежи»"),
        "school:classes": _tr("«Школа» → «Классы»"),
        "school:numbers": _tr("«Школа» → «Номера и цели»"),
        "school:texts": _tr("«Школа» → «Тексты бумаг»"),
        "school:layout": _tr("«Школа» → «Оформление»"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("LeftTyping", text)
