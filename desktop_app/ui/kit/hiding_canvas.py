"""A picture on which rectangles are drawn, by mouse or by keys, over what nobody is to read."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.services.attachments.blur import Area, shade
from desktop_app.ui.theme.colours import colours_of

STEP: Final = 0.01
"""How far an arrow moves or sizes, in shares of the picture."""
_SMALLEST: Final = 0.01
_FIRST: Final = Area(0.4, 0.45, 0.2, 0.1)
"""What the keyboard begins with."""
_CELL: Final = 10
_GREY: Final = 150
_ARROWS: Final[dict[int, tuple[int, int]]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}

_GRIP: Final = 5
"""How near to an edge the mouse takes hold of it, px."""
_SHAPE = Qt.CursorShape
_CURSORS: Final = {
    (0, 0): _SHAPE.SizeAllCursor,
    (-1, 0): _SHAPE.SizeHorCursor,
    (1, 0): _SHAPE.SizeHorCursor,
    (0, -1): _SHAPE.SizeVerCursor,
    (0, 1): _SHAPE.SizeVerCursor,
    (-1, -1): _SHAPE.SizeFDiagCursor,
    (1, 1): _SHAPE.SizeFDiagCursor,
    (-1, 1): _SHAPE.SizeBDiagCursor,
    (1, -1): _SHAPE.SizeBDiagCursor,
}

Areas = tuple[Area, ...]


def grip(box: QRectF, here: QPointF) -> tuple[int, int]:
    """Return which sides of a box the mouse is at: -1, 0 or 1 across and down; (0, 0) inside of it."""
    across = (here.x() > box.right() - _GRIP) - (here.x() < box.left() + _GRIP)
    down = (here.y() > box.bottom() - _GRIP) - (here.y() < box.top() + _GRIP)
    return across, down


def pull(box: QRectF, sides: tuple[int, int], by: QPointF, whole: QRectF) -> QRectF:
    """Return a box with some of its sides pulled, or all of it moved, inside of ``whole``."""
    if sides == (0, 0):
        moved = box.translated(by)
        moved.moveLeft(max(whole.left(), min(moved.left(), whole.right() - box.width())))
        moved.moveTop(max(whole.top(), min(moved.top(), whole.bottom() - box.height())))
        return moved
    pulled, (across, down), least = QRectF(box), sides, 2 * _GRIP
    if across < 0:
        pulled.setLeft(max(whole.left(), min(box.left() + by.x(), box.right() - least)))
    elif across > 0:
        pulled.setRight(min(whole.right(), max(box.right() + by.x(), box.left() + least)))
    if down < 0:
        pulled.setTop(max(whole.top(), min(box.top() + by.y(), box.bottom() - least)))
    elif down > 0:
        pulled.setBottom(min(whole.bottom(), max(box.bottom() + by.y(), box.top() + least)))
    return pulled


class HidingCanvas(QWidget):
    """Shows the picture to fit and keeps the areas; every change can be undone."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.areas: Areas = ()
        self.chosen = -1
        self._before: list[tuple[Areas, int]] = []
        self._image = QImage()
        self._words = ""
        self._from: QPointF | None = None
        self._drawn: Area | None = None
        self._pulled: tuple[int, int] | None = None
        """Which sides of the chosen area follow the mouse, as ``grip`` says; None while another is drawn."""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_image(self, image: QImage, words: str = "") -> None:
        """Show a picture, or the words when it is null."""
        self._image, self._words = image, words
        self.update()

    def add(self, area: Area = _FIRST) -> None:
        """Add an area and choose it."""
        if not self._image.isNull():
            self._set((*self.areas, area), len(self.areas))

    def remove(self) -> None:
        """Remove the chosen area."""
        if 0 <= self.chosen < len(self.areas):
            rest = self.areas[: self.chosen] + self.areas[self.chosen + 1 :]
            self._set(rest, min(self.chosen, len(rest) - 1))

    @property
    def has_picture(self) -> bool:
        """Whether there is anything to hide something on."""
        return not self._image.isNull()

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._before)

    def undo(self) -> None:
        """Take the last change back."""
        if self._before:
            self.areas, self.chosen = self._before.pop()
            self._announce()

    def picture_box(self) -> QRect:
        """Return where the picture is painted."""
        size = self._image.size()
        if size.width() > self.width() or size.height() > self.height():
            size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRect(0, 0, max(1, size.width()), max(1, size.height()))
        box.moveCenter(self.rect().center())
        return box

    def sizeHint(self) -> QSize:
        """Return the room a screenshot wants."""
        return QSize(900, 480)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture and what hides it."""
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()  # whoever still looks at this frame must not keep the window's surface

    def _paint(self, painter: QPainter) -> None:
        colours = colours_of(self)
        if self._image.isNull():
            painter.setPen(QColor(colours.muted))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._words)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.picture_box(), self._image)
        for number, area in enumerate(self.areas):
            if self._pulled is None or self._drawn is None or number != self.chosen:
                self._paint_area(painter, area, chosen=number == self.chosen)
        if self._drawn is not None:
            self._paint_area(painter, self._drawn, chosen=True)
        painter.setPen(QPen(QColor(colours.accent if self.hasFocus() else colours.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.picture_box().adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the area under the mouse, to be moved or sized, or begin another."""
        if event.button() is not Qt.MouseButton.LeftButton or self._image.isNull():
            return
        here = event.position()
        self._from = here
        under = self._under(here)
        if under >= 0:
            self.chosen = under
            self._pulled = grip(self._on_screen(self.areas[under]), here)
            self._announce()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the area as it grows, or is moved; without a button show what a press would do."""
        here = event.position()
        if self._from is None:
            self._show_grip(here)
            return
        if self._pulled is None:
            self._drawn = self._area(QRectF(self._from, here).normalized())
        else:
            box = self._on_screen(self.areas[self.chosen])
            whole = QRectF(self.picture_box())
            self._drawn = self._area(pull(box, self._pulled, here - self._from, whole))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep what was drawn or moved, unless it was a mere click."""
        drawn, pulled = self._drawn, self._pulled
        self._from = self._drawn = self._pulled = None
        if drawn is not None and pulled is not None:
            if drawn != self.areas[self.chosen]:
                self._replace(drawn)
        elif drawn is not None and min(drawn.width, drawn.height) >= _SMALLEST / 2:
            self.add(drawn)
        self._show_grip(event.position())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, size, add, choose and remove areas without a mouse."""
        if self._from is not None:
            return  # the mouse holds an area: it would be gone from under it
        key = event.key()  # a plain number: not every key of a keyboard has a name
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif key in _ARROWS and self.areas:
            self._push(*_ARROWS[key], sizing=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in {Qt.Key.Key_Insert, Qt.Key.Key_Space}:
            self.add()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.remove()
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown} and self.areas:
            step = 1 if key == Qt.Key.Key_PageDown else -1
            self.chosen = (self.chosen + step) % len(self.areas)
            self._announce()
        else:
            super().keyPressEvent(event)

    def _push(self, across: int, down: int, *, sizing: bool) -> None:
        area = self.areas[self.chosen]
        if sizing:
            width = min(1 - area.left, max(_SMALLEST, area.width + across * STEP))
            height = min(1 - area.top, max(_SMALLEST, area.height + down * STEP))
            pushed = replace(area, width=width, height=height)
        else:
            left = min(1 - area.width, max(0.0, area.left + across * STEP))
            top = min(1 - area.height, max(0.0, area.top + down * STEP))
            pushed = replace(area, left=left, top=top)
        if pushed != area:
            self._replace(pushed)

    def _replace(self, area: Area) -> None:
        self._set((*self.areas[: self.chosen], area, *self.areas[self.chosen + 1 :]), self.chosen)

    def _under(self, here: QPointF) -> int:
        """Return the number of the area under the mouse, the one on top; -1 for none."""
        boxes = [self._on_screen(area).adjusted(-_GRIP, -_GRIP, _GRIP, _GRIP) for area in self.areas]
        return max((number for number, box in enumerate(boxes) if box.contains(here)), default=-1)

    def _show_grip(self, here: QPointF) -> None:
        under = self._under(here)
        side = grip(self._on_screen(self.areas[under]), here) if under >= 0 else None
        self.setCursor(Qt.CursorShape.CrossCursor if side is None else _CURSORS[side])

    def _set(self, areas: Areas, chosen: int) -> None:
        self._before.append((self.areas, self.chosen))
        self.areas, self.chosen = areas, chosen
        self._announce()

    def _announce(self) -> None:
        self.update()
        self.changed.emit()

    def _area(self, box: QRectF) -> Area:
        whole = QRectF(self.picture_box())
        box &= whole
        return Area(
            (box.x() - whole.x()) / whole.width(),
            (box.y() - whole.y()) / whole.height(),
            box.width() / whole.width(),
            box.height() / whole.height(),
        )

    def _on_screen(self, area: Area) -> QRectF:
        whole = self.picture_box()
        return QRectF(
            whole.x() + area.left * whole.width(),
            whole.y() + area.top * whole.height(),
            area.width * whole.width(),
            area.height * whole.height(),
        )

    def _paint_area(self, painter: QPainter, area: Area, *, chosen: bool) -> None:
        box = self._on_screen(area).toAlignedRect()
        for line, y in enumerate(range(box.top(), box.bottom() + 1, _CELL)):
            for column, x in enumerate(range(box.left(), box.right() + 1, _CELL)):
                grey = _GREY + shade(column, line)
                painter.fillRect(QRect(x, y, _CELL, _CELL) & box, QColor(grey, grey, grey))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours_of(self).accent if chosen else "#3c3c3c"), 3 if chosen else 1))
        painter.drawRect(box)
