"""Words of the coordinator's screen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop_app.russian.dates import short_date
from desktop_app.services.coordinator.types import AppointmentRow, Gender
from desktop_app.ui.theme.colours import Tone


def gender_names() -> dict[Gender, str]:
    """Return the genders as a list shows them."""
    return {Gender.FEMALE: _tr("Женский"), Gender.MALE: _tr("Мужской")}


def day(value: date | None) -> str:
    """Return «05.06.2024», or nothing."""
    return "" if value is None else short_date(value)


def order_line(row: AppointmentRow) -> str:
    """Return «№ 57-од от 03.06.2024», as much of it as is known."""
    if row.order_number and row.order_date:
        return _tr("№ {0} от {1}").format(row.order_number, day(row.order_date))
    if row.order_number:
        return _tr("№ {0}, дата не указана").format(row.order_number)
    return _tr("от {0}, номер не указан").format(day(row.order_date)) if row.order_date else ""


def office(row: AppointmentRow) -> str:
    """Return since when and until when the person is responsible."""
    if row.appointed_on and row.released_on:
        return _tr("с {0} по {1}").format(day(row.appointed_on), day(row.released_on))
    if row.released_on:
        return _tr("по {0}").format(day(row.released_on))
    return _tr("с {0}").format(day(row.appointed_on)) if row.appointed_on else ""


def state_of(row: AppointmentRow) -> tuple[str, Tone]:
    """Return whether the person is in office, was, or will be, and the tone of the badge."""
    if row.current:
        return _tr("отвечает сейчас"), Tone.GOOD
    if row.released_on is not None:
        return _tr("прежний"), Tone.QUIET
    return _tr("ещё не приступил"), Tone.BUSY


def _tr(text: str) -> str:
    return QCoreApplication.translate("coordinator.words", text)
