"""1366 × 768 px at 150 %: nothing is cut off at the right, and no screen has to be moved sideways."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QScrollArea, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services.banners.types import PortalDraft, PortalKind
from desktop_app.services.container import Services
from desktop_app.ui.screens import screens
from desktop_app.ui.shell.window import MainWindow
from tests.ui.test_reach import CONTROLS

SIZE = (910, 512)
KEYS = ("overview", "coordinator", "banners", "parents", "letters", "register", "school")


def cut_off(window: MainWindow) -> list[tuple[str, int, int]]:
    """Return the areas shown whose content is wider than they are, with both widths."""
    return [
        (type(area.widget()).__name__, area.widget().minimumSizeHint().width(), area.viewport().width())
        for area in window.stack.findChildren(QScrollArea)
        if area.isVisible()
        and any(isinstance(child, CONTROLS) for child in area.findChildren(QWidget))
        and area.widget().minimumSizeHint().width() > area.viewport().width()
    ]


@pytest.mark.parametrize("key", KEYS)
def test_a_screen_fits_sideways(window: MainWindow, record: Services, qtbot: QtBot, key: str) -> None:
    assert key in {factory.key for factory in screens()}
    record.banners.save(PortalDraft(kind=PortalKind.WEBSITE, name="Сайт", url="https://school5.example.org"))
    window.resize(*SIZE)
    window.go(key)
    page = window.page(key)
    tabs = getattr(page, "tabs", None)
    for index in range(tabs.count() if isinstance(tabs, QTabWidget) else 1):
        if isinstance(tabs, QTabWidget):
            tabs.setCurrentIndex(index)
        QCoreApplication.processEvents()
        assert cut_off(window) == [], index


@pytest.mark.parametrize("key", KEYS)
def test_a_message_takes_no_place_from_the_screen(
    window: MainWindow, record: Services, qtbot: QtBot, key: str
) -> None:
    window.resize(1366, 700)
    window.go(key)
    QCoreApplication.processEvents()
    before = window.stack.geometry()
    for say in (window.line.show_good, window.line.show_bad):
        say("Подтверждение сохранено")
        QCoreApplication.processEvents()
        assert window.line.isVisible()
        assert window.stack.geometry() == before
    window.line.close_button.click()
    assert window.header.isVisible()
    assert window.stack.geometry() == before
    QCoreApplication.processEvents()  # the page is at rest again before its record is closed
    assert window.stack.geometry() == before
