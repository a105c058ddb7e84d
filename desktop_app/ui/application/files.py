"""What the desk asks of whoever opens, makes and copies data files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop_app.services.copies.consent import Consent
from desktop_app.ui.application.guard import Keys

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.glance.types import Glance
    from desktop_app.ui.application.rescue import CopiesState, GoodCopy


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open file: its services, and how to let go of it."""

    services: Services
    close: Callable[[], None]
    changed: Callable[[], bool]
    """Whether anything was written through these services."""
    notices: tuple[str, ...] = ()
    """What stays true while it is open and must be said: why it is read only, where it lies."""
    kept: tuple[str, ...] = ()
    """The forms with typing that was never stored, by the names it is kept under: a crash left it."""


class Files(Keys, Protocol):
    """Whoever opens and makes data files; slow, so always called off the window's thread."""

    def glance(self, path: Path, *, read_only: bool) -> Glance | None:
        """Return what the first screen shows of a file, or None where only opening it tells."""

    def open(self, path: Path, *, read_only: bool) -> OpenFile:
        """Open a file; raises ``AppError``."""

    def create(self, path: Path) -> None:
        """Make a file with the ministry's letter in it; raises ``AppError``."""

    def create_sample(self, path: Path) -> None:
        """Make the sample school's file; raises ``AppError``."""

    def copies_state(self, path: Path) -> CopiesState:
        """Return what there is of copies of a file; raises ``AppError``."""

    def copy(self, path: Path) -> GoodCopy:
        """Make a verified copy of a file and return it; raises ``AppError``."""

    def good_copy(self, path: Path) -> GoodCopy | None:
        """Return the newest copy that passes verification from end to end; raises ``AppError``."""

    def restore(self, copy: Path, path: Path, consent: Consent) -> None:
        """Put a copy in the place of a file nobody has open, while it is wanted; raises ``AppError``."""

    def quick_check(self, path: Path) -> tuple[str, ...]:
        """Return what a look of a second shows to be wrong with a file that may be open."""

    def whole_check(self, copy: Path) -> tuple[str, ...]:
        """Return everything that is wrong with a copy and the record in it."""
