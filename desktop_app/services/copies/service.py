"""The copies of one data file, as the window and the commands see them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from desktop_app.models.keys import Cover, recognise
from desktop_app.services.clock import Clock
from desktop_app.services.copies.destination import refuse_absent
from desktop_app.services.copies.disk import in_russian
from desktop_app.services.copies.folders import default_folder
from desktop_app.services.copies.making import UnsoundError, make_copy
from desktop_app.services.copies.places import (
    Place,
    PlaceKind,
    choose_second,
    forget_second,
    note_second,
    places,
)
from desktop_app.services.copies.restoring import restore
from desktop_app.services.copies.shelf import highest, list_copies, rotate
from desktop_app.services.copies.types import CopyRow, Restored, Tier
from desktop_app.services.copies.verify import verify_copy
from desktop_app.services.errors import NotFoundError, StorageError

__all__ = [
    "CopyRow",
    "CopyService",
    "Place",
    "PlaceKind",
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
    """Copies of one file; nothing is kept between calls, the folders are the truth.

    With a ``folder`` of its own it knows that one alone, else every place the file's copies go to. Everything
    here reads disks, so the window calls it off its thread.
    """

    def __init__(self, path: Path, clock: Clock, folder: Path | None = None) -> None:
        self._path = path
        self._clock = clock
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Where the copies go; it may not exist yet."""
        return self._folder or default_folder(self._path)

    def places(self) -> tuple[Place, ...]:
        """Return every folder copies go to, the main one first."""
        if self._folder is not None:
            return (Place(kind=PlaceKind.MAIN, folder=self._folder, present=True),)
        return places(self._path)

    def second(self) -> Place | None:
        """Return the second place, if one is chosen."""
        return next((place for place in self.places() if place.kind is PlaceKind.SECOND), None)

    def rows(self) -> tuple[CopyRow, ...]:
        """Return the copies of the main folder, newest first; raises ``StorageError``."""
        return list_copies(self.folder, self._path.stem)

    def everywhere(self) -> tuple[CopyRow, ...]:
        """Return the copies of every place that answers, newest first; ``path.parent`` tells the place."""
        rows: list[CopyRow] = []
        for place in self.places():
            with suppress(StorageError):
                rows += list_copies(place.folder, self._path.stem) if place.present else ()
        return tuple(sorted(rows, key=lambda row: row.sequence, reverse=True))

    def last(self) -> CopyRow | None:
        """Return the newest copy with nothing known against it; raises ``StorageError``."""
        return next((row for row in self.rows() if not row.problems), None)

    def last_good(self) -> CopyRow | None:
        """Return the newest copy of any place that passes verification from end to end.

        One whose manifest was lost is judged by its content, as ``restore`` does.
        """
        return next((row for row in self.everywhere() if self._passes(row)), None)

    def locked(self) -> CopyRow | None:
        """Return the newest copy that only a password could verify; raises ``StorageError``."""
        with in_russian("копии не просмотрены"):
            rows = (row for row in self.everywhere() if not row.problems)
            return next((row for row in rows if recognise(row.path) is Cover.LOCKED), None)

    def due(self) -> bool:
        """Tell whether no good copy was made today; raises ``StorageError``."""
        last = self.last()
        return last is None or last.made_at.astimezone().date() != self._clock.today()

    def make(self, to: Path | None = None) -> CopyRow:
        """Make a verified copy in every place, or in ``to`` alone, and remove what no tier needs there.

        Raises what ``make_copy`` raises for the main folder; the other places are tried even then, and what
        came of the second one is remembered (``places``). They take the copy of the main folder; while a slow
        stick is written, the file is free for change. A copy made but not followed by a tidying is a success.
        ``to`` itself may be missing, the folder above it may not (``refuse_absent``).
        """
        if to is not None:
            refuse_absent(to)
            return self._make_in(to, 1, self._path)
        main, *others = self.places()
        lowest = 1 + max(self._highest((main, *others)), default=0)
        try:
            row = self._make_in(main.folder, lowest, self._path)
        except UnsoundError:
            raise
        except StorageError:
            self._make_others(others, lowest, self._path)
            raise
        self._make_others(others, row.sequence, row.path)
        return row

    def make_noted(self, to: Path | None = None) -> CopyRow:
        """Do as ``make`` does and note it in the file's log of events."""
        from desktop_app.services.event_log import LogKind, note_apart  # noqa: PLC0415 - not at start-up

        row = self.make(to)
        note_apart(self._path, LogKind.COPY, f"Сделана копия № {row.sequence}.", row.made_at)
        return row

    def choose_second(self, chosen: Path) -> Path:
        """Let copies go to a folder in ``chosen`` as well and return it; raises ``AppError``."""
        return choose_second(self._path, chosen)

    def forget_second(self) -> None:
        """Make no second copies any more; raises ``StorageError``."""
        forget_second(self._path)

    def _highest(self, found: tuple[Place, ...]) -> Iterator[int]:
        """Yield the highest number of each place: the order of copies is one over all of them."""
        for place in found:
            with suppress(OSError):
                yield highest(place.folder, self._path.stem) if place.present else 0

    def _make_others(self, others: list[Place], lowest: int, source: Path) -> None:
        for place in others:
            if not place.present:
                continue
            made_at: datetime | None = None
            trouble = ""
            try:
                made_at = self._make_in(place.folder, lowest, source).made_at
            except (NotFoundError, StorageError) as error:
                trouble = str(error)
            if place.kind is PlaceKind.SECOND:
                with suppress(StorageError):  # the copy is made; only its note is not
                    note_second(self._path, made_at=made_at, trouble=trouble)

    def _make_in(self, folder: Path, lowest: int, source: Path) -> CopyRow:
        row = make_copy(source, folder, now=self._clock.now(), lowest=lowest, stem=self._path.stem)
        with suppress(StorageError):
            rotate(folder, self._path.stem)
        return row

    @staticmethod
    def _passes(row: CopyRow) -> bool:
        with suppress(StorageError):
            return not verify_copy(row.path)
        return False
