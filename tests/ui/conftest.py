"""A window without a display, in the theme of the program, and small services that remember in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from desktop_app.services.school.types import SchoolRow
from desktop_app.ui.theme.style import apply_theme
from tests.dialogs import answered_in_time
from tests.ui.fakes import FakeHistory, full_services


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the platform without a display say what it cannot do; every other Qt warning fails a test."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support"))


@pytest.fixture(autouse=True, scope="session")
def no_dialog_waits_for_ever() -> Iterator[None]:
    """Let a dialog nobody answers fail its story, not the whole run."""
    with answered_in_time():
        yield


@pytest.fixture
def themed(qapp: QApplication) -> Iterator[QApplication]:
    """Dress the application as the program does, and sweep up the widgets of the test."""
    apply_theme(qapp, dark=False)
    yield qapp
    while (left := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
        left.hide()  # a calendar or a dialog left open would take the keys of the next test
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def bare_services(tmp_path: Path) -> Any:
    """Services of an empty record: enough for the frame of the window."""
    return SimpleNamespace(
        store=SimpleNamespace(path=tmp_path / "школа.otklik", read_only=False),
        history=FakeHistory(),
        school=SimpleNamespace(get=lambda: SchoolRow(short_name="МБОУ «СОШ № 5»")),
        compliance=SimpleNamespace(in_work=lambda: None),
    )


@pytest.fixture
def services(tmp_path: Path) -> Any:
    """Services over a school that is half way through its letter."""
    return full_services(tmp_path)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """Keep what the window remembers out of the home folder."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
