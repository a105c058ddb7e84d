"""A copy in a file's place: asked about, put back behind the window, refused without losing what was open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from desktop_app.services.copies.consent import WithdrawnError
from desktop_app.services.errors import AppError, LockedFileError
from desktop_app.ui.application.guard import Guard
from desktop_app.ui.application.rescue import (
    GoodCopy,
    ask_copy_instead,
    ask_replacing,
    choose_copy,
    no_copy,
    restored_sentence,
)
from desktop_app.ui.application.waiting import Waiting
from desktop_app.ui.shell.window import MainWindow

if TYPE_CHECKING:
    from desktop_app.ui.application.files import Files


class Holder(Protocol):
    """Whoever has the file open."""

    def let_go_of(self, path: Path) -> bool:
        """Close a file if it is the open one; return whether it was."""

    def open_anew(self, path: Path, news: Callable[[], None]) -> None:
        """Open a file; ``news`` says in the message line what became of it."""

    def welcome_if_empty(self) -> None:
        """Show the welcome when no file is open."""

    def is_encrypted(self) -> bool:
        """Tell whether the open file has a password."""


class Restoring(QObject):
    """Put copies back, one at a time; a file that gave way for nothing is opened again."""

    def __init__(
        self, window: MainWindow, files: Files, waiting: Waiting, guard: Guard, holder: Holder
    ) -> None:
        super().__init__(window)
        self._window = window
        self._files = files
        self._waiting = waiting
        self._guard = guard
        self._holder = holder
        self._offering = False

    def ask(self, copies: Path, home: Path) -> None:
        """Let the user choose a copy, first in ``copies``, and where its file goes; an old one is kept."""
        chosen = choose_copy(self._window, copies, home)
        if chosen is not None and self._window.settle_unsaved():
            self._begin(*chosen)

    def ask_instead(self, path: Path, copy: Path) -> None:
        """Put a copy in the place of a file when the user is sure."""
        if ask_replacing(self._window, path, copy) and self._window.settle_unsaved():
            self._begin(copy, path)

    def offer(self, path: Path, error: AppError) -> None:
        """Offer the newest good copy of a damaged file, once at a time."""
        if self._offering:
            return
        self._offering = True

        def on_found(copy: GoodCopy | None) -> None:
            self._window.line.hide()  # the question says it all
            wanted = copy is not None and ask_copy_instead(self._window, path, error.message, copy)
            self._offering = False
            if copy is None:
                self._window.line.show_bad(str(no_copy(error)))
            elif wanted:
                self._begin(copy.path, path)
            else:
                self._window.line.show_bad(error.message)

        def on_error(found: AppError) -> None:
            self._offering = False
            if isinstance(found, LockedFileError):  # the newest copy is under a password
                self._guard.ask(found.path, lambda: self.offer(path, error), lambda: None)
                return
            self._window.line.show_bad(str(found))

        self._waiting.run(lambda: self._files.good_copy(path), on_found, on_error)

    def _begin(self, copy: Path, path: Path) -> None:
        self._window.thin_out(lambda: self._begin_now(copy, path))

    def _begin_now(self, copy: Path, path: Path) -> None:
        was_open = self._holder.let_go_of(path)
        self._let_others_in(allowed=False)
        self._put_back(copy, path, was_open=was_open)

    def _put_back(self, copy: Path, path: Path, *, was_open: bool) -> None:
        line = self._window.line
        line.show_good(self.tr("Возвращаю копию…"))

        def on_done(_none: None) -> None:
            self._let_others_in(allowed=True)
            self._holder.open_anew(
                path,
                lambda: line.show_good(restored_sentence(path, encrypted=self._holder.is_encrypted())),
            )

        def on_error(error: AppError) -> None:
            if isinstance(error, LockedFileError):
                line.hide()
                self._guard.ask(
                    error.path,
                    lambda: self._put_back(copy, path, was_open=was_open),
                    lambda: self._leave(path, lambda: None, was_open=was_open),
                )
                return
            say = line.show_good if isinstance(error, WithdrawnError) else line.show_bad
            self._leave(path, lambda: say(str(error)), was_open=was_open)

        self._waiting.run_cancellable(
            lambda consent: self._files.restore(copy, path, consent), on_done, on_error
        )

    def _leave(self, path: Path, news: Callable[[], None], *, was_open: bool) -> None:
        """Go back to what was there before."""
        self._let_others_in(allowed=True)
        if was_open:
            self._holder.open_anew(path, news)
            return
        self._holder.welcome_if_empty()
        news()

    def _let_others_in(self, *, allowed: bool) -> None:
        """Let no other file be opened, made or put back meanwhile: the one that comes last would stay."""
        self._window.menus.enable_files(enabled=allowed)
        self._window.stack.setEnabled(allowed)
