"""A button that opens a menu, and looks at rest again when the menu is gone."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QPushButton


def open_menu_by(button: QPushButton, menu: QMenu) -> None:
    """Give a button its menu.

    What is chosen may open a dialog: Qt then never tells the button that the mouse has left, and it would
    look as if it were held down until the mouse comes by again.
    """
    button.setMenu(menu)
    menu.aboutToHide.connect(lambda: QTimer.singleShot(0, button, lambda: _cool(button)))


def _cool(button: QPushButton) -> None:
    if not button.rect().contains(button.mapFromGlobal(QCursor.pos())):
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)  # noqa: FBT003 - Qt's own
        button.update()
