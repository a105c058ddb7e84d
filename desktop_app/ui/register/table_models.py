"""The registers: what went out, what came in, which numbers are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop_app.russian.dates import short_date
from desktop_app.services.letters.reservations import ReservationRow, ReservationState
from desktop_app.services.letters.types import IncomingRow, RegisterRow
from desktop_app.ui.kit.table import RIGHT, Column, TableModel
from desktop_app.ui.letters.words import short_kind_names, state_names, state_tone
from desktop_app.ui.register.words import RESERVATION_TONES, reservation_names, series_names
from desktop_app.ui.theme.colours import Tone

MARK = 8
"""The column of remarks among the outgoing papers; hidden while there are none."""


def _day(value: date | None) -> str:
    return short_date(value) if value else "—"


class OutgoingTableModel(TableModel[RegisterRow]):
    """Registered papers in order of registration."""

    def __init__(self) -> None:
        self._places: dict[int, int] = {}
        self._marks: Mapping[int, str] = {}
        super().__init__((*self._head(), *self._tail()))

    def set_register(self, rows: Sequence[RegisterRow], marks: Mapping[int, str]) -> None:
        """Take the whole register, counted from one (a void is an entry of the chain, not a paper).

        ``marks`` are the remarks by paper; the rows to show come by ``set_rows``.
        """
        self._places = {row.seq: place for place, row in enumerate(rows, start=1)}
        self._marks = marks

    def _head(self) -> tuple[Column[RegisterRow], ...]:
        """Return what tells a paper from the others."""
        kinds, tr = short_kind_names(), _outgoing
        return (
            Column(
                tr("№ п/п"),
                lambda row: str(self._places[row.seq]),
                key=lambda row: row.seq,
                align=RIGHT,
                width=60,
            ),
            Column(tr("Номер"), lambda row: row.number, width=96, least=78),
            Column(
                tr("Дата"),
                lambda row: short_date(row.date),
                key=lambda row: row.date,
                width=100,
                least=92,
            ),
            Column(tr("Бумага"), lambda row: kinds.get(row.kind, row.kind.value), width=92),
            Column(tr("Кому"), lambda row: row.addressee or "—", width=150, least=104),
            Column(tr("О чём"), lambda row: row.subject, stretch=True),
        )

    def _tail(self) -> tuple[Column[RegisterRow], ...]:
        """Return what became of it."""
        states, tr = state_names(), _outgoing
        return (
            Column(
                tr("Листов"),
                lambda row: str(row.sheets),
                key=lambda row: row.sheets,
                align=RIGHT,
                width=68,
            ),
            Column(
                tr("Состояние"),
                lambda row: states[row.state],
                tone=lambda row: state_tone(row.kind, row.state),
                width=148,
            ),
            Column(
                tr("Замечание"),
                lambda row: self._marks.get(row.letter_id, ""),
                tone=lambda row: Tone.BUSY if row.letter_id in self._marks else None,
                width=156,
            ),
            Column(
                tr("Отметки"),
                lambda row: "; ".join(filter(None, (row.sent, row.note))),
                width=120,
                leaves=True,
            ),
        )


class IncomingTableModel(TableModel[IncomingRow]):
    """Letters that came in."""

    def __init__(self) -> None:
        def tr(text: str) -> str:
            return QCoreApplication.translate("IncomingTableModel", text)

        super().__init__(
            (
                Column(tr("Вх. №"), lambda row: row.incoming_number or "—", width=84),
                Column(
                    tr("Получено"),
                    lambda row: _day(row.received_on),
                    key=lambda row: row.received_on,
                    width=92,
                ),
                Column(tr("Номер письма"), lambda row: row.number, width=132, least=124),
                Column(tr("От"), lambda row: short_date(row.dated), key=lambda row: row.dated, width=92),
                Column(tr("Отправитель"), lambda row: row.sender, stretch=True),
                Column(tr("О чём"), lambda row: row.subject, width=220, least=120),
                Column(
                    tr("Листов"),
                    lambda row: "—" if row.sheets is None else str(row.sheets),
                    key=lambda row: row.sheets,
                    align=RIGHT,
                    width=68,
                ),
                Column(tr("Срок"), lambda row: _day(row.due_on), key=lambda row: row.due_on, width=92),
            )
        )


class ReservationTableModel(TableModel[ReservationRow]):
    """Reserved numbers, the newest first."""

    def __init__(self) -> None:
        series, states = series_names(), reservation_names()

        def tr(text: str) -> str:
            return QCoreApplication.translate("ReservationTableModel", text)

        super().__init__(
            (
                Column(tr("Номер"), lambda row: row.number, width=132),
                Column(tr("Журнал"), lambda row: series[row.series], width=120),
                Column(tr("Год"), lambda row: str(row.year), key=lambda row: row.year, width=72),
                Column(
                    tr("Зарезервирован"),
                    lambda row: short_date(row.reserved_on),
                    key=lambda row: row.reserved_on,
                    width=132,
                ),
                Column(tr("Для какой бумаги"), lambda row: row.note, stretch=True),
                Column(
                    tr("Состояние"),
                    lambda row: states[row.state],
                    tone=lambda row: RESERVATION_TONES[row.state],
                    width=132,
                ),
                Column(tr("Почему освобождён"), _fate, width=260, least=150),
            )
        )


def _outgoing(text: str) -> str:
    return QCoreApplication.translate("OutgoingTableModel", text)


def _fate(row: ReservationRow) -> str:
    if row.state is not ReservationState.RELEASED:
        return ""
    return f"{_day(row.released_on)}: {row.reason}"
