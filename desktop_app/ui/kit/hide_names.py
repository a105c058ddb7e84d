"""Names are hidden on a picture before it is stored; Enter stores it as it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.services.attachments.apart import hide, prepare_picture
from desktop_app.services.attachments.pictures import Picture
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.hiding_canvas import HidingCanvas
from desktop_app.ui.kit.labels import not_by_enter, primary, quiet, text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.pixels import picture_of
from desktop_app.ui.kit.presses import often
from desktop_app.ui.kit.wrapping import WrappingRow
from desktop_app.ui.theme.style import GAP

_PDF = b"%PDF-"
_PART = 0.9
"""How much of the window the dialog takes."""

Then = Callable[[NewFile], None]


def hide_names(file: NewFile, then: Then, parent: QWidget) -> None:
    """Let the user hide names on a picture, then hand it on; a PDF is handed on as it is."""
    if file.content.startswith(_PDF):
        then(file)
        return
    HideNamesDialog(file, then, parent).open()


class HideNamesDialog(QDialog):
    """The picture large, rectangles over what nobody is to read."""

    def __init__(
        self,
        file: NewFile,
        then: Then,
        parent: QWidget,
        *,
        read: Callable[[bytes], Picture] = prepare_picture,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Снимок: скрыть имена и телефоны"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._file = file
        self._then = then
        self._handed_on = False
        self.canvas = HidingCanvas(self)
        self.canvas.setAccessibleName(self.tr("Снимок"))
        self.canvas.show_image(QImage(), self.tr("Читаю снимок…"))
        self.canvas.changed.connect(self._on_changed)
        self.problem = text_label("", role="problem", parent=self)
        self.problem.hide()
        self._lay_out()
        self._on_changed()
        self.resize(parent.window().size() * _PART)
        self.canvas.setFocus()
        Operation(
            self, lambda: picture_of(read(file.content).jpeg), self._on_read, self._on_unreadable
        ).start()

    def take(self) -> None:
        """Hide the areas for good and hand the picture on; without any, hand it on as it came."""
        areas = self.canvas.areas
        if not areas:
            self._on_hidden(self._file)
            return
        self.take_button.setEnabled(False)
        file = self._file
        Operation(self, lambda: hide(file, areas), self._on_hidden, self._on_refused).start()

    def _lay_out(self) -> None:
        self.words = text_label("", parent=self)
        hint = self.tr(
            "Обведите мышью; обведённое можно сдвинуть и растянуть за край. С клавиатуры: «Пробел» "
            "добавляет, стрелки двигают, Shift+стрелки меняют размер, PageDown — следующий, Delete убирает."
        )
        self.add_button = quiet(self.tr("Добавить прямоугольник"), self)
        self.remove_button = quiet(self.tr("Убрать"), self)
        self.undo_button = quiet(self.tr("Вернуть назад"), self)
        self.cancel_button = QPushButton(self.tr("Не добавлять снимок"), self)
        self.take_button = primary("", self)
        self.take_button.setDefault(True)
        for button, deed in (
            (self.add_button, self._on_add),
            (self.remove_button, self.canvas.remove),
            (self.undo_button, self.canvas.undo),
            (self.cancel_button, self.reject),
            (self.take_button, self.take),
        ):
            button.clicked.connect(deed)
            if button is not self.take_button:
                not_by_enter(button)
        often(self.remove_button, self.undo_button)
        tools = QWidget(self)
        links = QHBoxLayout(tools)
        links.setContentsMargins(0, 0, 0, 0)
        for button in (self.add_button, self.remove_button, self.undo_button):
            links.addWidget(button)
        links.addStretch(1)
        buttons = WrappingRow(self)
        buttons.add(tools, stretch=1)
        buttons.add(self.take_button)
        buttons.add(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        column.setSpacing(GAP)
        column.addWidget(self.words)
        column.addWidget(self.canvas, 1)
        column.addWidget(text_label(hint, role="muted", parent=self))
        column.addWidget(self.problem)
        column.addWidget(buttons)

    def _on_add(self) -> None:
        self.canvas.add()
        self.canvas.setFocus()

    def _on_changed(self) -> None:
        count = len(self.canvas.areas)
        self.words.setText(
            self.tr("Будет скрыто мест: {0}. Вернуть текст под ними в сохранённом снимке нельзя.").format(
                count
            )
            if count
            else self.tr(
                "Видны чьи-то имена или телефоны? Обведите их. Если нет, нажмите «Добавить как есть»."
            )
        )
        self.canvas.setAccessibleDescription(self.words.text())
        self.add_button.setEnabled(self.canvas.has_picture)
        self.remove_button.setEnabled(count > 0)
        self.undo_button.setEnabled(self.canvas.can_undo)
        self.take_button.setText(self.tr("Скрыть и добавить") if count else self.tr("Добавить как есть"))
        self.take_button.setEnabled(True)

    def _on_read(self, image: QImage) -> None:
        self.canvas.show_image(image)
        self._on_changed()

    def _on_unreadable(self, _error: AppError) -> None:
        self._on_hidden(self._file)  # who stores it says what is wrong, beside the field

    def _on_refused(self, error: AppError) -> None:
        self.problem.setText(str(error))
        self.problem.show()
        self.take_button.setEnabled(True)

    def _on_hidden(self, file: NewFile) -> None:
        if self._handed_on:  # Enter and a late answer of the reader
            return
        self._handed_on = True
        self.accept()
        self._then(file)
