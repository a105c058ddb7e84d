"""Refuse a folder for copies that would land on the wrong disk: the stick it names is not there."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection
from itertools import chain
from pathlib import Path
from string import ascii_uppercase
from typing import Final

from desktop_app.services.copies.disk import in_russian
from desktop_app.services.errors import AppError

_MOUNTS: Final = Path("/proc/self/mountinfo")
_WANTED: Final = Path("/etc/fstab")
_REMOVABLE: Final = (Path("/media"), Path("/run/media"))
"""Where Linux shows sticks; a folder of the PC's own disk there is what a stick that is out has left."""
_OPTIONAL: Final = (*_REMOVABLE, Path("/mnt"))
"""Where a folder is not made either: somebody may keep one of his own there, but made it himself."""
_REMOVABLE_DRIVE: Final = 2
"""``DRIVE_REMOVABLE`` of Windows' ``GetDriveTypeW``."""
_PLACE: Final = 4
"""The field of a line of ``mountinfo`` that names the place."""


def refuse_absent(folder: Path) -> None:
    """Refuse a folder that may not be made, or that only looks like a stick; raises ``AppError``.

    The last folder of a path is made when it is missing, those above it are not: a path to a stick that is
    out would otherwise become a folder on the PC's own disk, and the copy would die with it.
    """
    whole = Path(os.path.realpath(folder))  # the tables know no links
    with in_russian("копия не сделана"):
        place = nothing_mounted(whole, _places(_read(_MOUNTS), _PLACE), _places(_read(_WANTED), 1))
        if place is not None:
            raise AppError(
                f"К месту {place} ничего не подключено, копия не сделана.",
                hint="Вставьте флешку или подключите диск и повторите, либо укажите другую папку.",
            )
        if not whole.is_dir() and not whole.parent.is_dir():
            raise AppError(
                f"Папки нет: {whole.parent}. Копия не сделана.",
                hint="Вставьте флешку и повторите, либо укажите папку, которая есть.",
            )


def nothing_mounted(folder: Path, mounts: Collection[Path], wanted: Collection[Path]) -> Path | None:
    """Return the place of a stick or disk that ``folder`` counts on and that is not there, else None.

    ``mounts`` are the places where something is mounted now, ``wanted`` those the system is told to mount.
    """
    above = [folder, *folder.parents]
    nearest = next((each for each in above if each in mounts), Path(folder.anchor))
    for place in wanted:
        if place != Path(place.anchor) and folder.is_relative_to(place) and not nearest.is_relative_to(place):
            return place
    for base in _OPTIONAL:
        if folder == base or not folder.is_relative_to(base) or _is_inside(nearest, base):
            continue
        there = next(each for each in above if each.exists())
        inside = list(there.iterdir())
        # places for other sticks are folders; a file says that somebody keeps things here on purpose
        kept = there != base and (base not in _REMOVABLE or not all(each.is_dir() for each in inside))
        if not kept:
            missing = [each for each in above if not each.exists()]
            return there if not missing or not (inside or there == base) else missing[-1]
    return None


def likely_folder() -> Path:
    """Return where the user will look for a stick: the one that is in, else the folder of the user's own."""
    sticks = (
        one for one in _places(_read(_MOUNTS), _PLACE) if any(_is_inside(one, base) for base in _REMOVABLE)
    )
    return min(chain(sticks, _removable_drives()), default=Path.home())


def _removable_drives() -> list[Path]:
    """Return the drives of sticks that are in; a reader of cards without a card is a drive too."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - for Windows only

        kind = ctypes.WinDLL("kernel32").GetDriveTypeW
        roots = [Path(f"{letter}:\\") for letter in ascii_uppercase]
        return [root for root in roots if kind(str(root)) == _REMOVABLE_DRIVE and root.is_dir()]
    return []


def _is_inside(path: Path, base: Path) -> bool:
    return path != base and path.is_relative_to(base)


def _places(table: str, field: int) -> frozenset[Path]:
    """Return the places of a table of mounts; spaces are spelled as octal numbers in it."""
    rows = (line.split() for line in table.splitlines() if not line.lstrip().startswith("#"))
    named = (row[field] for row in rows if len(row) > field and row[field].startswith("/"))
    return frozenset(Path(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), one)) for one in named)


def _read(table: Path) -> str:
    try:
        return table.read_text("utf-8", errors="surrogateescape")
    except OSError:  # another system: there a missing stick has no folder at all
        return ""
