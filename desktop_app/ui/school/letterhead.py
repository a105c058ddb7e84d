"""The letterhead as it will stand on the sheet, painted while the requisites are typed."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.services.papers.heads import letterhead
from desktop_app.services.school.types import SchoolFields, SchoolRow

PAPER = "#ffffff"
INK = "#111111"
EDGE = "#9aa5b1"
SHOWN = 108.0
"""Millimetres of the sheet's width that are shown."""
LEFT = 14.0
TOP = 10.0
LONGEST = 80.0
"""Longest line of a corner letterhead, mm (ГОСТ Р 7.0.97-2025, 4.9)."""
POINT = 25.4 / 72
_NAME, _SMALL = 11.0, 9.5
"""Sizes of the names and of the other data, points (9–11 is allowed in a letterhead)."""


def letterhead_lines(school: SchoolFields) -> tuple[tuple[str, bool], ...]:
    """Return the lines as the paper has them, each with whether it is bold; missing ones are left out."""
    head = letterhead(SchoolRow(**{each.name: getattr(school, each.name) for each in fields(school)}))
    lines = (
        (head.founder, False),
        (head.full_name, True),
        (f"({head.short_name})" if head.short_name else "", True),
        *((text, False) for text in head.contacts),
        (", ".join(head.identifiers), False),
    )
    return tuple(line for line in lines if line[0])


class LetterheadPreview(QWidget):
    """The top left corner of the sheet on white paper, in both themes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._school = SchoolFields()
        self.setAccessibleName(self.tr("Как выглядит бланк"))
        self.setMinimumSize(260, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_school(self, school: SchoolFields) -> None:
        """Show these requisites."""
        self._school = school
        self.setAccessibleDescription("; ".join(text for text, _bold in letterhead_lines(school)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet, the lines centred on the longest allowed, and the places of date and number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(EDGE), 1))
        painter.setBrush(QColor(PAPER))
        painter.drawRect(QRectF(0.5, 0.5, self.width() - 1, self.height() - 1))
        scale = self.width() / SHOWN
        painter.setPen(QColor(INK))
        y = TOP * scale
        width = LONGEST * scale
        for text, bold in letterhead_lines(self._school):
            y += self._draw(painter, text, QRectF(LEFT * scale, y, width, 10_000), scale, bold=bold)
        y += 4 * scale
        for text in (self.tr("________________ № ____________"), self.tr("На № __________ от __________")):
            y += self._draw(painter, text, QRectF(LEFT * scale, y, width, 10_000), scale, bold=False)
        painter.end()

    def _draw(self, painter: QPainter, text: str, box: QRectF, scale: float, *, bold: bool) -> float:
        font = QFont(["Liberation Serif", "Times New Roman", "serif"])
        font.setPixelSize(max(8, round((_NAME if bold else _SMALL) * POINT * scale)))
        font.setBold(bold)
        painter.setFont(font)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        height = QFontMetricsF(font).boundingRect(box, flags, text).height()
        painter.drawText(box, flags, text)
        return height + scale * 0.8
