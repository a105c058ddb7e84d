"""A button pressed twice in a hurry does its work once.

Many people double-click everything. And who presses again because a slow disk is still storing, or presses
what stood under the mouse a second ago, means the first press. Such presses never reach a button; keys, and
presses on anything else, wait and arrive as before.
"""

from __future__ import annotations

from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop_app.ui.kit.aside import waited_until

AGAIN: Final = "pressed_again"
"""The property of a button that is pressed several times in a row: the next sheet, the zoom."""

_PRESSES: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})


def often(*buttons: QPushButton) -> None:
    """Let every press on these count, the second of a double click too."""
    for button in buttons:
        button.setProperty(AGAIN, True)  # noqa: FBT003 - Qt's own


class Presses(QObject):
    """Watches the windows: at the application itself it would meet every event there is."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._stamp = 0
        self._seen = monotonic()
        app.focusWindowChanged.connect(self.watch)

    def watch(self, window: QWindow | None) -> None:
        """Watch a window from now on; once more does no harm."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Drop what is a second press, and what was pressed while a change was being stored."""
        kind = event.type()
        if kind not in _PRESSES and kind is not QEvent.Type.MouseButtonRelease:
            return False
        if not isinstance(event, QMouseEvent):
            return False
        late = self._is_late(event)
        if not late:
            self._stamp, self._seen = event.timestamp(), monotonic()
        twice = late or kind is QEvent.Type.MouseButtonDblClick
        return twice and kind in _PRESSES and _meets_button(event)

    def _is_late(self, event: QMouseEvent) -> bool:
        """Tell whether this happened before the last wait was over; the events' clock has its own zero."""
        waited = waited_until() - self._seen  # below zero when nothing was waited for since the last event
        return waited > 0 and self._stamp <= event.timestamp() < self._stamp + waited * 1000


def _meets_button(event: QMouseEvent) -> bool:
    under: QWidget | None = QApplication.widgetAt(event.globalPosition().toPoint())
    return isinstance(under, QPushButton) and not under.property(AGAIN)
