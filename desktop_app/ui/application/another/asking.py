"""Take the lock of a file, or find out with the user how it may be opened all the same."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.ui.application.another.calling import Called, call
from desktop_app.ui.application.lock import FileLock
from desktop_app.ui.application.rescue import Access, ask_access
from desktop_app.ui.kit.aside import aside


def take_or_ask(window: QWidget, path: Path, lock: FileLock) -> Access:
    """Return how a file may be opened; for writing its lock is taken.

    Where another window of this user has it, that one is brought to the front and nothing is asked.
    """
    holder = lock.take() if path.parent.is_dir() else None
    while holder is not None:
        called = aside(partial(call, holder))
        if called is Called.SHOWN:
            return Access.SHOWN
        access = ask_access(window, path, holder, silent=called is Called.SILENT)
        if access is Access.WRITING:
            return Access.READING if lock.take_over() is not None else access
        if access is not Access.AGAIN:
            return access
        holder = lock.take()
    return Access.WRITING
