"""Hands of the stories that use the window while its heart is listened to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop_app.ui.application.desk import Desk
from desktop_app.ui.kit.operation import is_at_work
from desktop_app.ui.kit.slices import is_anything_awaited
from desktop_app.ui.shell.window import MainWindow
from tests.functional.heart import Heart
from tests.functional.window import P

D = TypeVar("D", bound=QDialog)
WAIT = 60_000
REST = 100
"""Milliseconds of rest within a step: what the step has started comes to its end in it."""


@dataclass
class Hands:
    """What the stories work with."""

    qtbot: QtBot
    window: MainWindow
    desk: Desk
    heart: Heart

    def rest(self) -> None:
        """Let what was started come to its end."""
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not is_anything_awaited(), timeout=WAIT)
        QTest.qWait(REST)
        self.qtbot.waitUntil(lambda: not is_at_work(), timeout=WAIT)
        QApplication.processEvents()

    def do(self, name: str, act: Callable[[], object], done: Callable[[], bool] = lambda: True) -> None:
        """Measure a step: the act, the wait until it is done, and a rest."""
        with self.heart.step(name):
            act()
            self.qtbot.waitUntil(done, timeout=WAIT)
            self.rest()

    def dialog(self, name: str, act: Callable[[], object], kind: type[D]) -> D:
        """Measure a step that opens a dialog, and return the dialog."""
        self.do(name, act, lambda: isinstance(QApplication.activeModalWidget(), kind))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        return dialog

    def visit(self, key: str) -> None:
        """Go to a screen as the rail does."""
        self.window.rail.chosen.emit(key)

    def page(self, kind: type[P]) -> P:
        """Return the page shown."""
        page = self.window.current_page()
        assert isinstance(page, kind)
        return page

    def open(self, path: Path) -> None:
        """Open a file as the desk opens it."""
        with self.qtbot.waitSignal(self.desk.ready, timeout=WAIT):
            self.desk.open(path)
