"""The password at the door: asked when a file is opened, and when the window was left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog

from desktop_app.services.errors import AppError
from desktop_app.ui.application.cover import Cover, cover_windows
from desktop_app.ui.application.idle import Idle
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.operation import Operation, hand_over, hold_back, is_at_work, let_all_end
from desktop_app.ui.shell.window import MainWindow

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.ui.protection.unlock_dialog import UnlockDialog

LOOK_EVERY = 5_000
"""Milliseconds between two looks whether the file has a password."""
LOOK_AGAIN = 200
"""Milliseconds between two looks whether the file can be closed, or its key dropped."""


class Keys(Protocol):
    """Whoever learns and forgets the keys of files; slow, so called off the window's thread."""

    def unlock(self, path: Path, typed: str, *, by_key: bool) -> None:
        """Learn the key of a closed file; raises ``AppError``."""

    def mark(self, path: Path) -> str:
        """Return the mark on the recovery sheet of a closed file; raises ``AppError``."""

    def forget(self, path: Path | None = None) -> None:
        """Drop the key of a file, or every key."""

    def save_work(self, path: Path) -> None:
        """Copy what was written before the keys go; raises ``AppError``."""


class Guard(QObject):
    """Ask for passwords; lock and unlock the window over the open record."""

    damaged = Signal(object, object)
    """A path and an ``AppError``: the password is right, the file is not."""

    def __init__(self, window: MainWindow, settings: Settings, keys: Keys) -> None:
        super().__init__(window)
        self._window = window
        self._keys = keys
        self._services: Services | None = None
        self._by_key = ""
        self._covers: list[Cover] = []
        self.dialog: UnlockDialog | None = None
        """The question on the screen, if any."""
        self.idle = Idle(lambda: settings.lock_minutes, self)
        self.idle.passed.connect(self.lock)
        self._put_off_timers: list[QTimer] = []
        self._behind: Services | None = None
        """The record still open behind the covers, until the work under way has ended."""
        self._copied = 0
        """The revision of the record in the copy made at the last locking."""
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY)
        self._look.timeout.connect(self.watch)
        window.lock_requested.connect(self.lock)

    @property
    def locked(self) -> bool:
        """Whether the window is locked."""
        return bool(self._covers)

    def ask(self, path: Path, then: Callable[[], None], otherwise: Callable[[], None]) -> None:
        """Ask for the password of a closed file until it fits or the user gives up."""
        try:
            mark = self._keys.mark(path)
        except AppError as error:
            otherwise()
            self._window.show_error(error)
            return
        dialog = self._question(path, mark, locked=False)

        def on_finished(result: int) -> None:
            self._by_key = dialog.by_key
            if result == QDialog.DialogCode.Accepted:
                then()
            else:
                otherwise()

        dialog.finished.connect(on_finished)
        dialog.damaged.connect(lambda error: self.damaged.emit(path, error))
        dialog.show()

    def opened(self, services: Services) -> None:
        """Watch over a record that was opened; one opened by its recovery key gets a new password first."""
        self._services, self._copied = services, 0
        by_key, self._by_key = self._by_key, ""
        self.watch()
        self._look.start()  # a password may be set or taken away while the file is open
        if by_key:
            QTimer.singleShot(0, lambda: self._ask_new(services, by_key))  # when the record is on the screen

    def watch(self) -> None:
        """Begin or stop to look whether anybody is there, as the file has a password or not."""
        if self._services is not None and self._services.store.encrypted:
            self.idle.start()
        else:
            self.idle.stop()

    def closed(self) -> None:
        """Watch no more: the record is closed."""
        self._services = self._behind = None
        self._look.stop()
        self.idle.stop()
        hand_over()

    def lock(self) -> None:
        """Hide the record, close its file and drop its key; what is typed stays where it is."""
        services = self._services
        if services is None or self.locked:
            return
        if not services.store.encrypted:
            self._window.line.show_bad(
                self.tr("На файле нет пароля, блокировать нечем. Поставьте его: «Школа» → «Защита».")
            )
            return
        self._put_off()
        self.idle.stop()
        self._look.stop()
        self._window.line.hide()
        self._covers = cover_windows()
        self._window.locked = True
        hold_back(lambda owner: owner is self or owner is self.dialog)
        self._behind = services
        self._close_file()
        self._ask_back(services.store.path, services)

    def _close_file(self) -> None:
        """Close the file as soon as no work is under way: the second half of a change must not be refused."""
        if self._behind is None:  # unlocked meanwhile, or closed for good
            return
        if is_at_work():
            QTimer.singleShot(LOOK_AGAIN, self, self._close_file)
            return
        self._close_now(self._behind)

    def _close_now(self, services: Services) -> None:
        self._behind = None
        for keeper in self._all_keepers():
            keeper.keep()  # what is typed outlives even the end of the program
        path, revision = services.store.path, services.store.revision
        changed = services.store.changed and revision != self._copied
        services.store.suspend()
        if changed:
            self._copied = revision
            Operation(
                self, lambda: self._keys.save_work(path), lambda _none: self._forget(), self._forget
            ).start()
        else:
            self._forget()

    def _put_off(self) -> None:
        """Stop what the screens meant to do in a moment: drawing a page reads the closed file."""
        self._put_off_timers = [
            timer
            for widget in QApplication.topLevelWidgets()
            for timer in widget.findChildren(QTimer)
            if timer.isSingleShot() and timer.isActive()
        ]
        for timer in self._put_off_timers:
            timer.stop()

    def _go_on(self) -> None:
        for timer in self._put_off_timers:
            if shiboken6.isValid(timer):
                timer.start()
        self._put_off_timers.clear()

    def _ask_back(self, path: Path, services: Services) -> None:
        try:
            mark = self._keys.mark(path)
        except AppError:  # the stick is gone; the attempt will say it
            mark = "?"
        dialog = self._question(path, mark, locked=True)
        dialog.accepted.connect(lambda: self._unlock(services, dialog.by_key))
        dialog.leave_wanted.connect(self._leave)
        dialog.show()

    def _unlock(self, services: Services, by_key: str) -> None:
        self._behind = None
        services.store.resume()
        self._uncover()
        self._go_on()
        self.watch()
        self._look.start()
        self._window.refresh()
        if by_key:
            self._ask_new(services, by_key)

    def _leave(self) -> None:
        """End the program from the locked window: what was typed is kept in the file."""
        if self.dialog is not None:
            self.dialog.done(QDialog.DialogCode.Rejected)
        if self._behind is not None:
            let_all_end()  # it ends well, and what is typed is kept after it
            self._close_now(self._behind)
        for dialog in [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]:
            dialog.done(QDialog.DialogCode.Rejected)
        self._window.close()

    def _forget(self, _error: AppError | None = None) -> None:
        if is_at_work():  # a copy or a check still reads by the key, or it was just typed again
            QTimer.singleShot(LOOK_AGAIN, self, self._forget)
        elif self.locked:  # not when the password was typed meanwhile
            self._keys.forget()

    def _uncover(self) -> None:
        for cover in self._covers:
            cover.hide()
            cover.deleteLater()
        self._covers.clear()
        self._window.locked = False
        hand_over()

    def _question(self, path: Path, mark: str, *, locked: bool) -> UnlockDialog:
        from desktop_app.ui.protection.unlock_dialog import UnlockDialog  # noqa: PLC0415 - only for encrypted files

        parent = QApplication.activeModalWidget() or self._window
        dialog = UnlockDialog(
            path.name,
            mark,
            lambda typed, by_key: self._keys.unlock(path, typed, by_key=by_key),
            parent,
            locked=locked,
        )
        self.dialog = dialog
        dialog.finished.connect(self._on_answered)
        return dialog

    def _on_answered(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _ask_new(self, services: Services, by_key: str) -> None:
        from desktop_app.ui.protection.flows import change_password  # noqa: PLC0415 - once in a file's life

        if not services.store.read_only and change_password(services, self._window, by_key=by_key):
            self._window.refresh()
            self._window.copies_changed.emit()  # a change makes a copy first
            self._window.line.show_good(self.tr("Пароль сменён. Прежний лист с ключом больше не действует."))

    def _all_keepers(self) -> list[FormKeeper]:
        return [
            keeper for widget in QApplication.topLevelWidgets() for keeper in widget.findChildren(FormKeeper)
        ]
