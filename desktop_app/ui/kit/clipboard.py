"""What was copied, to be pasted here."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication


def clipboard() -> QMimeData:
    """Return what is on the clipboard; nothing when its owner is gone and Qt has no answer at all."""
    mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return mime if mime is not None else QMimeData()
