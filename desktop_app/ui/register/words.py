"""Words of the register's screen for the closed lists."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.services.letters.remarks import RemarkKind
from desktop_app.services.letters.reservations import ReservationState
from desktop_app.services.school.types import NumberSeries
from desktop_app.ui.theme.colours import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("register", text)


def series_names() -> dict[NumberSeries, str]:
    """Return what each run of numbers is called."""
    return {NumberSeries.OUTGOING: _tr("Исходящие"), NumberSeries.ORDERS: _tr("Приказы")}


def reservation_names() -> dict[ReservationState, str]:
    """Return what each state of a reserved number is called."""
    return {
        ReservationState.HELD: _tr("В резерве"),
        ReservationState.USED: _tr("Использован"),
        ReservationState.RELEASED: _tr("Освобождён"),
    }


def remark_names() -> dict[RemarkKind, str]:
    """Return what stands beside a row that was remarked."""
    return {
        RemarkKind.GAP: _tr("Перед ним пропуск"),
        RemarkKind.DOUBLE: _tr("Двойной номер"),
        RemarkKind.BACKWARD: _tr("Дата не по порядку"),
    }


RESERVATION_TONES = {
    ReservationState.HELD: Tone.BUSY,
    ReservationState.USED: Tone.GOOD,
    ReservationState.RELEASED: Tone.QUIET,
}
"""The colour behind each state's word."""
