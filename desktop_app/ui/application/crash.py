"""What happens on a bug: it is written down without anybody's data, shown once, and the window stays up."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

import shiboken6
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop_app.services import traces
from desktop_app.services.errors import AppError
from desktop_app.services.traces import describe


def write_log(text: str) -> None:
    """Add to the log in the user's own folder, where only this user may read it."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
    traces.write_log(text, folder / "otklik.log")


class CrashHook:
    """Catch what nobody expected; the same place is shown once."""

    def __init__(self) -> None:
        self._shown: set[str] = set()
        self._said: QMessageBox | None = None

    def install(self) -> None:
        """Become the last resort of this process."""
        sys.excepthook = self._on_exception

    def _on_exception(
        self, kind: type[BaseException], value: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = describe(kind, trace)
        write_log(text)
        if sys.stderr is not None:
            sys.stderr.write(f"{text}\n")
        if isinstance(value, AppError) and QApplication.instance() is not None:
            self._say(value)
        elif text not in self._shown and QApplication.instance() is not None:
            self._shown.add(text)
            self._show(text)

    def _show(self, text: str) -> None:
        box = QMessageBox(QApplication.activeWindow())
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(box.tr("Ошибка программы"))
        box.setText(box.tr("В программе произошла ошибка. Записанное не пострадало, можно работать дальше."))
        box.setInformativeText(
            box.tr("Если она повторяется, скопируйте описание и передайте его тому, кто ставил программу.")
        )
        box.setDetailedText(text)
        copy = box.addButton(box.tr("Скопировать описание"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(text))
        box.addButton(QMessageBox.StandardButton.Close)
        box.open()

    def _say(self, error: AppError) -> None:
        """Say a refusal that nobody has caught: the file's doing, and no reason to send a description.

        Once at a time: what refuses may be asked again with every painting.
        """
        if self._said is not None and shiboken6.isValid(self._said) and self._said.isVisible():
            return
        self._said = QMessageBox(QApplication.activeWindow())
        self._said.setIcon(QMessageBox.Icon.Warning)
        self._said.setWindowTitle(self._said.tr("Отклик"))
        self._said.setText(str(error))
        self._said.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._said.open()
