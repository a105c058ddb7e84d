"""What a dialog of files begins with: a folder when nothing better is known, a name that is free."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents() -> Path:
    """Return the user's folder of documents, else the user's own; never where the program was started."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


def free_name(path: Path) -> Path:
    """Return ``path``, or the first «name 2», «name 3» … that does not exist."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
    return free
