"""What is written down of a bug: where in the code it happened and of what kind, never a value."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from desktop_app import __version__

LARGEST_LOG = 500_000
"""Bytes; the log before it is kept once more."""


def log_file() -> Path:
    """Return where errors are written: the folder Qt names for a program's own data, found without Qt."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "otklik" / "otklik.log"


def write_log(text: str, log: Path) -> None:
    """Add to the log, which only this user may read.

    ``logging`` is not imported for it: it costs a tenth of the first paint, and a crash is rare.
    """
    try:
        log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_suffix(".old.log"))
        with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
            moment = datetime.now(UTC).isoformat(timespec="seconds")
            file.write(f"{moment} {text}\n".encode())
    except OSError:
        return  # a full or protected profile must not turn one error into two


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return where it happened: places in the code and the kind of error, never a value or a message.

    A message may quote what the user typed, a name or a phone number, so it is left out.
    """
    import traceback  # noqa: PLC0415 - only a crash needs it

    frames = traceback.extract_tb(trace)
    places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([f"Otklik {__version__}, Python {sys.version.split()[0]}", *places, kind.__name__])
