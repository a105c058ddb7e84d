"""Bars of many classes are painted in time that grows with the classes, not with their square."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services.outreach.types import ClassCoverage
from desktop_app.ui.overview.charts import CoverageBars
from desktop_app.ui.parents.class_bars import ClassBars

MANY = 40


def a_class(number: int) -> ClassCoverage:
    return ClassCoverage(
        class_id=number, name=f"{number}А", events=1, contacts=9, reached=5, parents=20, percent=25
    )


@pytest.mark.parametrize("kind", [ClassBars, CoverageBars])
def test_every_name_is_measured_once_a_paint(
    kind: type[ClassBars | CoverageBars], qtbot: QtBot, themed: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    metrics = QWidget.fontMetrics

    def counted(widget: QWidget) -> QFontMetrics:
        asked.append(widget)
        return metrics(widget)

    bars = kind()
    qtbot.addWidget(bars)
    bars.show_classes([a_class(number) for number in range(1, MANY + 1)])
    bars.resize(400, bars.sizeHint().height())
    monkeypatch.setattr(kind, "fontMetrics", counted, raising=False)
    assert not bars.grab().isNull()
    assert MANY <= len(asked) <= 3 * MANY
