"""The copies of one data file, as the window and the commands see them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from desktop_app.models.keys import Cover, recognise
from desktop_app.services.clock import Clock
from desktop_app.services.copies.disk import in_russian
from desktop_app.services.copies.making import make_copy
from desktop_app.services.copies.restoring import restore
from desktop_app.services.copies.shelf import default_folder, list_copies, rotate
from desktop_app.services.copies.types import CopyRow, Restored, Tier
from desktop_app.services.copies.verify import verify_copy
from desktop_app.services.errors import StorageError

__all__ = [
    "CopyRow",
    "CopyService",
    "Restored",
    "Tier",
    "default_folder",
    "list_copies",
    "make_copy",
    "restore",
    "rotate",
    "verify_copy",
]


class CopyService:
    """Copies of one file in one folder; nothing is kept between calls, the folder is the truth."""

    def __init__(self, path: Path, clock: Clock, folder: Path | None = None) -> None:
        self._path = path
        self._clock = clock
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Where the copies go; it may not exist yet."""
        return self._folder or default_folder(self._path)

    def rows(self) -> tuple[CopyRow, ...]:
        """Return the copies, newest first; raises ``StorageError``."""
        return list_copies(self.folder, self._path.stem)

    def last(self) -> CopyRow | None:
        """Return the newest copy with nothing known against it; raises ``StorageError``."""
        return next((row for row in self.rows() if not row.problems), None)

    def last_good(self) -> CopyRow | None:
        """Return the newest copy that passes verification from end to end; raises ``StorageError``."""
        return next((row for row in self.rows() if not row.problems and not verify_copy(row.path)), None)

    def locked(self) -> CopyRow | None:
        """Return the newest copy that only a password could verify; raises ``StorageError``."""
        with in_russian("копии не просмотрены"):
            rows = (row for row in self.rows() if not row.problems)
            return next((row for row in rows if recognise(row.path) is Cover.LOCKED), None)

    def due(self) -> bool:
        """Tell whether no good copy was made today; raises ``StorageError``."""
        last = self.last()
        return last is None or last.made_at.astimezone().date() != self._clock.today()

    def make(self, to: Path | None = None) -> CopyRow:
        """Make a verified copy in the folder or in ``to``, then remove what no tier needs there.

        May run in a thread of its own. Raises what ``make_copy`` raises; a copy that could be made but not
        followed by a tidying is a success.
        """
        folder = to or self.folder
        row = make_copy(self._path, folder, now=self._clock.now())
        with suppress(StorageError):
            rotate(folder, self._path.stem)
        return row
