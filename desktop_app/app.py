"""The Qt application: translators, crash hook, the main window; the record comes after the first paint.

SQLAlchemy, Alembic, ReportLab and the dictionaries are imported behind the painted frame, in a thread.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    Qt,
    QTimer,
    QTranslator,
    Signal,
)
from PySide6.QtWidgets import QApplication

from desktop_app import __version__
from desktop_app.services.errors import AppError
from desktop_app.ui.application.crash import CrashHook
from desktop_app.ui.application.garbage import collect_here
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.kit.presses import Presses
from desktop_app.ui.screens import screens
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme.icons import program_icon
from desktop_app.ui.theme.style import STYLE_ARGUMENTS, STYLED, apply_theme_named

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.copies.consent import Consent
    from desktop_app.services.copies.service import CopyService
    from desktop_app.services.glance.types import Glance
    from desktop_app.ui.application.files import OpenFile
    from desktop_app.ui.application.rescue import CopiesState, GoodCopy

MEASURE = "OTKLIK_MEASURE"
"""For the start-up benchmark: «paint» ends the program after the first paint, «data» when the record's own
data is painted, «ready» when it can be worked with."""


WARM_AFTER = 1500
"""Milliseconds of rest after the first screen until the others are imported behind it."""

TITLE_BAR = 48
"""Pixels a window manager may put above the window and around it."""

MISSING = {
    ("QFileDialog", "Look in:"): "Папка:",
    ("QFileDialog", "&Look in:"): "&Папка:",
    ("QFileDialog", "Files of type:"): "Тип файлов:",
    ("QFileDialog", "Files of &type:"): "&Тип файлов:",
    ("QFileDialog", "Directory:"): "Папка:",
    ("QFileDialog", "Folder"): "Папка",
    ("QFileSystemModel", "Folder"): "Папка",
    ("QAbstractFileIconProvider", "Folder"): "Папка",
    ("QAbstractFileIconProvider", "File Folder"): "Папка",
}


def run_window(path: Path | None) -> int:
    """Open the window on a file, or on the one open last, and return the exit code when it is closed."""
    _be_a_program_of_its_own()
    app = make_application([sys.argv[0]])
    settings = Settings()
    if _is_open_elsewhere(path or settings.last_file or settings.welcome):
        return 0
    apply_theme_named(settings.theme)
    window = MainWindow(screens())
    hook = CrashHook()
    hook.install()
    painted = FirstPaint(window)
    painted.happened.connect(lambda: app.setWindowIcon(program_icon()))
    if os.environ.get(MEASURE) == "paint":
        painted.happened.connect(app.quit)
    else:
        painted.happened.connect(lambda: _begin(app, window, settings, path))
    _show(window, settings)
    code = app.exec()
    from desktop_app.ui.kit.operation import let_all_end  # noqa: PLC0415 - nothing that a first look needs

    # a thread that is still opening a file must not outlive the objects it reports to
    let_all_end()
    gc.freeze()  # leaving looks for garbage twice, a tenth of a second; the end of the process frees it all
    return code


def _is_open_elsewhere(path: Path) -> bool:
    """Bring the window that has a file to the front, if there is one, before anything is on the screen."""
    if not Path(f"{path.absolute()}.lock").exists():  # so it is at nearly every start
        return False
    from desktop_app.ui.application.another.calling import show_window_of  # noqa: PLC0415 - seldom needed

    return show_window_of(path)


def _begin(app: QApplication, window: MainWindow, settings: Settings, path: Path | None) -> None:
    """Bring the record into the window that was just painted."""
    # none of this is seen in an empty window
    from desktop_app.ui.application.another.doorbell import Doorbell  # noqa: PLC0415
    from desktop_app.ui.application.another.forward import come_forward  # noqa: PLC0415
    from desktop_app.ui.application.desk import Desk  # noqa: PLC0415
    from desktop_app.ui.application.imports import make_types  # noqa: PLC0415
    from desktop_app.ui.kit.operation import let_the_window_in  # noqa: PLC0415

    make_types()  # before the first thread imports anything
    doorbell = Doorbell(window)
    doorbell.rung.connect(lambda token: come_forward(window, token))
    window.closed.connect(doorbell.take_down)  # before the desk hides the window and makes the last copy
    doorbell.hang_up()
    desk = Desk(window, settings, LateFiles())
    moment = os.environ.get(MEASURE)
    if moment == "data":
        desk.seen.connect(app.quit)
    elif moment == "ready":
        desk.ready.connect(lambda: QTimer.singleShot(0, app.quit))
    else:
        desk.ready.connect(lambda: QTimer.singleShot(WARM_AFTER, window, lambda: _get_ready(window)))
    desk.ready.connect(let_the_window_in)  # before, there is no window to work with: opening has it all
    desk.start(path)


def make_application(arguments: Sequence[str]) -> QApplication:
    """Return the application, Russian in its standard buttons, dates and menus."""
    app = QApplication([*arguments, *STYLE_ARGUMENTS])
    collect_here(app)
    Presses(app)
    app.setProperty(STYLED, True)  # noqa: FBT003 - Qt's own
    app.setApplicationName("otklik")
    app.setApplicationDisplayName("Отклик")
    app.setApplicationVersion(__version__)
    QLocale.setDefault(QLocale(QLocale.Language.Russian, QLocale.Country.Russia))
    install_translators(app)
    return app


def _be_a_program_of_its_own() -> None:
    """Let the task bar of Windows show this program and its picture, not Python's."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - for Windows only

        ctypes.WinDLL("shell32").SetCurrentProcessExplicitAppUserModelID("otklik")


def install_translators(app: QApplication) -> tuple[QTranslator, ...]:
    """Let Qt's own buttons and dialogs speak Russian, and return the translators for whoever removes them."""
    russian = QTranslator(app)
    russian.load("qtbase_ru", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    translators = (russian, MissingWords(app))
    for translator in translators:
        app.installTranslator(translator)
    return translators


def _get_ready(window: MainWindow) -> None:
    """Import and build what was not asked for yet, so that opening it the first time does not stall."""
    window.stage.build_ahead()


class MissingWords(QTranslator):
    """The few words of Qt's own dialogs that its Russian translation leaves in English."""

    def translate(
        self,
        context: str,
        sourceText: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002 - as above
    ) -> str | None:
        """Return the Russian word; None lets Qt ask the next translator, an empty text would be shown."""
        return MISSING.get((context, sourceText))

    def isEmpty(self) -> bool:
        """Tell Qt that there are words here: it drops an empty translator."""
        return False


class LateFiles:
    """Open and make files through the composition root, imported when the first file is asked for."""

    def glance(self, path: Path, *, read_only: bool) -> Glance | None:
        """Return what the first screen shows of a file, or None where only opening it tells."""
        import desktop_app.ui.overview.page  # noqa: F401, PLC0415 - the screen itself, after the first paint
        from desktop_app.services.clock import SystemClock  # noqa: PLC0415 - as above
        from desktop_app.services.glance.looking import look_at  # noqa: PLC0415 - as above

        return look_at(path, SystemClock().today(), read_only=read_only)

    def open(self, path: Path, *, read_only: bool) -> OpenFile:
        """Open a file; raises ``AppError``."""
        from desktop_app import bootstrap  # noqa: PLC0415 - brings SQLAlchemy, after the first paint
        from desktop_app.services.notices import notices  # noqa: PLC0415 - as above
        from desktop_app.ui.application.files import OpenFile  # noqa: PLC0415 - no window without a record needs it

        keep_what_is_loaded()
        sentences = notices(path, read_only=read_only)
        database = bootstrap.open_database(path, read_only=read_only)
        services = bootstrap.build_services(database)
        _look_first(services)
        return OpenFile(services, database.close, lambda: services.store.changed, sentences, _kept(services))

    def create(self, path: Path) -> None:
        """Make a file with the ministry's letter in it; raises ``AppError``."""
        from desktop_app import bootstrap  # noqa: PLC0415 - as above

        bootstrap.new_file(path, lambda services: services.directives.save(services.directives.preset()))

    def create_sample(self, path: Path) -> None:
        """Make the sample school's file; raises ``AppError``."""
        from desktop_app import bootstrap  # noqa: PLC0415 - as above
        from desktop_app.services.sample.builder import build_sample  # noqa: PLC0415 - draws pictures, only here

        bootstrap.new_file(path, build_sample)

    def copies_state(self, path: Path) -> CopiesState:
        """Return what there is of copies of a file; raises ``AppError``."""
        from desktop_app.ui.application.rescue import CopiesState  # noqa: PLC0415 - as above

        copies = _copies(path)
        row, second = copies.last(), copies.second()
        return CopiesState(row.made_at if row is not None else None, second)

    def copy(self, path: Path) -> GoodCopy:
        """Make a verified copy of a file and return it; raises ``AppError``."""
        from desktop_app.ui.application.rescue import GoodCopy  # noqa: PLC0415 - as above

        row = _copies(path).make_noted()
        return GoodCopy(row.path, row.made_at)

    def good_copy(self, path: Path) -> GoodCopy | None:
        """Return the newest copy that passes verification from end to end; raises ``AppError``.

        Raises ``LockedFileError`` when there is none but one whose password is not known yet.
        """
        from desktop_app.services.errors import LockedFileError  # noqa: PLC0415 - as above
        from desktop_app.ui.application.rescue import GoodCopy  # noqa: PLC0415 - as above

        row = _copies(path).last_good()
        locked = _copies(path).locked() if row is None else None
        if locked is not None:
            raise LockedFileError(locked.path)
        return GoodCopy(row.path, row.made_at) if row is not None else None

    def restore(self, copy: Path, path: Path, consent: Consent) -> None:
        """Put a copy in the place of a file nobody has open; raises ``AppError``."""
        from desktop_app.services.clock import SystemClock  # noqa: PLC0415 - brings SQLAlchemy
        from desktop_app.services.copies.service import restore  # noqa: PLC0415
        from desktop_app.services.event_log import LogKind, note_apart  # noqa: PLC0415

        now = SystemClock().now()
        restore(copy, path, now=now, consent=consent)
        note_apart(path, LogKind.RESTORE, "Файл возвращён из копии.", now)

    def unlock(self, path: Path, typed: str, *, by_key: bool) -> None:
        """Learn the key of a closed file from its password or its recovery sheet; raises ``AppError``."""
        from desktop_app.services.protection import unlocking  # noqa: PLC0415 - brings SQLAlchemy

        if by_key:
            unlocking.unlock_by_key(path, typed)
        else:
            unlocking.unlock(path, typed)

    def mark(self, path: Path) -> str:
        """Return the mark on the recovery sheet of a closed file; raises ``AppError``."""
        from desktop_app.services.protection.unlocking import file_mark  # noqa: PLC0415 - brings SQLAlchemy

        return file_mark(path)

    def forget(self, path: Path | None = None) -> None:
        """Drop the key of a file, or every key."""
        from desktop_app.models.keys import forget  # noqa: PLC0415 - brings SQLAlchemy

        forget(path)

    def save_work(self, path: Path) -> None:
        """Make the copy that a locked window could not make any more; raises ``AppError``."""
        _copies(path).make()

    def quick_check(self, path: Path) -> tuple[str, ...]:
        """Return what a look of a second shows to be wrong with a file that may be open."""
        from desktop_app.services.integrity import quick_problems  # noqa: PLC0415 - as above

        return quick_problems(path)

    def whole_check(self, copy: Path) -> tuple[str, ...]:
        """Return everything that is wrong with a copy and the record in it."""
        from desktop_app.services.integrity import check_file  # noqa: PLC0415 - as above

        return check_file(copy)


def _kept(services: Services) -> tuple[str, ...]:
    """Return the forms a crash left typing of; a file that cannot say so is opened all the same."""
    with suppress(AppError):
        return services.form_drafts.names()
    return ()


def _look_first(services: Services) -> None:
    """Read here, off the window's thread, what the first screen will read: the first time is the slow one."""
    import desktop_app.ui.overview.page  # noqa: F401, PLC0415 - its window is built when the record is there

    with suppress(AppError):  # the screen reads again and tells of it
        services.outreach.prepare()
        services.school.get()
        services.history.state()
        services.compliance.in_work()
        services.outreach.coverage()


@cache
def keep_what_is_loaded() -> None:
    """Take what is imported by now out of the search for garbage, once, and search as usual from here on.

    Before any record is open: pages and rows come and go, modules stay until the end.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _copies(path: Path) -> CopyService:
    from desktop_app.services.clock import SystemClock  # noqa: PLC0415 - brings SQLAlchemy
    from desktop_app.services.copies.service import CopyService  # noqa: PLC0415

    return CopyService(path, SystemClock())


class FirstPaint(QObject):
    """Tell when a widget has been painted for the first time."""

    happened = Signal()

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint event to be over, then tell."""
        if watched is self._widget and event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.happened.emit)
        return False


def _show(window: MainWindow, settings: Settings) -> None:
    geometry, room = settings.geometry, window.screen().availableSize()
    if geometry is not None:
        window.restoreGeometry(geometry)  # type: ignore[arg-type]  # QSettings gives back the QByteArray
    elif room.width() < window.width() or room.height() < window.height() + TITLE_BAR:
        window.setWindowState(Qt.WindowState.WindowMaximized)
    window.show()
