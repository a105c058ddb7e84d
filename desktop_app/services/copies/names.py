"""The names in a folder of copies: «school 2024-06-05 1430 №000123.otklik-copy» and what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

FOLDER: Final = "Копии"
"""Where copies are: a folder of this name beside the file, on a stick, or in the user's own data."""
COPY: Final = ".otklik-copy"
"""A verified copy."""
REPLACED: Final = ".otklik-replaced"
"""A file that was replaced by a copy and did not pass verification, kept byte by byte."""
MANIFEST: Final = ".json"
"""Follows the whole name of a copy."""
PART: Final = ".part"
REKEY: Final = ".rekey"
"""Ends an unfinished file that is to take the place of a file, or of a copy, under another password."""

_STAMP: Final = "%Y-%m-%d %H%M"


@dataclass(frozen=True, slots=True)
class Name:
    """What a file of the folder says by its name."""

    path: Path
    sequence: int
    made_at: datetime | None
    """In UTC; a part has none."""
    ending: str
    """``COPY``, ``REPLACED``, ``COPY + MANIFEST`` or ``PART``."""


def final_path(folder: Path, stem: str, sequence: int, now: datetime, ending: str = COPY) -> Path:
    """Return where the copy goes; the time in the name is the user's, for eyes only."""
    return folder / f"{stem} {now.astimezone():{_STAMP}} №{sequence:06d}{ending}"


def portable_path(folder: Path, stem: str, now: datetime) -> Path:
    """Return where a copy to carry goes; it has no number, so no rotation ever takes it."""
    return folder / f"{stem} {now.astimezone():{_STAMP}} под паролем{COPY}"


def part_path(folder: Path, stem: str, sequence: int) -> Path:
    """Return where the unfinished copy of this number is written."""
    return folder / f".{stem} №{sequence:06d}{PART}"


def manifest_path(copy: Path) -> Path:
    """Return where the manifest of a copy is."""
    return copy.with_name(copy.name + MANIFEST)


def stem_of(copy: Path) -> str | None:
    """Return the name of the data file a copy was made of, without its ending; None for another file."""
    kind = r"(?:№\d{6,12}|под паролем(?: \d+)?)"
    match = re.fullmatch(rf"(.+) \d{{4}}-\d\d-\d\d \d{{4}} {kind}{re.escape(COPY)}", copy.name, re.ASCII)
    return match[1] if match else None


def names(folder: Path, stem: str) -> Iterator[Name]:
    """Yield everything in ``folder`` that belongs to the copies of ``stem``; raises ``OSError``."""
    endings = "|".join(re.escape(ending) for ending in (COPY + MANIFEST, COPY, REPLACED))
    whole = re.compile(rf"{re.escape(stem)} (\d{{4}}-\d\d-\d\d \d{{4}}) №(\d{{6,12}})({endings})", re.ASCII)
    part = re.compile(rf"\.{re.escape(stem)} №(\d{{6,12}}){re.escape(PART)}", re.ASCII)
    for path in folder.iterdir():
        if match := whole.fullmatch(path.name):
            made_at = _moment(match[1])
            if made_at is not None:
                yield Name(path, int(match[2]), made_at, match[3])
        elif match := part.fullmatch(path.name):
            yield Name(path, int(match[1]), None, PART)


def stages(folder: Path, stem: str) -> Iterator[Path]:
    """Yield the unfinished files of a change of password of the data file ``stem`` and of its copies.

    Those of «school 2» are not those of «school». Empty when there is no such folder; raises ``OSError``.
    """
    copy = rf" \d{{4}}-\d\d-\d\d \d{{4}} (?:№\d{{6,12}}|под паролем(?: \d+)?){re.escape(COPY)}"
    ours = re.compile(rf"\.{re.escape(stem)}(?:\.[^.]+|{copy})\.\w+{re.escape(REKEY)}(?:-journal)?", re.ASCII)
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if ours.fullmatch(path.name))


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _STAMP).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None  # no such day: the name only looks like ours
