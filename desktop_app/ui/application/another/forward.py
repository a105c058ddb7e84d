"""Bring the window to the front when another start of the program asks for it."""

from __future__ import annotations

import os

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def come_forward(window: QWidget, token: str) -> None:
    """Bring the window, and the question over it if there is one, to the front.

    ``token`` is what Wayland wants to see for that; a desktop that lets nobody forward marks the window.
    """
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    front = QApplication.activeModalWidget() or window
    front.raise_()
    if token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt takes it from there, once
    front.activateWindow()
    QApplication.alert(window)
