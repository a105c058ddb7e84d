"""The columns of a table: what each is called, what it is taken for, and what stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.services.exchange.headings import vocabulary
from desktop_app.services.exchange.types import SKIP, ColumnGuess, Subject
from desktop_app.ui.kit.elided import ElidedLabel
from desktop_app.ui.kit.fields import ChoiceField
from desktop_app.ui.kit.labels import retouch
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.theme.style import GAP

NAME_WIDTH = 116
CHOICE_WIDTH = 212


class ColumnsBox(QWidget):
    """One line a column; the choice of each can be changed."""

    chosen = Signal(int, str)
    """A column's place and the field the user gave it (``SKIP`` for none)."""

    def __init__(self, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = dict(vocabulary(subject).titles)
        self.choices: dict[int, ChoiceField] = {}
        self._shape: tuple[tuple[int, str, tuple[str, ...]], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, GAP, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)

    def show_columns(self, columns: Sequence[ColumnGuess]) -> None:
        """Show these columns; lines that are there already keep the keyboard's place."""
        shape = tuple((column.place, column.title, column.samples) for column in columns)
        if shape != self._shape:
            self._shape = shape
            self._build(columns)
        for column in columns:
            choice = self.choices.get(column.place)
            if choice is None:
                continue
            blocked = choice.blockSignals(True)  # noqa: FBT003 - Qt's own
            choice.set_value(column.field)
            choice.blockSignals(blocked)
            unsure = column.field != SKIP and not column.sure
            retouch(choice, "invalid", "true" if unsure else "false")
            choice.setToolTip(self.tr("Догадка: проверьте") if unsure else "")

    def _build(self, columns: Sequence[ColumnGuess]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.choices = {}
        heads = (self.tr("Столбец таблицы"), self.tr("Что это"), self.tr("Первые значения"))
        for place, head in enumerate(heads):
            label = ElidedLabel("muted", self)
            label.setText(head)
            self._grid.addWidget(label, 0, place)
        fields = {SKIP: self.tr("— не загружать —"), **self._titles}
        shown = [column for column in columns if column.title or column.samples]
        for line, column in enumerate(shown, 1):
            self._add_line(line, column, fields)
        self._grid.setRowStretch(len(shown) + 1, 1)

    def _add_line(self, line: int, column: ColumnGuess, fields: dict[str, str]) -> None:
        name = ElidedLabel(parent=self)
        name.setText(column.title)
        name.setFixedWidth(by_font(NAME_WIDTH))
        choice = ChoiceField(fields, self)
        choice.setFixedWidth(by_font(CHOICE_WIDTH))
        choice.setAccessibleName(self.tr("Что в столбце «{0}»").format(column.title))
        choice.setAccessibleDescription("; ".join(column.samples))
        choice.changed.connect(lambda: self.chosen.emit(column.place, choice.value()))
        samples = ElidedLabel("muted", self)
        samples.setText(" · ".join(" ".join(each.split()) for each in column.samples if each.strip()))
        self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(choice, line, 1)
        self._grid.addWidget(samples, line, 2, Qt.AlignmentFlag.AlignVCenter)
        self.choices[column.place] = choice
