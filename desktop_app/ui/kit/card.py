"""A framed block with a heading."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.ui.kit.labels import show_or_hide, text_label
from desktop_app.ui.theme.style import GAP


class Card(QFrame):
    """A surface; ``self.content`` is the vertical layout to fill."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(2 * GAP, GAP + 4, 2 * GAP, GAP + 4)
        self.content.setSpacing(GAP)
        self.heading = text_label(title, role="heading", parent=self)
        show_or_hide(self.heading, shown=bool(title))
        self.content.addWidget(self.heading)
