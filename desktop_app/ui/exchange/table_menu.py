"""The button «Таблица»: take a table in, give one out, as a file or by the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from desktop_app.russian.plurals import count
from desktop_app.services.exchange.types import Subject, TableFormat
from desktop_app.services.outreach.types import OutreachFilter
from desktop_app.ui.exchange.import_dialog import ImportDialog, TableSource
from desktop_app.ui.kit.drop_down import open_menu_by
from desktop_app.ui.kit.folders import documents
from desktop_app.ui.kit.page import Page

if TYPE_CHECKING:
    from desktop_app.services.container import Services

TABLES = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt")
"""The files taken for tables, dropped or chosen; an electronic diary calls its pages «.xls»."""


def everything() -> OutreachFilter:
    """Leave nothing out."""
    return OutreachFilter()


class TableMenu(QObject):
    """Verbs over tables; ``wanted`` says which events are shown, and so given out."""

    done = Signal(str)
    """The record has changed; one sentence says how."""

    def __init__(
        self,
        services: Services,
        subject: Subject,
        page: Page,
        wanted: Callable[[], OutreachFilter] = everything,
    ) -> None:
        super().__init__(page)
        self._services = services
        self._subject = subject
        self._page = page
        self._wanted = wanted
        self.button = QPushButton(self.tr("Таблица"), page)
        self.button.setToolTip(self.tr("Загрузить из Excel или CSV, выгрузить, скопировать"))
        self.menu = QMenu(self.button)
        open_menu_by(self.button, self.menu)
        self._fill()

    def choose_file(self) -> None:
        """Ask for a table and show what would come in."""
        kinds = self.tr("Таблицы ({0})").format(" ".join(f"*{ending}" for ending in TABLES))
        title, folder = self.tr("Загрузить из таблицы"), str(documents())
        name, _kind = QFileDialog.getOpenFileName(self._page, title, folder, kinds)
        if name:
            self.take(TableSource(path=Path(name)))

    def paste(self) -> None:
        """Take in what a spreadsheet put on the clipboard."""
        self.take(TableSource(text=QGuiApplication.clipboard().text()))

    def take(self, source: TableSource) -> ImportDialog:
        """Open the dialog over a table."""
        dialog = ImportDialog(self._services.exchange, source, self._page, self._subject)
        dialog.stored.connect(self.done)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def take_mime(self, mime: QMimeData) -> bool:
        """Take a table that was dropped or pasted; False when it is none."""
        path = table_of(mime)
        if path is not None:
            self.take(TableSource(path=path))
        elif is_pasted_table(mime):
            self.take(TableSource(text=mime.text()))
        else:
            return False
        return True

    def save_as(self, kind: TableFormat) -> None:
        """Ask for a name and write the table there."""
        name = self.tr("Журнал") if self._subject is Subject.OUTREACH else self.tr("Баннеры")
        kinds = self.tr("Таблица (*.{0})").format(kind.value)
        title = self.tr("Выгрузить таблицу")
        proposed = str(documents() / f"{name}.{kind.value}")
        chosen, _kind = QFileDialog.getSaveFileName(self._page, title, proposed, kinds)
        if chosen:
            path = Path(chosen)
            self.export(path if path.suffix.lower() == f".{kind.value}" else Path(f"{chosen}.{kind.value}"))

    def export(self, path: Path) -> None:
        """Write the table in the background."""
        wanted = self._wanted()
        self._page.run(
            lambda: self._services.exchange.export(self._subject, path, wanted),
            lambda rows: self._page.message.emit(
                self.tr("Выгружено: {0}, {1}").format(_rows(rows), path.name)
            ),
        )

    def copy(self) -> None:
        """Put the table on the clipboard, to be pasted into a spreadsheet."""
        wanted = self._wanted()
        self._page.run(lambda: self._services.exchange.for_clipboard(self._subject, wanted), self._on_copied)

    def _fill(self) -> None:
        self.menu.addAction(self.tr("Загрузить из файла…")).triggered.connect(self.choose_file)
        self.menu.addAction(self.tr("Загрузить из буфера обмена")).triggered.connect(self.paste)
        self.menu.addSeparator()
        xlsx = self.menu.addAction(self.tr("Выгрузить в Excel (XLSX)…"))
        xlsx.triggered.connect(lambda: self.save_as(TableFormat.XLSX))
        text = self.menu.addAction(self.tr("Выгрузить в CSV…"))
        text.triggered.connect(lambda: self.save_as(TableFormat.CSV))
        self.menu.addAction(self.tr("Скопировать для вставки в таблицу")).triggered.connect(self.copy)

    def _on_copied(self, made: tuple[str, int]) -> None:
        text, rows = made
        QGuiApplication.clipboard().setText(text)
        self._page.message.emit(self.tr("Скопировано: {0}. Вставьте в таблицу.").format(_rows(rows)))


def table_of(mime: QMimeData) -> Path | None:
    """Return the table file that is dropped, if it is one."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in TABLES), None)


def is_pasted_table(mime: QMimeData) -> bool:
    """Tell cells of a spreadsheet from a picture: a spreadsheet puts both on the clipboard."""
    return "\t" in mime.text() and not mime.hasUrls()


def _rows(number: int) -> str:
    return count(number, "строка", "строки", "строк")
