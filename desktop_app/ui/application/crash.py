"""What happens on a bug: it is written down without anybody's data, shown once, and the window stays up."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop_app import __version__

LARGEST_LOG = 500_000
"""Bytes; the log before it is kept once more."""


def write_log(text: str) -> None:
    """Add to the log in the user's own folder, where only this user may read it.

    ``logging`` is not imported for it: it costs a tenth of the first paint, and a crash is rare.
    """
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
    log = folder / "otklik.log"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".old.log"))
        with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
            moment = datetime.now(UTC).isoformat(timespec="seconds")
            file.write(f"{moment} {text}\n".encode())
    except OSError:
        return  # a full or protected profile must not turn one error into two


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return where it happened: places in the code and the kind of error, never a value or a message.

    A message may quote what the user typed, a name or a phone number, so it is left out.
    """
    import traceback  # noqa: PLC0415 - only a crash needs it

    frames = traceback.extract_tb(trace)
    places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([f"Otklik {__version__}, Python {sys.version.split()[0]}", *places, kind.__name__])


class CrashHook:
    """Catch what nobody expected; the same place is shown once."""

    def __init__(self) -> None:
        self._shown: set[str] = set()

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
        if text not in self._shown and QApplication.instance() is not None:
            self._shown.add(text)
            self._show(text)
        del value

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
