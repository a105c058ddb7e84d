"""The Qt binding keeps its references: one release aborts Python 3.11 after some 5,300 repaints."""

from __future__ import annotations

import sys

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

REPAINTS = 20_000


class Counter(QWidget):
    """A widget that counts its paints."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().window())
        self.painted += 1


def test_twenty_thousand_repaints_lose_no_reference_to_none(qtbot: QtBot) -> None:
    widget = Counter()
    qtbot.addWidget(widget)
    widget.resize(20, 20)
    with qtbot.waitExposed(widget):
        widget.show()
    before, painted = sys.getrefcount(None), widget.painted
    for _ in range(REPAINTS):
        widget.repaint()
    assert widget.painted - painted == REPAINTS
    # None is immortal from Python 3.12 on; before that a loss shows long before the abort
    assert sys.version_info >= (3, 12) or sys.getrefcount(None) > before - REPAINTS // 20
