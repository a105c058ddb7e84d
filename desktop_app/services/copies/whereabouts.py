"""Where a data file lies: on this PC, on a network share, or in a folder a cloud program keeps in step."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Final


class Whereabouts(StrEnum):
    """What kind of place a folder is."""

    HERE = "here"
    SHARE = "share"
    """Another computer's disk: SQLite's locks are only as good as the share's."""
    CLOUD = "cloud"
    """A program may put another computer's file in this one's place at any moment."""


_MOUNTS: Final = Path("/proc/self/mountinfo")
_SHARES: Final = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "ceph",
        "glusterfs",
        "fuse.glusterfs",
        "fuse.sshfs",
        "fuse.gvfsd-fuse",
        "vboxsf",
        "prl_fs",
        "vmhgfs",
        "fuse.vmhgfs-fuse",
    }
)
_CLOUD_MOUNTS: Final = frozenset({"davfs", "fuse.davfs2", "fuse.rclone", "fuse.google-drive-ocamlfuse"})
_CLOUD_FOLDER: Final = re.compile(
    r"onedrive( - .+)?|dropbox( \(.+\))?|(google ?drive|google диск|мой диск|my drive)"
    r"|(yandex\.?disk|яндекс[. ]?диск)(\.localized)?|(облако mail\.ru|mail\.ru cloud|cloud mail\.ru)"
    r"|icloud ?drive|nextcloud|owncloud|сбердиск|sberdisk|megasync|mega|pcloud ?drive"
)
_REMOTE_DRIVE: Final = 4
"""``DRIVE_REMOTE`` of Windows' ``GetDriveTypeW``."""


def whereabouts(path: Path) -> Whereabouts:
    """Tell where ``path`` lies; what cannot be found out counts as here. May take a while."""
    whole = path.absolute()
    if any(_CLOUD_FOLDER.fullmatch(part.casefold()) for part in whole.parent.parts):
        return Whereabouts.CLOUD
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - for Windows only, and this is asked at every opening

        remote = str(whole).startswith("\\\\") or (
            ctypes.windll.kernel32.GetDriveTypeW(whole.anchor) == _REMOTE_DRIVE
        )
        return Whereabouts.SHARE if remote else Whereabouts.HERE
    try:
        return of_mount(_MOUNTS.read_text("utf-8", errors="surrogateescape"), whole.resolve())
    except OSError:  # no such table on this system
        return Whereabouts.HERE


def of_mount(table: str, path: Path) -> Whereabouts:
    """Judge ``path`` by Linux's table of mounts (``mountinfo``): the deepest mount above it, the last one."""
    kind, depth = "", -1
    for line in table.splitlines():
        fields, _, tail = line.partition(" - ")
        try:
            place = Path(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), fields.split(" ")[4]))
            found = tail.split(" ")[0]
        except IndexError:
            continue
        if path.is_relative_to(place) and len(place.parts) >= depth:
            kind, depth = found, len(place.parts)
    if kind in _CLOUD_MOUNTS:
        return Whereabouts.CLOUD
    return Whereabouts.SHARE if kind in _SHARES else Whereabouts.HERE
