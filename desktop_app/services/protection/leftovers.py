"""What a killed change of the password leaves behind: looked for at every opening, so it costs nothing."""

from __future__ import annotations

from pathlib import Path

from desktop_app.services.copies import names
from desktop_app.services.copies.folders import default_folder
from desktop_app.services.copies.holder import held
from desktop_app.services.errors import AppError


def remove_left_stages(path: Path) -> None:
    """Remove what a process killed while changing the password left beside a file; never raises.

    Left alone while another program has the file: it may be at that work right now.
    """
    folders = (path.absolute().parent, default_folder(path))
    try:
        left = [stage for folder in folders for stage in names.stages(folder, path.stem)]
        if left:
            with held(path):
                for stage in left:
                    stage.unlink(missing_ok=True)
    except (OSError, AppError):
        return
