"""A date that may be missing: typed as 05.06.2024, or picked from a calendar whose week starts on Monday."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QDate, QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.russian.dates import parse_date, short_date
from desktop_app.ui.kit.calendar import Calendar
from desktop_app.ui.kit.fields import UndoLine, select_on_click
from desktop_app.ui.theme.colours import colours_of
from desktop_app.ui.theme.icons import icon

_DIGITS = re.compile(r"\s*(\d{2})(\d{2})(\d{4}|\d{2})\s*")


def read_date(text: str) -> date | None:
    """Return the date in «5.6.24», «05.06.2024», «05062024», «5 июня 2024 г.», or None."""
    digits = _DIGITS.fullmatch(text)
    try:
        return parse_date(".".join(digits.groups()) if digits else text)
    except ValueError:
        return None


@runtime_checkable
class KnowsTheDay(Protocol):
    """A screen: it has the clock of the program, a field has none."""

    def today(self) -> date:
        """Return the local calendar date."""


class DateField(UndoLine):
    """A line for a date with a calendar button; an empty line is None."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("дд.мм.гггг"))
        self.setMaxLength(20)
        self._button = QAction(self.tr("Календарь"), self)
        self._button.setToolTip(self.tr("Открыть календарь (Alt+↓)"))
        self._button.triggered.connect(self.open_calendar)
        self.addAction(self._button, QLineEdit.ActionPosition.TrailingPosition)
        self._tint()
        self._calendar: Calendar | None = None
        self.textChanged.connect(lambda _text: self.changed.emit())
        self.editingFinished.connect(self._on_editing_finished)

    def value(self) -> date | None:
        """Return the date, or None when the line is empty or unreadable."""
        return read_date(self.text())

    def set_value(self, value: date | None) -> None:
        """Show a date or nothing."""
        self.setText("" if value is None else short_date(value))

    def problem(self) -> str:
        """Return how to write a date when what is typed is none."""
        if not self.text().strip() or self.value() is not None:
            return ""
        return self.tr("Такой даты нет. Дата пишется так: 05.06.2024.")

    def open_calendar(self) -> None:
        """Show the calendar under the line; Escape closes it, Enter and a click choose."""
        if self._calendar is None:
            self._calendar = Calendar(self)
            self._calendar.clicked.connect(self._on_picked)
            self._calendar.activated.connect(self._on_picked)
        self._calendar.open_at(self, self.value() or self._today())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar on Alt+Down; Up and Down alone go to the next day and to the one before."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        step = int(event.key() == Qt.Key.Key_Up) - int(event.key() == Qt.Key.Key_Down)
        value = self.value()
        if step and value is not None and date.min < value < date.max:
            self.set_value(value + timedelta(days=step))
            self.selectAll()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let typing replace the date that stands here."""
        super().focusInEvent(event)
        select_on_click(self, event)

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icon in the colour of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_button"):
            self._tint()

    def _today(self) -> date:
        """Return the day of the screen this stands on; of a window before all screens, the computer's."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, KnowsTheDay):
            around = around.parentWidget()
        return around.today() if around is not None else date.today()  # noqa: DTZ011 - the user's own day

    def _on_picked(self, picked: QDate) -> None:
        self.set_value(date(picked.year(), picked.month(), picked.day()))
        if self._calendar is not None:
            self._calendar.hide()
        self.setFocus()

    def _on_editing_finished(self) -> None:
        value = self.value()
        if value is not None:
            self.set_value(value)

    def _tint(self) -> None:
        self._button.setIcon(icon("calendar", colours_of(self).muted))
