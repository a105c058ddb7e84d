"""A window without a display, in the theme of the program, and small services that remember in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop_app.services.history.types import UndoState
from desktop_app.services.school.types import SchoolRow
from desktop_app.ui.theme.style import apply_theme


class FakeHistory:
    """Remembers labels; undo and redo move along them."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.undone: list[str] = []

    def state(self) -> UndoState:
        return UndoState(undo=self.done[-1] if self.done else "", redo=self.undone[-1] if self.undone else "")

    def undo(self) -> str:
        self.undone.append(self.done.pop())
        return self.undone[-1]

    def redo(self) -> str:
        self.done.append(self.undone.pop())
        return self.done[-1]


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[QApplication]:
    """Dress the application as the program does, and sweep up the widgets of the test."""
    apply_theme(qapp, dark=False)
    yield qapp
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def bare_services(tmp_path: Path) -> Any:
    """Services of an empty record: enough for the frame of the window."""
    return SimpleNamespace(
        store=SimpleNamespace(path=tmp_path / "школа.otklik", read_only=False),
        history=FakeHistory(),
        school=SimpleNamespace(get=lambda: SchoolRow(short_name="МБОУ «СОШ № 5»")),
        directives=SimpleNamespace(current=lambda: None),
        compliance=SimpleNamespace(standing=lambda *_: None),
    )
