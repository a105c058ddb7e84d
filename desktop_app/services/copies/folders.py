"""Where the copies of a file go: asked at every opening, so nothing of how copies are made is needed here."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import platformdirs

from desktop_app.services.copies import names


def default_folder(file: Path) -> Path:
    """Return where the copies of ``file`` go; nothing is made yet.

    Beside the file; where that may not be written, the user's own data folder, a part of it for each file.
    """
    beside = file.absolute().parent / names.FOLDER
    place = beside if beside.exists() else beside.parent
    if place.is_dir() and os.access(place, os.W_OK | os.X_OK):
        return beside
    return own_folder(file)


def own_folder(file: Path) -> Path:
    """Return the place of ``file`` in the user's own data folder on this PC."""
    own = hashlib.sha256(os.fsencode(file.absolute())).hexdigest()[:8]
    return platformdirs.user_data_path("otklik", appauthor=False) / names.FOLDER / f"{file.stem} {own}"
