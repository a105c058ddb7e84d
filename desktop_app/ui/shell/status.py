"""The status bar: which file, whether all is saved, when the last copy was made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget


class StatusBar(QStatusBar):
    """Three texts and a sign that something is under way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.file = self._slot()
        self.saved = self._slot()
        self.backup = self._slot()
        self.busy = QProgressBar(self)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedWidth(120)
        self.busy.setAccessibleName(self.tr("Идёт работа"))
        self.busy.hide()
        self.addWidget(self.file, 1)
        self.addPermanentWidget(self.busy)
        self.addPermanentWidget(self.saved)
        self.addPermanentWidget(self.backup)

    def show_file(self, path: Path | None, *, read_only: bool = False) -> None:
        """Name the open file; its folder is in the tooltip."""
        if path is None:
            self.file.setText(self.tr("Файл не открыт"))
            self.file.setToolTip("")
            self.saved.clear()
            self.backup.clear()
            return
        text = self.tr("{0} — только чтение") if read_only else "{0}"
        self.file.setText(text.format(path.name))
        self.file.setToolTip(str(path))

    def show_saved(self, *, unsaved: bool) -> None:
        """Say whether something typed is not stored yet."""
        self.saved.setText(self.tr("Есть несохранённое") if unsaved else self.tr("Всё сохранено"))

    def show_backup(self, text: str) -> None:
        """Say when the last copy was made."""
        self.backup.setText(text or self.tr("Копий ещё нет"))

    def _slot(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label
