"""The file that proves an event: drop it, choose it, paste it, look at it, take it away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.services.errors import AppError
from desktop_app.ui.kit.drop import DropZone
from desktop_app.ui.kit.labels import not_by_enter, quiet, text_label
from desktop_app.ui.theme.style import GAP


class ProofBox(QWidget):
    """A drop zone with what is stored above it."""

    chosen = Signal(object)
    """A ``NewFile`` to attach."""
    viewed = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = text_label("", parent=self)
        self.view_button = QPushButton(self.tr("Показать"), self)
        self.remove_button = quiet(self.tr("Убрать файл"), self)
        self.zone = DropZone(
            self.tr("Снимок или PDF: перетащите сюда"),
            self.tr("Снимки и PDF (*.png *.jpg *.jpeg *.webp *.bmp *.pdf)"),
            self,
        )
        self.problem = text_label("", role="problem", parent=self)
        self.problem.hide()
        not_by_enter(self.view_button, self.remove_button, self.zone.choose_button, self.zone.paste_button)
        self._lay_out()
        self.view_button.clicked.connect(self.viewed)
        self.remove_button.clicked.connect(self.removed)
        self.zone.chosen.connect(self.chosen)
        self.zone.failed.connect(self._on_failed)

    def show_file(self, attachment_id: int | None) -> None:
        """Show whether there is a file."""
        there = attachment_id is not None
        self.state.setText(self.tr("Файл приложен") if there else self.tr("Файла нет"))
        self.view_button.setVisible(there)
        self.remove_button.setVisible(there)
        self.zone.setEnabled(True)
        self.problem.hide()

    def show_busy(self, name: str) -> None:
        """Show that a file is being stored."""
        self.state.setText(self.tr("Прикладывается «{0}»…").format(name))
        self.zone.setEnabled(False)
        self.problem.hide()

    def show_problem(self, text: str) -> None:
        """Say why a file was not taken."""
        self.problem.setText(text)
        self.problem.show()

    def _on_failed(self, error: AppError) -> None:
        self.show_problem(str(error))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(text_label(self.tr("Файл-подтверждение"), parent=self))
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self.state, 1)
        line.addWidget(self.view_button)
        line.addWidget(self.remove_button)
        column.addLayout(line)
        column.addWidget(self.zone)
        column.addWidget(self.problem)
