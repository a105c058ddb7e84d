"""The first page by one look at a record, until the record is open and can be worked with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.shell.dressing import nothing_painted

if TYPE_CHECKING:
    from desktop_app.services.glance.types import Glance
    from desktop_app.ui.shell.rail import Rail
    from desktop_app.ui.shell.record import RecordFrame
    from desktop_app.ui.shell.stage import Stage

TURNS = 2
"""Turns of the event loop until everything on a page has its size: a scroll bar comes in the second."""


class Glimpse(QObject):
    """What is seen is true; what the user asks for meanwhile is done when the record is there."""

    painted = Signal()
    """The page is on the screen."""

    def __init__(self, stage: Stage, record: RecordFrame, rail: Rail, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._record = record
        self._rail = rail
        self._path: Path | None = None
        self._wanted: tuple[str, str] | None = None

    def steps(self, key: str, glance: Glance) -> Steps:
        """Build the page of a key by a look, and paint it."""
        self._path = glance.path
        self._record.show_glance(glance)
        self._stage.look(glance)
        yield from self._stage.come(key)
        page = self._stage.get(key)
        with nothing_painted(page):
            self._stage.show(page)
            self._rail.setEnabled(True)
            self._rail.show_chosen(key)
            yield from page.arriving()
            page.setFocus(Qt.FocusReason.OtherFocusReason)
            for _turn in range(TURNS):
                yield
        page.window().repaint()  # at once: opening comes next, and it keeps the interpreter busy
        self.painted.emit()

    def is_of(self, path: Path) -> bool:
        """Tell whether this file is what is looked at."""
        return self._path is not None and self._path.absolute() == path.absolute()

    def want(self, key: str, field: str) -> None:
        """Remember the page the user asked for last."""
        self._wanted = (key, field)

    def end(self) -> tuple[str, str] | None:
        """Forget the look and return the page and the field asked for meanwhile, if any."""
        wanted, self._wanted = self._wanted, None
        self._path = None
        return wanted
