"""What the frame shows of the record, and the way back and forth through its history."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from desktop_app.services.errors import AppError
from desktop_app.ui.kit.aside import aside, here
from desktop_app.ui.shell.header import Header
from desktop_app.ui.shell.menus import Menus
from desktop_app.ui.shell.status import StatusBar

if TYPE_CHECKING:
    from desktop_app.services.compliance.types import Standing
    from desktop_app.services.container import Services
    from desktop_app.services.directive.types import DirectiveRow
    from desktop_app.services.glance.types import Glance
    from desktop_app.services.history.types import UndoState
    from desktop_app.services.school.types import SchoolRow
    from desktop_app.services.steps import Step

    _Shown = tuple[SchoolRow, DirectiveRow | None, Standing | None, UndoState]

_LONGEST = 60
"""Letters of a change that a menu shows; the rest would make it wider than the screen."""


class RecordFrame(QObject):
    """Header, status bar and the two history commands over one open record, or over none."""

    travelled = Signal(str)
    """A change was undone or redone; the sentence says which."""
    failed = Signal(object)
    locked = Signal(bool)
    """A long step is under way and nothing else may be done, or it has ended."""

    def __init__(self, header: Header, status: StatusBar, menus: Menus, parent: QObject) -> None:
        super().__init__(parent)
        self._header = header
        self._status = status
        self._menus = menus
        self._services: Services | None = None
        self._travelling = False
        self._told: tuple[int, str] | None = None
        menus.undo.triggered.connect(self.undo)
        menus.redo.triggered.connect(self.redo)

    def show_record(self, services: Services | None) -> None:
        """Show another record, or that none is open."""
        self._services = services
        self._menus.enable_record(enabled=services is not None)
        self._header.window().setWindowTitle(services.store.path.name if services else self.tr("Отклик"))
        if services is None:
            self._header.clear()
            self._status.show_file(None)
            return
        self._status.show_file(services.store.path, read_only=services.store.read_only)
        self._status.show_saved(unsaved=False)
        self._status.show_backup("")
        self._refresh(here)  # whoever opened the file has just read it
        self.offers_undo()  # what was done before the file was opened is not news

    def show_glance(self, glance: Glance) -> None:
        """Show what one look at a record told; nothing can be done with it yet but asking for a screen."""
        self._menus.enable_screens()
        self._header.window().setWindowTitle(glance.path.name)
        self._status.show_file(glance.path, read_only=glance.read_only)
        self._status.show_saved(unsaved=False)
        self._header.show_school(glance.school.short_name or glance.school.full_name)
        self._header.show_letter(glance.letter, glance.standing)

    def refresh(self) -> None:
        """Read again what the header and the history commands show."""
        self._refresh(aside)

    def _refresh(self, ask: Callable[[Callable[[], _Shown]], _Shown]) -> None:
        services = self._services
        if services is None:
            return
        try:
            school, letter, standing, state = ask(lambda: _read(services))
        except AppError as error:
            self.failed.emit(error)
            return
        if self._services is not services:  # let go of meanwhile
            return
        self._header.show_school(school.short_name or school.full_name)
        self._header.show_letter(letter, standing)
        self._name(self._menus.undo, self.tr("&Отменить"), state.undo)
        self._name(self._menus.redo, self.tr("&Вернуть"), state.redo)

    def offers_undo(self) -> bool:
        """Return whether something was changed since this was asked last, and can be taken back.

        News of no change, an export or a copy, must not offer to take back what was done before it.
        """
        try:
            state = self._services.history.state() if self._services is not None else None
        except AppError:  # a good message is not the place to say that the disk is gone
            return False
        before, self._told = self._told, (state.last, state.undo) if state is not None else None
        return state is not None and bool(state.undo) and self._told != before

    def undo(self) -> None:
        """Take back the last change and say which it was."""
        self._travel(forward=False)

    def redo(self) -> None:
        """Do again what was undone last and say which it was."""
        self._travel(forward=True)

    def _travel(self, *, forward: bool) -> None:
        """Take a step of the history; a long one with nothing else done meanwhile."""
        services = self._services
        if services is None or self._travelling:
            return
        done = self.tr("Сделано снова: {0}") if forward else self.tr("Отменено: {0}")
        history = services.history
        travel = history.redo if forward else history.undo
        try:
            state = history.state()
            if not (state.redo_is_long if forward else state.undo_is_long):
                self.travelled.emit(done.format(_inside(aside(travel))))
                return
        except AppError as error:
            self.failed.emit(error)
            return

        from desktop_app.ui.kit.long_step import LongStep  # noqa: PLC0415 - no part of a start

        def take(step: Step) -> str:
            label = travel(step)
            services.outreach.follow()
            return label

        def arrive(then: Callable[[], None]) -> None:
            self._travelling = False
            then()

        self._travelling = True
        label = _inside(state.redo if forward else state.undo)
        long = LongStep(
            self._header.window(),
            (self.tr("Делается снова: {0}…") if forward else self.tr("Отменяется: {0}…")).format(label),
            take,
            lambda label: arrive(lambda: self.travelled.emit(done.format(_inside(label)))),
            lambda error: arrive(lambda: self.failed.emit(error)),
        )
        long.locked.connect(self.locked)
        long.start()

    def _name(self, action: QAction, verb: str, label: str) -> None:
        action.setEnabled(bool(label))
        action.setText(self.tr("{0}: {1}").format(verb, _in_a_menu(_inside(label))) if label else verb)


def _read(services: Services) -> _Shown:
    letter = services.compliance.in_work()
    standing = services.compliance.standing(letter.id) if letter is not None else None
    return services.school.get(), letter, standing, services.history.state()


def _in_a_menu(words: str) -> str:
    """Return words as a menu shows them: a topic of 500 letters cut, its «&» no letter of a key."""
    short = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
    return short.replace("&", "&&")


def _inside(label: str) -> str:
    """Return a label as it stands inside a sentence: a small first letter, unless it is an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
