"""How a table is read, where there is a choice: which sheet, in which encoding."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.exchange.encodings import NAMES
from desktop_app.services.exchange.types import Source
from desktop_app.ui.kit.fields import ChoiceField
from desktop_app.ui.kit.labels import text_label


class HowRead(QWidget):
    """A line for each of the two; one without a choice is hidden."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = ChoiceField({}, self)
        self.encoding = ChoiceField({}, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._lines: dict[ChoiceField, QWidget] = {}
        for field, name in ((self.sheet, self.tr("Лист")), (self.encoding, self.tr("Кодировка"))):
            field.setAccessibleName(name)
            field.changed.connect(self.chosen)
            line = QWidget(self)
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(text_label(name, role="muted", parent=line))
            row.addWidget(field, 1)
            line.hide()
            column.addWidget(line)
            self._lines[field] = line
        self.hide()

    def show_source(self, source: Source) -> None:
        """Show how a table was read, and offer the other ways; nothing is announced."""
        self._offer(self.sheet, {name: name for name in source.sheets}, source.sheet)
        self._offer(self.encoding, NAMES if source.encoding else {}, source.encoding)
        self.setVisible(any(not line.isHidden() for line in self._lines.values()))

    def _offer(self, field: ChoiceField, choices: dict[str, str], chosen: str) -> None:
        blocked = field.blockSignals(True)  # noqa: FBT003 - Qt's own
        field.set_choices(choices)
        field.set_value(chosen)
        field.blockSignals(blocked)
        self._lines[field].setVisible(len(choices) > 1)
