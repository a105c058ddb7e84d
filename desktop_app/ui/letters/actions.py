"""What can be done with a paper, each asked for and carried out; the page only shows the outcome."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir, QObject, QSaveFile, QStandardPaths, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop_app.services.errors import AppError, StorageError
from desktop_app.services.letters.reservations import ReservationRow
from desktop_app.services.letters.types import LetterDraft, LetterRow, NumberSeries, PaperKind
from desktop_app.ui.kit.preferences import default_profile
from desktop_app.ui.letters.dialogs import DatedNoteDialog, ReasonDialog, RegisterDialog
from desktop_app.ui.letters.printing import print_pdf
from desktop_app.ui.letters.words import kind_names

if TYPE_CHECKING:
    from desktop_app.services.container import Services


class LetterActions(QObject):
    """Register, send, acknowledge, void, print, save: each raises ``AppError`` or returns what was done."""

    done = Signal(str)
    """One sentence on what was done; the record has changed."""
    told = Signal(str)
    """One sentence on what was done outside of the record."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window

    def register(self, row: LetterRow) -> bool:
        """Ask for the number and the date, and register the draft ``row``."""
        on = row.dated or self._services.letters.today()
        dialog = RegisterDialog(self._next_number(row), on, self._window, self._reserved(row))
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return False
        stored = self._services.letters.register(
            row.id, number=dialog.number(), on=dialog.form.values()["dated"]
        )
        self.done.emit(
            self.tr("Зарегистрировано: № {0} от {1}").format(
                stored.number, stored.dated.strftime("%d.%m.%Y") if stored.dated else ""
            )
        )
        return True

    def mark_sent(self, row: LetterRow) -> None:
        """Ask when and how the paper went up."""
        dialog = DatedNoteDialog(
            self.tr("Отправлено"),
            self.tr("Как отправлено (почта, нарочный, ЭДО)"),
            self._services.letters.today(),
            self._window,
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            values = dialog.form.values()
            self._services.letters.mark_sent(row.id, values["on"], values["note"])
            self.done.emit(self.tr("Отмечена отправка № {0}").format(row.number))

    def mark_acknowledged(self, row: LetterRow) -> None:
        """Ask when, and under which number, the other side took the paper in."""
        dialog = DatedNoteDialog(
            self.tr("Принято адресатом"),
            self.tr("Входящий номер адресата"),
            self._services.letters.today(),
            self._window,
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            values = dialog.form.values()
            self._services.letters.mark_acknowledged(row.id, values["on"], values["note"])
            self.done.emit(self.tr("Отмечено: № {0} принято адресатом").format(row.number))

    def void(self, row: LetterRow) -> None:
        """Ask for the reason and make the paper void."""
        dialog = ReasonDialog(row.number or "", self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._services.letters.void(row.id, dialog.form.values()["reason"])
            self.done.emit(self.tr("Аннулировано: № {0}").format(row.number))

    def print_paper(self, row: LetterRow, pdf: bytes) -> None:
        """Print the pages shown."""
        if print_pdf(pdf, self._file_name(row), self._window):
            self.told.emit(self.tr("Отправлено на печать"))

    def save_pdf(self, row: LetterRow, pdf: bytes) -> None:
        """Ask for a place and write the very bytes shown."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = QDir(folder).filePath(f"{self._file_name(row)}.pdf")
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Сохранить PDF"), proposed, self.tr("PDF (*.pdf)")
        )
        if name:
            write_file(Path(name), pdf)
            self.told.emit(self.tr("Сохранено: {0}").format(QDir.toNativeSeparators(name)))

    def _next_number(self, row: LetterRow) -> str:
        if row.kind is PaperKind.ORDER and row.appointment_id is not None:
            for appointment in self._services.coordinator.history():
                if appointment.id == row.appointment_id and appointment.order_number:
                    return appointment.order_number
        series = NumberSeries.ORDERS if row.kind is PaperKind.ORDER else NumberSeries.OUTGOING
        on = row.dated or self._services.letters.today()
        return self._services.numbering.preview(series, on, 1, row.directive_id)[0]

    def _reserved(self, row: LetterRow) -> tuple[ReservationRow, ...]:
        series = NumberSeries.ORDERS if row.kind is PaperKind.ORDER else NumberSeries.OUTGOING
        on = row.dated or self._services.letters.today()
        return self._services.numbering.reserved(series, on.year)

    def _file_name(self, row: LetterRow) -> str:
        number = row.number or self.tr("проект")
        safe = "".join(sign if sign.isalnum() or sign in " .-_" else "-" for sign in number)
        return f"{kind_names()[row.kind]} {safe}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("letters", text)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; raises ``StorageError`` with the reason."""
    file = QSaveFile(os.fspath(path))
    if not (
        file.open(QSaveFile.OpenModeFlag.WriteOnly) and file.write(content) == len(content) and file.commit()
    ):
        raise StorageError(
            _tr("Файл не записан: {0}.").format(path.name),
            hint=_tr("Проверьте место на диске и право записи в эту папку, или выберите другую."),
        )


def new_draft(services: Services, kind: PaperKind, appointment_id: int | None = None) -> LetterDraft:
    """Return a paper of ``kind`` on the newest directive and the coordinator in office.

    Raises ``AppError`` when an order has nobody to appoint.
    """
    directive = services.directives.current()
    if appointment_id is None:
        current = services.coordinator.current()
        appointment_id = current.id if current else None
    if kind is PaperKind.ORDER and appointment_id is None:
        raise AppError(
            _tr("Приказ составляется о назначенном человеке, а ответственный ещё не записан."),
            hint=_tr("Запишите его на экране «Координатор»."),
        )
    return LetterDraft(
        kind=kind,
        directive_id=directive.id if directive else None,
        appointment_id=appointment_id,
        profile=default_profile(),
    )
