"""Everybody who has been responsible, newest first."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop_app.russian.dates import short_date
from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.ui.kit.table import Column, TableModel
from desktop_app.ui.theme.colours import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("coordinator", text)


def _day(value: date | None) -> str:
    return short_date(value) if value else "—"


def _order(row: AppointmentRow) -> str:
    if not row.order_number:
        return "—"
    return _tr("№ {0} от {1}").format(row.order_number, _day(row.order_date))


def _state(row: AppointmentRow) -> str:
    if row.current:
        return _tr("отвечает")
    if row.destroyed_on:
        return _tr("уничтожено")
    return _tr("раньше") if row.released_on else _tr("ещё нет")  # nobody has let go of it: it begins later


class AppointmentTableModel(TableModel[AppointmentRow]):
    """Name, from–to, order, and who is in office."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column(_tr("Ответственный"), lambda row: row.name, stretch=True, least=150),
                Column(
                    _tr("С"),
                    lambda row: _day(row.appointed_on),
                    key=lambda row: row.appointed_on,
                    width=96,
                    least=88,
                ),
                Column(
                    _tr("По"),
                    lambda row: _day(row.released_on),
                    key=lambda row: row.released_on,
                    width=96,
                    least=88,
                    leaves=True,
                ),
                Column(_tr("Приказ"), _order, width=184, least=96, leaves=True),
                Column(
                    _tr("Сейчас"),
                    _state,
                    tone=lambda row: Tone.GOOD if row.current else Tone.QUIET,
                    width=100,
                ),
            )
        )
