"""The size of a dialog: what it likes, or what the screen has."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog

FRAME: Final = 40
"""Pixels of a screen that the title and the frame of a dialog take."""


def room_of(dialog: QDialog) -> QSize:
    """Return what the screen has for a dialog without its frame, px: at 150 % a laptop has 870 × 432."""
    return dialog.screen().availableSize() - QSize(FRAME, FRAME)


def resize_within(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog a size, px, or less where the screen is smaller."""
    dialog.resize(QSize(width, height).boundedTo(room_of(dialog)))
