"""Words of the school's screen for the closed lists of the layout."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.services.layouts.figures import Group
from desktop_app.services.layouts.types import LetterheadStyle


def _tr(text: str) -> str:
    return QCoreApplication.translate("school", text)


def style_names() -> dict[LetterheadStyle, str]:
    """Return what each letterhead is called."""
    return {LetterheadStyle.CORNER: _tr("Угловой"), LetterheadStyle.LONGITUDINAL: _tr("Продольный")}


def group_names() -> dict[Group, str]:
    """Return what each group of figures is called."""
    return {
        Group.LETTER: _tr("Поля письма"),
        Group.ORDER: _tr("Поля приказа"),
        Group.TEXT: _tr("Текст и страницы"),
        Group.HEAD: _tr("Бланк, адресат, заголовок"),
        Group.CLOSING: _tr("Подпись и исполнитель"),
        Group.CODE: _tr("QR-код"),
    }
