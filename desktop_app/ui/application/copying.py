"""Copies of the open file: the first of each day, at the end, and what the status bar says of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMessageBox

from desktop_app.services.errors import AppError
from desktop_app.ui.application.rescue import CopiesState, GoodCopy, moment
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.shell.window import MainWindow

if TYPE_CHECKING:
    from desktop_app.ui.application.files import Files

T = TypeVar("T")

LOOK_EVERY = 20 * 60 * 1000
"""Milliseconds between two looks at whether a new day has begun: some never close the window."""


class Copying(QObject):
    """Copy the open file when it is time; a place that is away is shown, never complained of."""

    made = Signal(object, object)
    """The file's path and the ``GoodCopy`` made of it."""

    def __init__(self, owner: QObject, files: Files, window: MainWindow) -> None:
        super().__init__(owner)
        self._files = files
        self._window = window
        self._today: Callable[[], date] = date.today
        self._path: Path | None = None
        self._writable = False
        self._under_way: object = None
        """The copy of the open file that is being made; one of a file let go of is nobody's."""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        window.copies_changed.connect(self._show_anew)

    def begin(self, path: Path, *, writable: bool) -> None:
        """Show the copies of a file that was just opened, and make one if there is none of today."""
        self._path, self._writable = path, writable
        self._timer.start()
        self.look()

    def end(self) -> None:
        """Forget the file: what is still under way is shown to nobody."""
        self._timer.stop()
        self._path = self._under_way = None

    def look(self) -> None:
        """Show the newest copy; without one of today make one, so that a crash loses no whole day."""
        path = self._path
        if path is not None:
            self._run(lambda: self._files.copies_state(path), lambda state: self._on_state(path, state))

    def copy_left(self, path: Path, then: Callable[[], None]) -> None:
        """Copy a file that is giving way to another, and do ``then``; its new window shows nothing of it."""

        def on_error(error: AppError) -> None:
            then()
            self._window.show_error(error)

        self._run(lambda: self._files.copy(path), lambda _copy: then(), on_error)

    def copy_at_close(self, path: Path) -> None:
        """Copy what was written since the file was opened; the window is gone by then, so nothing waits."""
        try:
            self._files.copy(path)
            second = self._files.copies_state(path).second
        except AppError as error:
            self._tell(self.tr("Копия не сделана"), str(error), self.tr("Сам файл цел и сохранён."))
            return
        if second is not None and second.trouble:
            rest = self.tr("Сам файл и его основная копия целы.")
            self._tell(self.tr("Вторая копия не сделана"), second.trouble, rest)

    def _show_if_open(self, path: Path, state: CopiesState) -> None:
        if path == self._path:
            self._show(state)

    def _on_state(self, path: Path, state: CopiesState) -> None:
        if path != self._path:
            return
        self._show(state)
        made_at = state.made_at
        late = made_at is None or made_at.astimezone().date() != self._today()
        if late and self._writable and self._under_way is None and not self._window.locked:
            self._make(path)

    def _make(self, path: Path) -> None:
        self._under_way = this = object()

        def end() -> bool:
            """Return whether the copy is of the file that is open now."""
            mine = self._under_way is this
            self._under_way = None if mine else self._under_way
            return mine

        def on_done(copy: GoodCopy) -> None:
            mine = end()
            self._show_anew()
            if mine:
                self.made.emit(path, copy)

        def on_error(error: AppError) -> None:
            end()
            self._window.show_error(error)

        self._run(lambda: self._files.copy(path), on_done, on_error)

    def _show_anew(self) -> None:
        path = self._path
        if path is not None:
            self._run(
                lambda: self._files.copies_state(path),
                lambda state: self._show_if_open(path, state),
            )

    def _show(self, state: CopiesState) -> None:
        made = state.made_at
        words = self.tr("Копия {0}").format(moment(made)) if made else self.tr("Копий ещё нет")
        second = state.second
        details = ""
        if second is not None and second.trouble:
            words = self.tr("{0}, вторая не сделана").format(words)
            details = second.trouble
        elif second is not None and not second.present:
            words = self.tr("{0}, вторая папка не подключена").format(words)
            details = self.tr("Когда флешка будет вставлена, копия ляжет на неё сама.")
            if second.made_at is not None:
                details += "\n" + self.tr("Последняя копия там: {0}.").format(moment(second.made_at))
        self._window.status.show_backup(words, details)

    def _tell(self, title: str, text: str, rest: str) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, title, text)
        box.setInformativeText(rest)
        box.exec()

    def _run(
        self,
        op: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[AppError], None] | None = None,
    ) -> None:
        operation = Operation(self, op, on_done, on_error or self._window.show_error)
        operation.slow.connect(self._window.status.busy.setVisible)
        operation.start()
