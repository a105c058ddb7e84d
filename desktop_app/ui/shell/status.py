"""The status bar: which file, whether it is whole, whether all is saved, when the last copy was made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QWidget

from desktop_app.ui.kit.labels import quiet, retouch, text_label
from desktop_app.ui.theme.style import GAP, TARGET


class StatusBar(QFrame):
    """Four texts and a sign that something is under way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self.file = self._slot()
        self.checked = self._slot()
        self.saved = self._slot()
        self.backup = self._slot()
        self.busy = QProgressBar(self)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedWidth(120)
        self.busy.setAccessibleName(self.tr("Идёт работа"))
        self.busy.hide()
        self.stop_button = quiet(self.tr("Не ждать"), self)
        self.stop_button.setToolTip(self.tr("Прервать: файлы останутся, какими были"))
        self.stop_button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP + 4, 0, GAP + 4, 0)
        row.setSpacing(2 * GAP)
        row.addWidget(self.file, 1)
        for widget in (self.busy, self.stop_button, self.checked, self.saved, self.backup):
            row.addWidget(widget)

    def keep_room(self, *, kept: bool) -> None:
        """Be as high without the button as with it, so that the page above does not move when it comes."""
        self.setMinimumHeight(TARGET if kept else 0)

    def show_file(self, path: Path | None, *, read_only: bool = False) -> None:
        """Name the open file; its folder is in the tooltip."""
        if path is None:
            self.file.setText(self.tr("Файл не открыт"))
            self.file.setToolTip("")
            self.show_checked("")
            self.saved.clear()
            self.backup.clear()
            return
        text = self.tr("{0} — только чтение") if read_only else "{0}"
        self.file.setText(text.format(path.name))
        self.file.setToolTip(str(path))

    def show_saved(self, *, unsaved: bool) -> None:
        """Say whether something typed is not stored yet."""
        self.saved.setText(self.tr("Есть несохранённое") if unsaved else self.tr("Всё сохранено"))

    def show_saving(self) -> None:
        """Say that a change is on its way to the disk."""
        self.saved.setText(self.tr("Сохраняю…"))

    def show_checked(self, text: str, details: str = "", *, bad: bool = False) -> None:
        """Say whether the file is whole; the details are in the tooltip."""
        self.checked.setText(text)
        self.checked.setToolTip(details)
        self.checked.setAccessibleDescription(details)
        retouch(self.checked, "role", "problem" if bad else "muted")

    def show_backup(self, text: str, details: str = "") -> None:
        """Say when the last copy was made, or nothing until it is known; the details are in the tooltip."""
        self.backup.setText(text)
        self.backup.setToolTip(details)
        self.backup.setAccessibleDescription(details)

    def _slot(self) -> QLabel:
        label = text_label("", role="muted", parent=self)
        label.setWordWrap(False)
        return label
