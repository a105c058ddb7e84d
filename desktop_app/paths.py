"""Paths: of the files shipped with the program, beside the package or inside it, and of names still free."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_resources"
_CLONE = _PACKAGE.parent / "resources"


def resource(name: str) -> Path:
    """Return the path of the file ``name`` («fonts/OFL.txt»); raise ``FileNotFoundError`` when absent."""
    root = _INSTALLED if _INSTALLED.is_dir() else _CLONE
    path = root / name
    if not path.exists():
        raise FileNotFoundError(path)
    return path


def free_name(path: Path) -> Path:
    """Return ``path``, or the first «name 2», «name 3» … that does not exist."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
    return free
