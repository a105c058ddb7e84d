"""Dressing widgets by the style sheet in slices, before they are measured or shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.ui.kit.slices import Steps

SLICE = 0.008
"""Seconds of dressing widgets in one go."""
DRESSED = Qt.WidgetAttribute.WA_WState_Polished
"""Qt's own mark on a widget it has styled."""


def dressed(widget: QWidget) -> Steps:
    """Let the style sheet dress a widget and what is in it, so that showing it has only to paint."""
    new = (each for each in (widget, *widget.findChildren(QWidget)) if not is_dressed(each))
    return each_of(new, QWidget.ensurePolished)


def each_of(widgets: Iterable[Any], do: Callable[[Any], object]) -> Steps:
    """Do something with each widget that is still there, a few a step."""
    began = perf_counter()
    for each in widgets:
        if shiboken6.isValid(each):
            do(each)
        if perf_counter() - began > SLICE:
            yield
            began = perf_counter()


def is_dressed(widget: QWidget) -> bool:
    """Tell whether a widget is there and styled."""
    return shiboken6.isValid(widget) and widget.testAttribute(DRESSED)
