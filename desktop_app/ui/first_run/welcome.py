"""What is shown while there is no file: start one, look at the sample, open a file, or bring back a copy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.kit.labels import primary, text_label
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.kit.wrapping import WrappingRow
from desktop_app.ui.theme.style import GAP


class Welcome(QWidget):
    """Four doors; it needs no services."""

    start_requested = Signal()
    sample_requested = Signal()
    open_requested = Signal()
    restore_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        middle = QWidget(self)
        middle.setMaximumWidth(by_font(640))
        column = QVBoxLayout(middle)
        column.setSpacing(GAP)
        column.addStretch(1)
        column.addWidget(text_label(self.tr("Ответ на письмо министерства"), role="title", parent=middle))
        story = self.tr(
            "Кто назначен, где размещён баннер, кого проинформировали — и готовые приказ и письмо. "
            "Всё хранится в одном файле на этом компьютере, сеть не нужна."
        )
        column.addWidget(text_label(story, role="muted", parent=middle))
        column.addSpacing(2 * GAP)
        self.start_button = primary(self.tr("Начать"), middle)
        self.sample_button = QPushButton(self.tr("Показать на примере"), middle)
        self.open_button = QPushButton(self.tr("Открыть файл…"), middle)
        self.restore_button = QPushButton(self.tr("Восстановить из копии…"), middle)
        buttons = WrappingRow(middle)
        for button in (self.start_button, self.sample_button, self.open_button, self.restore_button):
            buttons.add(button)
        column.addWidget(buttons)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.addWidget(middle)
        self.setFocusProxy(self.start_button)
        self.start_button.clicked.connect(self.start_requested)
        self.sample_button.clicked.connect(self.sample_requested)
        self.open_button.clicked.connect(self.open_requested)
        self.restore_button.clicked.connect(self.restore_requested)
