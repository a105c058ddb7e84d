"""A button with a menu rests when the menu is gone, wherever the mouse is by then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit.drop_down import open_menu_by


@pytest.mark.parametrize("away", [True, False])
def test_a_button_rests_when_its_menu_is_gone_and_the_mouse_too(
    away: bool,  # noqa: FBT001 - a case of the story
    qtbot: QtBot,
    themed: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    button = QPushButton("Таблица")
    qtbot.addWidget(button)
    menu = QMenu(button)
    menu.addAction("Загрузить…")
    open_menu_by(button, menu)
    with qtbot.waitExposed(button):
        button.show()
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    inside = button.mapToGlobal(button.rect().center())
    monkeypatch.setattr(QCursor, "pos", lambda: inside + QPoint(0, 500) if away else inside)
    menu.aboutToHide.emit()  # a menu that is closed by a dialog tells the button nothing else
    QCoreApplication.processEvents()
    assert button.underMouse() is not away
