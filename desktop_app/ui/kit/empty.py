"""What an empty screen says: what belongs here, and the button that starts it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.kit.labels import primary, text_label
from desktop_app.ui.theme.style import GAP


class EmptyState(QWidget):
    """A title, a sentence and one button in the middle of the room there is."""

    started = Signal()

    def __init__(self, title: str, text: str, button: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        middle = QWidget(self)
        middle.setMaximumWidth(560)
        row.addWidget(middle)
        column = QVBoxLayout(middle)
        column.setSpacing(GAP)
        column.addStretch(1)
        for line, role in ((title, "heading"), (text, "muted")):
            label = text_label(line, role=role, parent=self)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        self.button = primary(button, self)
        self.button.setVisible(bool(button))
        self.button.clicked.connect(self.started)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
