"""A change of many rows off the window's thread: past half a second it shows how far it is, and a way out.

Till then the user's hands are off the window and its picture stays: greyed for a blink and back, all of it
would be painted twice for nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop_app.services.errors import AppError
from desktop_app.services.steps import CalledOff, Step
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.theme.style import GAP, MARGIN

T = TypeVar("T")

WIDTH = 420


def called_off(error: AppError) -> bool:
    """Tell whether a change ended because the user wanted it so."""
    return isinstance(error, CalledOff)


class WaitDialog(QDialog):
    """What is under way, how far it is, and the button that calls it off while it still can be."""

    def __init__(self, words: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Подождите"))
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
        self.setFixedWidth(WIDTH)
        self.words = text_label(words, parent=self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Сколько сделано"))
        self.stop_button = QPushButton(self.tr("Остановить"), self)
        self.stop_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.stop_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - GAP, MARGIN, MARGIN - GAP)
        column.setSpacing(GAP + 4)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addLayout(foot)

    stopped = Signal()

    def show_progress(self, done: int, total: int) -> None:
        """Show so many rows of so many; with the last one the change is stored and cannot be called off."""
        stored = done >= total
        self.bar.setRange(0, 0 if stored else total)
        self.bar.setValue(done)
        self.stop_button.setEnabled(not stored and self.stop_button.isEnabled())

    def reject(self) -> None:
        """Ask for the end; the dialog stays until what was done is taken back."""
        if self.stop_button.isEnabled():
            self.stop_button.setEnabled(False)
            self.words.setText(self.tr("Останавливается, всё останется как было…"))
            self.stopped.emit()


class LongStep(QObject, Generic[T]):
    """One change; ``op`` is given what to tell its progress to, and the callbacks run in the window's thread.

    A change called off raises ``CalledOff`` out of ``op`` and comes to ``on_error`` as any refusal.
    """

    locked = Signal(bool)
    """It takes long and nothing else may be done, or it has ended; one soon over says neither."""
    _moved = Signal(int, int)

    def __init__(
        self,
        owner: QWidget,
        words: str,
        op: Callable[[Step], T],
        on_done: Callable[[T], None],
        on_error: Callable[[AppError], None],
    ) -> None:
        super().__init__(owner)
        self._stop = threading.Event()
        self._words = words
        self._progress = (0, 0)
        self.dialog: WaitDialog | None = None
        self._moved.connect(self._on_moved)
        self._operation: Operation[T] = Operation(
            owner,
            lambda: op(self._step),
            lambda result: self._end(on_done, result),
            lambda error: self._end(on_error, error),
        )
        self._operation.slow.connect(self._on_slow)

    def start(self) -> None:
        """Begin; what is soon over is over when this returns."""
        self._operation.start()
        self._operation.wait()

    def _step(self, done: int, total: int) -> None:
        """Hear of the progress, in the thread of the work."""
        if self._stop.is_set():
            raise CalledOff
        self._moved.emit(done, total)

    def _on_moved(self, done: int, total: int) -> None:
        self._progress = (done, total)
        if self.dialog is not None:
            self.dialog.show_progress(done, total)

    def _on_slow(self, slow: bool) -> None:  # noqa: FBT001 - the signal's own argument
        if not slow:
            return
        self.locked.emit(True)  # noqa: FBT003 - a signal has no keywords
        owner = self.parent()
        self.dialog = WaitDialog(self._words, owner.window() if isinstance(owner, QWidget) else None)
        self.dialog.setEnabled(True)
        self.dialog.stopped.connect(self._stop.set)
        if self._progress[1]:
            self.dialog.show_progress(*self._progress)
        self.dialog.open()

    def _end(self, then: Callable[[Any], None], given: Any) -> None:
        if self.dialog is not None:
            self.dialog.done(0)
            self.dialog.deleteLater()
            self.dialog = None
            self.locked.emit(False)  # noqa: FBT003 - as above
        self.deleteLater()
        then(given)
