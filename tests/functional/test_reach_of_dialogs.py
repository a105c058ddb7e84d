"""Dialogs and tabs over a real record: a name for who does not see it, a place in the tab order, 32 px."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services.banners.types import PortalDraft, PortalKind
from desktop_app.services.container import Services
from desktop_app.services.letters.types import PaperKind
from desktop_app.ui.banners.page_check_dialog import PageCheckDialog
from desktop_app.ui.exchange.import_dialog import ImportDialog
from desktop_app.ui.exchange.unfinished import TableSource
from desktop_app.ui.letters.extract_dialog import ExtractDialog
from desktop_app.ui.protection.password_dialogs import NewPasswordDialog
from desktop_app.ui.protection.sheet_dialog import SheetDialog
from desktop_app.ui.protection.unlock_dialog import UnlockDialog
from desktop_app.ui.register.code_dialog import CodeDialog
from desktop_app.ui.register.page import RegisterPage
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme.style import TARGET
from tests.functional.window import open_screen
from tests.ui.test_reach import CONTROLS, in_a_group

Maker = Callable[[MainWindow, Services], QWidget]
TABLE = "Дата;Тема;Класс\n03.06.2024;Безопасность летом;5А\n?;беседа;9Я\n"


def register(tab: int) -> Maker:
    def make(window: MainWindow, _services: Services) -> QWidget:
        page = open_screen(window, "register", RegisterPage)
        page.tabs.setCurrentIndex(tab)
        return page

    return make


def layout(window: MainWindow, _services: Services) -> QWidget:
    page = open_screen(window, "school", SchoolPage)
    page.open_tab(page.layouts)
    return page


def protection(window: MainWindow, _services: Services) -> QWidget:
    page = open_screen(window, "school", SchoolPage)
    page.open_tab(page.protection)
    return page


def new_password(window: MainWindow, _services: Services) -> QWidget:
    return NewPasswordDialog("Пароль", "Поставить", "Файл будет зашифрован.", dict, window, prove=True)


def unlocking(window: MainWindow, _services: Services) -> QWidget:
    return UnlockDialog("Школа.otklik", "2X3SE", lambda _typed, _by_key: None, window)


def key_typing(window: MainWindow, services: Services) -> QWidget:
    dialog = unlocking(window, services)
    assert isinstance(dialog, UnlockDialog)
    dialog.other_way.click()
    return dialog


def page_check(window: MainWindow, services: Services) -> QWidget:
    portal = PortalDraft(kind=PortalKind.WEBSITE, name="Сайт школы", url="https://school12.example.org")
    return PageCheckDialog(services, services.banners.save(portal), window)


SCREENS: dict[str, Maker] = {
    "outgoing": register(0),
    "incoming": register(1),
    "reserved": register(2),
    "layout": layout,
    "code": lambda window, services: CodeDialog(services.register.find_code, window),
    "extract": lambda window, services: ExtractDialog(services, PaperKind.OUTREACH_JOURNAL, window),
    "import": lambda window, services: ImportDialog(services.exchange, TableSource(text=TABLE), window),
    "page check": page_check,
    "protection": protection,
    "new password": new_password,
    "unlocking": unlocking,
    "key typing": key_typing,
    "recovery sheet": lambda window, _services: SheetDialog(b"", "Школа", lambda: None, window),
}


@pytest.mark.parametrize("screen", list(SCREENS))
def test_every_control_is_named_reached_and_large_enough(
    screen: str, window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    shown = SCREENS[screen](window, record)
    shown.show()
    qtbot.waitExposed(shown)
    controls = [
        child
        for child in shown.findChildren(QWidget)
        if isinstance(child, CONTROLS)
        and child.isVisible()
        and not isinstance(child.parent(), QAbstractSpinBox | QComboBox | QLineEdit | QTableView)
    ]
    assert controls
    for control in controls:
        name = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name).strip()
        assert name, control
        reached = control.focusPolicy() & Qt.FocusPolicy.TabFocus or in_a_group(control)
        assert reached or not control.isEnabled(), name
        assert control.height() >= TARGET, name
    if shown.isWindow():
        shown.close()
