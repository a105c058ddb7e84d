"""Typing that outlives a crash: kept in the file shortly after it was typed, dropped when it is settled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance

from desktop_app.services.errors import AppError
from desktop_app.ui.kit.aside import aside, here

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from desktop_app.services.form_drafts import FormDraftService, KeptForm
    from desktop_app.ui.kit.form import Form

PAUSE = 2_000
"""The most milliseconds of typing a crash can take."""


class Typed(Protocol):
    """What a keeper asks of a form."""

    changed: SignalInstance
    settled: SignalInstance


class FormKeeper(QObject):
    """Keep what ``content`` says is typed under a name; None means that nothing is.

    A refusal of the disk is not told: the user did not ask for this, and saving will say it.
    """

    def __init__(
        self,
        drafts: FormDraftService,
        name: str,
        content: Callable[[], Mapping[str, Any] | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._name = name
        self._content = content
        self._kept: Mapping[str, Any] | None = None
        self._asked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)

    def watch(self, form: Typed) -> None:
        """Keep what is typed into a form, and drop it as soon as it is saved or cancelled."""
        form.changed.connect(self.touch)
        form.settled.connect(self.settle)

    def follow(self, dialog: QDialog) -> None:
        """Drop what is kept when a dialog closes: it was carried out, or the user gave it up."""
        dialog.finished.connect(self.drop)

    def touch(self) -> None:
        """Something was typed: keep it soon, however long the typing goes on."""
        if not self._timer.isActive():
            self._timer.start(PAUSE)

    def settle(self) -> None:
        """Something was saved or cancelled: look what is left of it when the screen has come to rest."""
        if self._kept is not None:
            self._timer.start(0)

    def keep(self) -> None:
        """Keep what is typed now; with nothing typed, drop what was kept."""
        content = self._content()
        if not content:
            self._forget(aside)
        elif content != self._kept:
            try:
                aside(lambda: self._drafts.keep(self._name, content))
            except AppError:
                return
            self._kept = content

    def take(self) -> KeptForm | None:
        """Return what a crash left, the first time it is asked for, and None from then on."""
        if self._asked:
            return None
        self._asked = True
        try:
            kept = self._drafts.taken(self._name)
        except AppError:
            return None
        if kept is not None:
            self._kept = kept.values
            self._timer.start(PAUSE)  # of what cannot be shown any more nothing stays
        return kept

    def drop(self) -> None:
        """Drop what is kept, now: all of it is settled, and the file may be closed next."""
        self._forget(here)

    def _forget(self, do: Callable[[Callable[[], None]], None]) -> None:
        self._timer.stop()
        if self._kept is None:
            return
        try:
            do(lambda: self._drafts.forget(self._name))
        except AppError:
            return
        self._kept = None


def keep_typing(dialog: QDialog, form: Form, drafts: FormDraftService, name: str) -> FormKeeper:
    """Bring back what a crash took of a dialog's form, and keep what is typed now until the dialog closes."""
    keeper = FormKeeper(drafts, name, form.typed, dialog)
    if (kept := keeper.take()) is not None:
        form.retype(kept.values, kept.saved_at)
    keeper.watch(form)
    keeper.follow(dialog)
    return keeper
