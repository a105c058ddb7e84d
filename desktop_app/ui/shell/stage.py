"""The screens of one record: built by slices when they are wanted or ahead of that, shown one at a time."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from desktop_app.services.errors import AppError
from desktop_app.ui.kit.dressing import dressed
from desktop_app.ui.kit.labels import scrolled
from desktop_app.ui.kit.page import Page, PageFactory
from desktop_app.ui.kit.place import Place
from desktop_app.ui.kit.slices import Gradual, Slices, Steps, discard, in_haste

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.glance.types import Glance

P = TypeVar("P", bound=Page)

_LOOK = 0.004
"""Seconds between two looks at whether a module is imported."""
REST = 25
"""Milliseconds of rest between two slices of what nobody waits for."""


class Stage(QObject):
    """Screens by their keys, each in a place that scrolls when the window is too small for it."""

    built = Signal(object)
    """A ``Page`` has come into being; it may be listened to."""

    def __init__(self, factories: Sequence[PageFactory], stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._factories = {factory.key: factory for factory in factories}
        self._stack = stack
        self._services: Services | None = None
        self._glance: Glance | None = None
        self._pages: dict[str, Page] = {}
        self._building = Gradual(self._parts, self)
        self._places: dict[QWidget, QScrollArea] = {}
        self._ahead: Slices | None = None

    def open(self, services: Services) -> None:
        """Take the record the screens will show."""
        self._services = services
        for page in self._pages.values():
            page.take(services)

    def look(self, glance: Glance) -> None:
        """Take one look at a record, for the screen that can do with it until the record is open."""
        self._glance = glance

    def close(self) -> None:
        """Let go of the record and of every screen."""
        if self._ahead is not None:
            self._ahead.drop()
            self._ahead = None
        self._building.drop()
        for page in self._pages.values():
            self.unplace(page)
        self._pages.clear()
        self._services = self._glance = None

    def let_go(self, key: str) -> None:
        """Let go of a screen that is not in front; it is built anew when it is wanted."""
        self._building.forget(key)
        area = self._places.pop(self._pages.pop(key))
        self._stack.removeWidget(area)
        shiboken6.delete(area)

    def thin_out(self, then: Callable[[], None] = lambda: None) -> Steps:
        """Let go, one a turn, of the screens that are not in front and hold nothing typed; then go on."""
        for key, page in self.pages().items():
            if page is not self.shown() and not page.has_unsaved() and not page.is_filtered():
                self.let_go(key)
                yield
        then()

    def pages(self) -> dict[str, Page]:
        """Return the screens that are built, by their keys."""
        return dict(self._pages)

    def key_of(self, page: Page | None) -> str:
        """Return the key of a screen, or nothing."""
        return next((key for key, each in self._pages.items() if each is page), "")

    def get(self, key: str) -> Page:
        """Return a screen, building now what is not built of it."""
        self._building.finish(key)
        return self._pages[key]

    def come(self, key: str) -> Steps:
        """Build a screen by slices, if it is not built yet; it is there at the end."""
        return self._building.come(key)

    def build_ahead(self) -> None:
        """Build every screen in the rests of the window, so that the first look at it is quick."""
        if self._services is not None and self._ahead is None:
            self._ahead = Slices(self._all(), self, pause=REST)
            self._ahead.start()

    def show(self, widget: QWidget) -> None:
        """Bring a screen, or what stands in for one, to the front."""
        self._stack.setCurrentWidget(self._places[widget])

    def scroll_up(self, page: Page) -> None:
        """Show the top of a screen: what had the cursor may have scrolled it away."""
        self._places[page].verticalScrollBar().setValue(0)

    def shown(self) -> QWidget | None:
        """Return what is in front."""
        place = self._stack.currentWidget()
        return place.widget() if isinstance(place, QScrollArea) else None

    def place(self, widget: QWidget, area: Place | None = None) -> None:
        """Give a widget a place that scrolls when the screen is too small for it (1366 × 768 at 150 %)."""
        place = area or Place()
        scrolled(widget, place)
        place.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._places[widget] = place
        self._stack.addWidget(place)

    def raised(
        self, make: Callable[[QWidget], P], load: Callable[[], object] | None
    ) -> Generator[None, None, P]:
        """Build a screen by slices in its place, where it is styled once; it is returned, still behind.

        ``load`` imports what it needs; one that needs nothing is dressed as it is shown, to be there soon.
        """
        if load is not None:
            yield from _loaded(load)
        area = Place(self._stack)
        area.hide()
        try:
            page = make(area.viewport())
            yield
            for _part in page.unbuilt:
                yield
            if load is not None:
                yield from dressed(page)
                yield
            self.place(page, area)
        except BaseException:  # a part failed, or the rest is not wanted any more
            discard(area)
            raise
        return page

    def unplace(self, widget: QWidget) -> None:
        """Take a widget and its place away for good."""
        area = self._places.pop(widget)
        self._stack.removeWidget(area)
        area.deleteLater()

    def _parts(self, key: str) -> Steps:
        services, factory = self._services, self._factories[key]
        if services is None:
            assert factory.glance is not None  # noqa: S101 - the window asks for no other screen by a look
            assert self._glance is not None  # noqa: S101 - as above
            make = partial(factory.glance, self._glance)
        else:
            if factory.ask is not None:
                yield from _asked(factory.ask, services)
            make = partial(factory.factory, services)
        page = yield from self.raised(make, factory.load)
        self._pages[key] = page
        self.built.emit(page)

    def _all(self) -> Steps:
        try:
            for key in self._factories:
                yield from self.come(key)
            for page in tuple(self._pages.values()):
                yield from page.ahead()
                yield from dressed(page)
        except AppError:  # locked, or the stick is out: what is not built comes when it is wanted
            return


def _loaded(load: Callable[[], object]) -> Steps:
    """Import on another thread; what goes wrong there goes wrong again where it is asked for."""
    done = _elsewhere(load)
    while not done.wait(_LOOK):
        yield


def _asked(ask: Callable[[Services], object], services: Services) -> Steps:
    """Read on another thread; in haste the screen asks for itself."""
    done = _elsewhere(lambda: ask(services))
    while not done.wait(_LOOK) and not in_haste():
        yield


def _elsewhere(work: Callable[[], object]) -> Event:
    """Do ``work`` on a thread of its own: the pool may be full of long work, and this may be awaited."""
    done = Event()

    def run() -> None:
        with suppress(Exception):
            work()
        done.set()

    Thread(target=run).start()
    return done
