"""Files on the desk: open, make, let go; the window shows whichever is open."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from desktop_app.paths import free_name
from desktop_app.services.copies.names import FOLDER
from desktop_app.services.errors import AppError, DamagedError, LockedFileError
from desktop_app.ui.application.another.asking import take_or_ask
from desktop_app.ui.application.checks import Checks
from desktop_app.ui.application.copying import Copying
from desktop_app.ui.application.files import Files, OpenFile
from desktop_app.ui.application.guard import Guard
from desktop_app.ui.application.guides import make_first_run, make_welcome
from desktop_app.ui.application.left_typing import GUIDE, left_typing
from desktop_app.ui.application.lock import FileLock
from desktop_app.ui.application.rescue import Access, GoodCopy
from desktop_app.ui.application.restoring import Restoring
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.application.waiting import Waiting
from desktop_app.ui.kit.folders import documents
from desktop_app.ui.screens import load_screen
from desktop_app.ui.shell.window import MainWindow

if TYPE_CHECKING:
    from desktop_app.services.glance.types import Glance

T = TypeVar("T")

SUFFIX = ".otklik"

REST = 300
"""Milliseconds between a record on the screen and the work behind it: a slow PC paints first."""


class Desk(QObject):
    """Carry files between the disk and the window."""

    ready = Signal()
    """A record, or the welcome, is shown."""
    seen = Signal()
    """A record's own data is painted; it may be opened only after that."""

    def __init__(self, window: MainWindow, settings: Settings, files: Files) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._files = files
        self._open: OpenFile | None = None
        self._first = True
        """Whether no file was opened yet: the first takes long enough to look at it before."""
        self._lock: FileLock | None = None
        self._welcoming = FileLock(settings.welcome)
        self._arriving = False
        """Whether the file opened last is still on its way to the screen."""
        self._unwanted: set[Path] = set()
        """Files still being made that nobody waits for any more."""
        self._news: Callable[[], None] = window.line.hide
        """What the message line says when the next file is shown."""
        self._waiting = Waiting(window.status, self)
        self.guard = Guard(window, settings, files)
        self._restoring = Restoring(window, files, self._waiting, self.guard, self)
        self._checks = Checks(self, files, settings, window.status)
        self._checks.bad.connect(self._restoring.offer)
        self._copying = Copying(self, files, window)
        self._copying.made.connect(self._on_copied)
        self.guard.damaged.connect(self._restoring.offer)
        window.restore_requested.connect(self.ask_restore)
        window.copy_wanted_back.connect(self._on_copy_wanted_back)
        window.refused.connect(self._on_window_refused)
        window.open_requested.connect(self.ask_open)
        window.new_requested.connect(self.ask_new)
        window.sample_requested.connect(self.show_sample)
        window.theme_chosen.connect(self._on_theme)
        window.arrived.connect(self._on_arrived)
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
        same = self._open is not None and self._open.services.store.path.absolute() == path.absolute()
        if same and self._open is not None and not self._open.services.store.replaced:
            self.ready.emit()  # it is open already; its own lock must not be taken for another program's
            return
        if not self._window.settle_unsaved():
            return
        if same:
            self._let_go()  # what lies there now is another file, and this one's lock is in its way
        lock = FileLock(path)
        access = take_or_ask(self._window, path, lock)
        if access is Access.SHOWN:
            self._on_shown_elsewhere(path)
            return
        if access is Access.NONE:
            self.welcome_if_empty()
            return
        reading = access is Access.READING
        begin = partial(self._begin, path, lock, read_only=reading, first_run=first_run)
        look, self._first = self._first and not first_run, False
        if look:
            self._look_first(path, lock, begin, read_only=reading)
        else:
            begin()

    def _on_shown_elsewhere(self, path: Path) -> None:
        """Leave the screen to the window that has a file; one that has none itself is not needed any more."""
        if self._first:
            self._window.close()
        else:
            shown = self.tr("Файл «{0}» открыт в другом окне: оно теперь впереди.")
            self._window.line.show_good(shown.format(path.name))

    def _look_first(self, path: Path, lock: FileLock, begin: Callable[[], None], *, read_only: bool) -> None:
        """Show what one look at a file tells, and open it when that is on the screen."""

        def on_done(glance: Glance | None) -> None:
            if glance is None:
                begin()
            else:
                self._window.glimpse.painted.connect(go_on, Qt.ConnectionType.SingleShotConnection)
                self._window.show_glance(glance)

        def go_on() -> None:
            self.seen.emit()
            QTimer.singleShot(0, self, begin)

        self._wait_for(
            path, lambda: self._files.glance(path, read_only=read_only), on_done, lambda _error: begin(), lock
        )

    def _begin(self, path: Path, lock: FileLock, *, read_only: bool, first_run: bool) -> None:
        """Open a file, asking for its password when it has one and nobody has typed it yet."""

        def on_error(error: AppError) -> None:
            if isinstance(error, LockedFileError):
                again = partial(self._begin, path, lock, read_only=read_only, first_run=first_run)
                self.guard.ask(error.path, again, lambda: self._give_up(lock))
            else:
                self._on_refused(error, path, lock)

        self._wait_for(
            path,
            lambda: self._files.open(path, read_only=read_only),
            lambda opened: self._show(path, opened, None if read_only else lock, first_run=first_run),
            on_error,
            lock,
        )

    def _wait_for(
        self,
        path: Path,
        op: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[AppError], None],
        lock: FileLock,
    ) -> None:
        """Do a part of opening a file until the user stops waiting for it."""

        def let_go(result: T | None) -> None:
            if isinstance(result, OpenFile):
                result.close()
            lock.release()

        self._waiting.run_stoppable(
            op,
            on_done,
            on_error,
            stopped=lambda: self._on_stopped(
                self.tr("Файл «{0}» не открыт: вы не стали ждать.").format(path.name)
            ),
            let_go=let_go,
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

    def ask_restore(self) -> None:
        """Let the user choose a copy and put it in its file's place; the file there is set aside."""
        self._restoring.ask(self._copies_folder(), self._folder())

    def _on_copy_wanted_back(self, copy: Path) -> None:
        """Put a copy chosen from the list in the open file's place, when the user is sure."""
        if self._open is not None:
            self._restoring.ask_instead(self._open.services.store.path, copy)

    def let_go_of(self, path: Path) -> bool:
        """Close a file if it is the open one; return whether it was."""
        was_open = self._open is not None and self._open.services.store.path.absolute() == path.absolute()
        if was_open:
            self._let_go()
        return was_open

    def open_anew(self, path: Path, news: Callable[[], None]) -> None:
        """Open a file; ``news`` says in the message line what became of it."""
        self._news = news
        self.open(path)

    def _on_window_refused(self, error: AppError) -> None:
        """Deal with damage a page met in the open file."""
        if isinstance(error, DamagedError) and self._open is not None:
            self._restoring.offer(self._open.services.store.path, error)

    def _make(self, make: Callable[[], None], path: Path, *, first_run: bool) -> None:
        if path in self._unwanted:
            again = self.tr("Файл «{0}» ещё убирается.").format(path.name)
            self._window.show_error(AppError(again, hint=self.tr("Повторите через минуту.")))
        elif self._window.settle_unsaved():
            self._window.line.show_good(self.tr("Готовлю файл…"))
            self._window.stack.setEnabled(False)  # a second press would make a second file

            def on_done(_none: None) -> None:
                self._window.stack.setEnabled(True)
                self.open(path, first_run=first_run)

            def on_error(error: AppError) -> None:
                self._window.stack.setEnabled(True)
                self._window.show_error(error)

            def on_stopped() -> None:
                self._unwanted.add(path)
                self._window.stack.setEnabled(True)
                self._on_stopped(self.tr("Новый файл не сделан."))

            there = path.exists()

            def let_go(_none: None) -> None:
                self._unwanted.discard(path)
                if not there:
                    path.unlink(missing_ok=True)

            self._waiting.run_stoppable(make, on_done, on_error, stopped=on_stopped, let_go=let_go)

    def _show(self, path: Path, opened: OpenFile, lock: FileLock | None, *, first_run: bool) -> None:
        left, former = self._written(), self._open.services.store.path if self._open is not None else None
        self._let_go()
        if left is not None:
            # the key goes when the copy is made
            self._copying.copy_left(left, partial(self._files.forget, left))
        elif former is not None and former != path:
            self._files.forget(former)
        self._open, self._lock = opened, lock
        self._welcoming.release()
        self._settings.last_file = path
        news, self._news = self._news, self._window.line.hide
        first_run = first_run or (GUIDE in opened.kept and lock is not None)
        self._window.attach(opened.services, guided=first_run)
        self.guard.opened(opened.services)
        news()
        for sentence in (*opened.notices, "" if first_run else left_typing(opened.kept)):
            if sentence:
                self._window.notice.add(sentence)
        self._arriving = True
        if first_run:
            make = partial(make_first_run, self, self._window, opened.services)
            self._window.bring_guide(make, partial(load_screen, "first_run"))

    def _on_arrived(self) -> None:
        """Begin what can wait until a file that was just opened is in sight."""
        opened = self._open
        if opened is None or not self._arriving:
            return
        self._arriving = False
        self.ready.emit()
        QTimer.singleShot(REST, self, partial(self._begin_behind, opened))

    def _begin_behind(self, opened: OpenFile) -> None:
        """Check and copy behind the window, unless the file was let go of meanwhile."""
        if self._open is not opened:
            return
        store = opened.services.store
        self._checks.begin(store.path)
        self._copying.begin(store.path, writable=self._lock is not None and not store.read_only)

    def _welcome(self) -> None:
        self._window.show_guide(make_welcome(self))
        with suppress(OSError):  # at the very first start nothing is remembered yet
            self._settings.welcome.parent.mkdir(parents=True, exist_ok=True)
            self._welcoming.take()  # who has it tells a second start which window to call
        self.ready.emit()

    def _on_stopped(self, sentence: str) -> None:
        self._news = self._window.line.hide
        self.welcome_if_empty()
        self._window.line.show_good(sentence)

    def welcome_if_empty(self) -> None:
        """Show the welcome when no file is open."""
        if self._open is None:
            self._window.detach()  # what was seen of a file that does not open goes
            self._welcome()

    def _on_refused(self, error: AppError, path: Path, lock: FileLock) -> None:
        self._news = self._window.line.hide
        self._give_up(lock)
        self._window.line.show_bad(str(error))
        if isinstance(error, DamagedError):
            self._restoring.offer(path, error)

    def _give_up(self, lock: FileLock) -> None:
        lock.release()
        self.welcome_if_empty()

    def _on_theme(self, name: str) -> None:
        self._settings.theme = name

    def _on_copied(self, path: Path, copy: GoodCopy) -> None:
        if not self.guard.locked:
            self._checks.copied(path, copy.path)

    def _written(self) -> Path | None:
        """Return the open file when something was written to it since it was opened."""
        if self._open is None or self._lock is None or self.guard.locked or not self._open.changed():
            return None
        return self._open.services.store.path

    def _on_closed(self) -> None:
        self._settings.geometry = self._window.saveGeometry()
        self._window.hide()
        written = self._written()
        if written is not None:
            self._copying.copy_at_close(written)
        self._let_go()
        self._welcoming.release()

    def _let_go(self) -> None:
        self._checks.end()
        self._copying.end()
        self.guard.closed()
        if self._open is not None:
            self._window.detach()
            self._open.close()
            self._open = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def is_encrypted(self) -> bool:
        """Tell whether the open file has a password."""
        return self._open is not None and self._open.services.store.encrypted

    def _folder(self) -> Path:
        """Return where the user's files are: beside the last one, else «Документы»."""
        last = self._settings.last_file
        return last.parent if last is not None else documents()

    def _copies_folder(self) -> Path:
        """Return where to look for a copy first: beside the file open last, which may be lost."""
        last = self._settings.last_path
        copies = last.parent / FOLDER if last is not None else self._folder()
        return copies if copies.is_dir() else self._folder()
