"""The size of a dialog: what it likes, or what the screen has."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QDialog

FRAME: Final = 40
"""Pixels of a screen that the title and the frame of a dialog take."""


def resize_within(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog a size, px, or less where the screen is smaller: at 150 % a laptop has 910 × 512."""
    room = dialog.screen().availableSize()
    dialog.resize(min(width, room.width() - FRAME), min(height, room.height() - FRAME))
