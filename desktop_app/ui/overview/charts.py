"""Two small charts painted with the theme's colours: coverage by class, outreach by week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.russian.plurals import count, grouped
from desktop_app.services.outreach.types import ClassCoverage
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.kit.target import paint_target
from desktop_app.ui.kit.tips import tip_of
from desktop_app.ui.theme.colours import colours_of

LINE = 22
"""Height of one class, px."""
MOST_LINES = 12
"""More classes than these stand in two columns: the overview fits a laptop's screen."""
SMALL_LINE = 20
LOW_LINE, LOWEST_LINE = 17, 15
"""On a low screen, and on one that several letters share."""
WEEKS_HEIGHT, LOW_WEEKS_HEIGHT, LOWEST_WEEKS_HEIGHT = 92, 72, 64
SMALL_NAME, SMALL_FIGURE = 40, 72
BETWEEN = 24
"""The gap of the two columns, px."""
LEAST_BAR = 40
"""A bar shorter than this, px, says nothing: the classes stand in one column then."""
WIDEST_NAME = 104
"""What a long name of a class may take of the bar, px."""
NAME_WIDTH = 56
FIGURE_WIDTH = 116
WEEKS = 12
"""The latest weeks shown."""
FULL = 100

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)


class CoverageBars(QWidget):
    """One bar a class: parents surely reached out of all, with the figures beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: tuple[ClassCoverage, ...] = ()
        self._target: int | None = None
        self._line = SMALL_LINE
        self.setAccessibleName(self.tr("Охват по классам"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_low(self, *, low: bool, lowest: bool = False) -> None:
        """Move the lines of two columns together, or apart."""
        line = LOWEST_LINE if lowest else LOW_LINE if low else SMALL_LINE
        if line != self._line:
            self._line = line
            self.updateGeometry()
            self.update()

    def show_classes(self, classes: Sequence[ClassCoverage], target: int | None = None) -> None:
        """Show these classes in their order, and a line at the ``target`` in percent."""
        self._classes = tuple(classes)
        self._target = target
        spoken = (self._figure(each) for each in self._classes)
        names = (each.name for each in self._classes)
        self.setAccessibleDescription(
            "; ".join(f"{name}: {figure}" for name, figure in zip(names, spoken, strict=True))
        )
        said = self.accessibleDescription()  # a line a class only while the tip is lower than the screen
        self.setToolTip(tip_of(said.replace("; ", "\n") if len(self._classes) <= 2 * MOST_LINES else said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a line a class, or a line two classes."""
        return QSize(300, self.heightForWidth(self.width()))

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's own
        """Return the height of one column where two have no room."""
        line, lines, _columns = self._shape(width)
        return line * lines

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, lines, columns = self._shape(self.width())
        width = _column_width(self.width(), columns)
        rooms = self._rooms(width)
        for place, each in enumerate(self._classes):
            column, row = divmod(place, lines)
            self._paint(painter, QRectF(column * (width + BETWEEN), row * line, width, line), rooms, each)
        painter.end()

    def _shape(self, width: int) -> tuple[int, int, int]:
        """Return the height of a line, how many there are, and of how many classes each."""
        number = len(self._classes)
        if number <= MOST_LINES:
            return by_font(LINE), number, 1
        line = by_font(self._line)
        if _column_width(width, 2) - by_font(SMALL_NAME + SMALL_FIGURE) < LEAST_BAR:
            return line, number, 1
        return line, -(-number // 2), 2

    def _rooms(self, width: float) -> tuple[int, int]:
        """Return the rooms of names, as far as a bar is left beside them, and of figures."""
        half = len(self._classes) > MOST_LINES
        least, figure = map(by_font, (SMALL_NAME, SMALL_FIGURE) if half else (NAME_WIDTH, FIGURE_WIDTH))
        wanted = max((self.fontMetrics().horizontalAdvance(each.name) for each in self._classes), default=0)
        return max(least, min(wanted + 8, by_font(WIDEST_NAME), int(width - figure) - LEAST_BAR)), figure

    def _paint(self, painter: QPainter, box: QRectF, rooms: tuple[int, int], each: ClassCoverage) -> None:
        """Paint one class: name, bar, figure; beside another one the bar says the share alone."""
        colours = colours_of(self)
        name, figure = rooms
        said = self._reached(each) if len(self._classes) > MOST_LINES else self._figure(each)
        painter.setPen(QColor(colours.text))
        called = self.fontMetrics().elidedText(each.name, Qt.TextElideMode.ElideRight, name - 8)
        painter.drawText(box.adjusted(0, 0, name - 8 - box.width(), 0), _LEFT, called)
        painter.drawText(box.adjusted(box.width() - figure, 0, 0, 0), _RIGHT, said)
        room = box.width() - name - figure
        track = QRectF(box.x() + name, box.center().y() - 4, room, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.quiet_soft))
        painter.drawRoundedRect(track, 4, 4)
        if each.percent > 0:
            filled = QRectF(track)
            filled.setWidth(max(8.0, room * min(each.percent, FULL) / FULL))
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(filled, 4, 4)
        if self._target is not None and each.parents:
            paint_target(painter, colours, track, self._target)

    def _reached(self, each: ClassCoverage) -> str:
        return self.tr("{0} из {1}").format(each.reached, each.parents) if each.parents else "—"

    def _figure(self, each: ClassCoverage) -> str:
        if not each.parents:
            return self.tr("нет данных")
        return self.tr("{0} из {1} · {2} %").format(each.reached, each.parents, each.percent)


def _column_width(width: int, columns: int) -> float:
    return (width - BETWEEN * (columns - 1)) / columns


class WeekBars(QWidget):
    """One bar a week: contacts with parents, the week's Monday under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weeks: tuple[tuple[date, int, int], ...] = ()
        self.setAccessibleName(self.tr("Информирование по неделям"))
        self.set_low(low=False)

    def set_low(self, *, low: bool, lowest: bool = False) -> None:
        """Take less height, or as much as the bars like."""
        height = LOWEST_WEEKS_HEIGHT if lowest else LOW_WEEKS_HEIGHT if low else WEEKS_HEIGHT
        self.setFixedHeight(by_font(height))

    def show_weeks(self, weeks: Sequence[tuple[date, int, int]]) -> None:
        """Show the latest weeks: Monday, events, contacts."""
        self._weeks = tuple(weeks[-WEEKS:])
        self.setAccessibleDescription("; ".join(self._spoken(*week) for week in self._weeks))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars, their figures and the Mondays."""
        if not self._weeks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self)
        line = by_font(18)
        floor = self.height() - line - 6
        step = min(self.width() / len(self._weeks), 72.0)
        most = max(contacts for _monday, _events, contacts in self._weeks) or 1
        every = max(1, ceil(self.fontMetrics().horizontalAdvance("00.00 ") / step))
        for place, (monday, _events, contacts) in enumerate(self._weeks):
            left = place * step
            height = (floor - line - 4) * contacts / most
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            if contacts:
                painter.drawRoundedRect(
                    QRectF(left + step * 0.2, floor - max(height, 2), step * 0.6, max(height, 2)), 2, 2
                )
            painter.setPen(QColor(colours.text))
            if contacts:
                painter.drawText(
                    QRectF(left - 10, floor - height - line - 2, step + 20, line), _MIDDLE, grouped(contacts)
                )
            painter.setPen(QColor(colours.muted))
            if place % every == 0:
                painter.drawText(
                    QRectF(left - 10, floor + 4, step + 20, line), _MIDDLE, monday.strftime("%d.%m")
                )
        painter.setPen(QColor(colours.border))
        painter.drawLine(QPointF(0, floor + 0.5), QPointF(step * len(self._weeks), floor + 0.5))
        painter.end()

    def _spoken(self, monday: date, events: int, contacts: int) -> str:
        words = count(events, "мероприятие", "мероприятия", "мероприятий")
        people = count(contacts, "контакт", "контакта", "контактов")
        return self.tr("неделя с {0}: {1}, {2}").format(monday.strftime("%d.%m.%Y"), words, people)
