"""Waits the user may end: the work goes on unseen, and what comes of it is let go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from desktop_app.services.copies.consent import Consent
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.shell.status import StatusBar

T = TypeVar("T")


class Waiting(QObject):
    """Show that something takes a while and, where that is safe, a button that ends the wait."""

    def __init__(self, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._status = status
        self._end: Callable[[], None] | None = None
        status.stop_button.clicked.connect(self.stop)

    def run(
        self, op: Callable[[], T], on_done: Callable[[T], None], on_error: Callable[[AppError], None]
    ) -> None:
        """Do ``op`` behind the window to its end, whatever happens."""
        operation = Operation(self, op, on_done, on_error)
        operation.slow.connect(self._status.busy.setVisible)
        operation.start()

    def run_stoppable(
        self,
        op: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[AppError], None],
        *,
        stopped: Callable[[], None],
        let_go: Callable[[T | None], None],
    ) -> None:
        """Do ``op`` behind the window until the user stops waiting for it.

        Then ``stopped`` is called at once, and ``let_go`` when the work has come to its end after all: with
        its result, or with None when it was refused.
        """
        waited = True

        def end() -> None:
            nonlocal waited
            waited = False
            self._show(shown=False)
            stopped()

        def settle(then: Callable[[], None], result: T | None) -> None:
            if not waited:
                let_go(result)
                return
            if self._end is end:
                self._end = None
            then()

        operation = Operation(
            self,
            op,
            lambda result: settle(lambda: on_done(result), result),
            lambda error: settle(lambda: on_error(error), None),
        )
        operation.slow.connect(lambda shown: self._show(shown=shown and waited))
        self._end = end
        operation.start()

    def run_cancellable(
        self,
        op: Callable[[Consent], T],
        on_done: Callable[[T], None],
        on_error: Callable[[AppError], None],
    ) -> None:
        """Do ``op`` behind the window; the button takes the consent back, and ``op`` soon ends by a refusal.

        Too late for that, the work goes on to its end and the button goes away.
        """
        consent = Consent()

        def end() -> None:
            consent.withdraw()
            self._status.stop_button.hide()

        def settle(then: Callable[[], None]) -> None:
            if self._end is end:
                self._end = None
            then()

        operation = Operation(
            self,
            lambda: op(consent),
            lambda result: settle(lambda: on_done(result)),
            lambda error: settle(lambda: on_error(error)),
        )
        operation.slow.connect(lambda shown: self._show(shown=shown, stoppable=not consent.withdrawn()))
        self._end = end
        operation.start()

    def stop(self) -> None:
        """End the wait under way, if it may be ended."""
        end, self._end = self._end, None
        if end is not None:
            end()

    def _show(self, *, shown: bool, stoppable: bool = True) -> None:
        self._status.busy.setVisible(shown)
        self._status.stop_button.setVisible(shown and stoppable)
