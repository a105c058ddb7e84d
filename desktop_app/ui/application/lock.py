"""One writer a file: a lock beside it that a second copy of the program respects."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileInfo, QLockFile

from desktop_app.services.computer import is_mine, this_computer


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the file open: the PC's name, and the user's where the disk knows it."""

    host: str
    user: str = ""
    pid: int = 0
    owner: int = -2
    """The number of the user whose lock it is, as the disk knows it; Windows has none."""

    @property
    def is_here(self) -> bool:
        """Whether it is another program on this very PC."""
        return self.host == this_computer()

    @property
    def is_mine(self) -> bool:
        """Whether it is another program of this very user on this PC."""
        return self.is_here and is_mine(self.pid, self.owner)


class FileLock:
    """The lock of one data file; a dead one of this PC is taken over, a foreign one never."""

    def __init__(self, path: Path) -> None:
        self._path = Path(f"{path.absolute()}.lock")
        self._lock = QLockFile(str(self._path))
        self._lock.setStaleLockTime(0)  # only a dead process of this very PC makes a lock stale

    def take(self) -> Holder | None:
        """Take the lock and return None, or return who has it; a folder that may not be written has none.

        A lock left in such a folder keeps nobody out: nothing can be written there, nor can it be removed.
        """
        if not os.access(self._path.parent, os.W_OK):
            return None
        if self._lock.tryLock(0) or self._lock.error() is QLockFile.LockError.PermissionError:
            return None
        pid, host, _name = self._lock.getLockInfo()
        file = QFileInfo(str(self._path))
        return Holder(host, file.owner(), pid, file.ownerId())

    def take_over(self) -> Holder | None:
        """Take a lock the user says is dead, else return who has it; one of a living process here stays."""
        self._lock.removeStaleLockFile()
        return self.take()

    def release(self) -> None:
        """Give the lock back."""
        self._lock.unlock()
