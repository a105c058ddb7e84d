"""The user's consent to something slow, which may be taken back until the moment that changes a file."""

from __future__ import annotations

import threading
from collections.abc import Callable

from desktop_app.services.errors import AppError

Stopped = Callable[[], bool]
"""Tells whether the work is no longer wanted; cheap, asked from the thread that works."""


class WithdrawnError(AppError):
    """The work was stopped because the user took the consent back; nothing has changed."""


class Consent:
    """Given at first; either withdrawn or sealed, whichever comes first, and never both."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._withdrawn = False
        self._sealed = False

    def withdraw(self) -> bool:
        """Take the consent back; return whether there was time for it."""
        with self._lock:
            self._withdrawn = self._withdrawn or not self._sealed
            return self._withdrawn

    def withdrawn(self) -> bool:
        """Tell whether the work should stop."""
        return self._withdrawn

    def refuse_withdrawn(self) -> None:
        """Raise ``WithdrawnError`` when the work should stop."""
        if self._withdrawn:
            raise WithdrawnError("Возврат копии остановлен, файл прежний.")

    def seal(self) -> None:
        """Go past the point from which there is no way back; raises ``WithdrawnError``."""
        with self._lock:
            self._sealed = not self._withdrawn
        self.refuse_withdrawn()


def never() -> bool:
    """Let the work go on to its end."""
    return False
