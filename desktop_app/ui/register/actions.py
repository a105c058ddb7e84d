"""What can be done in the register: reserve a number, give it up, annul a paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.services.letters.reservations import ReservationRow
from desktop_app.services.letters.types import RegisterRow
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.letters.actions import void_paper
from desktop_app.ui.register.dialogs import ReleaseDialog, ReserveDialog

if TYPE_CHECKING:
    from desktop_app.services.container import Services


class RegisterActions(QObject):
    """Each asks, carries out and says what was done; nothing is done without an answer."""

    done = Signal(str)
    """One sentence on what was done; the record has changed."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window

    def reserve(self) -> None:
        """Ask for the series, the number and the paper, and keep the number."""
        numbering = self._services.numbering
        kept: list[ReservationRow] = []

        def act(values: dict[str, Any]) -> None:
            number = values["number"] or None
            reserve = partial(numbering.reserve, values["series"], values["note"], number, values["on"])
            kept.append(aside(reserve))

        dialog = ReserveDialog(
            lambda series, on: numbering.preview(series, on, 1)[0], numbering.today(), act, self._window
        )
        dialog.keep_as(self._services.form_drafts, "reserve")
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.done.emit(self.tr("Зарезервирован № {0}").format(kept[-1].number))

    def release(self, row: ReservationRow) -> None:
        """Ask for the reason and give the number up."""

        def act(values: dict[str, Any]) -> None:
            aside(lambda: self._services.numbering.release(row.id, values["reason"]))

        dialog = ReleaseDialog(row.number, act, self._window)
        dialog.keep_as(self._services.form_drafts, f"release:{row.id}")
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.done.emit(self.tr("Освобождён № {0}").format(row.number))

    def void(self, row: RegisterRow) -> None:
        """Ask for the reason and make the paper void."""
        if void_paper(self._services, row.letter_id, row.number, self._window):
            self.done.emit(self.tr("Аннулировано: № {0}").format(row.number))
