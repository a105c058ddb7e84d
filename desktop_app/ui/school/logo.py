"""The emblem of the letterhead: seen, chosen, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.services.attachments.types import NewFile
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.drop import DropZone
from desktop_app.ui.kit.labels import quiet, text_label
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services

_SIDE = 64


class LogoRow(QWidget):
    """A small picture of the emblem and the ways to change it."""

    changed = Signal(str)
    """A sentence on what was done."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.picture = QLabel(self)
        self.picture.setFixedHeight(_SIDE)
        self.picture.setAccessibleName(self.tr("Эмблема школы"))
        self.zone = DropZone(
            self.tr("Над наименованием школы на бланке"),
            self.tr("Картинки (*.png *.jpg *.jpeg *.webp *.bmp)"),
            self,
            narrow=True,
        )
        self.zone.chosen.connect(self._on_chosen)
        self.zone.failed.connect(self._on_failed)
        self.remove_button = quiet(self.tr("Убрать эмблему"), self)
        self.remove_button.clicked.connect(lambda: self._set(None))
        self.problem = text_label("", role="problem", parent=self)
        self.problem.hide()
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        row.addWidget(self.picture)
        row.addWidget(self.zone, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_logo(self, content: bytes) -> None:
        """Show the stored emblem, or that there is none."""
        image = QImage.fromData(content)
        self.picture.setVisible(not image.isNull())
        self.remove_button.setVisible(not image.isNull())
        if not image.isNull():
            self.picture.setPixmap(
                QPixmap.fromImage(image.scaledToHeight(_SIDE, Qt.TransformationMode.SmoothTransformation))
            )

    def _on_chosen(self, file: NewFile) -> None:
        self._set(file)

    def _set(self, file: NewFile | None) -> None:
        try:
            aside(lambda: self._services.layouts.set_logo(file))
            self.show_logo(self._services.layouts.logo())
        except AppError as error:
            self._on_failed(error)
            return
        self.problem.hide()
        self.changed.emit(
            self.tr("Эмблема изменена") if file else self.tr("Эмблема убрана. Ctrl+Z вернёт её.")
        )

    def _on_failed(self, error: AppError) -> None:
        self.problem.setText(str(error))
        self.problem.show()
