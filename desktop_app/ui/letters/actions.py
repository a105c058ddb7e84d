"""What can be done with a paper, each asked for and carried out; the page only shows the outcome."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QDir, QObject, QSaveFile, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.russian.dates import short_date
from desktop_app.services.errors import AppError, StorageError
from desktop_app.services.letters.reservations import ReservationRow
from desktop_app.services.letters.types import LetterDraft, LetterRow, NumberSeries, PaperKind
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.folders import documents
from desktop_app.ui.letters.dialogs import AnswerDialog, DatedNoteDialog, ReasonDialog, RegisterDialog
from desktop_app.ui.letters.printing import print_pdf
from desktop_app.ui.letters.words import kind_names, usual_ways

if TYPE_CHECKING:
    from desktop_app.services.container import Services

_VOID_FIELDS = {"void_reason": "reason"}
"""The record's field and what the dialog calls it."""


class LetterActions(QObject):
    """What can be done with a paper: each raises ``AppError`` or says what was done."""

    done = Signal(str)
    """One sentence on what was done; the record has changed."""
    told = Signal(str)
    """One sentence on what was done outside of the record."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._folder: Path | None = None

    def register(self, row: LetterRow) -> bool:
        """Ask for the number and the date, and register the draft ``row``."""
        on = self._day(row)
        dialog = RegisterDialog(self._next_number(row), on, self._window, self._reserved(row))
        dialog.keep_as(self._services.form_drafts, f"register:{row.id}")
        stored: list[LetterRow] = []

        def register(values: dict[str, Any]) -> None:
            number, on = dialog.number(), values["dated"]
            stored.append(aside(lambda: self._services.letters.register(row.id, number=number, on=on)))

        if not dialog.settle(register):
            return False
        paper = stored[-1]
        self.done.emit(
            self.tr("Зарегистрировано: № {0} от {1}").format(
                paper.number, paper.dated.strftime("%d.%m.%Y") if paper.dated else ""
            )
        )
        return True

    def mark_sent(self, row: LetterRow) -> None:
        """Ask when and how the paper went up."""
        dialog = DatedNoteDialog(
            self.tr("Отправлено"),
            self.tr("Как отправлено"),
            self._services.letters.today(),
            self._window,
            offers=usual_ways(),
        )
        dialog.keep_as(self._services.form_drafts, f"sent:{row.id}")
        mark = self._services.letters.mark_sent
        names = {"sent_on": "on", "sent_how": "note"}
        if dialog.settle(lambda values: aside(lambda: mark(row.id, values["on"], values["note"])), names):
            self.done.emit(self.tr("Отмечена отправка № {0}").format(row.number))

    def mark_acknowledged(self, row: LetterRow) -> None:
        """Ask when, and under which number, the other side took the paper in."""
        dialog = DatedNoteDialog(
            self.tr("Принято адресатом"),
            self.tr("Входящий номер адресата"),
            self._services.letters.today(),
            self._window,
        )
        dialog.keep_as(self._services.form_drafts, f"acknowledged:{row.id}")
        mark, names = self._services.letters.mark_acknowledged, {"acknowledged_on": "on"}
        if dialog.settle(lambda values: aside(lambda: mark(row.id, values["on"], values["note"])), names):
            self.done.emit(self.tr("Отмечено: № {0} принято адресатом").format(row.number))

    def link_answer(self, row: LetterRow) -> None:
        """Ask which incoming letter answered the paper."""
        letters = {
            one.id: self.tr("№ {0} от {1} · {2}").format(one.number, short_date(one.dated), one.sender)
            for one in self._services.directives.list()
            if one.id != row.directive_id and one.dated is not None
        }
        dialog = AnswerDialog(row.number or "", letters, row.answer_id, self._window)
        dialog.keep_as(self._services.form_drafts, f"answer:{row.id}")
        answers: list[str] = []

        def link(values: dict[str, Any]) -> None:
            linked = aside(lambda: self._services.letters.link_answer(row.id, values["answer_id"]))
            answers.append(linked.answer or "")

        if dialog.settle(link):
            told = answers[-1] or self.tr("не связан")
            self.done.emit(self.tr("Ответ на № {0}: {1}").format(row.number, told))

    def correct(self, row: LetterRow) -> LetterRow:
        """Start a new paper in place of a registered one."""
        return aside(lambda: self._services.letters.correct(row.id))

    def void(self, row: LetterRow) -> None:
        """Ask for the reason and make the paper void."""
        if void_paper(self._services, row.id, row.number or "", self._window):
            self.done.emit(self.tr("Аннулировано: № {0}").format(row.number))

    def print_paper(self, row: LetterRow, pdf: bytes) -> None:
        """Print the pages shown."""
        if print_pdf(pdf, self._file_name(row), self._window):
            aside(lambda: self._services.event_log.printed(row.kind, row.number))
            self.told.emit(self.tr("Отправлено на печать"))

    def save_pdf(self, row: LetterRow, pdf: bytes) -> None:
        """Ask for a place and write the very bytes shown."""
        name = f"{self._file_name(row)}.pdf"
        if self.save_file(self.tr("Сохранить PDF"), name, self.tr("PDF (*.pdf)"), pdf):
            aside(lambda: self._services.event_log.saved(row.kind, row.number, "pdf"))

    def save_word(self, row: LetterRow) -> None:
        """Ask for a place and write the paper as a Word file for editing."""
        if self.save_file(
            self.tr("Сохранить в Word"),
            f"{self._file_name(row)}.docx",
            self.tr("Документ Word (*.docx)"),
            aside(lambda: self._services.letters.word(row.id)),
        ):
            aside(lambda: self._services.event_log.saved(row.kind, row.number, "docx"))

    def save_pack(self, row: LetterRow) -> None:
        """Ask for a place and write the paper and everything that goes with it as one PDF with bookmarks."""
        if self.save_file(
            self.tr("Сохранить комплект"),
            self.tr("{0} с приложениями").format(self._file_name(row)) + ".pdf",
            self.tr("PDF (*.pdf)"),
            aside(lambda: self._services.letters.pack(row.id)),
        ):
            aside(lambda: self._services.event_log.saved(row.kind, row.number, "pdf"))

    def copy_text(self, row: LetterRow) -> None:
        """Put the text of the paper on the clipboard."""
        QGuiApplication.clipboard().setText(aside(lambda: self._services.letters.text(row.id)))
        self.told.emit(self.tr("Текст скопирован: вставьте его в письмо или сообщение"))

    @property
    def folder(self) -> Path | None:
        """The folder of the file saved last; None before the first one."""
        return self._folder

    def open_folder(self) -> None:
        """Show the folder of the file saved last; raises ``AppError`` when there is none to show."""
        if self._folder is None:
            raise AppError(
                self.tr("Файлы ещё не сохранялись."), hint=self.tr("Сначала сохраните бумагу в PDF или Word.")
            )
        shown = QDir.toNativeSeparators(str(self._folder))
        if not (self._folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))):
            raise AppError(
                self.tr("Папка не открылась: {0}.").format(shown),
                hint=self.tr("Откройте её сами из списка файлов."),
            )

    def save_file(self, title: str, name: str, kind: str, content: bytes) -> bool:
        """Ask where to save under ``name``, write, and remember the folder; False when nothing was chosen."""
        folder = str(self._folder or documents())
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, QDir(folder).filePath(name), kind)
        if not chosen:
            return False
        path = _with_ending(Path(chosen), Path(name).suffix)
        write_file(path, content)
        self._folder = path.parent
        self.told.emit(self.tr("Сохранено: {0}").format(QDir.toNativeSeparators(str(path))))
        return True

    def _day(self, row: LetterRow) -> date:
        """Return the day a draft is drawn for: its own, that of the order on record, else today."""
        if row.dated is not None:
            return row.dated
        found = (
            one.order_date for one in self._services.coordinator.history() if one.id == row.appointment_id
        )
        recorded = next(found, None) if row.kind is PaperKind.ORDER else None
        return recorded or self._services.letters.today()

    def _next_number(self, row: LetterRow) -> str:
        if row.kind is PaperKind.ORDER and row.appointment_id is not None:
            for appointment in self._services.coordinator.history():
                named = appointment.order_number if appointment.id == row.appointment_id else ""
                if named and not row.corrects_id:
                    return named
        series = NumberSeries.ORDERS if row.kind is PaperKind.ORDER else NumberSeries.OUTGOING
        on = self._day(row)
        return self._services.numbering.preview(series, on, 1, row.directive_id)[0]

    def _reserved(self, row: LetterRow) -> tuple[ReservationRow, ...]:
        series = NumberSeries.ORDERS if row.kind is PaperKind.ORDER else NumberSeries.OUTGOING
        on = self._day(row)
        return self._services.numbering.reserved(series, on.year)

    def _file_name(self, row: LetterRow) -> str:
        number = row.number or self.tr("проект")
        safe = "".join(sign if sign.isalnum() or sign in " .-_" else "-" for sign in number)
        return f"{kind_names()[row.kind]} {safe}"


def void_paper(services: Services, letter_id: int, number: str, window: QWidget) -> bool:
    """Ask for the reason and make a paper void; False when nothing was done. Raises ``AppError``."""
    dialog = ReasonDialog(number, window)
    dialog.keep_as(services.form_drafts, f"void:{letter_id}")
    void = services.letters.void
    return dialog.settle(lambda values: aside(lambda: void(letter_id, values["reason"])), _VOID_FIELDS)


def _tr(text: str) -> str:
    return QCoreApplication.translate("letters", text)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; raises ``StorageError`` with the reason."""
    file = QSaveFile(os.fspath(path))
    if not (
        file.open(QSaveFile.OpenModeFlag.WriteOnly) and file.write(content) == len(content) and file.commit()
    ):
        hint = (
            _tr("Прежний файл цел. Если он открыт в другой программе, закройте его или выберите другое имя.")
            if path.is_file()
            else _tr("Проверьте место на диске и право записи в эту папку, или выберите другую.")
        )
        raise StorageError(_tr("Файл не записан: {0}.").format(path.name), hint=hint)


def _with_ending(path: Path, ending: str) -> Path:
    """Add the ending left out; raises ``AppError`` for a file of that name nobody was asked about."""
    if path.suffix.lower() == ending:
        return path
    whole = path.with_name(path.name + ending)
    if whole.exists():
        raise AppError(
            _tr("Файл уже есть: {0}.").format(whole.name),
            hint=_tr("Чтобы заменить его, укажите имя целиком, или выберите другое имя."),
        )
    return whole


def new_draft(
    services: Services, kind: PaperKind, appointment_id: int | None = None, answering: int | None = None
) -> LetterDraft:
    """Return a paper of ``kind`` on a directive (the one in work) and the coordinator in office.

    Raises ``AppError`` when an order has nobody to appoint.
    """
    asked = next((one for one in services.directives.list() if one.id == answering), None)
    directive = asked or services.compliance.in_work()
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
        profile=services.layouts.choice(kind).profile,
    )
