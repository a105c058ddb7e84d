"""Widths that grow with the system's font: whoever sees badly has set it to 14 points instead of 9."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

UNLIMITED: Final = 16_777_215
"""Pixels: Qt's word for «no greatest width», or height."""
USUAL: Final = 9.0
"""Points of the font the widths are written down for."""


def by_font(width: int) -> int:
    """Return a width, px, for the font of the application; never less than it was written down as."""
    return round(width * max(1.0, QFontInfo(QApplication.font()).pointSizeF() / USUAL))
