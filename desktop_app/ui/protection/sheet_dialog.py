"""The recovery sheet: seen, printed, saved where the user says; it is kept nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.services.copies.disk import in_russian, write_whole
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.folders import documents
from desktop_app.ui.kit.labels import primary, retouch, text_label
from desktop_app.ui.kit.pages import PagePreview
from desktop_app.ui.kit.room import resize_within
from desktop_app.ui.letters.printing import print_pdf
from desktop_app.ui.theme.style import GAP, MARGIN


class SheetDialog(QDialog):
    """The very page, and the two ways to take it out; ``made`` is called after either."""

    def __init__(self, pdf: bytes, file_stem: str, made: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._pdf = pdf
        self._stem = file_stem
        self._made = made
        self.taken_out = False
        """Whether the sheet was printed or saved."""
        self.setWindowTitle(self.tr("Лист с ключом восстановления"))
        resize_within(self, 760, 640)
        story = self.tr(
            "Напечатайте лист и уберите в сейф. Если пароль забудется, файл откроет только этот ключ: "
            "другого способа нет."
        )
        self.preview = PagePreview(self)
        self.remark = text_label("", parent=self)
        self.remark.hide()
        self.print_button = primary(self.tr("Печать…"), self)
        self.save_button = QPushButton(self.tr("Сохранить PDF…"), self)
        self.close_button = QPushButton(self.tr("Позже"), self)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.print_button, self.save_button, self.close_button):
            foot.addWidget(button)  # Enter presses the one with the frame
        self.print_button.setShortcut(QKeySequence.StandardKey.Print)
        self.save_button.setShortcut(QKeySequence.StandardKey.Save)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(text_label(story, parent=self))
        column.addWidget(self.preview, 1)
        column.addWidget(self.remark)
        column.addLayout(foot)
        self.print_button.clicked.connect(lambda: self._attempt(self._print))
        self.save_button.clicked.connect(lambda: self._attempt(self._save))
        self.close_button.clicked.connect(self.accept)
        self.preview.show_pdf(pdf)
        self.print_button.setFocus()

    def done(self, result: int) -> None:
        """Forget the page with the dialog."""
        self._pdf = b""
        self.preview.clear()
        super().done(result)

    def _print(self) -> str:
        # the queue's name of the job is seen by everybody who uses the printer
        return self.tr("Отправлено на печать.") if print_pdf(self._pdf, self.tr("Отклик"), self) else ""

    def _save(self) -> str:
        name = self.tr("{0} — ключ восстановления.pdf").format(self._stem)
        proposed, kind = str(documents() / name), self.tr("PDF (*.pdf)")
        chosen, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), proposed, kind)
        if not chosen:
            return ""
        path = Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")
        with in_russian(self.tr("лист не сохранён")):
            write_whole(path, self._pdf)
        return self.tr("Сохранено: {0}. Напечатайте и удалите этот файл: он открывает запись.").format(
            path.name
        )

    def _attempt(self, way: Callable[[], str]) -> None:
        try:
            done = way()
            if done:
                self._made()
                self.taken_out = True
                self.close_button.setText(self.tr("Готово"))
        except AppError as error:
            self._say(str(error), bad=True)
            return
        if done:
            self._say(done, bad=False)

    def _say(self, text: str, *, bad: bool) -> None:
        self.remark.setText(text)
        retouch(self.remark, "role", "problem" if bad else "")
        retouch(self.remark, "tone", "" if bad else "good")
        self.remark.show()
