"""The button «Таблица»: take a table in, give one out, as a file or by the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from desktop_app.russian.plurals import count
from desktop_app.services.errors import AppError
from desktop_app.services.exchange.types import Subject, TableFormat
from desktop_app.services.outreach.types import OutreachFilter
from desktop_app.ui.exchange.import_dialog import ImportDialog
from desktop_app.ui.exchange.moved_table import Moved, ask_about_moved
from desktop_app.ui.exchange.unfinished import TableSource, Unfinished, UnfinishedImports
from desktop_app.ui.kit.aside import aside
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
        self._unfinished = UnfinishedImports(services.form_drafts, subject)
        self._left: list[QAction] = []
        """The imports that can be gone on with, as the menu shows them."""
        self.button = QPushButton(self.tr("Таблица"), page)
        self.button.setToolTip(self.tr("Загрузить из Excel или CSV, выгрузить, скопировать"))
        self.menu = QMenu(self.button)
        open_menu_by(self.button, self.menu)
        self._fill()

    def choose_file(self) -> None:
        """Ask for a table and show what would come in."""
        path = self._chosen(self.tr("Загрузить из таблицы"), documents())
        if path is not None:
            self.take(TableSource(path=path))

    def paste(self) -> None:
        """Take in what a spreadsheet put on the clipboard."""
        self.take(TableSource(text=QGuiApplication.clipboard().text()))

    def take(self, source: TableSource) -> ImportDialog:
        """Open the dialog over a table."""
        return self._open(source, None)

    def go_on(self, one: Unfinished) -> None:
        """Go on with an import that a crash cut short; a file that has moved is asked for."""
        path = one.source.path
        if path is None and not one.source.text:
            words = self.tr("Таблица из буфера обмена была слишком велика, чтобы её хранить.")
            hint = self.tr("Скопируйте её ещё раз и загрузите из буфера: ответы о ней вернутся.")
            self._page.failed.emit(AppError(words, hint=hint))
        elif path is None or path.is_file():
            self._open(one.source, one)
        else:
            self._ask_where(path, one)

    def _open(self, source: TableSource, one: Unfinished | None) -> ImportDialog:
        dialog = ImportDialog(
            self._services.exchange,
            source,
            self._page,
            self._subject,
            unfinished=self._unfinished,
            going_on=one,
        )
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

    def offer_unfinished(self) -> None:
        """Put the imports that a crash cut short on top of the menu."""
        for action in self._left:
            self.menu.removeAction(action)
            action.deleteLater()
        self._left = []
        for one in self._unfinished.all():
            name = one.name.replace("&", "&&") or self.tr("из буфера обмена")
            action = QAction(self.tr("Продолжить загрузку: {0}").format(name), self.menu)
            action.triggered.connect(lambda _on=False, one=one: self.go_on(one))
            self._left.append(action)
        if self._left:
            line = QAction(self.menu)
            line.setSeparator(True)
            self._left.append(line)
            self.menu.insertActions(self._first, self._left)

    def _ask_where(self, path: Path, one: Unfinished) -> None:
        """Ask where a table has gone whose questions were answered in part."""
        answer = ask_about_moved(self._page, path)
        if answer is Moved.FORGET:
            self._page.attempt(lambda: aside(lambda: self._unfinished.forget(one)))
        elif answer is Moved.SHOW:
            title, former = self.tr("Где теперь «{0}»?").format(path.name), path.parent
            found = self._chosen(title, former if former.is_dir() else documents())
            if found is not None:
                self._open(TableSource(path=found), one)

    def _chosen(self, title: str, folder: Path) -> Path | None:
        kinds = self.tr("Таблицы ({0})").format(" ".join(f"*{ending}" for ending in TABLES))
        name, _kind = QFileDialog.getOpenFileName(self._page, title, str(folder), kinds)
        return Path(name) if name else None

    def _fill(self) -> None:
        self._first = self.menu.addAction(self.tr("Загрузить из файла…"))
        self._first.triggered.connect(self.choose_file)
        self.menu.aboutToShow.connect(self.offer_unfinished)
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
