"""Where the files shipped with the program are: beside the package in a clone, inside it when installed."""

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
