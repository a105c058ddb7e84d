"""No dialog of a test waits for ever for an answer nobody gives: it is closed, and the test fails by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QLabel

PATIENCE = 60_000
"""Milliseconds."""


@contextmanager
def answered_in_time() -> Iterator[None]:
    """Bound the wait of every dialog that is executed within a ``with`` block."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QDialog, "exec", _bounded(QDialog.exec))
        yield


def _bounded(real: Callable[[QDialog], int]) -> Callable[[QDialog], int]:
    def executed(dialog: QDialog) -> int:
        unanswered: list[str] = []

        def give_up() -> None:
            said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
            unanswered.append(f"{type(dialog).__name__} «{dialog.windowTitle()}» waits for an answer: {said}")
            dialog.done(0)

        clock = QTimer()
        clock.setSingleShot(True)
        clock.timeout.connect(give_up)
        clock.start(PATIENCE)
        answer = real(dialog)
        clock.stop()
        if unanswered:
            pytest.fail(unanswered[0])
        return answer

    return executed
