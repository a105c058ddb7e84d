"""What the program remembers of this user on this PC: the last file and the theme. Nothing of the record."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from desktop_app.ui.kit.remembered import remembered

_LAST = "file/last"
_THEME = "window/theme"
_LOCK = "lock/minutes"
_GEOMETRY = "window/geometry"

LOCK_MINUTES = 15
"""Unless the user says otherwise; a file without a password is never locked."""


class Settings:
    """Typed access to the few values kept between starts."""

    def __init__(self) -> None:
        self._store = remembered()

    @property
    def last_path(self) -> Path | None:
        """Where the file open last was, even if it is not there any more: its copies may be."""
        name = str(self._store.value(_LAST, ""))
        return Path(name) if name else None

    @property
    def last_file(self) -> Path | None:
        """The file open last, if it is still there."""
        name = str(self._store.value(_LAST, ""))
        return Path(name) if name and Path(name).exists() else None

    @last_file.setter
    def last_file(self, path: Path) -> None:
        self._store.setValue(_LAST, str(path.absolute()))

    @property
    def welcome(self) -> Path:
        """What stands for the file in a window that has none, for its lock."""
        return Path(self._store.fileName()).with_name("welcome")

    def checked_on(self, path: Path) -> date | None:
        """Return when a file was last checked from end to end on this PC, if it is known."""
        try:
            return date.fromisoformat(str(self._store.value(_checked(path), "")))
        except ValueError:
            return None

    def set_checked_on(self, path: Path, day: date) -> None:
        """Remember that a file was checked; of its name only a hash is kept."""
        self._store.setValue(_checked(path), day.isoformat())

    @property
    def theme(self) -> str:
        """«system», «light» or «dark»."""
        return str(self._store.value(_THEME, "system"))

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue(_THEME, name)

    @property
    def lock_minutes(self) -> int:
        """Minutes without a key or the mouse after which a file with a password is locked; 0 is never."""
        try:
            return max(int(str(self._store.value(_LOCK, LOCK_MINUTES))), 0)
        except ValueError:
            return LOCK_MINUTES

    @lock_minutes.setter
    def lock_minutes(self, minutes: int) -> None:
        self._store.setValue(_LOCK, minutes)

    @property
    def geometry(self) -> object:
        """Where the window was, as Qt saved it; None at first."""
        return self._store.value(_GEOMETRY)

    @geometry.setter
    def geometry(self, value: object) -> None:
        self._store.setValue(_GEOMETRY, value)


def _checked(path: Path) -> str:
    import hashlib  # noqa: PLC0415 - brings OpenSSL, and the window is painted before this is asked

    return f"checked/{hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:16]}"
