"""Changing the style sheet in slices, with nothing half dressed seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui.kit.dressing import DRESSED, each_of, is_dressed
from desktop_app.ui.kit.page import Page
from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.theme.style import apply_theme_named, undress

if TYPE_CHECKING:
    from desktop_app.ui.shell.stage import Stage


def change_theme(window: QWidget, stage: Stage, name: str) -> Steps:
    """Dress what is in sight, with nothing painted in between; the rest is built anew when it is wanted.

    A style sheet dresses every widget there is: all seven screens at once would hold the window for seconds.
    """
    shown = stage.shown()
    yield from stage.thin_out()
    if isinstance(shown, Page):
        shown.shed()
        yield
    with nothing_painted(window):
        yield from _changed(name)


@contextmanager
def nothing_painted(widget: QWidget) -> Iterator[None]:
    """Leave on the screen what is there until the end of a ``with`` block."""
    widget.setUpdatesEnabled(False)
    try:
        yield
    finally:
        if shiboken6.isValid(widget):
            widget.setUpdatesEnabled(True)


def _changed(name: str) -> Steps:
    """Change the style sheet with every widget undressed before and dressed after, a few a slice.

    Qt does all of them in one go: a tenth of a second for a screen on an old PC. Those it finds undressed it
    only tells that the style is another.
    """
    widgets = [each for each in QApplication.allWidgets() if is_dressed(each)]
    try:
        yield from each_of(widgets, _take_off)
        undress()
        yield
        apply_theme_named(name)
        yield
        yield from each_of(widgets, _put_on)
    finally:  # given up half way, nobody is left undressed
        for each in widgets:
            if shiboken6.isValid(each) and not is_dressed(each):
                _put_on(each)


def _take_off(widget: QWidget) -> None:
    widget.style().unpolish(widget)
    widget.setAttribute(DRESSED, False)  # noqa: FBT003 - Qt's own


def _put_on(widget: QWidget) -> None:
    widget.style().polish(widget)
    widget.setAttribute(DRESSED, True)  # noqa: FBT003 - Qt's own
    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))  # its size is another than undressed
