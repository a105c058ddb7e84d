"""Files on the desk: open, make, let go; the window shows whichever is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from desktop_app.services.errors import AppError
from desktop_app.ui.application.lock import FileLock, Holder
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.shell.window import MainWindow

if TYPE_CHECKING:
    from desktop_app.services.container import Services

SUFFIX = ".otklik"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open file: its services, and how to let go of it."""

    services: Services
    close: Callable[[], None]
    changed: Callable[[], bool]
    """Whether anything was written through these services."""


class Files(Protocol):
    """Whoever opens and makes data files; slow, so always called off the window's thread."""

    def open(self, path: Path, *, read_only: bool) -> OpenFile:
        """Open a file; raises ``AppError``."""

    def create(self, path: Path) -> None:
        """Make a file with the ministry's letter in it; raises ``AppError``."""

    def create_sample(self, path: Path) -> None:
        """Make the sample school's file; raises ``AppError``."""

    def last_copy(self, path: Path) -> datetime | None:
        """Return when the newest good copy of a file was made, if any; raises ``AppError``."""

    def copy(self, path: Path) -> datetime:
        """Make a verified copy of a file and return its moment; raises ``AppError``."""


class Desk(QObject):
    """Carry files between the disk and the window."""

    ready = Signal()
    """A record, or the welcome, is shown."""

    def __init__(self, window: MainWindow, settings: Settings, files: Files) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._files = files
        self._open: OpenFile | None = None
        self._lock: FileLock | None = None
        window.open_requested.connect(self.ask_open)
        window.new_requested.connect(self.ask_new)
        window.sample_requested.connect(self.show_sample)
        window.theme_chosen.connect(self._on_theme)
        window.closed.connect(self._on_closed)

    def start(self, path: Path | None) -> None:
        """Open the file asked for, else the one open last, else show the welcome."""
        wanted = path or self._settings.last_file
        if wanted is None:
            self._welcome()
        else:
            self.open(wanted)

    def open(self, path: Path, *, first_run: bool = False) -> None:
        """Open a file in place of the one before; one that another copy has open is offered for reading."""
        if self._open is not None and self._open.services.store.path.absolute() == path.absolute():
            self.ready.emit()  # it is open already; its own lock must not be taken for another program's
            return
        if not self._window.settle_unsaved():
            return
        lock = FileLock(path)
        holder = lock.take() if path.parent.is_dir() else None
        if holder is not None and not self._ask_reading(path, holder):
            self._welcome_if_empty()
            return
        read_only = holder is not None
        self._run(
            lambda: self._files.open(path, read_only=read_only),
            lambda opened: self._show(path, opened, None if read_only else lock, first_run=first_run),
            lambda error: self._on_refused(error, lock),
        )

    def ask_open(self) -> None:
        """Let the user choose a file."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Открыть файл"),
            str(self._folder()),
            self.tr("Файлы «Отклик» (*{0});;Все файлы (*)").format(SUFFIX),
        )
        if name:
            self.open(Path(name))

    def ask_new(self) -> None:
        """Let the user choose where the school's file will live, make it, and begin the four steps."""
        proposed = free_name(self._folder() / f"{self.tr('Школа')}{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Где хранить файл школы"),
            str(proposed),
            self.tr("Файлы «Отклик» (*{0})").format(SUFFIX),
        )
        if name:
            path = Path(name) if name.endswith(SUFFIX) else Path(name + SUFFIX)
            self._make(lambda: self._files.create(path), path, first_run=True)

    def show_sample(self) -> None:
        """Make a fresh sample school's file and open it."""
        path = free_name(self._folder() / f"{self.tr('Пример')}{SUFFIX}")
        self._make(lambda: self._files.create_sample(path), path, first_run=False)

    def _make(self, make: Callable[[], None], path: Path, *, first_run: bool) -> None:
        if self._window.settle_unsaved():
            self._window.line.show_good(self.tr("Готовлю файл…"))
            self._run(make, lambda _none: self.open(path, first_run=first_run), self._window.show_error)

    def _show(self, path: Path, opened: OpenFile, lock: FileLock | None, *, first_run: bool) -> None:
        left = self._written()
        self._let_go()
        if left is not None:
            self._run(lambda: self._files.copy(left), lambda _moment: None, self._window.show_error)
        self._open, self._lock = opened, lock
        self._settings.last_file = path
        self._window.line.hide()
        self._window.attach(opened.services)
        if first_run:
            self._show_first_run(opened.services)
        self.ready.emit()
        self._run(lambda: self._files.last_copy(path), self._on_last_copy, self._window.show_error)

    def _show_first_run(self, services: Services) -> None:
        from desktop_app.ui.first_run.page import FirstRunPage  # noqa: PLC0415 - shown once in a file's life

        page = FirstRunPage(services)
        page.sample_requested.connect(self.show_sample)
        page.open_requested.connect(self.ask_open)
        page.finished.connect(self._window.end_guide)
        self._window.show_guide(page)

    def _welcome(self) -> None:
        from desktop_app.ui.first_run.welcome import Welcome  # noqa: PLC0415 - seldom, after the first paint

        welcome = Welcome()
        welcome.start_requested.connect(self.ask_new)
        welcome.sample_requested.connect(self.show_sample)
        welcome.open_requested.connect(self.ask_open)
        self._window.show_guide(welcome)
        self.ready.emit()

    def _welcome_if_empty(self) -> None:
        if self._open is None:
            self._welcome()

    def _ask_reading(self, path: Path, holder: Holder) -> bool:
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("Файл занят"))
        box.setText(
            self.tr("Файл «{0}» уже открыт на компьютере «{1}».").format(path.name, holder.host or "?")
        )
        box.setInformativeText(
            self.tr("Открыть его только для чтения? Чтобы записывать, закройте программу там.")
        )
        reading = box.addButton(self.tr("Открыть для чтения"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is reading

    def _on_refused(self, error: AppError, lock: FileLock) -> None:
        lock.release()
        self._welcome_if_empty()
        self._window.show_error(error)

    def _on_theme(self, name: str) -> None:
        self._settings.theme = name

    def _on_last_copy(self, made_at: datetime | None) -> None:
        """Show the newest copy; without one of today make one, so that a crash loses no whole day."""
        self._show_copy(made_at)
        today = datetime.now().astimezone().date()
        if self._lock is not None and (made_at is None or made_at.astimezone().date() != today):
            path = self._settings.last_file
            if path is not None:
                self._run(lambda: self._files.copy(path), self._show_copy, self._window.show_error)

    def _show_copy(self, made_at: datetime | None) -> None:
        words = self.tr("Копия {0}").format(f"{made_at.astimezone():%d.%m.%Y %H:%M}") if made_at else ""
        self._window.status.show_backup(words)

    def _copy_at_close(self) -> None:
        """Copy what was written since the file was opened; the window is gone by then, so nothing waits."""
        path = self._written()
        if path is None:
            return
        try:
            self._files.copy(path)
        except AppError as error:
            box = QMessageBox(QMessageBox.Icon.Warning, self.tr("Копия не сделана"), str(error))
            box.setInformativeText(self.tr("Сам файл цел и сохранён."))
            box.exec()

    def _written(self) -> Path | None:
        """Return the open file when something was written to it since it was opened."""
        if self._open is None or self._lock is None or not self._open.changed():
            return None
        return self._open.services.store.path

    def _on_closed(self) -> None:
        self._settings.geometry = self._window.saveGeometry()
        self._window.hide()
        self._copy_at_close()
        self._let_go()

    def _let_go(self) -> None:
        if self._open is not None:
            self._window.detach()
            self._open.close()
            self._open = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _folder(self) -> Path:
        """Return where the user's files are: beside the last one, else «Документы»."""
        last = self._settings.last_file
        if last is not None:
            return last.parent
        documents = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home()
        )
        return documents if documents.is_dir() else Path.home()

    def _run(
        self, op: Callable[[], T], on_done: Callable[[T], None], on_error: Callable[[AppError], None]
    ) -> None:
        operation = Operation(self, op, on_done, on_error)
        operation.slow.connect(self._window.status.busy.setVisible)
        operation.start()


def free_name(path: Path) -> Path:
    """Return ``path``, or the first «name 2», «name 3» … that does not exist."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
    return free
