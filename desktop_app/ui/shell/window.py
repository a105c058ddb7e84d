"""The main window: a list of page factories, and nothing about any page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QPushButton, QStackedWidget, QWidget

from desktop_app.services.errors import AppError
from desktop_app.ui.kit.aside import is_storing
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.page import Page, PageFactory
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.kit.slices import Latest, Steps
from desktop_app.ui.shell.closing import Answer, ask_unsaved
from desktop_app.ui.shell.dressing import change_theme, nothing_painted
from desktop_app.ui.shell.glimpse import Glimpse
from desktop_app.ui.shell.header import Header
from desktop_app.ui.shell.help import HelpDialog, show_about
from desktop_app.ui.shell.hold import Hold
from desktop_app.ui.shell.layout import laid_out
from desktop_app.ui.shell.menus import Menus
from desktop_app.ui.shell.message_line import MessageLine
from desktop_app.ui.shell.notice import Notice
from desktop_app.ui.shell.rail import Rail
from desktop_app.ui.shell.record import RecordFrame
from desktop_app.ui.shell.seldom import carry, show_events, show_support
from desktop_app.ui.shell.stage import Stage
from desktop_app.ui.shell.status import StatusBar

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.glance.types import Glance

NARROW = 1060
"""Below this width, px, the rail shows icons only."""
HIGH = 600
"""From this height on, px, ten of them are not missed."""
SMALLEST = (860, 400)
"""Of the window, px: 1366 × 768 at 150 % leaves 911 × 441 beside the task bar and the title."""
LOOK_EVERY = 700
"""Milliseconds between two looks at whether something is unsaved."""


class MainWindow(QMainWindow):
    """The frame is there at once; ``attach`` brings the record; a page is built when first opened."""

    new_requested = Signal()
    open_requested = Signal()
    sample_requested = Signal()
    theme_chosen = Signal(str)
    """«system», «light» or «dark», for whoever remembers it."""
    restore_requested = Signal()
    copy_wanted_back = Signal(object)
    """The path of a copy that is to take the open file's place."""
    copies_changed = Signal()
    """A copy was made, or the second place chosen, on a page."""
    lock_requested = Signal()
    refused = Signal(object)
    """An ``AppError`` was shown; a damaged file wants more than a sentence."""
    arrived = Signal()
    """A page that was asked for is in front, with what the record says."""
    closed = Signal()
    """The window is closing for good; the file may be closed."""

    def __init__(self, page_factories: Sequence[PageFactory], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._factories = {factory.key: factory for factory in page_factories}
        self._services: Services | None = None
        self._coming, self._refreshing, self._dressing = Latest(self), Latest(self), Latest(self)
        self._guide: QWidget | None = None
        self._front = ""
        """The key of the page shown last."""
        self._hold = Hold(self)
        self.locked = False
        """Whether a cover hides the record; what is typed is kept, so closing asks nothing."""
        self.ask: Callable[[QWidget, Sequence[str]], Answer] = ask_unsaved
        self.resize(1280, 720)
        self.setMinimumSize(*SMALLEST)
        self.rail = Rail(page_factories, self)
        self.header = Header(self)
        self.notice = Notice(self)
        self.line = MessageLine(self)
        self.stack = QStackedWidget(self)
        self.stage = Stage(page_factories, self.stack)
        self.status = StatusBar(self)
        self.menus = Menus(self, page_factories)
        self.record = RecordFrame(self.header, self.status, self.menus, self)
        self.glimpse = Glimpse(self.stage, self.record, self.rail, self)
        self.setCentralWidget(laid_out(self))
        self._connect()
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY)
        self._look.timeout.connect(self._on_look)
        self._show_detached()

    def attach(self, services: Services, *, first: str = "", guided: bool = False) -> None:
        """Show a record in place of the one before, opening the page ``first`` or the rail's first.

        ``guided``: a guide is shown next, the first page is built when it ends.
        """
        self._coming.finish()
        if first or guided or not self.glimpse.is_of(services.store.path):
            self.detach()
        key, field = self.glimpse.end() or (first or next(iter(self._factories), ""), "")
        self._services = services
        self.stage.open(services)
        self.rail.setEnabled(True)
        self.record.show_record(services)
        self._look.start()
        if key and not guided:
            self.visit(key, field)

    def show_glance(self, glance: Glance) -> None:
        """Show the first page by one look at a record; ``attach`` brings the record itself."""
        self.detach()
        self._coming.start(self.glimpse.steps(next(iter(self._factories)), glance))

    def detach(self) -> None:
        """Let go of the record and of every page built on it."""
        self._look.stop()
        self._coming.drop()
        self._refreshing.drop()
        self._dressing.finish()  # its screens are about to go
        for page in self._to_type_in().values():
            for keeper in page.findChildren(FormKeeper):
                keeper.drop()  # what was typed is saved by now, or the user said to let it go
        self._drop_guide()
        self.glimpse.end()
        self.stage.close()
        self._services, self._front = None, ""
        self.notice.clear()
        self._show_detached()

    def go(self, key: str, field: str = "") -> None:
        """Show a page, and a field of it; an unknown key is ignored."""
        self.visit(key, field)
        self._coming.finish()

    def visit(self, key: str, field: str = "") -> None:
        """Show a page as ``go`` does, by slices: the one before stays in sight until this one is whole.

        Whatever the user does meanwhile, and whoever asks for the current page, finds this one.
        """
        if self._services is None or key not in self._factories or self._guide is not None:
            self.glimpse.want(key, field)
            return
        self._coming.start(self._arrival(key, field))

    def current_page(self) -> Page | None:
        """Return the page shown, or None."""
        self._coming.finish()
        shown = self.stage.shown()
        return shown if isinstance(shown, Page) else None

    def page(self, key: str) -> Page | None:
        """Return a page that has been built, or None."""
        self._coming.finish()
        return self.stage.pages().get(key)

    def show_guide(self, guide: QWidget) -> None:
        """Show a welcome or the first run in place of the pages; the rail rests meanwhile."""
        self._coming.finish()
        self.stage.place(guide)
        self._bring_forward(guide)

    def bring_guide(self, make: Callable[[QWidget], Page], load: Callable[[], object]) -> None:
        """Show a guide by slices: imported by ``load``, then made in the parent ``make`` is given."""

        def steps() -> Steps:
            guide = yield from self.stage.raised(make, load)
            yield
            self._bring_forward(guide)
            yield
            self.arrived.emit()

        self._coming.start(steps())

    def end_guide(self) -> None:
        """Go back to the pages; the guide stays in sight until the page is there."""
        guide, self._guide = self._guide, None
        shown = self._front or next(iter(self._factories), "")
        if guide is None:
            return
        if self._services is None or not shown:
            self.stage.unplace(guide)
            return
        self.rail.setEnabled(True)
        self.record.refresh()
        self._coming.start(self._arrival(shown, "", guide))

    def thin_out(self, then: Callable[[], None]) -> None:
        """Let go of what is out of sight, a page a turn, that the window does not stand; then go on."""
        self._coming.start(self.stage.thin_out(then))

    def refresh(self) -> None:
        """Read the record again by parts for the frame and the page shown.

        A page that is on its way reads when it comes.
        """
        if self._services is None:
            return

        def steps() -> Steps:
            self.record.refresh()
            yield
            shown = self.stage.shown()
            if isinstance(shown, Page) and not self._coming.is_running():
                with nothing_painted(self.stack):
                    yield from shown.arriving()

        self._refreshing.start(steps())

    def show_error(self, error: AppError) -> None:
        """Say a refusal and what to do next."""
        self.line.show_bad(str(error))
        self.refused.emit(error)

    def settle_unsaved(self) -> bool:
        """Ask about unsaved typing, if any; False when the user wants to stay."""
        typed = {key: page for key, page in self._to_type_in().items() if page.has_unsaved()}
        if not typed:
            return True
        titles = [self._factories[key].title for key in typed if key in self._factories]
        answer = self.ask(self, titles or [self.tr("первые шаги")])
        if answer is Answer.SAVE:
            for page in typed.values():
                page.save()
            stuck = [key for key, page in typed.items() if page.has_unsaved()]
            if stuck:
                self.go(stuck[0])
            return not stuck
        return answer is Answer.DISCARD

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the rail away when the width is needed for the page, and spare its height."""
        super().resizeEvent(event)
        self.status.keep_room(kept=event.size().height() >= HIGH)
        self.rail.set_compact(compact=event.size().width() < by_font(NARROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button it stands on, as Space does; dialogs do so by themselves."""
        focused = self.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focused, QPushButton):
            focused.click()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, unless something typed would be lost and the user stays."""
        if not self.locked and not self.settle_unsaved():
            event.ignore()
            return
        self._look.stop()
        self.closed.emit()
        super().closeEvent(event)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.visit)
        self.stage.built.connect(self._listen)
        self.line.speaking.connect(self.header.setHidden)
        self.line.undo_wanted.connect(self.record.undo)
        self.record.travelled.connect(self._on_travelled)
        self.record.failed.connect(self.show_error)
        self.record.locked.connect(self._hold.lock)
        self._hold.told.connect(self._on_wait)
        menus = self.menus
        menus.connect_screens(self.visit)
        menus.new_file.triggered.connect(self.new_requested)
        menus.open_file.triggered.connect(self.open_requested)
        menus.sample.triggered.connect(self.sample_requested)
        menus.restore.triggered.connect(self.restore_requested)
        menus.lock.triggered.connect(self.lock_requested)
        menus.carry.triggered.connect(lambda: self._with_record(carry))
        menus.leave.triggered.connect(self.close)
        menus.help.triggered.connect(lambda: HelpDialog(self).open())
        menus.about.triggered.connect(lambda: show_about(self))
        menus.events.triggered.connect(lambda: self._with_record(show_events))
        menus.support.triggered.connect(lambda: self._with_record(show_support))
        verbs = {
            menus.create_new: Page.create_new,
            menus.save: Page.save,
            menus.find: Page.focus_search,
            menus.print_paper: Page.print_paper,
        }
        for action, verb in verbs.items():
            action.triggered.connect(lambda _on=False, name=verb.__name__: self._ask_page(name))
        for name, action in menus.themes.items():
            action.triggered.connect(lambda _on=False, name=name: self._on_theme(name))

    def _with_record(self, show: Callable[[Services, MainWindow], None]) -> None:
        if self._services is not None:
            show(self._services, self)

    def _show_detached(self) -> None:
        self._rest_rail()
        self.record.show_record(None)

    def _rest_rail(self) -> None:
        self.rail.setEnabled(False)
        self.rail.show_none()

    def _to_type_in(self) -> dict[str, Page]:
        """Return the screens that are built, and the first run while it is in front."""
        guide = {"guide": self._guide} if isinstance(self._guide, Page) else {}
        return {**self.stage.pages(), **guide}

    def _bring_forward(self, guide: QWidget) -> None:
        self._drop_guide()
        self._guide = guide
        if isinstance(guide, Page):
            self._listen(guide)
        self.stage.show(guide)
        self._rest_rail()
        if not guide.isAncestorOf(self.focusWidget()):
            guide.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_guide(self) -> None:
        if self._guide is not None:
            self.stage.unplace(self._guide)
            self._guide = None

    def _arrival(self, key: str, field: str, guide: QWidget | None = None) -> Steps:
        """Build a page if need be, read the record into it, show it; one that cannot be built is said."""
        try:
            yield from self.stage.come(key)
        except AppError as error:
            self._stay(guide)
            self.show_error(error)
            return
        page = self.stage.get(key)
        with nothing_painted(self.stack):
            self.stage.show(page)
            self._front = key
            self.rail.show_chosen(key)
            if guide is not None:
                self.stage.unplace(guide)
            yield
            yield from page.arriving()
            page.setFocus(Qt.FocusReason.OtherFocusReason)  # Tab goes on from the page, not from the rail
            self.stage.scroll_up(page)
            if field:
                page.show_field(field)
            yield
        self.arrived.emit()

    def _stay(self, guide: QWidget | None) -> None:
        """Leave in front what is there: the page asked for is not."""
        self._guide = guide
        self.rail.setEnabled(guide is None)
        if self._front and guide is None:
            self.rail.show_chosen(self._front)

    def _listen(self, page: Page) -> None:
        page.message.connect(self._on_message)
        page.failed.connect(self.show_error)
        page.record_changed.connect(self.refresh)
        page.navigate.connect(self.visit)
        page.busy_changed.connect(self.status.busy.setVisible)
        page.locked.connect(self._hold.lock)
        page.copy_wanted_back.connect(self.copy_wanted_back)
        page.copies_changed.connect(self.copies_changed)

    def _on_wait(self, told: bool) -> None:  # noqa: FBT001 - the signal's own argument
        if told:
            self.line.show_good(self.tr("Подождите: меняется много записей…"))
        self.status.busy.setVisible(told)

    def _ask_page(self, verb: str) -> None:
        page = self.current_page()
        if page is not None:
            getattr(page, verb)()

    def _on_message(self, text: str) -> None:
        self.line.show_good(text, can_undo=self.record.offers_undo())

    def _on_travelled(self, text: str) -> None:
        self.refresh()
        self.record.offers_undo()
        self.line.show_good(text)

    def _on_theme(self, name: str) -> None:
        def steps() -> Steps:
            yield from change_theme(self, self.stage, name)
            self.theme_chosen.emit(name)

        self._dressing.start(steps())

    def _on_look(self) -> None:
        if is_storing():
            self.status.show_saving()
        else:
            self.status.show_saved(unsaved=any(page.has_unsaved() for page in self._to_type_in().values()))
