"""Long changes that tell how far they are, and that can be called off while nothing is stored yet."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.services.errors import AppError

Step = Callable[[int, int], None]
"""Is told how many rows of how many are done; what it raises takes the whole change back."""


class CalledOff(AppError):  # noqa: N818 - what happened, not a mistake
    """The user no longer wants it; nothing was changed."""

    def __init__(self, message: str = "Отменено, ничего не изменилось.") -> None:
        super().__init__(message)


def quietly(_done: int, _total: int) -> None:
    """Take no notice."""
