"""A strip under the header for what stays true while the file is open: read only, on a share, in a cloud."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop_app.ui.kit.labels import quiet, text_label
from desktop_app.ui.theme.style import GAP


class Notice(QFrame):
    """Hidden while there is nothing to say; the user may put it away until the file is opened again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self.setProperty("tone", "busy")
        self.label = text_label("", parent=self)
        self.close_button = quiet(self.tr("Понятно"), self)
        self.close_button.setToolTip(self.tr("Убрать до следующего открытия файла"))
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GAP, 4, GAP, 4)
        row.addWidget(self.label, 1)
        row.addWidget(self.close_button)
        self._sentences: list[str] = []
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def add(self, sentence: str) -> None:
        """Say one thing more."""
        self._sentences.append(sentence)
        self.label.setText("\n".join(self._sentences))
        self.show()

    def clear(self) -> None:
        """Say nothing."""
        self._sentences.clear()
        self.label.clear()
        self.hide()
