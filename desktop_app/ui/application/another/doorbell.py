"""The bell another start of the program rings: a local socket in a folder only its user may enter.

Only where processes talk by sockets in the file system; on Windows a window is found by its process.
"""

from __future__ import annotations

import os
import socket
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QObject, QSocketNotifier, Signal

from desktop_app.services.computer import is_running

WORD: Final = b"show "
"""What is said at the door; what lets a window come forward under Wayland follows."""
ANSWER: Final = b"shown"
LONGEST: Final = 512
_PATIENCE: Final = 0.05
"""Seconds a caller has to say what it wants; it does so at once."""


def bells() -> Path | None:
    """Return the folder of the bells, made if need be; None where there can be none that is private."""
    if sys.platform == "win32":
        return None
    session = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(session, "otklik") if session else Path(QDir.tempPath(), f"otklik-{os.getuid()}")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    private = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
    return folder if private else None


class Doorbell(QObject):
    """Hear when another start of the program wants this one's window; without a folder for it, never."""

    rung = Signal(str)
    """The window is wanted; the token of Wayland that lets it come forward, or nothing."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._socket: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None
        self._path: Path | None = None

    def hang_up(self) -> None:
        """Begin to listen; what dead processes left behind is swept away."""
        if sys.platform == "win32":
            return
        folder = bells()
        if folder is None or self._socket is not None:
            return
        _sweep(folder)
        path = folder / str(os.getpid())
        door = socket.socket(socket.AF_UNIX)
        try:
            door.bind(str(path))
            door.listen()
            door.settimeout(0)
        except OSError:  # a path too long, a full disk: then a second start asks as it always did
            door.close()
            return
        self._socket, self._path = door, path
        self._notifier = QSocketNotifier(door.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_rung)

    def take_down(self) -> None:
        """Listen no more: the window is closing."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink()
            self._path = None

    def _on_rung(self) -> None:
        if self._socket is None:
            return
        try:
            caller, _address = self._socket.accept()
        except OSError:  # gone again
            return
        with caller, suppress(OSError):
            caller.settimeout(_PATIENCE)
            said = caller.recv(LONGEST)
            if said.startswith(WORD) and _still_waits(caller):
                self.rung.emit(said.removeprefix(WORD).decode("ascii", "replace"))
                caller.sendall(ANSWER)


def _still_waits(caller: socket.socket) -> bool:
    """Return whether a caller is still at the door: one that was let wait too long asked its user by now."""
    caller.settimeout(0)
    try:
        return caller.recv(1) != b""
    except BlockingIOError:
        return True


def _sweep(folder: Path) -> None:
    """Remove the bells of processes that were killed."""
    with suppress(OSError):
        for left in folder.iterdir():
            if left.name.isdecimal() and (int(left.name) == os.getpid() or not is_running(int(left.name))):
                left.unlink()
