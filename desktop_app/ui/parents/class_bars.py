"""A painted line a class: different parents surely reached, and contacts, side by side and never mixed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_app.russian.plurals import grouped
from desktop_app.services.outreach.types import ClassCoverage
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.kit.target import paint_target
from desktop_app.ui.parents.words import contacts, events, parents_of
from desktop_app.ui.theme.colours import Colours, colours_of

LINE = 24
"""Height of one class and of the heads, px."""
NAME_WIDTH, WIDEST_NAME = 48, 104
"""Room of the names, px; a school with long ones shortens the bars."""
SHARE_WIDTH = 74
CONTACTS_WIDTH = 76
BAR = 8
EDGE = 4
"""Between the last figure and the scroll bar, px."""
FULL = 100

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class ClassBars(QWidget):
    """Class, bar, «reached of all», contacts; a click shows the class in the log."""

    chosen = Signal(int)
    """The id of the class that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: tuple[ClassCoverage, ...] = ()
        self._target: int | None = None
        self.setAccessibleName(self.tr("Охват по классам"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_classes(self, classes: Sequence[ClassCoverage], target: int | None = None) -> None:
        """Show these classes in their order, and a line at the ``target`` in percent."""
        self._classes = tuple(classes)
        self._target = target
        self.setAccessibleDescription("; ".join(self.spoken(each) for each in self._classes))
        self.updateGeometry()
        self.update()

    def spoken(self, each: ClassCoverage) -> str:
        """Return everything known of a class as one sentence."""
        head = self.tr("{0}: {1}, {2}").format(each.name, events(each.events), contacts(each.contacts))
        if not each.parents:
            return self.tr("{0}, число родителей не указано").format(head)
        return self.tr("{0}, не меньше {1} разных из {2}, {3} %").format(
            head, each.reached, parents_of(each.parents), min(each.percent, FULL)
        )

    def sizeHint(self) -> QSize:
        """Return a line a class, and one for the heads."""
        return QSize(300, LINE * (len(self._classes) + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heads and the lines in sight."""
        seen = event.rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.window())  # in a scrolling area the own background is transparent
        self._paint_heads(painter, colours)
        names = self._name_width()
        for line, each in enumerate(self._classes, start=1):
            if seen.top() < (line + 1) * LINE and line * LINE <= seen.bottom():
                self._paint_class(painter, colours, QRectF(0, line * LINE, names, LINE), each)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say everything of the class under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            each = self._at(event.pos().y())
            QToolTip.showText(event.globalPos(), self.spoken(each) if each else "", self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the class under the pointer."""
        each = self._at(event.position().toPoint().y())
        if each is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(each.class_id)
        super().mouseReleaseEvent(event)

    def _at(self, y: int) -> ClassCoverage | None:
        line = y // LINE - 1
        return self._classes[line] if 0 <= line < len(self._classes) else None

    def _name_width(self) -> int:
        wanted = max((self.fontMetrics().horizontalAdvance(each.name) for each in self._classes), default=0)
        return max(by_font(NAME_WIDTH), min(wanted + 8, by_font(WIDEST_NAME)))

    def _paint_heads(self, painter: QPainter, colours: Colours) -> None:
        painter.setPen(QColor(colours.muted))
        names = by_font(NAME_WIDTH)
        share = QRectF(names, 0, self._contacts_box(0).left() - names, LINE)
        painter.drawText(QRectF(0, 0, names, LINE), _LEFT, self.tr("Класс"))
        painter.drawText(share, _RIGHT, self.tr("Разных родителей"))
        painter.drawText(self._contacts_box(0), _RIGHT, self.tr("Контактов"))

    def _paint_class(self, painter: QPainter, colours: Colours, box: QRectF, each: ClassCoverage) -> None:
        """Paint a class in its line, which begins with ``box``: the place of its name."""
        top, names, wide = box.top(), box.width(), by_font(SHARE_WIDTH)
        contacts_box = self._contacts_box(top)
        share = QRectF(contacts_box.left() - wide, top, wide, LINE)
        painter.setPen(QColor(colours.text))
        name = painter.fontMetrics().elidedText(each.name, Qt.TextElideMode.ElideRight, int(names) - 4)
        painter.drawText(box, _LEFT, name)
        painter.drawText(contacts_box, _RIGHT, grouped(each.contacts) if each.events else "—")
        if not each.parents:
            painter.setPen(QColor(colours.muted))
            room = QRectF(names, top, share.right() - names, LINE)
            said = self.tr("родители не сосчитаны")
            if painter.fontMetrics().horizontalAdvance(said) > room.width():
                said = self.tr("не сосчитаны")
            painter.drawText(room, _RIGHT, said)
            return
        percent = min(each.percent, FULL)
        painter.drawText(share, _RIGHT, self.tr("{0} из {1}").format(each.reached, each.parents))
        track = QRectF(names, top + (LINE - BAR) / 2, share.left() - names, BAR)
        room = QRectF(track)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.quiet_soft))
        painter.drawRoundedRect(track, BAR / 2, BAR / 2)
        if percent:
            track.setWidth(max(float(BAR), track.width() * percent / FULL))
            painter.setBrush(QColor(colours.good if percent == FULL else colours.accent))
            painter.drawRoundedRect(track, BAR / 2, BAR / 2)
        if self._target is not None:
            paint_target(painter, colours, room, self._target)

    def _contacts_box(self, top: float) -> QRectF:
        wide = by_font(CONTACTS_WIDTH)
        return QRectF(self.width() - wide, top, wide - EDGE, LINE)
