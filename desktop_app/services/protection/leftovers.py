"""What a killed change of the password leaves behind: looked for at every opening, so it costs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from desktop_app.services.copies.folders import default_folder
from desktop_app.services.copies.holder import held
from desktop_app.services.errors import AppError

STAGE: Final = ".rekey"
"""How the name of a file ends that is to take another's place and is not whole yet."""


def remove_left_stages(path: Path) -> None:
    """Remove what a process killed while changing the password left beside a file; never raises.

    Left alone while another program has the file: it may be at that work right now.
    """
    folders = (path.absolute().parent, default_folder(path))
    try:
        left = [stage for folder in folders for stage in stages(folder, path.stem)]
        if left:
            with held(path):
                for stage in left:
                    stage.unlink(missing_ok=True)
    except (OSError, AppError):
        return


def stages(folder: Path, stem: str) -> Iterator[Path]:
    """Yield the unfinished files for a data file of this name and for its copies; raises ``OSError``."""
    if folder.is_dir():
        for found in folder.iterdir():
            ours = found.name.startswith(f".{stem}")
            if ours and found.name.removesuffix("-journal").endswith(STAGE):
                yield found
