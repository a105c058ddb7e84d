"""What a text gives: the filled paragraphs, or the mistakes with the way to their lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_app.services.texts.types import FilledText, Mistake
from desktop_app.ui.kit.fields import ChoiceField
from desktop_app.ui.kit.labels import breakable, quiet, scrolled, text_label
from desktop_app.ui.theme.style import GAP

_FILL = Qt.AlignmentFlag(0)


class FilledView(QWidget):
    """The test fill, by the school's own record or by the sample school."""

    source_changed = Signal()
    line_wanted = Signal(int)
    """A line of the template (from 1) to go to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = text_label("", role="heading", parent=self)
        self.source = ChoiceField(
            {False: self.tr("по записям школы"), True: self.tr("по записям школы-примера")}, self
        )
        self.source.setAccessibleName(self.tr("Чем заполнить текст"))
        self.source.changed.connect(self.source_changed)
        self._holder = QWidget(self)
        self._lines = QVBoxLayout(self._holder)
        self._lines.setContentsMargins(0, 0, GAP, 0)
        self._lines.setSpacing(GAP)
        self._lines.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.title)
        column.addWidget(self.source)
        column.addWidget(scrolled(self._holder), 1)
        self._say_fills()

    @property
    def by_sample(self) -> bool:
        """Whether the sample school is asked for."""
        return bool(self.source.value())

    def lines(self) -> tuple[str, ...]:
        """Return the texts shown, from top to bottom."""
        items = (self._lines.itemAt(place) for place in range(self._lines.count()))
        widgets = [item.widget() for item in items if item is not None]
        return tuple(widget.text() for widget in widgets if isinstance(widget, QLabel))

    def show_filled(self, filled: FilledText) -> None:
        """Show the heading and the paragraphs as they will be printed."""
        self._say_fills()
        self._clear()
        self._add(self._selectable(text_label(breakable(filled.heading), role="strong", parent=self._holder)))
        for paragraph in filled.paragraphs:
            self._add(self._selectable(text_label(breakable(paragraph), parent=self._holder)))

    def show_mistakes(self, mistakes: Sequence[Mistake]) -> None:
        """Show what is wrong in place of the text, each with a button to its line."""
        self.title.setText(self.tr("Нужно исправить"))
        self._clear()
        for mistake in mistakes:
            button = quiet(self.tr("К строке {0}").format(mistake.line), self._holder)
            button.setAccessibleName(self.tr("К строке {0}: {1}").format(mistake.line, mistake.sentence))
            button.clicked.connect(lambda _on=False, line=mistake.line: self.line_wanted.emit(line))
            self._add(text_label(str(mistake), role="problem", parent=self._holder))
            self._add(button, Qt.AlignmentFlag.AlignLeft)

    def _say_fills(self) -> None:
        self.title.setText(self.tr("Что получится"))

    def _add(self, widget: QWidget, align: Qt.AlignmentFlag = _FILL) -> None:
        self._lines.insertWidget(self._lines.count() - 1, widget, 0, align)

    def _clear(self) -> None:
        while self._lines.count() > 1:
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    @staticmethod
    def _selectable(label: QLabel) -> QLabel:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
