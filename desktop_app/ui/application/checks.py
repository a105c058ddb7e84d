"""Checks of the open file behind the window: a quick one at every opening, a whole one once a week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.services.errors import AppError, DamagedError
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.shell.status import StatusBar

if TYPE_CHECKING:
    from desktop_app.ui.application.files import Files

WHOLE_EVERY = timedelta(days=7)


class Checks(QObject):
    """Check, show in the status bar what came of it, tell what is wrong.

    A whole check reads the copy that was just made, not the file: it takes seconds, and nobody waits.
    """

    bad = Signal(object, object)
    """The file's path and an ``AppError`` with the first thing that is wrong."""

    def __init__(self, owner: QObject, files: Files, settings: Settings, status: StatusBar) -> None:
        super().__init__(owner)
        self._files = files
        self._settings = settings
        self._status = status
        self._today: Callable[[], date] = date.today
        self._turn = 0
        """Which opening this is: a copy in the file's place has the same path and is another file."""

    def begin(self, path: Path) -> None:
        """Look quickly at a file that was just opened."""
        self.end()
        self._status.show_checked("")
        self._run(path, lambda: self._files.quick_check(path), self._on_quick)

    def copied(self, path: Path, copy: Path) -> None:
        """Check everything in the copy of today when a week has passed since the last time."""
        last = self._settings.checked_on(path)
        if last is None or not timedelta() <= self._today() - last < WHOLE_EVERY:
            self._run(path, lambda: self._files.whole_check(copy), self._on_whole)

    def end(self) -> None:
        """Forget the file: what is still under way tells nobody."""
        self._turn += 1

    def _run(
        self, path: Path, check: Callable[[], tuple[str, ...]], done: Callable[[Path, tuple[str, ...]], None]
    ) -> None:
        turn = self._turn

        def on_done(problems: tuple[str, ...]) -> None:
            if self._turn == turn:
                done(path, problems)

        def on_error(error: AppError) -> None:
            if self._turn == turn:
                self._status.show_checked(self.tr("Файл не проверен"), str(error))

        Operation(self, check, on_done, on_error).start()

    def _on_quick(self, path: Path, problems: tuple[str, ...]) -> None:
        if problems:
            self._on_bad(path, problems)
        else:
            self._show_good(self._settings.checked_on(path))

    def _on_whole(self, path: Path, problems: tuple[str, ...]) -> None:
        if problems:
            self._on_bad(path, problems)
        else:
            self._settings.set_checked_on(path, self._today())
            self._show_good(self._today())

    def _show_good(self, whole: date | None) -> None:
        hint = self.tr("Быстрая проверка — при каждом открытии, полная — раз в неделю.")
        if whole is not None:
            hint += "\n" + self.tr("Последняя полная: {0}.").format(f"{whole:%d.%m.%Y}")
        self._status.show_checked(self.tr("Файл цел"), hint)

    def _on_bad(self, path: Path, problems: tuple[str, ...]) -> None:
        self._status.show_checked(self.tr("Файл изменён или повреждён"), "\n".join(problems[:10]), bad=True)
        self.bad.emit(path, DamagedError(problems[0]))
