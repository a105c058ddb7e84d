"""What every screen is: a widget the window can refresh, save, search and ask about unsaved typing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.errors import AppError
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.slices import Steps, at_once
from desktop_app.ui.theme.style import GAP, MARGIN

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.glance.types import Glance
    from desktop_app.services.steps import Step

T = TypeVar("T")


class Page(QWidget):
    """One screen of the window; the defaults of the window's verbs do nothing.

    ``self.body`` is the vertical layout to fill. The window calls ``refresh`` when the page is opened and
    after every change of the record.
    """

    message = Signal(str)
    """Good news, one sentence, for the window's message line."""
    failed = Signal(object)
    """An ``AppError`` that belongs to no field of the page."""
    record_changed = Signal()
    """The stored record has changed; other pages and the header want to know."""
    navigate = Signal(str, str)
    """Go to a screen (key) and a field of it (may be empty)."""
    busy_changed = Signal(bool)
    """Something takes longer than half a second, or has ended."""
    copy_wanted_back = Signal(object)
    """The path of a copy that is to take the open file's place."""
    copies_changed = Signal()
    """A copy of the file was made, or where copies go has changed."""

    locked = Signal(bool)
    """Nothing else may be done for a while, or that has ended."""

    services: Services

    def __init__(self, services: Services | None, parent: QWidget | None = None) -> None:
        """Make a page of a record; one without services shows a look at it until it can ``take`` them."""
        super().__init__(parent)
        if services is not None:
            self.services = services
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(MARGIN, MARGIN - GAP, MARGIN, MARGIN - GAP)
        self.body.setSpacing(2 * GAP)
        self.unbuilt: Steps = iter(())
        """What is still to be done until the page can be used."""

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's own
        """Ask for no more height than is needed: what scrolls by itself can do with less than it likes.

        Else the place a screen stands in scrolls too, and there are two scroll bars for one thing.
        """
        return self.body.totalMinimumHeightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange a page that stands in no place by its own size."""
        super().resizeEvent(event)
        if self.isWindow():
            self.fit(self.size())

    def fit(self, room: QSize) -> None:
        """Arrange what has no room beside something else for a place of ``room`` px; nothing by default.

        Never by the page's own size: the arrangement changes what the page needs, that turns the bars of
        the place on and off, and those change the size again; Qt goes round until its stack is full.
        """

    def build(self, parts: Steps, *, by_parts: bool) -> None:
        """Build the page now; with ``by_parts`` leave the parts to whoever asked for it."""
        self.unbuilt = parts
        if not by_parts:
            at_once(parts)

    def take(self, services: Services) -> None:
        """Begin to work with the record; it was only looked at so far."""
        self.services = services

    def today(self) -> date:
        """Return the day by the program's clock, for the fields of the screen and of its dialogs."""
        return self.services.letters.today()

    def refresh(self) -> None:
        """Read the record again and show it; typing in progress stays."""

    def arriving(self) -> Steps:
        """Do what ``refresh`` does, a part a step, nothing of the page is painted meanwhile."""
        self.attempt(self.refresh)
        return iter(())

    def create_new(self) -> None:
        """Start a new item (Ctrl+N)."""

    def focus_search(self) -> None:
        """Put the cursor into the search field (Ctrl+F)."""

    def save(self) -> None:
        """Store what was typed (Ctrl+S)."""

    def print_paper(self) -> None:
        """Print what is shown (Ctrl+P)."""

    def show_field(self, field: str) -> None:
        """Bring the field into view and put the cursor there; an unknown field is ignored."""

    def has_unsaved(self) -> bool:
        """Return whether something typed is not stored yet."""
        return False

    def is_filtered(self) -> bool:
        """Return whether the user has chosen what is shown; that is not to be forgotten."""
        return False

    def ahead(self) -> Steps:
        """Build, a part a step, what is not wanted yet but soon may be."""
        return iter(())

    def shed(self) -> None:
        """Let go of what is not in sight and holds nothing typed; it is built again when it is wanted."""

    def attempt(self, action: Callable[[], T]) -> T | None:
        """Return what the action returns; a known refusal goes to the message line and gives None."""
        try:
            return action()
        except AppError as error:
            self.failed.emit(error)
            return None

    def run(
        self,
        op: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[AppError], None] | None = None,
    ) -> Operation[T]:
        """Do ``op`` in the background; refusals go to ``on_error`` or to the message line."""
        operation = Operation(self, op, on_done, on_error or self.failed.emit)
        operation.slow.connect(self.busy_changed)
        operation.start()
        return operation

    def run_alone(self, words: str, op: Callable[[Step], T], on_done: Callable[[T], None]) -> None:
        """Change many rows in the background and nothing else meanwhile; ``words`` say what is under way.

        ``op`` tells its progress; one called off is news, not a refusal.
        """
        from desktop_app.ui.kit.long_step import LongStep, called_off  # noqa: PLC0415 - no part of a start

        def refused(error: AppError) -> None:
            self.message.emit(error.message) if called_off(error) else self.failed.emit(error)

        step = LongStep(self, words, op, on_done, refused)
        step.locked.connect(self.locked)
        step.start()


@dataclass(frozen=True, slots=True)
class PageFactory:
    """What the window knows of a page: key, title and icon for the rail, and how to build it."""

    key: str
    title: str
    icon: str
    factory: Callable[[Services, QWidget | None], Page]
    """Of the record and the parent: built where it stays, a page is styled once."""
    load: Callable[[], object] | None = None
    """Import what building needs, in any thread; nothing is shown or read."""
    ask: Callable[[Services], object] | None = None
    """Read what the screen reads first, in any thread: statements and dictionaries are ready then."""
    glance: Callable[[Glance, QWidget | None], Page] | None = None
    """Of one look at a record and the parent, where a page can do with that until the record is open."""
