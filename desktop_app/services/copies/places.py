"""Where the copies of a file go: beside it, on this PC when it lies elsewhere, and in a second place.

The second place is a matter of one PC (a stick is «E:» here and «F:» there), so it is remembered in the
user's own settings and not in the data file; the window and the commands read the same note.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import platformdirs

from desktop_app.services.copies import names
from desktop_app.services.copies.destination import refuse_absent
from desktop_app.services.copies.disk import in_russian, make_folder, write_whole
from desktop_app.services.copies.folders import default_folder, own_folder
from desktop_app.services.copies.whereabouts import Whereabouts, whereabouts
from desktop_app.services.errors import AppError

_NOTE: Final = "copies.json"
_LONGEST: Final = 1_000_000


class PlaceKind(StrEnum):
    """Why a folder holds copies."""

    MAIN = "main"
    LOCAL = "local"
    """On this PC, because the file lies on a share or in a cloud folder."""
    SECOND = "second"
    """Chosen by the user: a stick, another disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One folder of copies."""

    kind: PlaceKind
    folder: Path
    present: bool
    """False: the stick is out, or another one is in; nothing is written there then."""
    made_at: datetime | None = None
    """When a copy was last made there, in UTC, also while it is away; only of the second place."""
    trouble: str = ""
    """A Russian sentence: why the last copy there did not succeed; empty when it did or was not tried."""
    same_disk: bool = False
    """Whether it is on the disk of the data file, whose death it would not outlive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Second:
    folder: str
    made_at: str = ""
    trouble: str = ""


def places(file: Path) -> tuple[Place, ...]:
    """Return where the copies of ``file`` go, the main folder first. Looks at the disks: may take a while."""
    main = default_folder(file)
    found = [Place(kind=PlaceKind.MAIN, folder=main, present=True, same_disk=True)]
    own = own_folder(file)
    if own != main and whereabouts(file) is not Whereabouts.HERE:
        found.append(Place(kind=PlaceKind.LOCAL, folder=own, present=True))
    second = _seconds().get(_key(file))
    if second is not None:
        found.append(_second_place(file, second))
    return tuple(found)


def choose_second(file: Path, chosen: Path) -> Path:
    """Make the folder of the second place in ``chosen``, remember it, and return it.

    Raises ``AppError`` for the folder copies go to anyway, and ``StorageError`` when it cannot be made.
    """
    with in_russian("папка для вторых копий не выбрана"):
        folder = chosen if chosen.name == names.FOLDER else chosen / names.FOLDER
        if not chosen.is_dir():
            raise AppError(f"Такой папки нет: {chosen}", hint="Вставьте флешку и выберите папку на ней.")
        refuse_absent(folder)
        make_folder(folder)
        if any(folder.samefile(one.folder) for one in places(file) if _is_other(one)):
            raise AppError(
                "Копии и так делаются в эту папку.", hint="Выберите папку на флешке или другом диске."
            )
        _remember(file, _Second(folder=str(folder.absolute())))
    return folder


def forget_second(file: Path) -> None:
    """Make no second copies any more; what is there stays. Raises ``StorageError``."""
    with in_russian("выбор второй папки не изменён"):
        _remember(file, None)


def note_second(file: Path, *, made_at: datetime | None = None, trouble: str = "") -> None:
    """Remember how the last second copy went; raises ``StorageError``."""
    with in_russian("итог второй копии не записан"):
        second = _seconds().get(_key(file))
        if second is not None:
            stamp = made_at.astimezone(UTC).isoformat() if made_at is not None else second.made_at
            _remember(file, _Second(folder=second.folder, made_at=stamp, trouble=trouble))


def _is_other(place: Place) -> bool:
    return place.kind is not PlaceKind.SECOND and place.folder.is_dir()


def _second_place(file: Path, second: _Second) -> Place:
    folder = Path(second.folder)
    made_at = _moment(second.made_at)
    try:
        there = folder.is_dir()
        # an empty folder in its place is the mount point of a stick that is out, or another stick
        present = there and (made_at is None or any(_copies(folder, file.stem)))
        same = there and folder.stat().st_dev == file.absolute().parent.stat().st_dev
    except OSError:  # pulled this very moment
        present = same = False
    return Place(
        kind=PlaceKind.SECOND,
        folder=folder,
        present=present,
        made_at=made_at,
        trouble=second.trouble if present else "",
        same_disk=same,
    )


def _copies(folder: Path, stem: str) -> Iterator[names.Name]:
    return (name for name in names.names(folder, stem) if name.ending == names.COPY)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def _note() -> Path:
    return platformdirs.user_config_path("otklik", appauthor=False) / _NOTE


def _key(file: Path) -> str:
    """Return a file's name in the note: a hash, because a path may name somebody."""
    return hashlib.sha256(os.fsencode(file.absolute())).hexdigest()[:16]


def _seconds() -> dict[str, _Second]:
    """Return what is remembered; a damaged note remembers nothing."""
    try:
        with _note().open("rb") as file:
            content: Any = json.loads(file.read(_LONGEST))
        return {str(key): _Second(**value) for key, value in content.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _remember(file: Path, second: _Second | None) -> None:
    known = _seconds()
    known.pop(_key(file), None)
    if second is not None:
        known[_key(file)] = second
    make_folder(_note().parent)
    text = json.dumps({key: asdict(value) for key, value in known.items()}, ensure_ascii=False, indent=2)
    write_whole(_note(), text.encode(errors="surrogateescape"))
