"""The table of all appointments."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.ui.coordinator.words import day, order_line, state_of
from desktop_app.ui.kit.table import Column, TableModel


class AppointmentTableModel(TableModel[AppointmentRow]):
    """Who answered, when, by which order; newest first until the user sorts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_columns(), parent)


def _columns() -> tuple[Column[AppointmentRow], ...]:
    return (
        Column(_tr("Ответственный"), lambda row: row.name, stretch=True),
        Column(
            _tr("Состояние"),
            lambda row: state_of(row)[0],
            key=lambda row: not row.current,
            tone=lambda row: state_of(row)[1],
            width=160,
        ),
        Column(_tr("Отвечает с"), lambda row: day(row.appointed_on), key=lambda row: row.appointed_on),
        Column(_tr("Освобождён"), lambda row: day(row.released_on), key=lambda row: row.released_on),
        Column(_tr("Приказ"), order_line, key=lambda row: row.order_date, width=200),
        Column(_tr("В чате с"), lambda row: day(row.chat_joined_on), key=lambda row: row.chat_joined_on),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("coordinator.table_model", text)
