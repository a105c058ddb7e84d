"""The log of outreach as a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt

from desktop_app.russian.dates import short_date
from desktop_app.russian.plurals import grouped
from desktop_app.services.outreach.types import OutreachRow
from desktop_app.ui.kit.table import RIGHT, Column, Index, TableModel
from desktop_app.ui.parents.words import form_names

TOPIC, RESPONSIBLE, PROOF = 2, 8, 9
"""Places of the columns that are hidden first, or never, when there is little room."""
PUPILS, HANDED_OUT = 6, 7
NOTHING = "—"
_TEXT, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)


def _tr(text: str) -> str:
    return QCoreApplication.translate("OutreachTableModel", text)


def proof_words(row: OutreachRow) -> str:
    """Return what proves an event: the words, the file, both, or a dash."""
    file = _tr("файл") if row.attachment_id is not None else ""
    return ", ".join(part for part in (file, row.proof) if part) or NOTHING


class OutreachTableModel(TableModel[OutreachRow]):
    """Events with their counts; a dash stands for what was not counted."""

    def __init__(self) -> None:
        forms = form_names()
        super().__init__(
            (
                Column(_tr("Дата"), _date, key=lambda row: row.held_on, width=96),
                Column(_tr("Форма"), lambda row: forms[row.form], width=168),
                Column(_tr("Тема"), lambda row: row.topic, stretch=True),
                Column(_tr("Классы"), lambda row: row.classes, key=_class_key, width=88),
                _number(_tr("Контакты"), lambda row: row.parents),
                _number(_tr("Разные"), lambda row: row.unique_parents),
                _number(_tr("Ученики"), lambda row: row.pupils),
                _number(_tr("Вручено"), lambda row: row.handed_out),
                Column(_tr("Ответственный"), lambda row: row.responsible or NOTHING, width=140),
                Column(_tr("Подтверждение"), proof_words, width=150),
            )
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a table shows, and the whole text of a cell as its tip."""
        return super().data(index, _TEXT if role == _TIP else role)


def _date(row: OutreachRow) -> str:
    return short_date(row.held_on) if row.held_on else NOTHING


def _number(title: str, value: Any) -> Column[OutreachRow]:
    def text(row: OutreachRow) -> str:
        number = value(row)
        return NOTHING if number is None else grouped(number)

    return Column(title, text, key=value, align=RIGHT, width=82)


def _class_key(row: OutreachRow) -> tuple[int, str]:
    """Put events of the whole school first, then 2А before 10А."""
    if not row.class_ids:
        return (0, "")
    digits = ""
    for sign in row.classes:
        if not sign.isdigit():
            break
        digits += sign
    return (int(digits or 99), row.classes.casefold())
