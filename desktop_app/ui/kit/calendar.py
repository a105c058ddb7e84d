"""The calendar of a date field: from Monday, in the colours of the theme and never off the screen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from desktop_app.ui.theme.colours import colours_of
from desktop_app.ui.theme.icons import icon


class Calendar(QCalendarWidget):
    """A popup; Escape closes it, Enter and a click choose."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setAccessibleName(self.tr("Календарь"))
        self.setLocale(QLocale(QLocale.Language.Russian, QLocale.Country.Russia))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setMinimumSize(320, 280)
        for name, words in (
            ("prevmonth", self.tr("Предыдущий месяц")),
            ("nextmonth", self.tr("Следующий месяц")),
            ("monthbutton", self.tr("Месяц")),
            ("yearbutton", self.tr("Год")),
        ):
            button = self._button(name)
            button.setAccessibleName(words)
            button.setToolTip(words)

    def open_at(self, field: QWidget, day: date) -> None:
        """Show ``day`` under the field, or above it where the screen ends."""
        self._tint()
        self.setSelectedDate(QDate(day.year, day.month, day.day))
        self._stand_by(field)
        self.show()
        self._stand_by(field)  # shown for the first time it is larger than it said
        self.setFocus()

    def _stand_by(self, field: QWidget) -> None:
        place = QRect(field.mapToGlobal(QPoint(0, 0)), field.size())
        screen = field.screen().availableGeometry()
        top = place.bottom() + 1
        if top + self.height() > screen.bottom():
            top = max(screen.top(), place.top() - self.height())
        left = max(screen.left(), min(place.left(), screen.right() + 1 - self.width()))
        self.move(left, top)

    def _tint(self) -> None:
        """Take the colours of the theme: it may have changed since the last time."""
        colours = colours_of(self)
        weekend = QTextCharFormat()
        weekend.setForeground(QColor(colours.bad))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, weekend)
        for name, drawn in (("prevmonth", "month-before"), ("nextmonth", "month-after")):
            self._button(name).setIcon(icon(drawn, colours.text))

    def _button(self, name: str) -> QToolButton:
        found = self.findChild(QToolButton, f"qt_calendar_{name}")
        assert found is not None  # noqa: S101 - Qt's own parts of its own calendar
        return found
