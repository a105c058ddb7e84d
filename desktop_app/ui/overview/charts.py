"""Two small charts painted with the theme's colours: coverage by class, outreach by week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.russian.plurals import count
from desktop_app.services.outreach.types import ClassCoverage
from desktop_app.ui.kit.target import paint_target
from desktop_app.ui.theme.colours import colours_of

LINE = 22
"""Height of one class, px."""
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
        self.setAccessibleName(self.tr("Охват по классам"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_classes(self, classes: Sequence[ClassCoverage], target: int | None = None) -> None:
        """Show these classes in their order, and a line at the ``target`` in percent."""
        self._classes = tuple(classes)
        self._target = target
        spoken = (self._figure(each) for each in self._classes)
        names = (each.name for each in self._classes)
        self.setAccessibleDescription(
            "; ".join(f"{name}: {figure}" for name, figure in zip(names, spoken, strict=True))
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a line a class."""
        return QSize(300, LINE * len(self._classes))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self)
        room = self.width() - NAME_WIDTH - FIGURE_WIDTH
        for line, each in enumerate(self._classes):
            top = line * LINE
            painter.setPen(QColor(colours.text))
            painter.drawText(QRectF(0, top, NAME_WIDTH - 8, LINE), _LEFT, each.name)
            painter.drawText(
                QRectF(self.width() - FIGURE_WIDTH, top, FIGURE_WIDTH, LINE), _RIGHT, self._figure(each)
            )
            track = QRectF(NAME_WIDTH, top + 7, room, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.quiet_soft))
            painter.drawRoundedRect(track, 4, 4)
            if each.percent > 0:
                track.setWidth(max(8.0, room * min(each.percent, FULL) / FULL))
                painter.setBrush(QColor(colours.accent))
                painter.drawRoundedRect(track, 4, 4)
            if self._target is not None and each.parents:
                paint_target(painter, colours, QRectF(NAME_WIDTH, top + 7, room, 8), self._target)
        painter.end()

    def _figure(self, each: ClassCoverage) -> str:
        if not each.parents:
            return self.tr("нет данных")
        return self.tr("{0} из {1} · {2} %").format(each.reached, each.parents, each.percent)


class WeekBars(QWidget):
    """One bar a week: contacts with parents, the week's Monday under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weeks: tuple[tuple[date, int, int], ...] = ()
        self.setAccessibleName(self.tr("Информирование по неделям"))
        self.setFixedHeight(132)

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
        floor = self.height() - 24
        step = min(self.width() / len(self._weeks), 72.0)
        most = max(contacts for _monday, _events, contacts in self._weeks) or 1
        every = max(1, round(48 / step))
        for place, (monday, _events, contacts) in enumerate(self._weeks):
            left = place * step
            height = (floor - 22) * contacts / most
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            if contacts:
                painter.drawRoundedRect(
                    QRectF(left + step * 0.2, floor - max(height, 2), step * 0.6, max(height, 2)), 2, 2
                )
            painter.setPen(QColor(colours.text))
            if contacts:
                painter.drawText(QRectF(left, floor - height - 20, step, 18), _MIDDLE, str(contacts))
            painter.setPen(QColor(colours.muted))
            if place % every == 0:
                painter.drawText(
                    QRectF(left - 10, floor + 4, step + 20, 18), _MIDDLE, monday.strftime("%d.%m")
                )
        painter.setPen(QColor(colours.border))
        painter.drawLine(QPointF(0, floor + 0.5), QPointF(step * len(self._weeks), floor + 0.5))
        painter.end()

    def _spoken(self, monday: date, events: int, contacts: int) -> str:
        words = count(events, "мероприятие", "мероприятия", "мероприятий")
        people = count(contacts, "контакт", "контакта", "контактов")
        return self.tr("неделя с {0}: {1}, {2}").format(monday.strftime("%d.%m.%Y"), words, people)
